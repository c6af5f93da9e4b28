import { describe, expect, it } from 'vitest';
import type { Seat } from '../../../mocks/quanshi/world/roster.ts';
import { roster, seated } from '../../../mocks/quanshi/world/roster.ts';
import { createWorld } from '../../../mocks/registry.ts';
import { permutation } from '../../../mocks/world/permutation.ts';
import { presence } from '../../../mocks/world/presence.ts';
import { DAY, HOUR, NOW } from '../../support/simulation.ts';

describe('the world', () => {
  it('gives the same values in any order of calls', () => {
    const [one, other] = [createWorld(42), createWorld(42)];
    const forward = one.huawei.ongoing('webinar', NOW).map((ref) => ref.load().subject);
    for (const ref of other.quanshi.live(NOW)) ref.load();
    const backward = other.huawei
      .ongoing('webinar', NOW)
      .toReversed()
      .map((ref) => ref.load().subject);
    expect(backward.toReversed()).toEqual(forward);
    expect(other.people.at(7)).toEqual(one.people.at(7));
  });

  it('differs by seed', () => {
    expect(createWorld(1).people.at(7).name).not.toBe(createWorld(2).people.at(7).name);
  });

  it('has meetings of which each begins, fills, empties and ends', () => {
    const { huawei } = createWorld(42);
    const one = huawei.ongoing('webinar', NOW)[9]?.load();
    if (!one) throw new Error('there are fewer than ten webinars');
    const ids = (now: number) => huawei.ongoing('webinar', now).map((ref) => ref.conferenceId);
    expect(ids(one.start - 1)).not.toContain(one.conferenceId);
    expect(ids(one.start)).toContain(one.conferenceId);
    expect(ids(one.end - 1)).toContain(one.conferenceId);
    expect(ids(one.end)).not.toContain(one.conferenceId);
    expect(one.attendance.online(one.start - 1)).toBe(0);
    // Between the arrivals and the first who drop out.
    expect(one.attendance.online(one.start + 0.34 * (one.end - one.start))).toBe(one.attendance.people);
    expect(one.attendance.online(one.end)).toBe(0);
  });

  it('leads from the ids of a meeting back to it', () => {
    const { huawei } = createWorld(42);
    const ended = (world: typeof huawei) => {
      const kinds = ['webinar', 'conference'] as const;
      return kinds.flatMap((kind) => world.history(kind, NOW - 3 * DAY, NOW, NOW).slice(0, 500));
    };
    expect(ended(huawei).length).toBeGreaterThan(100);
    for (const ref of ended(huawei)) {
      const meeting = ref.load();
      expect(huawei.byUUID(meeting.confUUID)?.subject).toBe(meeting.subject);
      expect(huawei.byConferenceId(meeting.conferenceId, meeting.start)?.confUUID).toBe(meeting.confUUID);
      expect(meeting.end).toBeLessThanOrEqual(NOW);
    }
    expect(huawei.byUUID(ended(createWorld(1).huawei).at(-1)?.load().confUUID ?? '')).toBeUndefined();
  });

  it('holds a webinar of 100,000 without listing anybody', () => {
    const { huawei } = createWorld(42, {
      people: 5_000,
      webinars: 200,
      huaweiConferences: 9_800,
      quanshiConferences: 10,
      largestAudience: 100_000,
    });
    const largest = huawei
      .ongoing('webinar', NOW)
      .map((ref) => ref.load())
      .find((one) => one.attendance.people === 100_000);
    expect(largest?.attendance.at(99_999)?.displayName).toBeTruthy();
    const third = (largest?.start ?? 0) + 0.34 * ((largest?.end ?? 0) - (largest?.start ?? 0));
    expect(largest?.attendance.online(third)).toBe(100_000);
  });
});

describe('presence', () => {
  it.each([0, 1, 9, 137])(
    'counts at any instant those whose stay includes it, %i of whom return',
    (returns) => {
      const there = presence(42, 'meeting', NOW, NOW + HOUR, 137, returns);
      expect(there.total).toBe(137 + returns);
      const stays = Array.from({ length: there.total }, (_, index) => there.stay(index));
      for (let now = NOW - HOUR / 10; now < NOW + 1.1 * HOUR; now += 97_001)
        expect(there.online(now)).toBe(
          stays.filter((one) => one.joinTime <= now && now < one.leftTime).length,
        );
    },
  );

  it.each([0, 9])(
    'counts whoever joins from that millisecond on, and whoever leaves no longer, %i of whom return',
    (returns) => {
      const there = presence(42, 'meeting', NOW, NOW + HOUR, 60, returns);
      const stays = Array.from({ length: there.total }, (_, index) => there.stay(index));
      for (const instant of stays.flatMap(({ joinTime, leftTime }) => [joinTime, leftTime]))
        for (const now of [instant - 1, instant, instant + 1])
          expect(there.online(now)).toBe(
            now >= NOW + HOUR ? 0 : stays.filter((one) => one.joinTime <= now && now < one.leftTime).length,
          );
    },
  );
});

describe('a roster', () => {
  it('seats whoever joins from that millisecond on, and whoever leaves no longer', () => {
    const there = roster(42, { eventId: 1_234_567, start: NOW, end: NOW + HOUR, people: 40 });
    const { online } = there;
    const present = seated(there, () => 'desktop');
    const seats = new Map<string, Seat>();
    for (let now = NOW; now < NOW + HOUR; now += 10_000)
      for (const seat of present(now)) seats.set(`${seat.person}.${seat.joinTime}`, seat);
    expect(seats.size).toBeGreaterThanOrEqual(40);
    for (const { joinTime, leftTime } of seats.values())
      for (const now of [joinTime, joinTime - 1, leftTime, leftTime - 1]) {
        const sitting = [...seats.values()].filter((one) => one.joinTime <= now && now < one.leftTime);
        expect(
          present(now)
            .map(({ person }) => person)
            .toSorted(),
        ).toEqual(sitting.map(({ person }) => person).toSorted());
        expect(online(now)).toBe(sitting.length);
      }
  });
});

describe('a permutation', () => {
  it.each([1, 2, 3, 10, 137, 4096])('of %i shuffles and leads back', (size) => {
    const shuffle = permutation(size, 'test', size);
    const values = Array.from({ length: size }, (_, index) => shuffle.at(index));
    expect(values.toSorted((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, index) => index));
    expect(values.map(shuffle.indexOf)).toEqual(Array.from({ length: size }, (_, index) => index));
  });
});
