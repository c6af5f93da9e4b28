import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import { Problem } from '../../core/problem.ts';
import type { Page } from '../../eventlog/eventLog.object.ts';
import { eventLog } from '../../eventlog/eventLog.ts';
import { cursorOf, type Place } from '../../eventlog/place.ts';
import { keptPage, type LogQuery, shownEvents, wantedOf } from './readEvents.ts';

/** Proxies close what says nothing for a minute, some for half of one. */
const HEARTBEAT_MS = 15_000;
/** Then the stream ends and the client comes again, with its place: a key that was revoked is found out by then. */
const LONGEST_MS = 5 * 60_000;
/** A request may ask a thousand times. [Workers, limits, subrequests] */
const MOST_READS = 900;
/** Events of one read: what a reader is sent before it has to take it. */
const BATCH = 50;
/** Milliseconds after which a client comes again. */
const RETRY_MS = 1_000;

/**
 * The log as a stream of server-sent events, each with its cursor as id; without a cursor, what comes from now on. The log is
 * asked only when the reader has taken what there was: one that is slow holds up nobody and costs no memory.
 *
 * @throws Problem `invalid-input`, `cursor-expired`, `too-many-streams`
 */
export async function streamEvents(query: LogQuery, services: Services): Promise<ReadableStream<Uint8Array>> {
  const { env, now } = services;
  const encoder = new TextEncoder();
  const stream = crypto.randomUUID();
  const until = now() + LONGEST_MS;
  const wanted = { ...(await wantedOf(query, services)), most: BATCH };
  const follow = async (after: Place | undefined, waitMs: number): Promise<Page> => {
    const page = await askObject(
      async () => await eventLog(env).follow(stream, query.caller.name, { ...wanted, after }, waitMs),
    );
    if (page === 'full')
      throw new Problem('too-many-streams', 'Too many event streams are open.', { retryAfter: 10 });
    return keptPage(page);
  };
  // Without a place, from the end; with one, whatever is behind it already. Whether either may be had is said before the answer.
  let next: Page | undefined = wanted.after
    ? await follow(wanted.after, 0)
    : { events: [], place: await askObject(async () => await eventLog(env).end()), more: false };
  if (!wanted.after) await follow(next.place, 0);
  let place = next.place;
  let reads = 0;
  const write = async (page: Page): Promise<string> => {
    const written = await Promise.all(
      page.events.map(async (entry) => {
        const { data } = await shownEvents([entry], query, services);
        const id = await cursorOf({ log: page.place.log, seq: entry.seq }, services);
        // To clients it is a comment; a person who looks at the stream is told.
        if (data.length === 0) return ': an event that no key opens any more\n\n';
        return `id: ${id}\ndata: ${JSON.stringify(data[0])}\n\n`;
      }),
    );
    // An id without data is remembered as well: whoever comes again goes on from here, events or none.
    return `${written.join('')}id: ${await cursorOf(page.place, services)}\n\n`;
  };
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
      async pull(controller) {
        if (now() >= until || ++reads > MOST_READS) {
          await eventLog(env).leave(stream);
          return controller.close();
        }
        // A stream that fails ends: the client comes again with its place.
        const page = next ?? (await follow(place, Math.min(HEARTBEAT_MS, until - now())));
        next = undefined;
        place = page.place;
        controller.enqueue(encoder.encode(`:\n\n${await write(page)}`));
      },
      cancel: () => eventLog(env).leave(stream),
    },
    { highWaterMark: 0 },
  );
}
