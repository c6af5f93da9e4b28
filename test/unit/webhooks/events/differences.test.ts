import { describe, expect, it } from 'vitest';
import { differences, type Look } from '../../../../functions/webhooks/events/differences.ts';
import { isShutOut } from '../../../../functions/webhooks/events/logEntry.ts';

const source = { provider: 'huawei', account: 'default' } as const;
const look = (at: number, ...running: Look['running'][string][]): Look => ({
  at,
  running: Object.fromEntries(running.map((one) => [one.id, one])),
});
const told = async (before: Look, now: Look) => {
  const { events, next } = await differences(before, now, source);
  return {
    told: events.map(({ type, data }) => `${type.slice('meetgate.'.length)} ${data.meeting?.id}`),
    next,
    events,
  };
};

describe('the differences between two looks', () => {
  it('are what began, whose attendance changed, and what was missed twice', async () => {
    const a = { id: 'a', participantCount: 2 };
    const b = { id: 'b', participantCount: 1 };
    const first = await told(look(1_000, a), look(2_000, a, b));
    expect(first.told).toEqual(['meeting.started b']);
    expect(first.events[0]).toMatchObject({
      time: '1970-01-01T00:00:02.000Z',
      data: { observed: true, observedSince: '1970-01-01T00:00:01.000Z' },
    });
    const second = await told(first.next, look(3_000, { ...b, participantCount: 5 }));
    expect(second.told).toEqual(['meeting.attendance_changed b']);
    const third = await told(second.next, look(4_000, { ...b, participantCount: 5 }));
    expect(third.told).toEqual(['meeting.ended a']);
    expect((await told(third.next, look(5_000, { ...b, participantCount: 5 }))).told).toEqual([]);
  });

  it('are none where a row slipped from one page to another', async () => {
    const a = { id: 'a' };
    const missed = await told(look(1_000, a), look(2_000));
    expect((await told(missed.next, look(3_000, a))).told).toEqual([]);
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
