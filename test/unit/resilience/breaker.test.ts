import { describe, expect, it } from 'vitest';
import {
  admit,
  type Breaker,
  CLOSED,
  failed,
  succeeded,
  undecided,
} from '../../../functions/resilience/breaker.ts';

const NOW = 1_000_000;
/** After so many failures at one moment. */
const having = (failures: number, from: Breaker = CLOSED) =>
  Array.from({ length: failures }).reduce<Breaker>((breaker) => failed(breaker, NOW), from);

describe('a breaker', () => {
  it('lets calls out through four failures in a row, and none after the fifth', () => {
    expect(admit(having(4), NOW).waitMs).toBeUndefined();
    expect(admit(having(5), NOW)).toMatchObject({ breaker: { state: 'open' }, waitMs: 2_000 });
  });

  it('counts failures in a row only', () => {
    expect(having(4, succeeded()).state).toBe('closed');
    expect(succeeded()).toBe(CLOSED);
  });

  it('opens once however many calls were on their way when it did', () => {
    expect(having(100)).toEqual(having(5));
  });

  it('lets one probe out when its time is over, and nobody else until that is back', () => {
    const probing = admit(having(5), NOW + 2_000);
    expect(probing).toMatchObject({ breaker: { state: 'half-open' } });
    expect(probing.waitMs).toBeUndefined();
    expect(admit(probing.breaker, NOW + 2_001).waitMs).toBeGreaterThan(0);
  });

  it('lets another probe out when the first has not come back in half a minute', () => {
    const { breaker } = admit(having(5), NOW + 2_000);
    expect(admit(breaker, NOW + 31_999).waitMs).toBe(1);
    expect(admit(breaker, NOW + 32_000).waitMs).toBeUndefined();
  });

  it('stays open twice as long after each failed probe, and never longer than a minute', () => {
    let breaker = having(5);
    const waits: number[] = [];
    for (let probes = 0; probes < 8; probes++) {
      waits.push(admit(breaker, breaker.until - 1).waitMs === 1 ? breaker.until : 0);
      const probe = admit(breaker, breaker.until).breaker;
      breaker = failed(probe, waits.at(-1) ?? 0);
    }
    const spans = waits.map((until, index) => until - (waits[index - 1] ?? NOW));
    expect(spans).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('leaves the place of a probe that tells nothing to the next caller at once', () => {
    const { breaker } = admit(having(5), NOW + 2_000);
    const again = admit(undecided(breaker, NOW + 2_100), NOW + 2_100);
    expect(again.waitMs).toBeUndefined();
    expect(admit(again.breaker, NOW + 2_100).waitMs).toBeGreaterThan(0);
  });

  it('is not moved by a call that tells nothing while it is closed or open', () => {
    for (const breaker of [CLOSED, having(3), having(5)]) expect(undecided(breaker, NOW)).toBe(breaker);
  });
});
