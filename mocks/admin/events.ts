import { Hono } from 'hono';
import type * as z from 'zod';
import { parseObject } from '../core/json.ts';
import { type EventContext, EventRefusal, eventsOf } from '../events/context.ts';
import type { Events } from '../events/events.ts';
import { eventsBetween } from '../events/eventsBetween.ts';
import { eventSchemas, MOST_SHOWN } from '../events/schemas.ts';
import { type Delivery, EVENT_FAULTS } from '../events/state.ts';
import type { Subscription } from '../events/subscription.ts';

const HOUR = 3_600_000;

/**
 * `/__mock/events`, `/__mock/subscriptions` and `/__mock/deliveries`: who is told of what, and what came of it. Asking
 * for deliveries first brings them up to the clock, so that it works where no timer runs.
 */
export function eventRoutes(events: Events): Hono {
  const here = events.context;
  const schemas = eventSchemas(here.vendors);
  const { state, now } = here;
  const subscriptions = () => [...state().subscriptions.values()].map((one) => described(here, one));
  const current = async () => {
    await events.drive();
    await events.settle();
  };
  const app = new Hono();
  app.onError((error, context) => {
    if (error instanceof EventRefusal) return context.json({ error: error.message }, error.status);
    throw error;
  });
  return app
    .get('/subscriptions', (context) => context.json({ subscriptions: subscriptions() }))
    .post('/subscriptions', async (context) => {
      const input = read(schemas.subscription, await bodyOf(context.req));
      return context.json(described(here, await events.subscribe(input)), 201);
    })
    .delete('/subscriptions/:id', (context) => {
      events.unsubscribe(context.req.param('id'));
      return context.json({ subscriptions: subscriptions() });
    })
    .get('/events', (context) => {
      // What the world will bring in the next hour of its clock, or in another span.
      const { from = String(now()), to = String(Number(from) + HOUR) } = context.req.query();
      const [first, last] = [Number(from), Number(to)];
      if (!(first < last && last - first <= 24 * HOUR))
        throw new EventRefusal(400, 'from and to must be milliseconds since 1970, at most a day apart');
      const found = eventsBetween(here, first, last, () => true);
      const shown = found.slice(0, MOST_SHOWN).map(({ vendor, name, at, detail }) => ({
        vendor,
        event: name,
        at,
        detail: detail(),
      }));
      return context.json({
        count: found.length,
        events: shown,
        names: here.vendors.flatMap(({ events: { names } }) => names),
      });
    })
    .post('/events', async (context) => {
      const demand = read(schemas.demand, await bodyOf(context.req));
      const deliveries = await events.emit(demand);
      await events.settle();
      return context.json({ deliveries: deliveries.map(shown) }, 201);
    })
    .post('/events/drive', async (context) => {
      await current();
      return context.json({ pending: state().pending.size });
    })
    .get('/events/faults', (context) =>
      context.json({ faults: [...state().faults.values()], names: EVENT_FAULTS }),
    )
    .post('/events/faults', async (context) =>
      context.json(events.addFault(read(schemas.fault, await bodyOf(context.req))), 201),
    )
    .delete('/events/faults', (context) => {
      state().faults.clear();
      return context.json({ faults: [] });
    })
    .delete('/events/faults/:id', (context) => {
      const id = context.req.param('id');
      if (!state().faults.delete(id)) throw new EventRefusal(404, `there is no fault "${id}"`);
      return context.json({ faults: [...state().faults.values()] });
    })
    .get('/deliveries', async (context) => {
      const { limit, ...wanted } = read(schemas.deliveries, context.req.query());
      await current();
      const found = events
        .deliveries()
        .filter((one) => Object.entries(wanted).every(([name, value]) => Reflect.get(one, name) === value));
      return context.json({ count: found.length, deliveries: found.slice(-limit).map(shown) });
    })
    .delete('/deliveries', (context) => {
      state().finished.splice(0);
      state().pending.clear();
      return context.json({ count: 0 });
    });
}

/** What may be told of a subscription: all but its key. */
function described(context: EventContext, one: Subscription): object {
  const { id, vendor, url, events, status } = one;
  const told = eventsOf(context, vendor).told(one);
  return { id, vendor, url, ...told, ...(events ? { events } : {}), status };
}

/** A delivery without its key or signature: the message is told, not how it was sealed. */
function shown(one: Delivery): object {
  const { id, subscription, vendor, event, at, status, dropped, nextAttempt, fault, attempts } = one;
  return {
    id,
    subscription,
    vendor,
    event,
    at,
    status,
    ...(dropped === undefined ? {} : { dropped }),
    ...(nextAttempt === undefined ? {} : { nextAttempt }),
    ...(fault === undefined ? {} : { fault }),
    attempts,
    message: parseObject(one.content),
  };
}

async function bodyOf(request: { text(): Promise<string> }): Promise<unknown> {
  const body = parseObject(await request.text());
  if (!body) throw new EventRefusal(400, 'the body must be a JSON object');
  return body;
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const words = result.error.issues.map(({ path, message }) => [...path, message].join(' '));
  throw new EventRefusal(400, words.join('; '));
}
