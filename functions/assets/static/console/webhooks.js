/** Hooks, subscriptions with their health, deliveries with every attempt, and events as they come. */
import { onKey, readKey } from '../key.js';
import { ask, call, copyButton, make, words } from '../page.js';
import { alertOf, atClock, jsonOf, number, openSheet, table, watch, when } from './parts.js';

const place = document.getElementById('webhooks-list');

/** A card with a list, and what else stands in it. */
function card(name, ...more) {
  const list = make('div', { className: 'scroll', id: `webhooks-${name}` });
  place.append(
    make('section', { className: 'card stack' }, make('h3', { textContent: words[name] }), ...more, list),
  );
  return list;
}

const hookForm = formOf('hook', words.newHook, ['name', 'operation', 'scopes']);
const subscriptionForm = formOf('subscription', words.newSubscription, ['url', 'types', 'scopes']);
const hooks = card('hooks', hookForm.element);
const subscriptions = card('subscriptions', subscriptionForm.element);
const deliveries = card('deliveries');
const events = card('events');

/** A small form in a fold, with a place for what is shown once. */
function formOf(id, title, names) {
  const fields = names.map((name) =>
    make(
      'label',
      { className: 'field' },
      make('span', { className: 'name', textContent: words[name] }),
      make('input', {
        name,
        id: `webhooks-${id}-${name}`,
        required: true,
        autocomplete: 'off',
        spellcheck: false,
      }),
    ),
  );
  const output = make('output', { className: 'stack' });
  const form = make(
    'form',
    { className: 'stack', id: `webhooks-new-${id}` },
    make('div', { className: 'fields' }, ...fields),
    make('div', {}, make('button', { className: 'main', textContent: words.create })),
    output,
  );
  return { element: make('details', {}, make('summary', { textContent: title }), form), form, output };
}

const listOf = (text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** What is shown this once: a URL and a secret. */
const shownOnce = (values) => [
  make('p', { className: 'warn', textContent: words.shownOnce }),
  ...Object.entries(values).map(([name, value]) =>
    make(
      'p',
      { className: 'row' },
      make('span', { className: 'dim', textContent: words[name] }),
      make('code', { textContent: value }),
      copyButton(() => value),
    ),
  ),
];

function onSubmit({ form, output }, work) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      output.replaceChildren(...(await work(Object.fromEntries(new FormData(form)))));
      form.reset();
      await again();
    } catch (error) {
      output.replaceChildren(alertOf(error));
    }
  });
}

onSubmit(hookForm, async ({ name, operation, scopes }) => {
  const { url, secret } = await ask('/v1/hooks', {
    method: 'POST',
    body: { name, operation, scopes: listOf(scopes) },
  });
  return shownOnce({ url, secret });
});
onSubmit(subscriptionForm, async ({ url, types, scopes }) => {
  const { secret } = await ask('/v1/subscriptions', {
    method: 'POST',
    body: { url, types: listOf(types), scopes: listOf(scopes) },
  });
  return shownOnce({ secret });
});

/** A button that does something and looks again. */
function button(text, work, className = 'quiet') {
  const made = make('button', { type: 'button', className, textContent: text });
  made.addEventListener('click', async () => {
    made.disabled = true;
    try {
      await work();
      await again();
    } catch (error) {
      openSheet(text, alertOf(error));
    }
    made.disabled = false;
  });
  return made;
}

const remove = (name, path) =>
  button(
    words.remove,
    async () => {
      if (confirm(words.removeSure.replace('{name}', name))) await ask(path, { method: 'DELETE' });
    },
    'danger',
  );

const STATUS = {
  active: 'good',
  delivered: 'good',
  pending: 'warn',
  sending: 'warn',
  paused: 'warn',
  failed: 'bad',
  gone: 'bad',
};
const statusOf = (status) => make('span', { className: STATUS[status] ?? '', textContent: status });

const again = watch('webhooks', 3_000, async () => {
  await Promise.all([showHooks(), showSubscriptions(), showDeliveries()]);
  follow();
});

