import { requireScope } from '../../callers/permissions.ts';
import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import type { Caller } from '../../core/caller.ts';
import { type EventType, eventTypes, type MeetgateEvent } from '../../core/event.ts';
import { Problem } from '../../core/problem.ts';
import { newWebhookSecret } from '../signing.ts';
import { describeSubscription } from './describeSubscription.ts';
import { INDEX } from './fanOut.ts';
import {
  readFields,
  replayInput,
  rotateInput,
  settingsOf,
  subscriptionInput,
  subscriptionPatch,
  testInput,
} from './readSubscription.ts';
import type { Described } from './subscription.object.ts';
import { type Definition, deliveryId, hookOf, newSubscriptionId, type Settings } from './subscription.ts';

/** All of them are asked for each event. */
const MOST = 500;
/** Of one key. */
const MOST_OF_ONE = 50;
/** Old and new secret are good together for so long. */
const ROTATION_MS = 24 * 3_600_000;

/** Who asks, and by which host. */
export interface Asker {
  caller: Caller;
  host: string;
}
type Needs = Pick<Services, 'config' | 'env' | 'now'>;

/** @throws Problem `insufficient-scope` where the caller may have nothing to do with subscriptions */
function requireEvents(caller: Caller): void {
  if (!caller.scopes.includes('admin')) requireScope(caller, 'events');
}

/** Those that a caller may see: all, or the key's own. */
export async function visible(caller: Caller, { env }: Pick<Services, 'env'>): Promise<Definition[]> {
  requireEvents(caller);
  const all = await askObject(async () => await env.SUBSCRIPTION_INDEX.getByName(INDEX).all());
  return caller.scopes.includes('admin') ? all : all.filter(({ owner }) => owner === caller.name);
}

/** One that a caller may see. @throws Problem `subscription-not-found` for those of others, too */
export async function requireVisible(
  id: string,
  caller: Caller,
  { env }: Pick<Services, 'env'>,
): Promise<void> {
  requireEvents(caller);
  const found = await askObject(async () => await env.SUBSCRIPTION_INDEX.getByName(INDEX).get(id));
  if (!found || !(caller.scopes.includes('admin') || found.owner === caller.name)) throw notFound();
}

const notFound = () => new Problem('subscription-not-found', 'There is no such subscription of this key.');

/** Makes a subscription. Its secret is shown this once. @throws Problem */
export async function createSubscription(input: unknown, { caller, host }: Asker, services: Needs) {
  const { env, config, now } = services;
  requireEvents(caller);
  const given = readFields(subscriptionInput, input);
  const all = await askObject(async () => await env.SUBSCRIPTION_INDEX.getByName(INDEX).all());
  const own = all.filter(({ owner }) => owner === caller.name);
  if (all.length >= MOST || own.length >= MOST_OF_ONE)
    throw new Problem(
      'too-many-subscriptions',
      `A key may have ${MOST_OF_ONE} subscriptions, and all keys ${MOST}.`,
    );
  const secret = given.chat ? undefined : newWebhookSecret();
  const settings = settingsOf(
    given,
    {
      id: newSubscriptionId(),
      owner: caller.name,
      createdAt: new Date(now()).toISOString(),
      secrets: secret === undefined ? [] : [{ value: secret }],
    },
    caller,
    { config, host },
  );
  await save(settings, env);
  return {
    ...describeSubscription(await describe(settings.id, services)),
    // What was just given may be shown: to see that it is right.
    ...(settings.chat ? {} : { url: settings.url }),
    ...(secret !== undefined && { secret }),
  };
}

export async function listSubscriptions(caller: Caller, services: Needs) {
  const all = await visible(caller, services);
  const described = await Promise.all(
    all
      .filter(({ id }) => hookOf(id) === undefined)
      .map(({ id }) => askObject(async () => await services.env.SUBSCRIPTIONS.getByName(id).describe())),
  );
  return described.filter((one) => one !== undefined).map(describeSubscription);
}

export async function getSubscription(id: string, { caller }: Asker, services: Needs) {
  await requireVisible(id, caller, services);
  return describeSubscription(await describe(id, services));
}

