import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutputOf } from '../../functions/registry.ts';
import { call } from '../support/gateway.ts';
import { idOf, minuteOf, secondOf, type TruePerson, type Truth, truths } from '../support/truth.ts';
import { useVendors } from '../support/vendors.ts';

const { vendors } = useVendors({ seed: 7, now: () => Date.now() });
const HOUR = 3_600_000;
/** Ten instants of three days: mornings, noons, nights, a midnight, a weekend. */
const INSTANTS = [1, 3.2, 5.5, 9, 16, 24.5, 27, 31.7, 50, 58].map(
  (hours) => Date.UTC(2026, 2, 2) + hours * HOUR,
);
const at = (now: number) => vi.useFakeTimers({ toFake: ['Date'], now });
afterEach(() => void vi.useRealTimers());

type Report = OutputOf<'meetings.getAttendance'>;
type Record = Report['attendanceRecords'][number];
type Interval = Record['attendanceIntervals'][number];

/** Words of each vendor for what a person has in hand. */
const DEVICES = {
  huawei: { desktop: ['软终端'], room: ['硬终端'], mobile: ['移动终端'], phone: ['电话'] },
  quanshi: {
    desktop: ['Windows', 'Mac', 'WebRTC'],
    mobile: ['iOS', 'Android'],
    phone: ['PSTN'],
    room: ['H323', 'Box'],
  },
} as { [vendor: string]: { [device: string]: string[] } };
const MEDIA: { [media: string]: string } = { video: '视频', audio: '音频' };
const rfc3339 = (time: string) => time.replace('.000Z', 'Z');

/** A join as its vendor tells it. */
function intervalOf({ vendor }: Truth, stay: TruePerson['intervals'][number]): Interval {
  const told = vendor === 'huawei' ? rfc3339 : secondOf;
  const [joinTime, leaveTime] = [told(stay.joinedAt), stay.leftAt === null ? null : told(stay.leftAt)];
  return {
    ...{ joinTime, leaveTime, observed: 'vendor' },
    durationInSeconds: Math.round((Date.parse(leaveTime ?? '') - Date.parse(joinTime)) / 1000),
    device: expect.toBeOneOf(DEVICES[vendor]?.[stay.device] ?? []),
    ...(vendor === 'huawei' && { media: MEDIA[stay.media] }),
  };
}

/** How long somebody was there: by a look at each stretch between two comings or goings. */
function secondsOf(intervals: readonly Interval[]): number {
  const spans = intervals.map(({ joinTime, leaveTime }) => [
    Date.parse(joinTime ?? ''),
    Date.parse(leaveTime ?? ''),
  ]);
  const edges = [...new Set(spans.flat())].sort((a, b) => a - b);
  let ms = 0;
  edges.slice(1).forEach((edge, index) => {
    const from = edges[index] ?? edge;
    if (spans.some(([a = 0, b = 0]) => a <= from && edge <= b)) ms += edge - from;
  });
  return Math.round(ms / 1000);
}

/** Who somebody is, as their vendor tells that of a meeting that is over. */
function participantOf(
  one: Truth,
  { name, number, email, department, role }: TruePerson,
): Record['participant'] {
  if (one.vendor === 'quanshi')
    return {
      displayName: name,
      role: role === 'host' ? 'host' : 'attendee',
      identity: {
        type: 'unknown',
        ...(email && { email }),
        ...(number && { number: `+86-${number}` }),
      },
    };
  return {
    displayName: name,
    role: 'unknown',
    ...(department && { department }),
    // A device is called by its number.
    identity: { type: name === number ? 'device' : 'unknown', ...(number && { number }) },
  };
}

/** Everybody who came to a meeting that is over, each once, by arrival. */
function recordsOf(one: Truth): Record[] {
  return one.people.map((person) => {
    const attendanceIntervals = person.intervals
      .map((stay) => intervalOf(one, stay))
      .sort(
        (a, b) =>
          Date.parse(a.joinTime ?? '') - Date.parse(b.joinTime ?? '') ||
          Date.parse(a.leaveTime ?? '') - Date.parse(b.leaveTime ?? ''),
      );
    const leaves = attendanceIntervals.map(({ leaveTime }) => leaveTime ?? '');
    return {
      participant: participantOf(one, person),
      firstJoinTime: attendanceIntervals[0]?.joinTime ?? null,
      lastLeaveTime: leaves.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null,
      joinCount: attendanceIntervals.length,
      totalAttendanceInSeconds: secondsOf(attendanceIntervals),
      attendanceIntervals,
    };
  });
}

/** Each person once; those of a meeting that runs have no times, and the vendor tells those who are in it now. */
function presentOf(one: Truth): Record[] {
  return one.people.flatMap(({ intervals, ...person }) => {
    const here = intervals.filter(({ leftAt }) => leftAt === null);
    if (here.length === 0) return [];
    const { name: displayName, number, email, userId, role } = person;
    const quanshi = one.vendor === 'quanshi';
    return {
      participant: {
        ...{ displayName, role: role === 'host' ? 'host' : 'attendee' },
        identity: {
          type: userId ? 'user' : 'unknown',
          ...(userId && { userId }),
          ...(quanshi && email && { email }),
          ...(number && { number }),
        },
      },
      ...{ firstJoinTime: null, lastLeaveTime: null, joinCount: here.length },
      attendanceIntervals: here.map(({ device }) => ({
        ...{ joinTime: null, leaveTime: null, observed: 'vendor' as const },
        ...(quanshi && { device: expect.toBeOneOf(DEVICES.quanshi?.[device] ?? []) }),
        irregular: ['no_join' as const, 'open' as const],
      })),
    };
  });
}

