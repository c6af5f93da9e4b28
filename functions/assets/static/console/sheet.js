/** The sheet beside the list, which stays. What it shows stands in the address, as `open`. */
import { make, words } from '../page.js';
import { note } from './address.js';

const sheet = document.getElementById('sheet');
const title = document.getElementById('sheet-title');
const body = document.getElementById('sheet-body');
let openedFrom;

export const isOpen = () => sheet.open;

export function closeSheet() {
  if (!sheet.open) return;
  sheet.close();
  note({ open: '' });
  // The row may have been drawn anew since.
  const again =
    openedFrom?.isConnected === false && openedFrom.dataset?.id
      ? document.querySelector(`tr[data-id="${CSS.escape(openedFrom.dataset.id)}"]`)
      : openedFrom;
  again?.focus?.({ preventScroll: true });
}
document.getElementById('sheet-close').addEventListener('click', closeSheet);

/** Opens it; `id` is what the address is to say, so that the same can be opened by it. */
export function openSheet(text, { id = '' }, ...children) {
  if (!sheet.open) openedFrom = document.activeElement;
  title.textContent = text;
  body.replaceChildren(...children);
  note({ open: id });
  if (!sheet.open) sheet.show();
  body.scrollTop = 0;
  title.focus({ preventScroll: true });
}

/** What keys there are. */
export const openKeys = () =>
  openSheet(
    words.keyboard,
    {},
    make(
      'dl',
      { className: 'facts' },
      ...[
        ['1 – 6', words.keyTabs],
        ['/', words.keySearch],
        ['j  k', words.keyRows],
        ['Enter', words.keyOpen],
        ['Esc', words.close],
        ['?', words.keyboard],
      ].flatMap(([key, text]) => [
        make('dt', {}, make('kbd', { textContent: key })),
        make('dd', { textContent: text }),
      ]),
    ),
  );
