/** The last calls, as they come; each opens its receipt. */
import { ask, copyButton, make, words } from '../page.js';
import { alertOf, atClock, jsonOf, number, openSheet, table, watch } from './parts.js';

const filter = document.getElementById('calls-filter');
const list = document.getElementById('calls-list');

const query = () => new URLSearchParams([...new FormData(filter)].filter(([, value]) => value !== ''));

const again = watch('calls', 2_000, async () => {
  const wanted = query();
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
    receipts.map(({ requestId, at, operation, caller, account, status, problem, cache, attempts, ms }) => ({
      id: requestId,
      open: () => openReceipt(requestId),
      cells: [
        atClock(at),
        operation,
        caller,
        account,
        make('span', {
          className: status < 400 ? 'good' : 'bad',
          textContent: problem ? `${status} ${problem}` : status,
        }),
        make('span', { className: 'dim', textContent: cache.replace('meetgate; ', '') }),
        attempts,
        `${number.format(Math.round(ms))} ms`,
      ],
    })),
    words.noCalls,
  );
});
filter.addEventListener('input', again);
filter.addEventListener('submit', (event) => event.preventDefault());

async function openReceipt(id) {
  try {
    const receipt = await ask(`/v1/receipts/${encodeURIComponent(id)}`);
    const { operation, timings, curl } = receipt;
    openSheet(
      `${words.receipt} · ${operation}`,
      make('p', { className: 'dim mono', textContent: id }),
      stagesOf(timings),
      ...(curl
        ? [
            make('h3', { textContent: words.repeat }),
            make('pre', { tabIndex: 0 }, make('code', { textContent: curl })),
            copyButton(() => curl),
          ]
        : []),
      jsonOf(receipt),
    );
  } catch (error) {
    openSheet(words.receipt, alertOf(error));
  }
}

/** The stages as bars against the longest. Widths are attributes: the policy forbids inline styles. */
function stagesOf(timings) {
  const stages = Object.entries(timings ?? {}).filter(([, ms]) => ms >= 0.05);
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
