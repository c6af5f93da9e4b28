/** What the tabs of the console share: times, JSON, what went wrong, and looking again. */
import { readKey } from '../key.js';
import { language, make, Refusal, words } from '../page.js';
import { readAddress } from './address.js';

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
export const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** Seconds in a unit, the largest first. */
const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

const none = () => make('span', { className: 'dim', textContent: '–' });

/** A time as people say it; the exact one is told to who points at it. */
export function when(iso) {
  if (!iso) return none();
  const seconds = (Date.parse(iso) - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return make('time', {
    dateTime: iso,
    title: absolute.format(new Date(iso)),
    textContent: relative.format(Math.trunc(seconds / length), unit),
  });
}

/** A time of the day. */
export const atClock = (iso) =>
  make('time', {
    dateTime: iso,
    title: absolute.format(new Date(iso)),
    textContent: clock.format(new Date(iso)),
  });

/** Minutes and hours, of a number of seconds. */
export function lengthOf(seconds) {
  if (seconds === undefined || seconds === null) return none();
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  return make('span', {
    className: 'num',
    textContent: [h, m, s].map((part) => String(part).padStart(2, '0')).join(':'),
  });
}

/** What a refusal says, in words that a person may act on. */
export const saidOf = (error) => (error instanceof Refusal ? error.message : words.unreachable);

/** The same to be shown, with the way to the page that tells what to do. */
export const alertOf = (error) =>
  make(
    'p',
    { className: 'bad', role: 'alert' },
    saidOf(error),
    ...(error.problem?.type
      ? [' ', make('a', { href: new URL(error.problem.type).pathname, textContent: words.whatToDo })]
      : []),
  );

/** Says a few words in a colour. */
export const told = (className, ...texts) => make('span', { className }, ...texts);

/** JSON to look at. */
export const jsonOf = (value) =>
  make('pre', { tabIndex: 0 }, make('code', { textContent: JSON.stringify(value, null, 2) }));

/** A list of what is known, by name. */
export const factsOf = (facts) =>
  make(
    'dl',
    { className: 'facts' },
    ...facts.flatMap(([name, value]) => [
      make('dt', { textContent: name }),
      make('dd', {}, value === undefined || value === null || value === '' ? none() : value),
    ]),
  );

/**
 * Looks again every so many ms while a tab is shown, and says how old what is shown is. `look` shows what it finds, and
 * `open` what the address says is open. Returns a function that looks at once.
 */
export function watch(tab, everyMs, look, open) {
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
      trouble.replaceChildren(words.needsKey);
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
      if (!panel.hidden) {
        trouble.replaceChildren(...alertOf(error).childNodes);
        trouble.hidden = false;
      }
      if (age && last) age.replaceChildren(told('warn', `${words.stale} ${clock.format(last)}`));
    }
    timer = setTimeout(again, everyMs);
  }
  panel.addEventListener('shown', () => {
    void again();
    const id = readAddress().query.get('open');
    if (id && open && readKey()) void open(id);
  });
  return again;
}
