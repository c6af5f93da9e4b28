import { afterEach, describe, expect, it, vi } from 'vitest';
import { meetingIdOf } from '../../functions/meetings/model/meetingId.ts';
import type { OutputOf } from '../../functions/registry.ts';
import { call } from '../support/gateway.ts';
import { useVendors } from '../support/vendors.ts';

const { vendors } = useVendors({ seed: 7, now: () => Date.now() });
const HOUR = 3_600_000;
/** Ten instants of three days: mornings, noons, nights, a midnight, a weekend. */
const INSTANTS = [1, 3.2, 5.5, 9, 16, 24.5, 27, 31.7, 50, 58].map(
  (hours) => Date.UTC(2026, 2, 2) + hours * HOUR,
);
afterEach(() => void vi.useRealTimers());

type Meetings = OutputOf<'meetings.list'>;
type Meeting = Meetings['data'][number];
type Report = OutputOf<'meetings.getAttendance'>;

/** A meeting as the world has it. */
interface Truth {
  vendor: string;
  kind: 'webinar' | 'conference';
  status: string;
  subject: string;
  host: string;
  scheduledStart: string;
  scheduledEnd: string;
  actualStart: string | null;
  actualEnd: string | null;
  conferenceId: string;
  eventId?: number;
  confUUID?: string;
  people: { name: string; number: string | null; intervals: { joinedAt: string; leftAt: string | null }[] }[];
}

async function truths(from: number, to: number): Promise<Truth[]> {
  const all: Truth[] = [];
  for (;;) {
    const query = `from=${from}&to=${to}&limit=100&offset=${all.length}`;
    const response = await vendors.fetch(new Request(`https://vendor.test/__mock/meetings?${query}`));
    const { meetings, count } = (await response.json()) as { meetings: Truth[]; count: number };
    all.push(...meetings);
    if (all.length >= count || meetings.length === 0) return all;
  }
}

