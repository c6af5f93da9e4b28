import { Hono } from 'hono';
import { z } from 'zod';
import { parseObject } from '../core/json.ts';
import { eventsIn } from '../events/drive.ts';
import { demandSchema } from '../events/emit.ts';
import { EVENT_FAULTS, eventFaultSchema } from '../events/eventFault.ts';
import { EventRefusal } from '../events/refusal.ts';
import type { Delivery } from '../events/state.ts';
import { described, newSubscriptionSchema } from '../events/subscription.ts';
import { HUAWEI_EVENTS, QUANSHI_EVENTS } from '../events/worldEvent.ts';
import type { Vendors } from '../vendors.ts';

const MOST_SHOWN = 500;
const HOUR = 3_600_000;

const querySchema = z.strictObject({
  subscription: z.string().optional(),
  vendor: z.enum(['huawei', 'quanshi']).optional(),
  event: z.string().optional(),
  status: z.enum(['pending', 'delivered', 'dropped']).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_SHOWN).default(100),
});

/**
 * `/__mock/events`, `/__mock/subscriptions` and `/__mock/deliveries`: who is told of what, and what came of it. Asking
 * for deliveries first brings them up to the clock, so that it works where no timer runs.
 */
export function eventRoutes({ events, clock }: Pick<Vendors, 'events' | 'clock'>): Hono {
  const state = () => events.context.state();
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
    .get('/subscriptions', (context) =>
      context.json({ subscriptions: [...state().subscriptions.values()].map(described) }),
    )
    .post('/subscriptions', async (context) => {
      const input = read(newSubscriptionSchema, await bodyOf(context.req));
      return context.json(described(await events.subscribe(input)), 201);
    })
    .delete('/subscriptions/:id', (context) => {
      events.unsubscribe(context.req.param('id'));
      return context.json({ subscriptions: [...state().subscriptions.values()].map(described) });
    })
    .get('/events', (context) => {
      // What the world will bring in the next hour of its clock, or in another span.
      const { from = String(clock.now()), to = String(Number(from) + HOUR) } = context.req.query();
      const [first, last] = [Number(from), Number(to)];
      if (!(first < last && last - first <= 24 * HOUR))
        throw new EventRefusal(400, 'from and to must be milliseconds since 1970, at most a day apart');
      const found = eventsIn(events.context.world())(first, last, () => true);
      const shown = found.slice(0, MOST_SHOWN).map(({ vendor, name, at, detail }) => ({
        vendor,
        event: name,
        at,
        detail: detail(),
      }));
      return context.json({
        count: found.length,
        events: shown,
        names: [...HUAWEI_EVENTS, ...QUANSHI_EVENTS],
      });
    })
    .post('/events', async (context) => {
      const demand = read(demandSchema, await bodyOf(context.req));
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
      context.json(events.addFault(read(eventFaultSchema, await bodyOf(context.req))), 201),
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
      const { limit, ...wanted } = read(querySchema, context.req.query());
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