/** Changes one, pauses it, or lets it go on. @throws Problem */
export async function changeSubscription(id: string, input: unknown, asker: Asker, services: Needs) {
  await requireOwn(id, asker.caller, services);
  const { status, ...given } = readFields(subscriptionPatch, input);
  const { settings } = await describe(id, services);
  const changed = settingsOf(given, settings, asker.caller, { config: services.config, host: asker.host });
  // One that was a group's has no secret yet; it is shown by a rotation.
  if (!changed.chat && changed.secrets.length === 0) changed.secrets = [{ value: newWebhookSecret() }];
  if (Object.keys(given).length > 0) await save(changed, services.env);
  if (status !== undefined)
    await askObject(async () => await services.env.SUBSCRIPTIONS.getByName(id).resume(status === 'active'));
  return describeSubscription(await describe(id, services));
}

/** Ends one, and forgets its deliveries. */
export async function removeSubscription(id: string, { caller }: Asker, services: Needs): Promise<void> {
  await requireOwn(id, caller, services);
  await askObject(async () => await services.env.SUBSCRIPTION_INDEX.getByName(INDEX).remove(id));
  await askObject(async () => await services.env.SUBSCRIPTIONS.getByName(id).close());
}

/** A new secret; the former one is good for another day. @throws Problem */
export async function rotateSecret(id: string, input: unknown, { caller }: Asker, services: Needs) {
  await requireOwn(id, caller, services);
  const { force = false } = readFields(rotateInput, input);
  const { settings } = await describe(id, services);
  if (settings.chat)
    throw new Problem(
      'invalid-input',
      'The secret of a group is its chat’s: change it there, then here (PATCH).',
    );
  const now = services.now();
  const until = now + ROTATION_MS;
  const [latest, ...former] = settings.secrets;
  if (!force && former.some((one) => (one.until ?? now) > now))
    throw new Problem(
      'rotation-under-way',
      'The former secret is still good: wait for its day, or send {"force":true} to end it now.',
    );
  const secret = newWebhookSecret();
  await save(
    { ...settings, secrets: [{ value: secret }, ...(latest ? [{ value: latest.value, until }] : [])] },
    services.env,
  );
  return { id, secret, formerUntil: new Date(until).toISOString() };
}

/** Delivers the example of a type, wanted or not. */
export async function testSubscription(id: string, input: unknown, { caller }: Asker, services: Needs) {
  await requireOwn(id, caller, services);
  const { type = 'meetgate.meeting.started' } = readFields(testInput, input);
  if (!isEventType(type))
    throw new Problem('invalid-input', 'type must be a type of event: GET /v1/events/types lists them.', {
      errors: [{ field: 'type', detail: 'must be a type of event' }],
    });
  const event: MeetgateEvent = {
    specversion: '1.0',
    id: `test-${crypto.randomUUID()}`,
    source: '/meetgate',
    type,
    time: new Date(services.now()).toISOString(),
    datacontenttype: 'application/json',
    data: eventTypes[type].example,
  };
  const content = { kind: 'event' as const, event };
  const seq = await services.env.SUBSCRIPTIONS.getByName(id).send({ id: event.id, type, content });
  if (seq === undefined) throw notFound();
  return { delivery: deliveryId(id, seq), event: event.id };
}

/** Has all since then tried again: what came of them does not matter, unless told. */
export async function replaySubscription(id: string, input: unknown, { caller }: Asker, services: Needs) {
  await requireOwn(id, caller, services);
  const { from, status } = readFields(replayInput, input);
  const replayed = await services.env.SUBSCRIPTIONS.getByName(id).replaySince(Date.parse(from), status);
  return { replayed };
}

/** One that is a subscription: the endpoint of a hook is changed with its hook. */
async function requireOwn(id: string, caller: Caller, services: Needs): Promise<void> {
  if (hookOf(id) !== undefined) throw notFound();
  await requireVisible(id, caller, services);
}

async function describe(id: string, { env }: Needs): Promise<Described> {
  const described = await askObject(async () => await env.SUBSCRIPTIONS.getByName(id).describe());
  if (!described) throw notFound();
  return described;
}

/** The object first: one that the index does not know is told of nothing. */
async function save(settings: Settings, env: Env): Promise<void> {
  const { id, owner, chat, types, providers, accounts } = settings;
  await askObject(async () => await env.SUBSCRIPTIONS.getByName(id).open(settings));
  const definition = { id, owner, ...(chat && { chat }), types, providers, accounts };
  await askObject(async () => await env.SUBSCRIPTION_INDEX.getByName(INDEX).put(definition));
}

const isEventType = (type: string): type is EventType => Object.hasOwn(eventTypes, type);
