import { describe, expect, it } from 'vitest';
import { isShutOut } from '../../../../functions/eventlog/logEntry.ts';
import { differences, type Look, type Running } from '../../../../functions/webhooks/events/differences.ts';

const source = { provider: 'huawei', account: 'default' } as const;
type Row = Pick<Running, 'id'> & Partial<Running>;
/** What a look saw: two lists, one of which may be read in part or have failed. */
const look = (at: number, rows: Row[], lists: string[] = ['a', 'b']): Look => ({
  running: Object.fromEntries(rows.map((one) => [one.id, { list: 'a', at, ...one }])),
  whole: Object.fromEntries(lists.map((list) => [list, at])),
});
const told = async (before: Look, now: Look, at: number) => {
  const { events, next } = await differences(before, now, at, source);
  return {
    told: events.map(({ type, data }) => `${type.slice('meetgate.'.length)} ${data.meeting?.id}`),
    next,
    events,
  };
};
const iso = (at: number) => new Date(at).toISOString();

describe('the differences between two looks', () => {
  it('are what began, whose attendance changed, and what was missed twice', async () => {
    const a = { id: 'a', participantCount: 2 };
    const b = { id: 'b', participantCount: 1 };
    const first = await told(look(1_000, [a]), look(2_000, [a, b]), 2_000);
    expect(first.told).toEqual(['meeting.started b']);
    expect(first.events[0]).toMatchObject({
      time: iso(2_000),
      data: { observed: true, observedSince: iso(1_000) },
    });
    const many = { ...b, participantCount: 5 };
    const second = await told(first.next, look(3_000, [many]), 3_000);
    expect(second.told).toEqual(['meeting.attendance_changed b']);
    const third = await told(second.next, look(4_000, [many]), 4_000);
    expect(third.told).toEqual(['meeting.ended a']);
    // It was there at the second look and missed at the third, whenever that was found out.
    expect(third.events[0]).toMatchObject({
      time: iso(3_000),
      data: { meeting: { endTime: iso(3_000) }, observedSince: iso(2_000) },
    });
    expect((await told(third.next, look(5_000, [many]), 5_000)).told).toEqual([]);
  });

  it('are none where a row slipped from one page to another', async () => {
    const a = { id: 'a' };
    const missed = await told(look(1_000, [a]), look(2_000, []), 2_000);
    expect((await told(missed.next, look(3_000, [a]), 3_000)).told).toEqual([]);
  });

  it('end nothing of a list that failed or was read in part, however often', async () => {
    let before = look(1_000, [{ id: 'a' }, { id: 'b', list: 'b' }]);
    for (const at of [2_000, 3_000, 4_000]) {
      const { told: events, next } = await told(before, look(at, [{ id: 'b', list: 'b' }], ['b']), at);
      expect(events).toEqual([]);
      before = next;
    }
    const again = await told(before, look(5_000, [{ id: 'a' }]), 5_000);
    expect(again.told).toEqual([]);
    expect((await told(again.next, look(6_000, [{ id: 'a' }]), 6_000)).told).toEqual(['meeting.ended b']);
  });

  it('begin nothing of a list that was never read whole, and since the last time of one that was', async () => {
    const partial = await told(look(1_000, [], ['b']), look(2_000, [{ id: 'a' }]), 2_000);
    expect(partial.told).toEqual([]);
    const failed = await told(look(1_000, []), look(2_000, [], []), 2_000);
    const { events } = await told(failed.next, look(3_000, [{ id: 'a' }]), 3_000);
    expect(events[0]).toMatchObject({ time: iso(3_000), data: { observedSince: iso(1_000) } });
  });

  it('are the same events where they are found again, as they could not be published', async () => {
    const before = look(1_000, [
      { id: 'a', missed: 1_500 },
      { id: 'b', participantCount: 1 },
    ]);
    const idsAt = async (at: number) =>
      (await told(before, look(at, [{ id: 'b', participantCount: 2 }, { id: 'c' }]), at)).events.map(
        ({ id }) => id,
      );
    expect(await idsAt(2_000)).toHaveLength(3);
    expect(await idsAt(3_000)).toEqual(await idsAt(2_000));
  });
});

describe('what was told is not observed as well', () => {
  const MINUTE = 60_000;
  const at = 100 * MINUTE;
  const seen = { same: '/huawei/default started 9', at, since: at - MINUTE };
  const pushed = (when: number) => ({ at: when, since: null });

  it('where the vendor told it since the former look, clocks and lists being late', () => {
    expect(isShutOut(seen, [pushed(at - 3 * MINUTE)])).toBe(true);
    expect(isShutOut(seen, [pushed(at - 30 * MINUTE)])).toBe(false);
    expect(isShutOut(seen, [])).toBe(false);
  });

  it('nor told where it was observed; a beginning after that is another one', () => {
    const tell = (when: number, same = seen.same) =>
      isShutOut({ same, at: when }, [{ at, since: at - MINUTE }]);
    expect(tell(at - 30_000)).toBe(true);
    expect(tell(at + 1)).toBe(false);
    expect(tell(at - 30_000, '/huawei/default attendance 9')).toBe(false);
  });
});
