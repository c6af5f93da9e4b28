import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttendanceRow, attendanceOf } from '../../../functions/meetings/attendance/attendanceOf.ts';
import { lengthOf, unionOf } from '../../../functions/meetings/attendance/unionOf.ts';

const LAST = 120;
const END = 90;
const NOW = 100;
const START = Date.UTC(2026, 9, 24, 23, 59);
const at = (second: number) => START + second * 1000;

const second = fc.integer({ min: 1, max: LAST });
const rows = fc.array(
  fc.record({
    userId: fc.constantFrom(undefined, undefined, 'a', 'b', 'c'),
    email: fc.constantFrom(undefined, 'x@x.cn', 'y@y.cn', ' X@x.cn'),
    number: fc.constantFrom(undefined, '+1', '+2', '+ 1'),
    displayName: fc.constantFrom('王伟', '李娜'),
    joinTime: fc.option(second, { nil: undefined }),
    leaveTime: fc.oneof(fc.constantFrom(0, -1, null, undefined), second, second),
    observed: fc.constantFrom<AttendanceRow['observed'][]>('vendor', 'vendor', 'event', 'watcher'),
    device: fc.constantFrom('软终端', '电话'),
  }),
  { maxLength: 14 },
);
type Drawn = (typeof rows extends fc.Arbitrary<(infer One)[]> ? One : never) & object;

const email = (row: Drawn) => row.email?.trim().toLowerCase();
const number = (row: Drawn) => row.number?.replace(' ', '');

/** Who a row is of, found by looking at every other row. */
function personOf(row: Drawn, all: readonly Drawn[]): string {
  if (row.userId) return `account ${row.userId}`;
  const address = email(row);
  if (address) {
    const accounts = new Set(
      all.filter((one) => one.userId && email(one) === address).map((one) => one.userId),
    );
    return accounts.size === 1 ? `account ${[...accounts][0]}` : `email ${address}`;
  }
  const telephone = number(row);
  if (!telephone) return `row ${all.indexOf(row)}`;
  const owners = new Set(
    all
      .filter((one) => (one.userId || email(one)) && number(one) === telephone)
      .map((one) => personOf(one, all)),
  );
  return owners.size === 1 ? ([...owners][0] ?? '') : `number ${telephone}`;
}

/** Second by second: whether somebody is there. */
function secondsOf(stays: readonly Drawn[], close: number): number {
  let total = 0;
  for (let now = 0; now < LAST; now++) {
    const there = stays.some(({ joinTime, leaveTime }) => {
      if (joinTime === undefined) return false;
      const left = leaveTime && leaveTime > 0 ? leaveTime : close;
      return joinTime <= now && now < left;
    });
    if (there) total++;
  }
  return total;
}

const told = ({ joinTime, leaveTime, ...rest }: Drawn): AttendanceRow => ({
  ...rest,
  joinTime: joinTime && at(joinTime),
  leaveTime: leaveTime && leaveTime > 0 ? at(leaveTime) : leaveTime,
});

test.each([
  ['ended', at(END), END],
  ['running', null, NOW],
] as const)('totals of a meeting that is %s are those of a count by seconds', (_, meetingEnd, close) => {
  fc.assert(
    fc.property(rows, (all) => {
      const context = {
        meetingId: '00',
        meetingStart: START,
        meetingEnd,
        asOf: at(NOW),
        recorded: true,
        complete: true,
      };
      const report = attendanceOf(all.map(told), context);
      const unique = all.filter((row, index) => {
        const keyed = (row.userId || row.email || row.number) && row.joinTime;
        return !keyed || all.findIndex((one) => JSON.stringify(one) === JSON.stringify(row)) === index;
      });
      const people = Map.groupBy(unique, (row) => personOf(row, unique));
      const expected = [...people.values()].map((stays) => {
        const official = stays.filter((one) => one.observed === 'vendor' && one.joinTime);
        const counted = official.length > 0 ? official : stays;
        const total = counted.some(({ joinTime }) => joinTime) ? secondsOf(counted, close) : null;
        return [total, stays.length];
      });
      const found = report.attendanceRecords.map((one) => [
        one.totalAttendanceInSeconds ?? null,
        one.attendanceIntervals.length,
      ]);
      expect(found.map(String).sort()).toEqual(expected.map(String).sort());
    }),
    { numRuns: 2000 },
  );
});

test('the order of the rows changes nothing', () => {
  const context = { meetingId: '00', meetingEnd: at(END), asOf: at(NOW), recorded: true, complete: true };
  const shuffled = rows.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(attendanceOf(other.map(told), context)).toEqual(attendanceOf(one.map(told), context));
    }),
    { numRuns: 500 },
  );
});

test('a union neither touches nor overlaps, and covers every moment that a span covers', () => {
  const spans = fc.array(fc.record({ start: fc.nat(60), end: fc.nat(60) }), { maxLength: 12 });
  fc.assert(
    fc.property(spans, (given) => {
      const union = unionOf(given);
      const covers = (list: typeof given, now: number) =>
        list.some(({ start, end }) => start <= now && now < end);
      for (let now = 0; now <= 60; now++) expect(covers(union, now)).toBe(covers(given, now));
      union.forEach(({ start }, index) => {
        expect(start).toBeGreaterThan(union[index - 1]?.end ?? -1);
      });
      expect(lengthOf(given)).toBe(lengthOf(union));
    }),
  );
});