async function showHooks() {
  const { hooks: all } = await ask('/v1/hooks');
  table(
    hooks,
    [words.name, words.operation, words.scopes, words.url, words.created, ''],
    all.map((one) => ({
      id: one.name,
      open: () => openSheet(one.name, jsonOf(one)),
      cells: [
        one.name,
        one.operation,
        one.scopes.join(', '),
        make('code', { textContent: one.url }),
        when(one.createdAt),
        remove(one.name, `/v1/hooks/${encodeURIComponent(one.name)}`),
      ],
    })),
    words.none,
  );
}

async function showSubscriptions() {
  const { subscriptions: all } = await ask('/v1/subscriptions');
  table(
    subscriptions,
    [words.url, words.types, words.state, words.success, words.waiting, ''],
    all.map((one) => {
      const { id, url, chat, types, status, health } = one;
      const path = `/v1/subscriptions/${encodeURIComponent(id)}`;
      const actions = make(
        'span',
        { className: 'row' },
        button(words.test, () => ask(`${path}/test`, { method: 'POST', body: {} })),
        remove(url ?? chat.kind, path),
      );
      return {
        id,
        open: () => openSheet(url ?? chat.kind, jsonOf(one)),
        cells: [
          make('code', { textContent: url ?? `${chat.kind} ${chat.url}` }),
          types.join(', '),
          statusOf(status),
          health.successRate === undefined ? '–' : `${number.format(Math.round(health.successRate * 100))} %`,
          number.format(health.waiting),
          actions,
        ],
      };
    }),
    words.none,
  );
}

async function showDeliveries() {
  const { data } = await ask('/v1/deliveries?limit=50');
  table(
    deliveries,
    [words.time, words.types, words.state, words.tries, ''],
    data.map((one) => ({
      id: one.id,
      open: () => openDelivery(one.id),
      cells: [
        atClock(one.createdAt),
        one.event ?? one.type,
        statusOf(one.status),
        number.format(one.attempts?.length ?? one.tries ?? 0),
        button(words.replay, () =>
          ask(`/v1/deliveries/${encodeURIComponent(one.id)}/replay`, { method: 'POST' }),
        ),
      ],
    })),
    words.none,
  );
}

async function openDelivery(id) {
  try {
    const delivery = await ask(`/v1/deliveries/${encodeURIComponent(id)}`);
    const attempts = make('div', { className: 'scroll' });
    table(
      attempts,
      [words.time, words.status, words.took, ''],
      delivery.attempts.map(({ at, status, ms, delivered, error, answer }) => ({
        cells: [
          atClock(typeof at === 'number' ? new Date(at).toISOString() : at),
          make('span', { className: delivered ? 'good' : 'bad', textContent: status ?? '–' }),
          `${number.format(ms)} ms`,
          error ?? answer ?? '',
        ],
      })),
      words.none,
    );
    openSheet(words.deliveries, make('h3', { textContent: words.attempts }), attempts, jsonOf(delivery));
  } catch (error) {
    openSheet(words.deliveries, alertOf(error));
  }
}

/** The newest events first; no more than these are kept in the page. */
const MOST_EVENTS = 100;
let shown = [];
let stream;

/** Reads the stream of events while the tab is looked at. `EventSource` can send no key, so it is read by hand. */
async function follow() {
  if (stream || !readKey()) return;
  stream = new AbortController();
  const { signal } = stream;
  if (shown.length === 0) showEvents();
  try {
    const headers = { Accept: 'text/event-stream' };
    const response = await call('/v1/events', { headers, signal });
    if (!response.ok || !response.body) return;
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const messages = (rest + chunk).split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) {
        const data = message.split('\n').filter((line) => line.startsWith('data:'));
        if (data.length > 0) shown.unshift(JSON.parse(data.map((line) => line.slice(5)).join('\n')));
      }
      shown = shown.slice(0, MOST_EVENTS);
      showEvents();
    }
  } catch {
    // Read again with the next look.
  } finally {
    stream = undefined;
  }
}

function showEvents() {
  table(
    events,
    [words.time, words.types, words.vendor, words.subject],
    shown.map((event) => ({
      id: event.id,
      open: () => openSheet(event.type, jsonOf(event)),
      cells: [
        atClock(event.time),
        event.type,
        event.source,
        event.data?.subject ?? event.data?.meeting?.subject ?? event.subject ?? '',
      ],
    })),
    words.noEvents,
  );
}

const stop = () => stream?.abort();
addEventListener('hashchange', stop);
onKey.addEventListener('change', () => {
  shown = [];
  stop();
});
