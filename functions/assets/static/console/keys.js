/** API keys: listed, made, revoked. */
import { ask, make, words } from '../page.js';
import { listOf, shownOnce } from './actions.js';
import { alertOf, watch, when } from './parts.js';
import { table } from './table.js';

const form = document.getElementById('keys-new');
const output = form.querySelector('output');
const list = document.getElementById('keys-list');

const again = watch('keys', 30_000, async () => {
  const { keys } = await ask('/v1/keys');
  table(
    list,
    [words.name, words.scopes, words.accounts, words.users, words.created, words.lastUsed, words.expires, ''],
    keys.map(({ name, sha256, scopes, accounts, users, createdAt, lastUsed, expires }) => ({
      id: sha256,
      cells: [
        make('span', { title: sha256, textContent: name }),
        scopes.join(', '),
        accounts.join(', '),
        users.join(', ') || '–',
        when(createdAt),
        lastUsed ? when(lastUsed) : words.never,
        expires ? when(expires) : words.never,
        revokeButton(name, sha256),
      ],
    })),
    words.noKeys,
  );
});

function revokeButton(name, sha256) {
  const button = make('button', { type: 'button', className: 'danger', textContent: words.revoke });
  button.addEventListener('click', async () => {
    if (!confirm(words.revokeSure.replace('{name}', name))) return;
    button.disabled = true;
    try {
      await ask(`/v1/keys/${sha256}`, { method: 'DELETE' });
      await again();
    } catch (error) {
      button.replaceWith(alertOf(error));
    }
  });
  return button;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const given = new FormData(form);
  const [accounts, users] = ['accounts', 'users'].map((name) => listOf(given.get(name)));
  const body = {
    name: given.get('name'),
    scopes: given.getAll('scopes'),
    ...(accounts.length > 0 && { accounts }),
    ...(users.length > 0 && { users }),
    ...(given.get('expires') && { expires: given.get('expires') }),
  };
  try {
    const { key } = await ask('/v1/keys', { method: 'POST', body });
    output.replaceChildren(...shownOnce({ key }));
    form.reset();
    await again();
  } catch (error) {
    output.replaceChildren(alertOf(error));
  }
});
