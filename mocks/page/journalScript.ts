/** The journal: the newest rows first, older ones when they are asked for; a row opens with request, answer and hint. */
export const journalScript = `
const PAGE = 100;
let most = PAGE;
let last = 0;
let oldest = Infinity;
const pending = new Map();

const isGood = ({ status, faults, hint }) => status < 400 && (faults || !hint);
function rowOf(entry) {
  const { number: n, at, vendor, operation, method, path, query, status, hint, faults } = entry;
  const row = make('tr', { tabIndex: 0, onclick: () => openEntry(n), onkeydown: (event) => { if (event.key === 'Enter') void openEntry(n); } },
    make('td', { className: 'dim', textContent: n }),
    make('td', { className: 'dim', textContent: beijing.format(at).slice(11) }),
    make('td', { textContent: vendor ?? '–' }),
    make('td', { className: 'request' }, operation ?? SAY.noPath, make('small', { textContent: method + ' ' + path + query })),
    // A refusal may have HTTP 200; then only its hint tells.
    make('td', { className: status === undefined ? 'dim' : isGood(entry) ? 'good' : 'bad', textContent: status ?? '…' }),
    make('td', { className: 'why', title: hint ?? '' }, ...(faults ? [make('span', { className: 'tag', textContent: SAY.fault.toLowerCase() + ' ' })] : []), hint ?? ''));
  if (status === undefined) pending.set(n, row); else pending.delete(n);
  oldest = Math.min(oldest, n);
  return row;
}
function filterRow(row) {
  row.hidden = !row.textContent.toLowerCase().includes(by('filter').value.toLowerCase());
  return row;
}
function emptyJournal() {
  by('journal').replaceChildren();
  pending.clear();
  last = 0;
  oldest = Infinity;
  most = PAGE;
}
async function showJournal() {
  const after = Math.min(last, ...[...pending.keys()].map((n) => n - 1));
  const { entries, made, dropped, count } = await ask('journal?limit=' + most + '&after=' + after);
  if (made < last) return emptyJournal();
  for (const entry of entries) {
    const old = pending.get(entry.number);
    if (entry.number <= last && !old) continue;
    const row = filterRow(rowOf(entry));
    if (old) old.replaceWith(row); else by('journal').prepend(row);
    last = Math.max(last, entry.number);
  }
  const rows = by('journal').rows;
  while (rows.length > most) rows[rows.length - 1].remove();
  if (rows.length > 0) oldest = Number(rows[rows.length - 1].cells[0].textContent);
  by('journal-count').textContent = made ? number.format(made) + ' ' + SAY.requests : '';
  by('empty').hidden = rows.length > 0;
  by('older').hidden = rows.length < most || oldest <= dropped + 1;
}
by('older').onclick = async () => {
  most += PAGE;
  const { entries } = await ask('journal?limit=' + PAGE + '&before=' + oldest);
  by('journal').append(...entries.reverse().map((entry) => filterRow(rowOf(entry))));
  if (entries.length < PAGE) by('older').hidden = true;
};
by('clear').onclick = () => { const at = last; emptyJournal(); last = at; void act('journal', 'DELETE'); };
by('filter').oninput = () => [...by('journal').rows].forEach(filterRow);

async function openEntry(n) {
  try {
    const { at, operation, method, path, query, headers, body, status, hint, faults, answer } = await ask('journal/' + n);
    openSheet('#' + n + ' ' + (operation ?? SAY.noPath),
      facts([[SAY.time, beijing.format(at) + ' +08:00'], [SAY.status, status], [SAY.why, hint], [SAY.fault, faults?.join(', ')]]),
      part(SAY.request, pre(method + ' ' + path + query)),
      part(SAY.headers, pre(Object.entries(headers).map(([name, value]) => name + ': ' + value).join('\\n'))),
      ...(body === undefined ? [] : [part(SAY.body, pre(body))]),
      part(SAY.answer, answer ? pre(pretty(answer.text)) : make('p', { className: 'dim', textContent: SAY.notKept }),
        answer && answer.cut ? make('p', { className: 'dim', textContent: SAY.cut + ' ' + number.format(answer.size) + ' ' + SAY.characters }) : ''));
  } catch (error) {
    openSheet('#' + n, make('p', { className: 'bad', textContent: error.message }));
  }
}
function pretty(text) {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
}
`;
