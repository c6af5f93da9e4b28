import { describe, expect, it } from 'vitest';
import { eventsBetween } from '../../../mocks/events/eventsBetween.ts';
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
      [...world.huawei.ongoingWebinars(now), ...world.huawei.ongoingConferences(now)].map(
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
    const created = between(NOW - 14 * DAY, NOW + HOUR - 14 * DAY, only('meeting.create'));
    expect(created.map((one) => detailOf(one).meetingInfo.meetingUUID).toSorted()).toEqual(
      started.map((one) => detailOf(one).meetingInfo.meetingUUID).toSorted(),
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
    const webinar = world.huawei.ongoingWebinars(NOW).at(-1)?.load();
    if (!webinar) throw new Error('nothing runs');
    const middle = (webinar.start + webinar.end) / 2;
    const count = (name: string) =>
      between(webinar.start - 1, middle, only(name)).filter(
        (one) => detailOf(one).meetingInfo.meetingUUID === webinar.confUUID,
      ).length;
    expect(count('meeting.join') - count('meeting.left')).toBe(webinar.online(middle));
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
});
