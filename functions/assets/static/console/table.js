/** Tables whose rows open. */
import { make, words } from '../page.js';

/**
 * Shows rows in a place. A row is `{ id, cells, open }`: with `open` it can be clicked, and reached with j, k and Enter.
 * A row that says the same as before stays as it is, so that neither focus nor a click under way is lost.
 */
export function table(place, heads, rows, emptyText) {
  // What is wider than the screen can be moved by keys, if not by those of its rows.
  if (rows.some(({ open }) => open)) place.removeAttribute('tabindex');
  else place.tabIndex = 0;
  if (rows.length === 0)
    return place.replaceChildren(
      typeof emptyText === 'string' ? make('p', { className: 'empty', textContent: emptyText }) : emptyText,
    );
  if (!place.querySelector('tbody'))
    place.replaceChildren(
      make('table', {}, make('thead', {}, make('tr', {}, ...heads.map(headOf))), make('tbody')),
    );
  const body = place.querySelector('tbody');
  const focused = body.contains(document.activeElement)
    ? document.activeElement.closest('tr')?.dataset.id
    : undefined;
  const old = new Map([...body.rows].map((row) => [row.outerHTML, row]));
  const wanted = rows.map((row) => {
    const made = rowOf(row);
    const kept = old.get(made.outerHTML);
    old.delete(made.outerHTML);
    return kept ?? made;
  });
  for (const row of old.values()) row.remove();
  wanted.forEach((row, index) => {
    if (body.rows[index] !== row) body.insertBefore(row, body.rows[index] ?? null);
  });
  if (focused && !body.contains(document.activeElement))
    body.querySelector(`tr[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** Every column has a name; where the eye needs none, it is for the ear. */
const headOf = (text) =>
  make(
    'th',
    { scope: 'col' },
    text === '' ? make('span', { className: 'sr', textContent: words.actions }) : text,
  );

function rowOf({ id, cells, open }) {
  const row = make('tr', {}, ...cells.map((cell) => make('td', {}, cell ?? '')));
  if (id) row.dataset.id = id;
  if (!open) return row;
  row.dataset.open = '';
  row.tabIndex = 0;
  row.addEventListener('click', (event) => event.target.closest('button, a') || open());
  row.addEventListener('keydown', (event) => event.key === 'Enter' && event.target === row && open());
  return row;
}
