import { describe, expect, it } from 'vitest';
import { eventsBetween } from '../../../mocks/events/eventsBetween.ts';
import { huawei } from '../../../mocks/huawei/huawei.ts';
import { quanshi } from '../../../mocks/quanshi/quanshi.ts';
import { createWorld, VENDORS, type VendorId } from '../../../mocks/registry.ts';
import { DAY, HOUR, NOW } from '../../support/simulation.ts';

const every = () => true;
const only = (name: string) => (_: string, event: string) => event === name;

/** The ids that a detail tells of. */
interface Detail {
  meetingInfo: { meetingID: string; meetingUUID: string; meetingCycleSubID?: string };
  attendeeInfo: { displayName: string; callNumber: string; joinTime: number; leftTime: number };
}
const detailOf = (event: { detail(): object } | undefined) => event?.detail() as Detail;

describe('the events of an interval', () => {
  const world = createWorld(42);
  const here = { vendors: VENDORS, world: (vendor: string) => world[vendor as VendorId] };
  const between = (from: number, to: number, wanted: (vendor: string, name: string) => boolean) =>
    eventsBetween(here, from, to, wanted);

  it('are those of its parts, in order of time', () => {
    const line = ({ at, name, detail }: ReturnType<typeof between>[number]) =>
      `${at} ${name} ${JSON.stringify(detail())}`;
    const whole = between(NOW, NOW + 20 * 60_000, every).map(line);
    const parts = Array.from({ length: 7 }, (_, n) => NOW + n * 200_000).flatMap((at) =>
      between(at, Math.min(at + 200_000, NOW + 20 * 60_000), every).map(line),
    );
    expect(whole.length).toBeGreaterThan(100);
    expect(parts.toSorted()).toEqual(whole.toSorted());
    const instants = between(NOW, NOW + 20 * 60_000, every).map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
  });

  it('start a meeting as it enters the ongoing list, and end it as it leaves', () => {
    const ids = (now: number) =>
      [...world.huawei.ongoing('webinar', now), ...world.huawei.ongoing('conference', now)].map(
        (one) => one.load().confUUID,
      );
    const started = between(NOW, NOW + HOUR, only('meeting.started'));
    const ended = between(NOW, NOW + HOUR, only('meeting.end'));
    expect(Math.min(started.length, ended.length)).toBeGreaterThan(10);
    for (const one of started) {
      expect(ids(one.at - 1)).not.toContain(detailOf(one).meetingInfo.meetingUUID);
      expect(ids(one.at)).toContain(detailOf(one).meetingInfo.meetingUUID);
    }
    for (const one of ended) {
      expect(ids(one.at - 1)).toContain(detailOf(one).meetingInfo.meetingUUID);
      expect(ids(one.at)).not.toContain(detailOf(one).meetingInfo.meetingUUID);
    }
  });

  it('tell of a meeting’s creation before it starts, and of its recording after its end', () => {
    const started = between(NOW, NOW + HOUR, only('meeting.started'));
    expect(started.length).toBeGreaterThan(10);
    const created = new Map(
      between(NOW - 15 * DAY, NOW - 13 * DAY, only('meeting.create')).map((one) => [
        detailOf(one).meetingInfo.meetingUUID,
        one.at,
      ]),
    );
    for (const { meetingUUID } of started.map((one) => detailOf(one).meetingInfo))
      expect(created.get(meetingUUID)).toBe(
        (world.huawei.byUUID(meetingUUID)?.scheduledStart ?? 0) - 14 * DAY,
      );
    const [recorded] = between(NOW, NOW + HOUR, only('record.finish'));
    const meeting = world.huawei.byUUID(detailOf(recorded).meetingInfo.meetingUUID);
    expect(meeting?.end).toBeLessThan(recorded?.at ?? 0);
  });

  it('bring in and take out exactly those whom the attendance lists', () => {
    const [ended] = between(NOW, NOW + HOUR, only('meeting.end'));
    const meeting = world.huawei.byUUID(detailOf(ended).meetingInfo.meetingUUID);
    if (!meeting) throw new Error('the meeting is gone');
    const of = (name: string) =>
      between(meeting.start - 1, meeting.end, only(name)).filter(
        (one) => detailOf(one).meetingInfo.meetingUUID === meeting.confUUID,
      );
    const mine = (name: string) => of(name).map((one) => detailOf(one).attendeeInfo);
    expect(of('meeting.join').every((one) => one.at === detailOf(one).attendeeInfo.joinTime)).toBe(true);
    expect(of('meeting.left').every((one) => one.at === detailOf(one).attendeeInfo.leftTime)).toBe(true);
    const listed = Array.from({ length: meeting.attendance.total }, (_, index) =>
      meeting.attendance.at(index),
    );
    const line = (one?: { displayName: string; callNumber: string; joinTime: number }) =>
      `${one?.displayName} ${one?.callNumber} ${one?.joinTime}`;
    expect(mine('meeting.join').map(line).toSorted()).toEqual(listed.map(line).toSorted());
    expect(mine('meeting.left').map(line).toSorted()).toEqual(listed.map(line).toSorted());
    expect(mine('meeting.join').every(({ leftTime }) => leftTime === 0)).toBe(true);
  });

  it('leave as many in a meeting as the lists count online', () => {
    const webinar = world.huawei.ongoing('webinar', NOW).at(-1)?.load();
    if (!webinar) throw new Error('nothing runs');
    const middle = (webinar.start + webinar.end) / 2;
    const count = (name: string) =>
      between(webinar.start - 1, middle, only(name)).filter(
        (one) => detailOf(one).meetingInfo.meetingUUID === webinar.confUUID,
      ).length;
    expect(count('meeting.join') - count('meeting.left')).toBe(webinar.attendance.online(middle));
  });

  it('begin and end Quanshi’s conferences as they enter and leave the live list', () => {
    const live = (now: number) => world.quanshi.live(now).map(({ eventId }) => String(eventId));
    const eventId = (one: { detail(): object }) => (one.detail() as { eventId: string }).eventId;
    const begun = between(NOW, NOW + HOUR, only('meetingbegin'));
    expect(begun.length).toBeGreaterThan(10);
    for (const one of begun) {
      expect(live(one.at - 1)).not.toContain(eventId(one));
      expect(live(one.at)).toContain(eventId(one));
    }
    for (const one of between(NOW, NOW + HOUR, only('meetingend')))
      expect(live(one.at)).not.toContain(eventId(one));
  });

  it('that fall on one instant come in their natural order', () => {
    const order = VENDORS.flatMap(({ events }): readonly string[] => events.names);
    const events = between(NOW, NOW + 2 * HOUR, every);
    let together = 0;
    events.forEach(({ at, name }, index) => {
      const next = events[index + 1];
      if (next?.at !== at || next.name === name) return;
      together += 1;
      expect(order.indexOf(name)).toBeLessThan(order.indexOf(next.name));
    });
    expect(together).toBeGreaterThan(10);
  });

  it('change one meeting in eight, a day before it starts, and one conference in eight an hour before', () => {
    const changed = between(NOW, NOW + DAY, only('meeting.modify'));
    const starting = between(NOW + DAY, NOW + 2 * DAY, only('meeting.started'));
    expect(changed.length / starting.length).toBeGreaterThan(1 / 12);
    expect(changed.length / starting.length).toBeLessThan(1 / 5);
    for (const one of changed)
      expect(world.huawei.byUUID(detailOf(one).meetingInfo.meetingUUID)?.scheduledStart).toBe(one.at + DAY);
    const updated = between(NOW, NOW + DAY, only('update'));
    expect(updated.length).toBeGreaterThan(30);
    for (const one of updated) {
      const { eventId } = one.detail() as { eventId: string };
      expect(world.quanshi.byEventId(Number(eventId), one.at)?.scheduledStart).toBe(one.at + HOUR);
    }
  });

  it('end Quanshi’s conferences at their end', () => {
    const ended = between(NOW, NOW + HOUR, only('meetingend'));
    expect(ended.length).toBeGreaterThan(10);
    for (const one of ended) {
      const { eventId } = one.detail() as { eventId: string };
      expect(world.quanshi.byEventId(Number(eventId), one.at)?.end).toBe(one.at);
    }
  });

  it('give the chair to who booked, and the audience’s place to outsiders in a webinar', () => {
    const roles = new Map<string, Set<string>>();
    for (const one of between(NOW, NOW + 20 * 60_000, only('meeting.join'))) {
      const { meetingInfo, attendeeInfo } = one.detail() as Detail & {
        attendeeInfo: { role: string; userUUID: string };
      };
      const meeting = world.huawei.byUUID(meetingInfo.meetingUUID);
      const first = meeting?.attendance.at(0);
      const isFirst =
        first?.callNumber === attendeeInfo.callNumber && first.joinTime === attendeeInfo.joinTime;
      const who = isFirst ? 'first' : `${meeting?.kind === 'webinar'} ${attendeeInfo.userUUID !== ''}`;
      roles.set(who, (roles.get(who) ?? new Set()).add(attendeeInfo.role));
    }
    expect(Object.fromEntries([...roles].map(([who, found]) => [who, [...found]]))).toEqual({
      first: ['CHAIR'],
      'true true': ['GENERAL'],
      'true false': ['AUDIENCE'],
      'false true': ['GENERAL'],
      'false false': ['GENERAL'],
    });
  });
});

