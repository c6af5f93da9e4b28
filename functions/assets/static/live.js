/** The live call of the landing page. */
import { isSimulated, onKey, readKey } from './key.js';
import { ask, make, quoted, words } from './page.js';

const PATH = '/v1/meetings/live/count';
const place = document.getElementById('live');
const curl = document.getElementById('live-curl');

function showCurl() {
  curl.textContent = `curl ${quoted(location.origin + PATH)} \\\n  -H ${quoted(`Authorization: Bearer ${isSimulated ? readKey() : '$MEETGATE_KEY'}`)}`;
}

async function showLive() {
  const shown = place.querySelector('.shown') ?? make('div', { className: 'shown stack' });
  place.append(shown);
  if (!readKey()) return shown.replaceChildren(make('p', { className: 'warn', textContent: words.needsKey }));
  try {
    const { total, sources } = await ask(PATH);
    shown.replaceChildren(
      make('p', {}, make('b', { className: 'big num', textContent: total }), ` ${words.meetings}`),
      make(
        'ul',
        { className: 'plain' },
        ...sources.map(({ provider, account, kind, count }) =>
          make(
            'li',
            {},
            `${provider} · ${account}: `,
            count === undefined ? words.failed : `${count} ${words[kind] ?? kind}`,
          ),
        ),
      ),
    );
  } catch (error) {
    shown.replaceChildren(
      make('p', {
        className: 'bad',
        role: 'alert',
        textContent: error.problem ? error.message : words.unreachable,
      }),
    );
  }
}

onKey.addEventListener('change', showCurl);
document.getElementById('ask').addEventListener('click', showLive);
showCurl();
if (isSimulated) showLive();