async function listed(query: string): Promise<Meeting[]> {
  const all: Meeting[] = [];
  for (let cursor = ''; ; ) {
    const response = await call(`/v1/meetings?limit=200&${query}${cursor}`);
    expect(response.status).toBe(200);
    const page = (await response.json()) as Meetings;
    expect(page.complete).toBe(true);
    all.push(...page.data);
    if (page.nextCursor === null) return all;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}

const minute = (time: string | null) => (time === null ? undefined : `${time.slice(0, 16)}:00Z`);
const second = (time: string | null) => time?.replace(/\.\d+Z$/, 'Z');
const KIND = { webinar: 'webinar', conference: 'meeting' } as const;

/** The model of a meeting as the world has it, as far as its vendor tells that; undefined where no list has it. */
function modelOf(one: Truth): Record<string, unknown> | undefined {
  const kind = KIND[one.kind];
  const about = { kind, status: one.status, subject: one.subject, host: one.host };
  const inside = one.people.flatMap(({ intervals }) => intervals).filter(({ leftAt }) => leftAt === null);
  const key = { account: 'default', kind };
  if (one.vendor === 'quanshi') {
    if (one.status !== 'ongoing') return undefined;
    const id = meetingIdOf({ ...key, provider: 'quanshi', own: String(one.eventId) });
    return {
      id,
      ...about,
      startTime: second(one.actualStart),
      endTime: null,
      participantCount: inside.length,
    };
  }
  const booked = minute(one.scheduledStart);
  const number = { ...about, meetingNumber: one.conferenceId };
  const held = meetingIdOf({ ...key, provider: 'huawei', own: one.confUUID ?? '' });
  const [webinar, ended] = [one.kind === 'webinar', minute(one.scheduledEnd)];
  switch (one.status) {
    case 'scheduled':
      return {
        ...{ ...number, scheduledStartTime: booked, scheduledEndTime: ended },
        ...{ startTime: null, endTime: null },
      };
    case 'ongoing':
      return {
        ...{ id: held, ...number, scheduledStartTime: booked, endTime: null },
        ...(webinar ? {} : { scheduledEndTime: ended }),
        // The list of meetings tells it of some alone.
        ...(webinar ? { participantCount: inside.length } : {}),
      };
    case 'ended':
      return {
        ...{ id: held, ...number, startTime: minute(one.actualStart), endTime: minute(one.actualEnd) },
        ...(webinar ? { scheduledStartTime: booked, scheduledEndTime: ended } : {}),
      };
  }
  return undefined;
}

/** The same members of what the gateway tells. */
function shown(one: Meeting, like: Record<string, unknown>): Record<string, unknown> {
  const told: Record<string, unknown> = { ...one, host: one.host?.displayName };
  return Object.fromEntries(Object.keys(like).map((name) => [name, told[name]]));
}

/** Seconds and joins of each number: the union of its stays, by a count of every second in turn. */
function totals(people: Truth['people'], end: number): Map<string, [seconds: number, joins: number]> {
  const byNumber = Map.groupBy(people, ({ number, name }) => number ?? name);
  return new Map(
    [...byNumber].map(([number, all]) => {
      const stays = all.flatMap(({ intervals }) => intervals);
      const spans = stays.map(({ joinedAt, leftAt }) => [
        Date.parse(joinedAt),
        leftAt === null ? end : Date.parse(leftAt),
      ]);
      const edges = [...new Set(spans.flat())].sort((a, b) => a - b);
      let ms = 0;
      edges.slice(1).forEach((edge, at) => {
        const from = edges[at] ?? edge;
        if (spans.some(([a = 0, b = 0]) => a <= from && edge <= b)) ms += edge - from;
      });
      return [number, [Math.round(ms / 1000), stays.length]];
    }),
  );
}

describe('against the world of the simulation', () => {
  it('every field of 200 meetings at ten instants is true, and none is missing', async () => {
    let count = 0;
    for (const now of INSTANTS) {
      vi.useFakeTimers({ toFake: ['Date'], now });
      const [from, to] = [now - 2 * HOUR, now + HOUR];
      const startOf = (one: Truth) =>
        Date.parse(
          (one.vendor === 'quanshi' || (one.kind === 'conference' && one.status === 'ended')
            ? one.actualStart
            : one.scheduledStart) ?? '',
        );
      const world = (await truths(from - 12 * HOUR, to + HOUR)).filter((one) => {
        const start = Math.floor(startOf(one) / 60_000) * 60_000;
        return start >= from && start < to;
      });
      // Between its booked start and the first who comes, the simulated vendor may list a meeting or not.
      const late = (time: unknown) => Date.parse(String(time)) <= now;
      const models = world.map(modelOf).filter((one) => one !== undefined);
      const expected = models.filter(
        ({ status, scheduledStartTime }) => status !== 'scheduled' || !late(scheduledStartTime),
      );
      const query = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
      const given = (await listed(query)).filter(
        ({ status, scheduledStartTime }) => status !== 'scheduled' || !late(scheduledStartTime),
      );
      for (const model of expected) {
        // One of a series has an id of its own until it is held, which the world does not tell.
        const one = given.find(({ id, meetingNumber, scheduledStartTime }) =>
          model.id === undefined
            ? meetingNumber === model.meetingNumber && scheduledStartTime === model.scheduledStartTime
            : id === model.id,
        );
        expect([now, model, one && shown(one, model)]).toEqual([now, model, model]);
      }
      expect(given).toHaveLength(expected.length);
      expect(new Set(given.map(({ id }) => id)).size).toBe(given.length);
      count += expected.length;
    }
    expect(count).toBeGreaterThan(200);
  }, 120_000);

  it('every total of attendance is that of the stays, of what ended and of what runs', async () => {
    let people = 0;
    for (const now of INSTANTS.slice(0, 5)) {
      vi.useFakeTimers({ toFake: ['Date'], now });
      const world = (await truths(now - 3 * HOUR, now)).filter(({ status }) => status === 'ended');
      const some = world.filter((one) => one.people.length < 300).slice(0, 12);
      for (const one of some) {
        const kind = KIND[one.kind];
        const own = one.vendor === 'huawei' ? one.confUUID : String(one.eventId);
        const id = meetingIdOf({
          provider: one.vendor as 'huawei',
          account: 'default',
          kind,
          own: own ?? '',
        });
        const response = await call(`/v1/meetings/${id}/attendance`);
        const report = (await response.json()) as Report;
        expect([one.subject, response.status, report.coverage]).toEqual([one.subject, 200, 'complete']);
        const records = new Map(
          report.attendanceRecords.map((record) => {
            const { identity, displayName = '' } = record.participant;
            const number = identity.number?.replace(/^\+86-?/, one.vendor === 'quanshi' ? '' : '+86');
            return [number ?? displayName, [record.totalAttendanceInSeconds, record.joinCount]];
          }),
        );
        // Quanshi tells whole seconds.
        const told = (time: string | null) =>
          time === null || one.vendor === 'huawei' ? time : `${time.slice(0, 19)}Z`;
        const clean = one.people.map((who) => ({
          ...who,
          intervals: who.intervals.map(({ joinedAt, leftAt }) => ({
            joinedAt: told(joinedAt) ?? '',
            leftAt: told(leftAt),
          })),
          number: who.number?.replace(/^\+86-?/, one.vendor === 'quanshi' ? '' : '+86') ?? null,
        }));
        expect([one.subject, records]).toEqual([one.subject, totals(clean, now)]);
        people += records.size;
      }
    }
    expect(people).toBeGreaterThan(300);
  }, 120_000);
});