const keyOf = ({ participant: { displayName, identity } }: Record) =>
  [displayName, identity.userId, identity.email, identity.number].join();
const byKey = (records: readonly Record[]) => new Map(records.map((one) => [keyOf(one), one]));

async function reportOf(one: Truth): Promise<Report> {
  const response = await call(`/v1/meetings/${idOf(one)}/attendance`);
  expect([one.subject, response.status]).toEqual([one.subject, 200]);
  return (await response.json()) as Report;
}

/** What the report says of the meeting, and of how it came to know it. */
const aboutOf = (one: Truth, now: number) => ({
  ...{ meetingId: idOf(one), provider: one.vendor, account: 'default', subject: one.subject },
  asOf: rfc3339(new Date(now).toISOString()),
});

/** A few of each kind that there is, none of a webinar's thousands. */
const someOf = (world: readonly Truth[], most: number) =>
  [...Map.groupBy(world, ({ vendor, kind }) => `${vendor} ${kind}`).values()].flatMap((all) =>
    all.filter(({ people }) => people.length < 300).slice(0, most),
  );

describe('attendance against the world of the simulation', () => {
  it('of what has ended has everybody, each join and every total, and what a vendor does not tell is absent', async () => {
    let [meetings, people, again, twoDevices] = [0, 0, 0, 0];
    for (const now of INSTANTS) {
      at(now);
      const ended = await truths(vendors, now - 4 * HOUR, now, '&status=ended');
      for (const one of someOf(ended, 5)) {
        const { attendanceRecords, source, ...about } = await reportOf(one);
        const expected = recordsOf(one);
        const told = one.vendor === 'huawei' ? minuteOf : secondOf;
        expect(about).toEqual({
          ...aboutOf(one, now),
          ...{ meetingStartTime: told(one.actualStart), meetingEndTime: told(one.actualEnd) },
          ...{ coverage: 'complete', totalParticipantCount: expected.length },
        });
        expect(source).toEqual({
          operation: one.vendor === 'huawei' ? 'huawei.searchAttendanceRecords' : 'quanshi.getReport',
          ...{ requestId: expect.stringMatching(/-\d+$/), freshness: 'live' },
        });
        const given = byKey(attendanceRecords);
        expect(given.size).toBe(attendanceRecords.length);
        for (const record of expected)
          expect([one.subject, given.get(keyOf(record))]).toEqual([one.subject, record]);
        const arrivals = attendanceRecords.map(({ firstJoinTime }) => Date.parse(firstJoinTime ?? ''));
        expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
        meetings++;
        people += expected.length;
        again += expected.filter(({ joinCount }) => joinCount > 1).length;
        twoDevices += expected.filter(
          ({ attendanceIntervals, totalAttendanceInSeconds = 0 }) =>
            attendanceIntervals.reduce((sum, { durationInSeconds = 0 }) => sum + durationInSeconds, 0) >
            totalAttendanceInSeconds + 60,
        ).length;
      }
    }
    expect(meetings).toBeGreaterThan(60);
    expect(people).toBeGreaterThan(600);
    // Who came back, and who was there with two devices at once.
    expect(again).toBeGreaterThan(20);
    expect(twoDevices).toBeGreaterThan(3);
  }, 120_000);

  it('of what runs has who is in it now, without times that nobody told', async () => {
    let people = 0;
    for (const now of INSTANTS) {
      at(now);
      const ongoing = await truths(vendors, now - 4 * HOUR, now, '&status=ongoing');
      // Those of the documents run for ever, and tell what is printed.
      for (const one of someOf(ongoing, 4).filter(({ id }) => !id.startsWith('d'))) {
        const { attendanceRecords, source, ...about } = await reportOf(one);
        const expected = presentOf(one);
        const huawei = one.vendor === 'huawei';
        expect([one.subject, about]).toEqual([
          one.subject,
          {
            ...aboutOf(one, now),
            // The start that Huawei tells of what runs is the booked one.
            ...(huawei ? {} : { meetingStartTime: secondOf(one.actualStart) }),
            ...{ meetingEndTime: null, coverage: 'partial', totalParticipantCount: expected.length },
          },
        ]);
        expect(source?.operation).toBe(huawei ? 'huawei.listOnlineAttendees' : 'quanshi.listAttendees');
        const given = byKey(attendanceRecords);
        expect(given.size).toBe(attendanceRecords.length);
        for (const record of expected)
          expect([one.subject, given.get(keyOf(record))]).toEqual([one.subject, record]);
        people += expected.length;
      }
    }
    expect(people).toBeGreaterThan(300);
  }, 120_000);

  it('of what is booked has nobody', async () => {
    const now = INSTANTS[1] ?? 0;
    at(now);
    const booked = await truths(vendors, now + HOUR, now + 2 * HOUR, '&status=scheduled');
    for (const one of someOf(booked, 2)) {
      const { asOf: _, ...report } = await reportOf(one);
      const { asOf: __, ...about } = aboutOf(one, now);
      expect(report).toMatchObject({
        ...about,
        ...{ coverage: 'partial', totalParticipantCount: 0, attendanceRecords: [] },
      });
      expect(report).not.toHaveProperty('meetingStartTime');
    }
  });
});
