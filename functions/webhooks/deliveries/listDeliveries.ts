import * as z from 'zod/mini';
import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import { invalidInput, Problem } from '../../core/problem.ts';
import type { Asker } from './manage.ts';
import { requireVisible, visible } from './manage.ts';
import { readFields } from './readSubscription.ts';
import type { Attempt, ShownRow } from './subscription.object.ts';
import { deliveryId, hookOf, readDeliveryId } from './subscription.ts';
import { DELIVERY_STATUSES, type Place } from './wanted.ts';

/** As many as a person looks through at once. */
const PAGE = 50;
const time = z.iso.datetime({ offset: true, error: 'must be a time such as 2026-03-02T01:00:00Z' });

const query = z.strictObject({
  subscription: z.optional(z.string().check(z.maxLength(128))),
  status: z.optional(z.enum(DELIVERY_STATUSES)),
  event: z.optional(z.string().check(z.maxLength(256))),
  from: z.optional(time),
  to: z.optional(time),
  cursor: z.optional(z.string().check(z.maxLength(512))),
  limit: z.optional(
    z.string().check(z.regex(/^([1-9]|[1-9]\d|1\d\d|200)$/, 'must be a number from 1 to 200')),
  ),
});
type Needs = Pick<Services, 'env'>;

/** Deliveries, the newest first: of one subscription, or of all that the caller may see. @throws Problem */
export async function listDeliveries(given: Record<string, string>, { caller }: Asker, { env }: Needs) {
  const { subscription, status, event, from, to, cursor, limit: asked } = readFields(query, given);
  if (subscription !== undefined) await requireVisible(subscription, caller, { env });
  const ids =
    subscription === undefined ? (await visible(caller, { env })).map(({ id }) => id) : [subscription];
  const limit = Number(asked ?? PAGE);
  const wanted = {
    ...{ status, event },
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
    before: cursor === undefined ? undefined : readCursor(cursor),
    // One more tells whether there is a next page.
    limit: limit + 1,
  };
  const lists = await Promise.all(
    ids.map(async (id) => {
      const rows = await askObject(async () => await env.SUBSCRIPTIONS.getByName(id).list(wanted));
      return rows.map((row) => ({ subscription: id, ...row }));
    }),
  );
  const merged = lists.flat().sort(newestFirst);
  const page = merged.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(({ subscription: id, ...row }) => describeRow(id, row)),
    ...(merged.length > limit && last && { nextCursor: writeCursor(last) }),
  };
}

/** A delivery with each of its attempts. What the receiver answered is for operators. @throws Problem */
export async function getDelivery(id: string, { caller }: Asker, { env }: Needs) {
  const { subscription, seq } = await requireDelivery(id, { caller }, { env });
  const found = await askObject(async () => await env.SUBSCRIPTIONS.getByName(subscription).get(seq));
  if (!found) throw notFound();
  const operator = caller.scopes.includes('admin');
  const attempts = found.attempts.map(({ at, answer, ...rest }: Attempt) => ({
    at: new Date(at).toISOString(),
    ...rest,
    ...(operator && answer !== undefined && { answer }),
  }));
  return { ...describeRow(subscription, found.row), attempts };
}

/** Has a delivery tried now. @throws Problem */
export async function replayDelivery(id: string, asker: Asker, services: Needs) {
  const { subscription, seq } = await requireDelivery(id, asker, services);
  await getDelivery(id, asker, services);
  await askObject(async () => await services.env.SUBSCRIPTIONS.getByName(subscription).replay(seq));
  return getDelivery(id, asker, services);
}

async function requireDelivery(id: string, { caller }: Pick<Asker, 'caller'>, services: Needs) {
  const place = readDeliveryId(id);
  if (!place) throw notFound();
  await requireVisible(place.subscription, caller, services).catch((error: unknown) => {
    throw error instanceof Problem && error.slug === 'subscription-not-found' ? notFound() : error;
  });
  return place;
}

const notFound = () =>
  new Problem('delivery-not-found', 'There is no such delivery of this key’s subscriptions.');

function describeRow(
  subscription: string,
  { seq, message, type, status, made, due, tries, reason }: ShownRow,
) {
  const hook = hookOf(subscription);
  return {
    id: deliveryId(subscription, seq),
    ...(hook === undefined ? { subscription } : { hook }),
    event: message,
    type,
    status,
    createdAt: new Date(made).toISOString(),
    ...(status === 'pending' && { nextAttemptAt: new Date(due).toISOString() }),
    tries,
    ...(reason !== null && { reason }),
  };
}

type Placed = ShownRow & { subscription: string };
/** The order in which each subscription lists its own, and `whereOf` goes on. */
const newestFirst = (a: Placed, b: Placed): number =>
  b.made - a.made ||
  (a.subscription === b.subscription ? b.seq - a.seq : a.subscription < b.subscription ? 1 : -1);

const writeCursor = ({ made, subscription, seq }: Place): string =>
  `${made}.${deliveryId(subscription, seq)}`;

function readCursor(cursor: string): Place {
  const [, made, id = ''] = /^(\d{1,15})\.(dlv_.+)$/.exec(cursor) ?? [];
  const place = readDeliveryId(id);
  if (made && place) return { made: Number(made), ...place };
  const detail = 'must be the nextCursor of the page before';
  throw invalidInput({ field: 'cursor', detail });
}
