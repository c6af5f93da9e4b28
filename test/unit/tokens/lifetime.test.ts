import { describe, expect, it } from 'vitest';
import type { LoginConcern } from '../../../functions/core/provider.ts';
import { cooldownMs } from '../../../functions/tokens/cooldown.ts';
import { believedLifetime, renewAt, usableUntil } from '../../../functions/tokens/lifetime.ts';

const HOUR = 3_600_000;

describe('the lifetime of a token', () => {
  it('ends five minutes before the vendor says', () => {
    expect(usableUntil(1000, 12 * HOUR)).toBe(1000 + 12 * HOUR - 300_000);
  });

  it('leaves at least half of a short life to use', () => {
    expect(usableUntil(0, 10_000)).toBe(5_000);
  });

  it('is renewed before it ends, spread by the jitter', () => {
    for (const jitter of [0, 0.5, 1])
      expect(renewAt(0, 12 * HOUR, jitter)).toBeLessThan(usableUntil(0, 12 * HOUR));
    const usable = usableUntil(0, 12 * HOUR);
    // In whole milliseconds.
    for (const [jitter, part] of [
      [0, 0.7],
      [0.5, 0.8],
      [1, 0.9],
    ] as const)
      expect(Math.abs(renewAt(1000, 12 * HOUR, jitter) - (1000 + usable * part))).toBeLessThanOrEqual(1);
  });
});

describe('a lifetime that no vendor means', () => {
  it('is taken for five minutes at least and thirty days at most', () => {
    expect([1, 60_000, 300_000, HOUR].map(believedLifetime)).toEqual([300_000, 300_000, 300_000, HOUR]);
    expect(believedLifetime(1e303)).toBe(30 * 24 * HOUR);
  });
});

describe('the cool-down after a login that failed', () => {
  const course = (concerns: LoginConcern) =>
    [1, 2, 3, 7, 50, 5_000].map((count) => cooldownMs(count, concerns));

  it('doubles from five seconds to five minutes where the vendor refused', () => {
    for (const concerns of ['application', 'user', 'clock', 'throttled'] as const)
      expect(course(concerns)).toEqual([5_000, 10_000, 20_000, 300_000, 300_000, 300_000]);
  });

  it('begins with one second where the vendor failed', () => {
    expect(course('vendor')).toEqual([1_000, 2_000, 4_000, 64_000, 300_000, 300_000]);
  });

  it('is the longest at once for a locked account', () => {
    expect(cooldownMs(1, 'locked')).toBe(300_000);
  });
});
