import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../functions/config/config.ts';
import type { Sensitivity } from '../../../functions/core/sensitivity.ts';
import { attendanceSeen } from '../../../functions/eventlog/attendanceSeen.ts';
import { bindings, call } from '../../support/gateway.ts';
import {
  allEvents,
  eventInfo,
  eventsOfMeeting,
  HUAWEI_PUSH,
  huaweiMessage,
  newNumber,
  type Shown,
  status,
} from '../../support/pushes.ts';
import { useWatched } from '../../support/watched.ts';

const { vendors, watch, pass, subscribe } = useWatched();
const seen = (id: string, env = bindings(), hidden: Sensitivity[] = []) =>
  attendanceSeen(id, hidden, { config: readConfig(env), env });
const at = 1_700_000_000_000;
const tell = async (event: string, number: string, timestamp: number, attendee?: object) =>
  expect(
    await status(
      HUAWEI_PUSH,
      await huaweiMessage(eventInfo(event, number, { timestamp, ...(attendee && { attendee }) })),
    ),
  ).toBe(200);

describe('what events tell of an attendance', () => {
  it('is who came and went: one stay of each, whatever came first', async () => {
    const number = newNumber();
    const ada = { participantID: 'a', displayName: 'Ada', joinTime: at, callNumber: '+991100000001' };
    const bob = { participantID: 'b', displayName: 'Bob', joinTime: at + 1_000 };
    await tell('meeting.left', number, at + 60_000, { ...ada, leftTime: at + 60_000 });
    await tell('meeting.started', number, at);
    await tell('meeting.join', number, at, { ...ada, leftTime: 0 });
    await tell('meeting.join', number, at + 1_000, { ...bob, leftTime: 0 });
    await tell('meeting.join', number, at + 90_000, { ...ada, joinTime: at + 90_000, leftTime: 0 });
    const [event] = await eventsOfMeeting(number, 5);
    const known = { number: '+991100000001' };
    const told = { id: 'a', displayName: 'Ada', ...known, known };
    expect(await seen(event.subject)).toEqual({
      stays: [
        { ...told, joinTime: at, leaveTime: at + 60_000 },
        { id: 'b', displayName: 'Bob', known: {}, joinTime: at + 1_000 },
        { ...told, joinTime: at + 90_000 },
      ],
      counts: [],
      startTime: at,
      asOf: at + 90_000,
    });
    await tell('meeting.end', number, at + 120_000);
    await eventsOfMeeting(number, 6);
    expect(await seen(event.subject)).toMatchObject({ endTime: at + 120_000, asOf: at + 120_000 });
  });

  it('withholds numbers wherever they stand, and tells people apart by them all the same', async () => {
    const number = newNumber();
    const phone = { displayName: '+991100000009', callNumber: '+991100000009', leftTime: 0 };
    await tell('meeting.join', number, at, { ...phone, joinTime: at });
    const [event] = await eventsOfMeeting(number, 1);
    const { stays } = await seen(event.subject, bindings(), ['personal']);
    expect(stays).toEqual([{ joinTime: at, known: { number: '+991100000009' } }]);
  });

  it('of a conference of Quanshi’s that has ended is how many were in it, as they were seen', async () => {
    await subscribe({ quanshi: true });
    await watch('quanshi');
    const { quanshi } = vendors.world;
    for (let step = 0; step < 9; step++) {
      await pass(5);
      await watch('quanshi');
    }
    for (let i = 0; i < 2; i++) await watch('quanshi');
    const ended: Shown[] = await allEvents('/v1/events?limit=500&type=meetgate.meeting.ended');
    const told = await Promise.all(ended.map(({ subject }) => seen(subject)));
    const changing = told.filter(({ counts, startTime }) => startTime !== undefined && counts.length > 2);
    expect(changing.length).toBeGreaterThan(0);
    for (const { stays, startTime = 0, endTime = 0 } of changing) {
      expect(stays).toEqual([]);
      expect(endTime).toBeGreaterThan(startTime);
    }
    // Each number is the world's own, at the moment that it was seen.
    for (const [index, { counts }] of told.entries()) {
      const { eventId } = ended[index]?.data.raw?.meetinginfo ?? {};
      for (const { at, participantCount, precisionMs } of counts) {
        const conference = quanshi.byEventId(Number(eventId), at);
        expect(participantCount).toBe(conference?.online(at));
        // Five minutes from look to look, by a clock that tells whole seconds.
        expect(Math.abs(precisionMs - 5 * 60_000)).toBeLessThan(5_000);
      }
    }
  }, 60_000);

  it('is nothing of a meeting that nothing was told of', async () => {
    const nothing = { stays: [], counts: [] };
    expect(await seen('no id')).toEqual(nothing);
    const number = newNumber();
    await tell('record.finish', number, at);
    const [event] = await eventsOfMeeting(number, 1);
    expect(await seen(event.subject)).toEqual(nothing);
  });
});

describe('an event whose key has been taken away', () => {
  // 32 bytes that sealed nothing yet.
  const rotated = { TOKEN_SEAL_KEYS: `new:${btoa('n'.repeat(32))}` };

  it('is left out of pages, which say how many are, and of what is told of an attendance', async () => {
    const number = newNumber();
    await tell('meeting.started', number, at);
    const [event] = await eventsOfMeeting(number, 1);
    const page = async (changes: object): Promise<Shown> =>
      (await call('/v1/events?limit=500', {}, bindings(changes as Record<string, unknown>))).json();
    expect(await page(rotated)).toMatchObject({ data: [], unreadable: 1, hasMore: false });
    expect(await page({})).not.toHaveProperty('unreadable');
    expect(await seen(event.subject)).toMatchObject({ startTime: at });
    expect(await seen(event.subject, bindings(rotated))).toEqual({ stays: [], counts: [] });
  });
});
