/** Subscriptions with their health, deliveries with every attempt; hooks and events beside them. */
import { ask, make, words } from '../page.js';
import { actionButton, listOf, shownOnce } from './actions.js';
import { follow } from './events.js';
import { showHooks } from './hooks.js';
import { alertOf, atClock, factsOf, jsonOf, number, told, watch, when } from './parts.js';
import { openSheet } from './sheet.js';
import { table } from './table.js';

const form = document.getElementById('subscriptions-new');
const output = document.getElementById('subscriptions-made');
const subscriptions = document.getElementById('subscriptions-list');
const deliveries = document.getElementById('deliveries-list');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const given = new FormData(form);
  try {
    const { secret } = await ask('/v1/subscriptions', {
      method: 'POST',
      body: {
        url: given.get('url'),
        types: listOf(given.get('types')),
        scopes: given.getAll('scopes'),
      },
    });
    form.reset();
    form.parentElement.open = false;
    output.replaceChildren(...shownOnce({ secret }));
    await again();
  } catch (error) {
    output.replaceChildren(alertOf(error));
  }
});

const STATUS = {
  active: 'good',
  delivered: 'good',
  pending: 'warn',
  sending: 'warn',
  paused: 'warn',
  failed: 'bad',
  gone: 'bad',
};
const statusOf = (status) => told(STATUS[status] ?? '', status);

const again = watch(
  'webhooks',
  3_000,
  async () => {
    follow();
    await Promise.all([showHooks(), showSubscriptions(), showDeliveries()]);
  },
  (id) => id.startsWith('dlv_') && openDelivery(id),
);

async function showSubscriptions() {
  const { subscriptions: all } = await ask('/v1/subscriptions');
  table(
    subscriptions,
    [words.url, words.types, words.state, words.success, words.waiting, ''],
    all.map((one) => {
      const { id, url, chat, types, status, health } = one;
      const name = url ?? `${chat.kind} ${chat.url}`;
      const path = `/v1/subscriptions/${encodeURIComponent(id)}`;
      const test = async () => {
        await ask(`${path}/test`, { method: 'POST', body: {} });
        await again();
      };
      const remove = async () => {
        if (!confirm(words.removeSure.replace('{name}', name))) return;
        await ask(path, { method: 'DELETE' });
        await again();
      };
      return {
        id,
        open: () => openSheet(name, { id }, jsonOf(one)),
        cells: [
          make('code', { textContent: name }),
          types.join(', '),
          statusOf(status),
          health.successRate === undefined ? '–' : `${number.format(Math.round(health.successRate * 100))} %`,
          number.format(health.waiting),
          make(
            'span',
            { className: 'row tight' },
            actionButton(words.test, test),
            actionButton(words.remove, remove, 'quiet danger'),
          ),
        ],
      };
    }),
    words.noSubscriptions,
  );
}

async function showDeliveries() {
  const { data } = await ask('/v1/deliveries?limit=50');
  table(
    deliveries,
    [words.time, words.types, words.state, words.tries, words.reason, ''],
    data.map(({ id, createdAt, type, status, tries, reason, nextAttemptAt }) => ({
      id,
      open: () => openDelivery(id),
      cells: [
        atClock(createdAt),
        type,
        statusOf(status),
        number.format(tries),
        reason ?? (nextAttemptAt ? when(nextAttemptAt) : ''),
        replayButton(id, again),
      ],
    })),
    words.noDeliveries,
  );
}

const replayButton = (id, done) =>
  actionButton(words.replay, async () => {
    await ask(`/v1/deliveries/${encodeURIComponent(id)}/replay`, { method: 'POST' });
    await done();
  });

async function openDelivery(id) {
  try {
    const delivery = await ask(`/v1/deliveries/${encodeURIComponent(id)}`);
    const attempts = make('div', { className: 'scroll' });
    table(
      attempts,
      [words.time, words.status, words.took, words.answer],
      delivery.attempts.map(({ at, status, ms, delivered, error, answer }) => ({
        cells: [
          atClock(at),
          told(delivered ? 'good' : 'bad', String(status ?? '–')),
          `${number.format(ms)} ms`,
          error ?? answer ?? '',
        ],
      })),
      words.none,
    );
    openSheet(
      delivery.type,
      { id },
      factsOf([
        [words.state, statusOf(delivery.status)],
        [words.created, atClock(delivery.createdAt)],
        [words.tries, number.format(delivery.tries)],
        [words.reason, delivery.reason],
      ]),
      make(
        'div',
        { className: 'row between' },
        make('h3', { textContent: words.attempts }),
        replayButton(id, async () => {
          await openDelivery(id);
          await again();
        }),
      ),
      attempts,
      make('details', {}, make('summary', { textContent: 'JSON' }), jsonOf(delivery)),
    );
  } catch (error) {
    openSheet(words.deliveries, { id }, alertOf(error));
  }
}
