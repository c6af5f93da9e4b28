/** Hooks: made, called, rotated, revoked. Their secrets are shown once. */
import { ask, copyButton, make, quoted, words } from '../page.js';
import { actionButton, shownOnce } from './actions.js';
import { alertOf, factsOf, jsonOf, told, when } from './parts.js';
import { openSheet } from './sheet.js';
import { table } from './table.js';

const form = document.getElementById('hooks-new');
const output = document.getElementById('hooks-made');
const list = document.getElementById('hooks-list');

const curlOf = (url) => `curl -X POST ${quoted(url)}`;

/** What was made, shown this once, with a button that calls it. */
function showMade({ name, url, secret, urlToken }) {
  const answer = make('div', { className: 'stack', role: 'status' });
  output.replaceChildren(
    ...shownOnce({ url, secret }),
    ...(urlToken
      ? [
          make('pre', { tabIndex: 0 }, make('code', { textContent: curlOf(url) })),
          make(
            'div',
            { className: 'row' },
            callButton(url, answer),
            copyButton(() => curlOf(url)),
            told('dim', name),
          ),
          answer,
        ]
      : []),
  );
}

/** Calls a hook as anybody would who has its URL: without the key of this tab. */
function callButton(url, place) {
  const button = make('button', { type: 'button', id: 'hooks-call', textContent: words.callIt });
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const response = await fetch(new URL(url).pathname, { method: 'POST' });
      place.replaceChildren(
        make('b', { className: response.ok ? 'good' : 'bad', textContent: `HTTP ${response.status}` }),
        jsonOf(JSON.parse(await response.text())),
      );
    } catch (error) {
      place.replaceChildren(alertOf(error));
    }
    button.disabled = false;
  });
  return button;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const given = new FormData(form);
  try {
    const hook = await ask('/v1/hooks', {
      method: 'POST',
      body: {
        name: given.get('name'),
        operation: given.get('operation'),
        scopes: given.getAll('scopes'),
        urlToken: given.has('urlToken'),
        ...(given.get('input').trim() && { input: inputOf(given.get('input')) }),
      },
    });
    form.reset();
    form.parentElement.open = false;
    await showHooks();
    showMade(hook);
  } catch (error) {
    output.replaceChildren(alertOf(error));
  }
});

/** What is no JSON goes as it is: the gateway says what it must be. */
function inputOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Shows the hooks that there are. @throws Refusal */
export async function showHooks() {
  const { hooks } = await ask('/v1/hooks');
  table(
    list,
    [words.name, words.operation, words.scopes, words.url, words.created, ''],
    hooks.map((hook) => {
      const { name, operation, scopes, url, createdAt } = hook;
      const path = `/v1/hooks/${encodeURIComponent(name)}`;
      const rotate = async () => showMade(await ask(`${path}/rotate`, { method: 'POST', body: {} }));
      const remove = async () => {
        if (!confirm(words.removeSure.replace('{name}', name))) return;
        await ask(path, { method: 'DELETE' });
        await showHooks();
      };
      return {
        id: name,
        open: () => openHook(hook),
        cells: [
          name,
          operation,
          scopes.join(', '),
          make('code', { textContent: url }),
          when(createdAt),
          make(
            'span',
            { className: 'row tight' },
            actionButton(words.rotate, rotate),
            actionButton(words.remove, remove, 'quiet danger'),
          ),
        ],
      };
    }),
    words.noHooks,
  );
}

const openHook = (hook) =>
  openSheet(
    hook.name,
    { id: hook.name },
    factsOf([
      [words.operation, hook.operation],
      [words.scopes, hook.scopes.join(', ')],
      [words.accounts, hook.accounts.join(', ')],
      [words.url, make('code', { textContent: hook.url })],
    ]),
    jsonOf(hook),
  );
