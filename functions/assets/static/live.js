/** The live call of the landing page: who is meeting now. */
import { isSimulated, onKey, readKey } from './key.js';
import { ask, make, quoted, words } from './page.js';

const place = document.getElementById('live');
const path = place.dataset.path;
const curl = document.getElementById('live-curl');

function showCurl() {
  const key = isSimulated
    ? quoted(`Authorization: Bearer ${readKey()}`)
    : '"Authorization: Bearer $MEETGATE_KEY"';
  curl.textContent = `curl ${quoted(location.origin + path)} \\\n  -H ${key}`;
}

const rowOf = ({ id, subject, meetingNumber, provider, host, participantCount }) =>
  make(
    'li',
    { className: 'row between' },
    make('a', {
      href: `/console#now?open=${encodeURIComponent(id)}`,
      textContent: subject ?? meetingNumber ?? id,
    }),
    make('span', {
      className: 'dim num',
      textContent: [
        provider,
        host?.displayName,
        typeof participantCount === 'number' ? `${participantCount} ${words.people}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
    }),
  );

/** A source that failed is named; the others are shown. */
const failedOf = (sources) =>
  sources
    .filter(({ problem }) => problem)
    .map(({ provider, account }) =>
      make('p', { className: 'warn', textContent: `${provider} · ${account}: ${words.failed}` }),
    );

/** The largest of them: the rest is in the console. */
const MOST = 5;

async function showLive() {
  const shown = place.querySelector('.shown') ?? make('div', { className: 'shown stack' });
  place.append(shown);
  if (!readKey()) return shown.replaceChildren(make('p', { className: 'warn', textContent: words.needsKey }));
  try {
    const { data, sources, nextCursor } = await ask(path);
    const largest = data.sort((a, b) => (b.participantCount ?? 0) - (a.participantCount ?? 0)).slice(0, MOST);
    shown.replaceChildren(
      data.length === 0
        ? make('p', { textContent: words.none })
        : make(
            'p',
            {},
            make('b', { className: 'big num', textContent: `${data.length}${nextCursor ? '+' : ''}` }),
            ` ${words.running}`,
          ),
      make('ul', { className: 'plain' }, ...largest.map(rowOf)),
      ...failedOf(sources),
      make('p', {}, make('a', { href: '/console#now', textContent: words.more })),
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
