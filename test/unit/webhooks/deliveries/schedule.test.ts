import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../functions/webhooks/deliveries/outcome.ts';
import {
  type Condition,
  conditionAfter,
  fateOf,
  newCondition,
} from '../../../../functions/webhooks/deliveries/schedule.ts';

const H = 3_600_000;
const NOW = Date.parse('2026-03-02T01:00:00Z');
const outcome = (more: Partial<Outcome> = {}): Outcome => ({ delivered: false, at: NOW, ms: 1, ...more });
const moment = { now: NOW, random: 0.5, speed: 1 };
const first = { tries: 1, replayed: false };

/** Milliseconds until the next try, or what else becomes of it. */
const waitOf = (one: Outcome, tries: number, random = 0.5) => {
  const fate = fateOf(one, { tries, replayed: false }, { ...moment, random });
  return fate.status === 'pending' ? fate.due - NOW : fate.status;
};

describe('the schedule', () => {
  it('is that of the specification, and ends after the tenth try', () => {
    const waits = Array.from({ length: 10 }, (_, index) => waitOf(outcome(), index + 1));
    const seconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    expect(waits).toEqual([...seconds.map((s) => s * 1_000), 'failed']);
  });

  it('spreads what failed together by a tenth', () => {
    expect([waitOf(outcome(), 2, 0), waitOf(outcome(), 2, 1)]).toEqual([270_000, 330_000]);
  });

  it('waits for as long as the receiver asks, where that is longer, and no longer than a day', () => {
    expect(waitOf(outcome({ retryAfterMs: 60_000 }), 1)).toBe(60_000);
    expect(waitOf(outcome({ retryAfterMs: 1_000 }), 2)).toBe(300_000);
    expect(waitOf(outcome({ retryAfterMs: 90 * 24 * H }), 1)).toBe(24 * H);
  });

  it('runs faster where a setting says so, but not what a receiver asked for', () => {
    const fast = { ...moment, speed: 1_000 };
    expect(fateOf(outcome(), { tries: 2, replayed: false }, fast)).toMatchObject({ due: NOW + 300 });
    expect(fateOf(outcome({ retryAfterMs: 5_000 }), first, fast)).toMatchObject({ due: NOW + 5_000 });
  });
});

describe('a delivery', () => {
  it('that succeeds is over', () => {
    expect(fateOf(outcome({ delivered: true, status: 204 }), first, moment)).toEqual({ status: 'delivered' });
  });

  it('that the receiver gives up is not tried again', () => {
    expect(fateOf(outcome({ abort: true }), first, moment).status).toBe('failed');
  });

  it('that was asked for by hand is tried once', () => {
    expect(fateOf(outcome(), { tries: 3, replayed: true }, moment).status).toBe('failed');
  });

  it('that waits for a chat to take messages again has not failed, however often', () => {
    expect(waitOf(outcome({ waitMs: 600_000 }), 10)).toBe(600_000);
  });
});

/** A receiver over time: what came of each try, by hours. */
function live(tries: readonly [hours: number, more?: Partial<Outcome>][]) {
  let condition: Condition = newCondition();
  const deaths: number[] = [];
  for (const [hours, more] of tries) {
    const after = conditionAfter(condition, outcome(more), { now: NOW + hours * H, speed: 1 });
    condition = after.condition;
    if (after.died) deaths.push(hours);
  }
  return { condition, deaths };
}
const every = (step: number, until: number): [number][] =>
  Array.from({ length: Math.floor(until / step) + 1 }, (_, index) => [index * step]);

describe('a subscription', () => {
  it('ends with 410', () => {
    expect(live([[0, { ends: true, status: 410 }]]).condition.status).toBe('gone');
  });

  it('is paused once, after five days of nothing but failure, counted from half a day after the first', () => {
    const { condition, deaths } = live(every(6, 200));
    expect(condition).toMatchObject({ status: 'paused', reason: expect.stringContaining('five days') });
    expect(deaths).toEqual([12 + 5 * 24]);
  });

  it('is not paused where anything arrived meanwhile', () => {
    const tries: [number, Partial<Outcome>?][] = [...every(6, 120), [121, { delivered: true }]];
    const later = every(6, 120).map(([hours]): [number] => [122 + hours]);
    expect(live([...tries, ...later]).condition.status).toBe('active');
  });

  it('is not paused for failures of one hour, or of one a week', () => {
    expect(live([[0], [0.5], [1]]).condition.failingSince).toBeUndefined();
    expect(live([[0], [168], [336], [504]]).condition.status).toBe('active');
  });

  it('is left alone for as long as a receiver asks that is asked too much, and then asked for one at a time', () => {
    const stateAfter = (more: Partial<Outcome>) =>
      conditionAfter(newCondition(), outcome(more), moment).condition;
    expect(stateAfter({ slow: true })).toMatchObject({ slow: true, hold: NOW + 30_000 });
    expect(stateAfter({ retryAfterMs: 5_000 })).toMatchObject({ slow: true, hold: NOW + 5_000 });
    expect(stateAfter({ retryAfterMs: 24 * H }).hold).toBe(NOW + H);
    expect(stateAfter({ status: 500 })).toMatchObject({ slow: false, hold: 0 });
    const slow = stateAfter({ slow: true });
    expect(conditionAfter(slow, outcome({ delivered: true }), moment).condition.slow).toBe(false);
  });

  it('of a group is paused at once, with the reason, where its bot must be mended', () => {
    const { condition } = live([[0, { stops: 'The secret of the bot is wrong (19021).' }]]);
    expect(condition).toMatchObject({ status: 'paused', reason: 'The secret of the bot is wrong (19021).' });
  });
});
