import { Hono } from 'hono';
import { INSTANT_FORM, readInstant } from '../core/instant.ts';
import { VENDOR_IDS, type VendorId, type World } from '../registry.ts';
import { VENDOR } from '../simulation.ts';
import { currentOf, type Door, type Room } from '../vendor.ts';
import { type MeetingStatus, statusOf, type Timed } from '../world/meeting.ts';
import { type Pace, paceOf } from '../world/pace.ts';
import { AdminMistake } from './body.ts';
import { meetingJson, touches } from './meetingJson.ts';

/** What tells of meetings. */
export interface Truth {
  readonly world: World;
  readonly clock: { now(): number };
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
const LONGEST = 31 * DAY;
const DEFAULT_LIMIT = 20;
const MOST = 100;
const STATUSES: readonly MeetingStatus[] = ['scheduled', 'ongoing', 'ended', 'cancelled', 'expired'];
const KNOWN = ['vendor', 'from', 'to', 'status', 'offset', 'limit'];

/**
 * `/__mock/meetings`: the world as it is, in one form for both vendors. It is made from the world and from no vendor's
 * answer, so that answers can be compared with it.
 */
export function meetingRoutes(simulation: Truth): Hono {
  const { clock } = simulation;
  // A reset makes another world, so it is asked for each time.
  const doors = (vendor: VendorId, from: number, to: number): readonly Door[] =>
    VENDOR[vendor].doors(simulation.world[vendor], from, to);
  const runs = (vendor: VendorId, id: string, now: number): readonly Room[] =>
    VENDOR[vendor].rooms(simulation.world[vendor], id, now);

  /** The meetings of an interval, a day at a time, so that others get their turn in between. */
  async function* found({ vendor, from, to, status }: Query, now: number, pace: Pace) {
    const seen = new Set<string>();
    for (let at = from; at < to; at += HOUR) {
      await pace();
      const here = (vendor ? [vendor] : VENDOR_IDS).flatMap((id) =>
        doors(id, at, Math.min(to, at + HOUR)).map((door) => ({ vendor: id, door })),
      );
      const fresh = here.filter(({ vendor, door }) => {
        if (seen.has(`${vendor} ${door.id}`) || !touches(door, from, to)) return false;
        seen.add(`${vendor} ${door.id}`);
        return status === undefined || statusOf(current(vendor, door, now), now) === status;
      });
      yield* fresh.sort((a, b) => a.door.scheduledStart - b.door.scheduledStart);
    }
  }
  /** A meeting that somebody has changed, in its last run so far. */
  const current = (vendor: VendorId, door: Door, now: number): Timed =>
    simulation.world[vendor].overlay.has(door.id)
      ? (currentOf(runs(vendor, door.id, now), now)?.meeting ?? door)
      : door;

  return new Hono()
    .get('/', async (context) => {
      const query = readQuery(context.req.query(), clock.now());
      const now = clock.now();
      const pace = paceOf();
      const page: { vendor: VendorId; id: string }[] = [];
      let count = 0;
      for await (const { vendor, door } of found(query, now, pace)) {
        if (count >= query.offset && count < query.offset + query.limit) page.push({ vendor, id: door.id });
        count += 1;
      }
      return stream(async function* () {
        yield `{"count":${count},"offset":${query.offset},"limit":${query.limit},"meetings":[`;
        let separator = '';
        for (const { vendor, id } of page) {
          const [first, ...others] = runs(vendor, id, now);
          if (!first) continue;
          yield separator;
          yield* meetingJson(vendor, [first, ...others], now, pace);
          separator = ',';
        }
        yield ']}';
      });
    })
    .get('/:vendor/:id', (context) => {
      const vendor = readVendor(context.req.param('vendor'));
      const id = context.req.param('id');
      const now = clock.now();
      const [first, ...others] = runs(vendor, id, now);
      if (!first) throw new AdminMistake(`${vendor} has no meeting "${id}"`, 404);
      return stream(() => meetingJson(vendor, [first, ...others], now, paceOf()));
    });
}

interface Query {
  readonly vendor?: VendorId;
  readonly status?: MeetingStatus;
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly limit: number;
}

/** Without bounds: from a day before to a day after. @throws AdminMistake */
function readQuery(query: Readonly<Record<string, string>>, now: number): Query {
  const unknown = Object.keys(query).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined)
    throw new AdminMistake(`there is no parameter "${unknown}": ${KNOWN.join(', ')} are`);
  const { status } = query;
  const known = STATUSES.find((one) => one === status);
  if (status !== undefined && !known) throw new AdminMistake(`status must be one of ${STATUSES.join(', ')}`);
  const from = instantOf(query, 'from') ?? (instantOf(query, 'to') ?? now + DAY) - 2 * DAY;
  const to = instantOf(query, 'to') ?? from + 2 * DAY;
  if (!(from < to && to - from <= LONGEST))
    throw new AdminMistake('from must lie before to, at most 31 days apart');
  return {
    ...(query.vendor === undefined ? {} : { vendor: readVendor(query.vendor) }),
    ...(known ? { status: known } : {}),
    from,
    to,
    offset: whole(query, 'offset', 0, 0, Number.MAX_SAFE_INTEGER),
    limit: whole(query, 'limit', DEFAULT_LIMIT, 1, MOST),
  };
}

function readVendor(text: string): VendorId {
  const found = VENDOR_IDS.find((id) => id === text);
  if (found === undefined) throw new AdminMistake(`vendor must be ${VENDOR_IDS.join(' or ')}`);
  return found;
}

function instantOf(query: Readonly<Record<string, string>>, name: string): number | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  // A plus sign that was not encoded has become a space.
  const instant = readInstant(/^-?\d+$/.test(text) ? Number(text) : text.replace(' ', '+'));
  if (instant === undefined) throw new AdminMistake(`${name} must be ${INSTANT_FORM}`);
  return instant;
}

function whole(
  query: Readonly<Record<string, string>>,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = query[name];
  if (text === undefined) return fallback;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new AdminMistake(`${name} must be a whole number from ${least} to ${most}`);
  return value;
}

/** JSON that is sent as it is made. */
function stream(make: () => AsyncGenerator<string>): Response {
  const parts = make();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'application/json; charset=UTF-8' } });
}
