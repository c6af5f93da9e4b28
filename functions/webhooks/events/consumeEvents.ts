import { unseal } from '../../config/seal.ts';
import type { Services } from '../../config/services.ts';
import type { MeetgateEvent } from '../../core/event.ts';
import { providers } from '../../registry.ts';
import { eventLog, publish } from './publish.ts';
import { isQueuedEvent, ownerOf } from './queuedEvent.ts';
import { toEvent } from './toEvent.ts';

/** Seconds until a message is tried again: a log or a subscription that failed needs a moment. Doubled each time. */
const RETRY_S = 2;
const LONGEST_RETRY_S = 600;

/**
 * Takes verified messages of vendors out of the queue and publishes what they tell, a batch as one. Those are done that have
 * been published; all others come again, which is safe. One that nobody can read is put away and counted, and holds up none.
 */
export async function consumeEvents(batch: MessageBatch, services: Services): Promise<void> {
  const read = await Promise.all(
    batch.messages.map(async (message) => ({ message, event: await readEvent(message.body, services) })),
  );
  const good = read.filter(
    (one): one is { message: Message; event: MeetgateEvent } => one.event !== undefined,
  );
  try {
    await publish(
      good.map(({ event }) => event),
      services,
    );
    for (const { message } of good) message.ack();
  } catch (error) {
    const { name } = error instanceof Error ? error : new Error();
    console.error(JSON.stringify({ event: 'events-delayed', count: good.length, error: name }));
    for (const { message } of good)
      message.retry({ delaySeconds: Math.min(RETRY_S * 2 ** (message.attempts - 1), LONGEST_RETRY_S) });
  }
  for (const { message, event } of read) if (!event) await putAway(message, services);
}

/** The event of a message; undefined where it cannot be read. */
async function readEvent(message: unknown, { config }: Services): Promise<MeetgateEvent | undefined> {
  if (!isQueuedEvent(message)) return undefined;
  const { account, receivedAt, sealed } = message;
  const provider = providers.find(({ id }) => id === message.provider);
  const body = await unseal(sealed, ownerOf(message), config.sealKeys);
  if (!provider || typeof body !== 'string') return undefined;
  try {
    const raw = provider.push.parse(new TextEncoder().encode(body));
    return raw && (await toEvent(provider.push.read(raw), { provider: provider.id, account }, receivedAt));
  } catch {
    // Whatever stands in it: a message that is read wrongly must not hold up those behind it.
    return undefined;
  }
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
