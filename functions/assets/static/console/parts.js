/** What the tabs of the console share: tables whose rows open, times, the sheet beside the list, and looking again. */
import { readKey } from '../key.js';
import { language, make, Refusal, words } from '../page.js';

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
export const number = new Intl.NumberFormat(language);

/** Seconds in a unit, the largest first. */
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** A time as people say it; the exact one is told to who points at it. */
export function when(iso) {
  if (!iso) return make('span', { className: 'dim', textContent: '–' });
  const seconds = (Date.parse(iso) - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return make('time', {
    dateTime: iso,
    title: absolute.format(new Date(iso)),
    textContent: relative.format(Math.round(seconds / length), unit),
  });
}

/** A time of the day. */
export const atClock = (iso) =>
  make('time', {
    dateTime: iso,
    title: absolute.format(new Date(iso)),
    textContent: clock.format(new Date(iso)),
  });

/**
 * A table. A row is `{ cells, open }`: with `open` it can be clicked, and reached with j, k and Enter.
 * Rows that are drawn anew keep the focus by their `id`.
 */
export function table(place, heads, rows, emptyText) {
  const focused = document.activeElement?.closest('tr')?.dataset.id;
  if (rows.length === 0)
    return place.replaceChildren(make('p', { className: 'empty', textContent: emptyText }));
  const body = make('tbody');
  for (const { id, cells, open } of rows) {
    const row = make('tr', {}, ...cells.map((cell) => make('td', {}, cell ?? '')));
    if (id) row.dataset.id = id;
    if (open) {
      row.dataset.open = '';
      row.tabIndex = 0;
      row.addEventListener('click', (event) => event.target.closest('button, a') || open());
      row.addEventListener('keydown', (event) => event.key === 'Enter' && event.target === row && open());
    }
    body.append(row);
  }
  const head = make(
    'thead',
    {},
    make('tr', {}, ...heads.map((text) => make('th', { scope: 'col', textContent: text }))),
  );
  place.replaceChildren(make('table', {}, head, body));
  if (focused) body.querySelector(`tr[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

document.addEventListener('keydown', (event) => {
  if (!['j', 'k'].includes(event.key) || event.target.closest('input, select, textarea, [contenteditable]'))
    return;
  const rows = [...document.querySelectorAll('[role="tabpanel"]:not([hidden]) tr[data-open]')];
  const at = rows.indexOf(document.activeElement?.closest('tr'));
  rows[Math.max(0, Math.min(rows.length - 1, at + (event.key === 'j' ? 1 : -1)))]?.focus();
});

const sheet = document.getElementById('sheet');
let openedFrom;
const closeSheet = () => {
  sheet.close();
  openedFrom?.focus?.();
};
document.getElementById('sheet-close').addEventListener('click', closeSheet);
document.addEventListener('keydown', (event) => event.key === 'Escape' && sheet.open && closeSheet());

/** Opens the sheet beside the list, which stays. */
export function openSheet(title, ...children) {
  if (!sheet.open) openedFrom = document.activeElement;
  document.getElementById('sheet-title').textContent = title;
  document.getElementById('sheet-body').replaceChildren(...children);
  if (!sheet.open) sheet.show();
  document.getElementById('sheet-close').focus();
}

/** What a refusal says, in words that a person may act on. */
export const saidOf = (error) => (error instanceof Refusal ? error.message : words.unreachable);

export const alertOf = (error) => make('p', { className: 'bad', role: 'alert', textContent: saidOf(error) });

/** JSON to look at. */
export const jsonOf = (value) =>
  make('pre', { tabIndex: 0 }, make('code', { textContent: JSON.stringify(value, null, 2) }));

/**
 * Looks again every so many ms while a tab is shown, and says how old what is shown is. `look` shows what it finds.
 * Returns a function that looks at once.
 */
export function watch(tab, everyMs, look) {
  const panel = document.getElementById(`panel-${tab}`);
  const age = document.getElementById(`${tab}-age`);
  const trouble = document.getElementById('trouble');
  let last;
  let timer;
  let running = 0;
  async function again() {
    clearTimeout(timer);
    if (panel.hidden) return;
    const run = ++running;
    if (!readKey()) {
      trouble.textContent = words.needsKey;
      trouble.hidden = false;
      return;
    }
    try {
      if (!document.hidden) await look();
      if (run !== running) return;
      last = new Date();
      trouble.hidden = true;
      if (age) age.textContent = `${words.asOf} ${clock.format(last)}`;
    } catch (error) {
      if (run !== running) return;
      trouble.textContent = saidOf(error);
      trouble.hidden = false;
      if (age && last)
        age.replaceChildren(
          make('span', { className: 'warn', textContent: `${words.stale} ${clock.format(last)}` }),
        );
    }
    timer = setTimeout(again, everyMs);
  }
  panel.addEventListener('shown', again);
  return again;
}