describe('an event on demand', () => {
  const world = createWorld(42);
  const meetingOf = (event: (typeof huawei.events.names)[number]) => {
    const { detail } = huawei.events.demanded(world.huawei, { event }, NOW);
    const meeting = world.huawei.byUUID((detail() as Detail).meetingInfo.meetingUUID);
    if (!meeting) throw new Error('no such meeting');
    return meeting;
  };

  it.each(['meeting.create', 'meeting.modify', 'meeting.cancel'] as const)(
    '%s is of a meeting to come',
    (event) => expect(meetingOf(event).start).toBeGreaterThan(NOW),
  );
  it.each(['meeting.end', 'meeting.conclude', 'record.finish'] as const)(
    '%s is of a meeting that is over',
    (event) => expect(meetingOf(event).end).toBeLessThanOrEqual(NOW),
  );
  it.each(['meeting.started', 'meeting.join', 'meeting.left'] as const)(
    '%s is of a meeting that runs',
    (event) => {
      const { start, end } = meetingOf(event);
      expect(start).toBeLessThanOrEqual(NOW);
      expect(end).toBeGreaterThan(NOW);
    },
  );

  // Three in the morning of a Sunday, and of New Year's Day, around which nobody works for a week.
  it.each(['2026-03-08T03:00:00+08:00', '2026-02-17T03:00:00+08:00'])(
    'is of the next meeting, or the last one, where none runs at %s',
    (instant) => {
      const now = Date.parse(instant);
      for (const event of huawei.events.names) {
        const { at, detail } = huawei.events.demanded(world.huawei, { event }, now);
        expect(at).toBe(now);
        const { meetingInfo } = detail() as Detail;
        const { start, end } = world.huawei.byUUID(meetingInfo.meetingUUID) ?? {};
        const isOver = ['meeting.end', 'meeting.conclude', 'record.finish'].includes(event);
        expect([event, isOver ? (end ?? now + 1) <= now : (start ?? 0) > now]).toEqual([event, true]);
      }
      const { detail } = quanshi.events.demanded(world.quanshi, { event: 'meetingbegin' }, now);
      expect(detail()).toMatchObject({ eventId: expect.stringMatching(/^\d+$/) });
    },
  );
});
