import { unseal } from '../../config/seal.ts';
import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import type { MeetgateEvent } from '../../core/event.ts';
import type { Happening } from '../../core/push.ts';
import { eventLog } from '../../eventlog/eventLog.ts';
import { providers } from '../../registry.ts';
import { publish } from './publish.ts';
import { isQueuedEvent, ownerOf, type QueuedEvent } from './queuedEvent.ts';
import { toEvent } from './toEvent.ts';

/** Seconds until a message is tried again: a log or a subscription that failed needs a moment. Doubled each time. */
const RETRY_S = 2;
const LONGEST_RETRY_S = 600;

/** A message that could be read, and what it tells. */
interface Good {
  message: Message;
  queued: QueuedEvent;
  happening: Happening;
}

/**
 * Takes verified messages of vendors out of the queue and publishes what they tell, a batch as one. Those are done that have
 * been published; all others come again, which is safe. One that nobody can read is put away and counted, and holds up none.
 */
export async function consumeEvents(batch: MessageBatch, services: Services): Promise<void> {
  const read = await Promise.all(batch.messages.map((message) => readMessage(message, services)));
  const good = read.filter((one): one is Good => 'happening' in one);
  try {
    await publish(await eventsOf(good, services), services);
    for (const { message } of good) message.ack();
  } catch (error) {
    const { name } = error instanceof Error ? error : new Error();
    console.error(JSON.stringify({ event: 'events-delayed', count: good.length, error: name }));
    for (const { message } of good)
      message.retry({ delaySeconds: Math.min(RETRY_S * 2 ** (message.attempts - 1), LONGEST_RETRY_S) });
  }
  for (const one of read) if (!('happening' in one)) await putAway(one.message, services);
}

/** What a message tells; the message alone where it cannot be read. */
async function readMessage(message: Message, { config }: Services): Promise<Good | Pick<Good, 'message'>> {
  const queued = message.body;
  if (!isQueuedEvent(queued)) return { message };
  const provider = providers.find(({ id }) => id === queued.provider);
  const body = await unseal(queued.sealed, ownerOf(queued), config.sealKeys);
  if (!provider || typeof body !== 'string') return { message };
  try {
    const raw = provider.push.parse(new TextEncoder().encode(body));
    return raw ? { message, queued, happening: provider.push.read(raw) } : { message };
  } catch {
    // Whatever stands in it: a message that is read wrongly must not hold up those behind it.
    return { message };
  }
}

/** The events of messages, their meetings of the kind that the watcher has seen. */
async function eventsOf(good: readonly Good[], services: Services): Promise<MeetgateEvent[]> {
  const { config, env } = services;
  const nameOf = ({ queued: { provider, account } }: Good) => `${provider}/${account}`;
  const byAccount = Map.groupBy(
    good.filter((one) => config.watch?.[nameOf(one)] !== undefined),
    nameOf,
  );
  const webinars = new Set<string>();
  for (const [name, some] of byAccount) {
    const owns = [...new Set(some.flatMap(({ happening: { own } }) => own ?? []))];
    const seen = await askObject(async () => await env.WATCHERS.getByName(name).webinarsAmong(owns));
    for (const own of seen) webinars.add(`${name} ${own}`);
  }
  return Promise.all(
    good.map((one) => {
      const kind = webinars.has(`${nameOf(one)} ${one.happening.own}`) ? 'webinar' : 'meeting';
      return toEvent(one.happening, one.queued, one.queued.receivedAt, kind);
    }),
  );
}

/** Where it cannot be put away either, it comes again. */
async function putAway(message: Message, { env }: Services): Promise<void> {
  const known = isQueuedEvent(message.body) ? message.body : undefined;
  const source = known ? `/${known.provider}/${known.account}` : 'unknown';
  const why = known ? 'unreadable' : 'not-ours';
  console.error(JSON.stringify({ event: 'event-dropped', source, why }));
  try {
    await eventLog(env).drop({ source, why, message: known?.sealed ?? '' });
    message.ack();
  } catch {
    message.retry();
  }
}
