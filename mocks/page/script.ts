import type { ShownVendor } from './document.ts';
import { FAULT_HINTS } from './faultHints.ts';
import { type Language, wordsIn } from './words.ts';

/**
 * What the page does. Text and no module, since it runs in a browser without a build; it asks the same admin API
 * that everybody else does. Everything shown is set as text, never as HTML: callers choose what is in a journal.
 */
export const pageScript = (vendors: readonly ShownVendor[], language: Language): string => `
const SAY = ${JSON.stringify(wordsIn(language))};
const HINTS = ${JSON.stringify(
  Object.fromEntries(Object.entries(FAULT_HINTS).map(([type, one]) => [type, [one.example, one[language]]])),
)};
const VENDORS = ${JSON.stringify(vendors.map(({ id, words }) => ({ id, ...words })))};
const by = (id) => document.getElementById(id);
const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
};
const beijing = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
const number = new Intl.NumberFormat(document.documentElement.lang);

async function ask(path, method = 'GET', body) {
  const response = await fetch(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

/** Shows rows; those that say the same stay, so that neither focus nor a click under way is lost. */
function showRows(place, rows) {
  const old = new Map([...place.children].map((row) => [row.outerHTML, row]));
  const wanted = rows.map((row) => {
    const kept = old.get(row.outerHTML);
    old.delete(row.outerHTML);
    return kept ?? row;
  });
  for (const row of old.values()) row.remove();
  wanted.forEach((row, index) => { if (place.children[index] !== row) place.insertBefore(row, place.children[index] ?? null); });
}

let clock = { now: 0, speed: 0, read: 0 };
function showClock() {
  const now = clock.now + (performance.now() - clock.read) * clock.speed;
  if (clock.now) by('now').textContent = beijing.format(now) + ' +08:00';
}

function showState(state) {
  clock = { ...state.clock, read: performance.now() };
  showClock();
  by('speed').textContent = clock.speed === 0 ? SAY.stopped : number.format(clock.speed) + '×';
  const known = [...by('speeds').options].some((one) => Number(one.value) === clock.speed);
  if (document.activeElement !== by('speeds')) by('speeds').value = known ? clock.speed : '';
  const tokens = (vendor) => Object.values(vendor.liveTokens).reduce((sum, one) => sum + one, 0);
  const figures = [
    [number.format(state.requests), SAY.requests],
    ...VENDORS.map(({ id, vendor, running, count }) => [number.format(state[id][count]), vendor + ' ' + running + ' ' + SAY.running]),
    ...VENDORS.map(({ id, vendor }) => [number.format(tokens(state[id])), vendor + ' ' + SAY.tokens]),
    [state.seed, SAY.seed],
  ];
  by('figures').replaceChildren(...figures.map(([value, label]) =>
    make('div', {}, make('b', { textContent: value }), make('span', { textContent: label }))));
  for (const { id: vendor, count } of VENDORS) {
    const { running, [count]: total } = state[vendor];
    by(vendor + '-count').textContent = running.length < total ? running.length + ' ' + SAY.of + ' ' + total : total;
    by(vendor + '-more').hidden = running.length >= total;
    showRows(by(vendor), running.map(({ subject, id, host, start, end, online }) => {
      const done = end === null ? 0 : Math.round((state.clock.now - start) / (end - start) * 100) / 100;
      const told = end === null ? SAY.always : Math.round(done * 100) + '% ' + SAY.over;
      const bar = make('progress', { value: done, title: told });
      bar.setAttribute('aria-label', told);
      const open = make('button', { className: 'what', title: subject, onclick: () => openMeeting(vendor, String(id)) },
        subject, make('small', { textContent: id + ' · ' + host }));
      open.dataset.meeting = id;
      return make('li', {}, open, make('span', { className: 'online', textContent: number.format(online) + ' ' + SAY.online }), bar);
    }));
  }
  if (by('operation').options.length === 1)
    by('operation').append(...state.operations.map(({ vendor, operation }) => make('option', { value: operation, textContent: vendor + ' ' + operation })));
}

function showFaults({ faults, types }) {
  by('fault-count').textContent = faults.length || '';
  if (types && !by('type').options.length) by('type').append(...types.map((one) => make('option', { value: one, textContent: one })));
  showRows(by('faults'), faults.map(({ id, match, fault, struck }) => {
    const { type, ...more } = fault;
    const text = [JSON.stringify(match), JSON.stringify(more)].filter((one) => one !== '{}').join(' ');
    const remove = make('button', { className: 'quiet', textContent: '✕', title: SAY.remove + ' ' + id, onclick: () => act('faults/' + encodeURIComponent(id), 'DELETE') });
    remove.setAttribute('aria-label', SAY.remove + ' ' + id);
    return make('li', {}, make('b', { textContent: type }), make('code', { textContent: text }),
      make('span', { className: 'hits', textContent: struck ? struck + '×' : '' }), remove);
  }));
}

async function refresh() {
  try {
    const [state, faults] = await Promise.all([ask('state?running=' + runningShown), ask('faults')]);
    showState(state);
    showFaults(faults);
    await showJournal();
    await showEvents();
    await showScenarios();
    by('trouble').hidden = true;
  } catch (error) {
    by('trouble').textContent = SAY.silent + ': ' + error.message;
    by('trouble').hidden = false;
  }
}
async function act(path, method, body) {
  by('mistake').textContent = '';
  try { await ask(path, method, body); } catch (error) { by('mistake').textContent = error.message; }
  await refresh();
}

for (const button of document.querySelectorAll('[data-advance]'))
  button.onclick = () => act('clock/advance', 'POST', { by: button.dataset.advance });
by('speeds').onchange = () => act('clock', 'PUT', { speed: Number(by('speeds').value) });
by('reset').onclick = () => confirm(SAY.resetSure) && act('reset', 'POST', {});
by('type').onchange = () => {
  const [example, hint] = HINTS[by('type').value] ?? ['', ''];
  by('more').value = example;
  by('hint').textContent = hint;
};
let runningShown = 8;
for (const { id } of VENDORS) by(id + '-more').onclick = () => { runningShown = Math.min(999, runningShown + 40); void refresh(); };
// Who came from a page of the gateway finds the way back.
by('back').hidden = !(document.referrer.startsWith(location.origin) && !new URL(document.referrer).pathname.startsWith('/__mock'));
by('add').onsubmit = (event) => {
  event.preventDefault();
  const { value: operation } = by('operation');
  const count = Number(by('count').value);
  let more;
  try { more = JSON.parse('{' + by('more').value + '}'); } catch { by('mistake').textContent = SAY.notJson; return; }
  const match = { ...(operation && { operation }), ...(count && { count }) };
  void act('faults', 'POST', { match, fault: { type: by('type').value, ...more } });
};

setInterval(showClock, 100);
// Polling, since a Worker cannot hold one request's stream from another's.
async function poll() {
  await refresh();
  if (!by('hint').textContent) by('type').onchange();
  setTimeout(poll, document.hidden ? 5000 : 1000);
}

const sheet = by('sheet');
let openedFrom;
function closeSheet() {
  sheet.close();
  openedFrom?.focus?.({ preventScroll: true });
}
by('sheet-close').onclick = closeSheet;
document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && sheet.open) closeSheet(); });
function openSheet(title, ...children) {
  if (!sheet.open) openedFrom = document.activeElement;
  by('sheet-title').textContent = title;
  by('sheet-body').replaceChildren(...children);
  if (!sheet.open) sheet.show();
  sheet.scrollTop = 0;
  by('sheet-title').focus({ preventScroll: true });
}
const part = (title, ...children) => make('section', {}, make('h3', { textContent: title }), ...children);
const pre = (value) => make('pre', { tabIndex: 0, textContent: typeof value === 'string' ? value : JSON.stringify(value, null, 2) });
const facts = (list) => make('dl', {}, ...list.filter(([, value]) => value).flatMap(([name, value]) =>
  [make('dt', { textContent: name }), make('dd', { textContent: value })]));
`;
