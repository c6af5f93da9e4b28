import type { ShownVendor } from './document.ts';

/**
 * What the page does. Text and no module, since it runs in a browser without a build; it asks the same admin API
 * that everybody else does. Everything shown is set as text, never as HTML: callers choose what is in a journal.
 */
export const pageScript = (vendors: readonly ShownVendor[]): string => `
const VENDORS = ${JSON.stringify(vendors.map(({ id, words }) => ({ id, ...words })))};
const by = (id) => document.getElementById(id);
const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
};
const beijing = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
const number = new Intl.NumberFormat('en');

async function ask(path, method = 'GET', body) {
  const response = await fetch(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

let clock = { now: 0, speed: 0, read: 0 };
function showClock() {
  const now = clock.now + (performance.now() - clock.read) * clock.speed;
  if (clock.now) by('now').textContent = beijing.format(now) + ' +08:00';
}

function showState(state) {
  clock = { ...state.clock, read: performance.now() };
  showClock();
  by('speed').textContent = clock.speed === 0 ? 'stopped' : number.format(clock.speed) + '×';
  const known = [...by('speeds').options].some((one) => Number(one.value) === clock.speed);
  if (document.activeElement !== by('speeds')) by('speeds').value = known ? clock.speed : '';
  const tokens = (vendor) => Object.values(vendor.liveTokens).reduce((sum, one) => sum + one, 0);
  const figures = [
    [number.format(state.requests), 'requests'],
    ...VENDORS.map(({ id, vendor, running, count }) => [number.format(state[id][count]), vendor + ' ' + running + ' running']),
    ...VENDORS.map(({ id, vendor }) => [number.format(tokens(state[id])), vendor + ' tokens live']),
    [state.seed, 'seed'],
  ];
  by('figures').replaceChildren(...figures.map(([value, label]) =>
    make('div', {}, make('b', { textContent: value }), make('span', { textContent: label }))));
  for (const { id: vendor, count } of VENDORS) {
    const { running, [count]: total } = state[vendor];
    by(vendor + '-count').textContent = running.length < total ? running.length + ' of ' + total : total;
    by(vendor).replaceChildren(...running.map(({ subject, id, host, start, end, online }) => {
      const done = end === null ? 0 : (state.clock.now - start) / (end - start);
      return make('li', {},
        make('span', { className: 'what', title: subject }, subject, make('small', { textContent: id + ' · ' + host })),
        make('span', { className: 'online', textContent: number.format(online) + ' online' }),
        make('progress', { value: done, title: end === null ? 'always' : Math.round(done * 100) + '% over' }));
    }));
  }
  if (by('operation').options.length === 1)
    by('operation').append(...state.operations.map(({ vendor, operation }) => make('option', { value: operation, textContent: vendor + ' ' + operation })));
}

function showFaults({ faults, types }) {
  by('fault-count').textContent = faults.length || '';
  if (types && !by('type').options.length) by('type').append(...types.map((one) => make('option', { value: one, textContent: one })));
  by('faults').replaceChildren(...faults.map(({ id, match, fault, struck }) => {
    const { type, ...more } = fault;
    const text = [JSON.stringify(match), JSON.stringify(more)].filter((one) => one !== '{}').join(' ');
    const remove = make('button', { className: 'quiet', textContent: '✕', title: 'Remove ' + id, onclick: () => act('faults/' + encodeURIComponent(id), 'DELETE') });
    remove.setAttribute('aria-label', 'Remove ' + id);
    return make('li', {}, make('b', { textContent: type }), make('code', { textContent: text }),
      make('span', { className: 'hits', textContent: struck ? struck + '×' : '' }), remove);
  }));
}

const MOST = 200;
const LONGEST = 160;
let last = 0;
const pending = new Map();
function rowOf(entry) {
  const { number: n, at, vendor, operation, method, path, query, status, hint, faults } = entry;
  const row = make('tr', {},
    make('td', { className: 'dim', textContent: n }),
    make('td', { className: 'dim', textContent: beijing.format(at).slice(11) }),
    make('td', { textContent: vendor ?? '–' }),
    make('td', { className: 'request' }, operation ?? 'no such path', make('small', { textContent: method + ' ' + path + query })),
    // A refusal may have HTTP 200; then only its hint tells.
    make('td', { className: status === undefined ? 'dim' : status < 400 && (faults || !hint) ? 'good' : 'bad', textContent: status ?? '…' }),
    make('td', { className: 'why', title: hint ?? '' }, ...(faults ? [make('span', { className: 'tag', textContent: 'fault ' })] : []), hint ?? ''));
  if (status === undefined) pending.set(n, row); else pending.delete(n);
  return row;
}
function filterRow(row) {
  row.hidden = !row.textContent.toLowerCase().includes(by('filter').value.toLowerCase());
}
async function showJournal() {
  const after = Math.min(last, ...[...pending.keys()].map((n) => n - 1));
  const { entries, made } = await ask('journal?limit=' + MOST + '&after=' + after);
  if (made < last) { by('journal').replaceChildren(); pending.clear(); last = 0; return; }
  for (const entry of entries) {
    const old = pending.get(entry.number);
    if (entry.number <= last && !old) continue;
    const row = rowOf(entry);
    filterRow(row);
    if (old) old.replaceWith(row); else by('journal').prepend(row);
    last = Math.max(last, entry.number);
  }
  while (by('journal').rows.length > MOST) by('journal').lastElementChild.remove();
  by('journal-count').textContent = made ? number.format(made) + ' requests' : '';
  by('empty').hidden = by('journal').rows.length > 0;
}

async function refresh() {
  try {
    const [state, faults] = await Promise.all([ask('state'), ask('faults')]);
    showState(state);
    showFaults(faults);
    await showJournal();
    by('trouble').hidden = true;
  } catch (error) {
    by('trouble').textContent = 'The simulation does not answer: ' + error.message;
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
by('reset').onclick = () => confirm('Forget every login, fault and journal entry?') && act('reset', 'POST', {});
by('clear').onclick = () => { by('journal').replaceChildren(); pending.clear(); void act('journal', 'DELETE'); };
by('filter').oninput = () => [...by('journal').rows].forEach(filterRow);
const EXAMPLES = { latency: '"ms": 300', status: '"status": 503', 'clock-skewed': '"byMs": 600000' };
by('type').onchange = () => { by('more').value = EXAMPLES[by('type').value] ?? ''; };
by('add').onsubmit = (event) => {
  event.preventDefault();
  const { value: operation } = by('operation');
  const count = Number(by('count').value);
  let more;
  try { more = JSON.parse('{' + by('more').value + '}'); } catch { by('mistake').textContent = 'The parameters are not JSON members, as "ms": 300'; return; }
  const match = { ...(operation && { operation }), ...(count && { count }) };
  void act('faults', 'POST', { match, fault: { type: by('type').value, ...more } });
};

setInterval(showClock, 100);
// Polling, since a Worker cannot hold one request's stream from another's.
(async function poll() {
  await refresh();
  if (!by('more').value) by('type').onchange();
  setTimeout(poll, document.hidden ? 5000 : 1000);
})();
`;
