/** The last calls, as they come; each opens its receipt. */
import { ask, copyButton, make, words } from '../page.js';
import { keepInAddress } from './address.js';
import { alertOf, atClock, factsOf, jsonOf, number, told, watch } from './parts.js';
import { openSheet } from './sheet.js';
import { table } from './table.js';

const filter = document.getElementById('calls-filter');
const list = document.getElementById('calls-list');
const panel = document.getElementById('panel-calls');

const query = () => new URLSearchParams([...new FormData(filter)].filter(([, value]) => value !== ''));

keepInAddress(panel, filter, () => again());
const again = watch(
  'calls',
  2_000,
  async () => {
    const wanted = query();
    const filtered = wanted.size > 0;
    wanted.set('limit', '100');
    const { receipts } = await ask(`/v1/receipts?${wanted}`);
    table(
      list,
      [
        words.time,
        words.operation,
        words.caller,
        words.account,
        words.status,
        words.cache,
        words.tries,
        words.took,
      ],
      receipts.map(rowOf),
      filtered ? words.noneFits : words.noCalls,
    );
  },
  openReceipt,
);

const statusOf = ({ status, problem }) =>
  told(status < 400 ? 'good' : 'bad', problem ? `${status} ${problem}` : `${status}`);

function rowOf(receipt) {
  const { requestId, at, operation, caller, account, cache, attempts, ms } = receipt;
  return {
    id: requestId,
    open: () => openReceipt(requestId),
    cells: [
      atClock(at),
      operation,
      caller,
      account,
      statusOf(receipt),
      told('dim', (cache ?? '').replace('meetgate; ', '')),
      attempts ?? '–',
      `${number.format(Math.round(ms))} ms`,
    ],
  };
}

async function openReceipt(id) {
  try {
    const receipt = await ask(`/v1/receipts/${encodeURIComponent(id)}`);
    const { operation, timings, curl, at, caller, account } = receipt;
    openSheet(
      `${words.receipt} · ${operation}`,
      { id },
      factsOf([
        [words.status, statusOf(receipt)],
        [words.time, atClock(at)],
        [words.caller, caller],
        [words.account, account],
        ['id', make('code', { textContent: id })],
      ]),
      stagesOf(timings),
      ...(curl
        ? [
            make(
              'div',
              { className: 'row between' },
              make('h3', { textContent: words.repeat }),
              copyButton(() => curl),
            ),
            make('pre', { tabIndex: 0 }, make('code', { textContent: curl })),
          ]
        : []),
      make('details', {}, make('summary', { textContent: 'JSON' }), jsonOf(receipt)),
    );
  } catch (error) {
    openSheet(words.receipt, { id }, alertOf(error));
  }
}

/** The stages as bars against the longest. Widths are attributes: the policy forbids inline styles. */
function stagesOf(timings) {
  const stages = Object.entries(timings ?? {}).filter(([, ms]) => ms >= 0.05);
  if (stages.length === 0) return '';
  const longest = Math.max(...stages.map(([, ms]) => ms), 1);
  return make(
    'div',
    {},
    make('h3', { textContent: words.stages }),
    ...stages.map(([stage, ms]) =>
      make(
        'div',
        { className: 'stage' },
        make('span', { textContent: stage }),
        make('meter', { min: 0, max: longest, value: ms, title: `${ms.toFixed(1)} ms`, ariaLabel: stage }),
        make('span', { className: 'num dim', textContent: `${ms.toFixed(1)} ms` }),
      ),
    ),
  );
}
