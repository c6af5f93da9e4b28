import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../functions/config/config.ts';
import type { MeetgateEvent } from '../../functions/core/event.ts';
import { eventLog } from '../../functions/eventlog/eventLog.ts';
import { entryOf } from '../../functions/eventlog/logEntry.ts';
import { readMeetingId } from '../../functions/meetings/model/meetingId.ts';
import type { OutputOf } from '../../functions/registry.ts';
import { bindings, call } from '../support/gateway.ts';
import { allEvents, type Shown } from '../support/pushes.ts';
import { slugOf, withScopes } from '../support/shorthand.ts';
import { HUAWEI } from '../support/simulation.ts';
import { useWatched } from '../support/watched.ts';

const { vendors, network, watch, pass, subscribe } = useWatched();
afterEach(() => void vi.useRealTimers());

type Report = OutputOf<'meetings.getAttendance'>;
const RECORDS = `*${HUAWEI.attendance}`;
const REPORT = '*/confopenapi/conference/report/getReportDatas/v2';

/** The vendors have no reports for this account. */
function refuseReports(): void {
  network.use(
    http.get(RECORDS, () =>
      HttpResponse.json({ error_code: 'MMC.111070002', error_msg: 'no permission' }, { status: 403 }),
    ),
    http.post(REPORT, () => HttpResponse.json({ status: 1, msg: '无权限' })),
  );
}

/** The watcher sees how many are in a meeting. */
async function observe(id: string, { participantCount, at }: { participantCount: number; at: number }) {
  const event: MeetgateEvent = {
    specversion: '1.0',
    id: 'evt_observed',
    source: '/huawei/default',
    type: 'meetgate.meeting.attendance_changed',
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
    data: {
      meeting: { id, participantCount },
      observed: true,
      observedSince: new Date(at - 60_000).toISOString(),
    },
  };
  const entry = await entryOf(event, readConfig(bindings()).sealKeys, false);
  await eventLog(bindings()).append([entry], 7);
}

/** What has ended at a provider, by the ids that events have for it. */
async function endedAt(provider: string): Promise<string[]> {
  const events: Shown[] = await allEvents('/v1/events?limit=500&type=meetgate.meeting.ended');
  return events.filter(({ source }) => source.startsWith(`/${provider}/`)).map(({ subject }) => subject);
}

async function report(id: string, env?: Env): Promise<Report> {
  const response = await call(`/v1/meetings/${id}/attendance`, {}, env);
  expect(response.status).toBe(200);
  return (await response.json()) as Report;
}

/** Who was there from when to when, a line each. */
const staysOf = ({ attendanceRecords }: Report): string[] =>
  attendanceRecords.flatMap(({ participant, attendanceIntervals }) =>
    attendanceIntervals.map(({ joinTime, leaveTime }) =>
      [participant.displayName, participant.identity.number, joinTime, leaveTime].join(),
    ),
  );

describe('the attendance of a meeting that its vendor has no report of', () => {
  it('has the stays that were pushed, marked as that, as much as its caller may see', async () => {
    await subscribe({ huawei: ['meeting.started', 'meeting.end', 'meeting.join', 'meeting.left'] });
    await pass(5);
    vi.useFakeTimers({ toFake: ['Date'], now: vendors.clock.now() });
    const [id = ''] = await endedAt('huawei');
    const told = await report(id);
    expect(told.coverage).toBe('complete');
    refuseReports();
    const seen = await report(id);
    const since = staysOf(told).filter((stay) => (stay.split(',').at(-1) ?? '') > '2026-03-02T02:40');
    expect(staysOf(seen).length).toBeGreaterThan(2);
    expect(staysOf(seen).sort()).toEqual(since.sort());
    expect(seen).toMatchObject({ coverage: 'partial', meetingEndTime: told.meetingEndTime });
    expect(seen.source).toBeUndefined();
    const intervals = seen.attendanceRecords.flatMap(({ attendanceIntervals }) => attendanceIntervals);
    expect(new Set(intervals.map(({ observed }) => observed))).toEqual(new Set(['event']));
    // Nothing was told of it after its end.
    const last = (await allEvents()).filter(({ data }) => data.meeting.id === id).map(({ time }) => time);
    expect(Date.parse(seen.asOf)).toBe(Math.max(...last.map((time) => Date.parse(time))));

    await observe(id, { participantCount: 3, at: Date.parse(seen.asOf) - 60_000 });
    expect((await report(id)).participantCounts).toMatchObject([{ participantCount: 3 }]);
    const stretch = 'from=2026-03-02T02:00:00Z&to=2026-03-02T03:00:00Z&provider=huawei';
    const list = await call(`/v1/attendance?${stretch}`);
    const { data } = (await list.json()) as OutputOf<'meetings.listAttendance'>;
    const rows = data.filter(({ meetingId }) => meetingId === id);
    expect(rows).toHaveLength(seen.totalParticipantCount);
    expect(rows[0]).not.toHaveProperty('participantCounts');

    const less = await report(id, await withScopes(['read']));
    expect(less.totalParticipantCount).toBe(seen.totalParticipantCount);
    expect(JSON.stringify(less)).not.toMatch(/\+99111|number"/);
    expect(less.attendanceRecords.some(({ participant }) => participant.displayName)).toBe(true);
  }, 60_000);

  it('has how many were in it, as the watcher saw; where nobody saw it, it is not recorded', async () => {
    await subscribe({ quanshi: true });
    await watch('quanshi');
    for (let step = 0; step < 3; step++) {
      await pass(5);
      await watch('quanshi');
    }
    vi.useFakeTimers({ toFake: ['Date'], now: vendors.clock.now() });
    refuseReports();
    const reports = await Promise.all((await endedAt('quanshi')).map((id) => report(id)));
    const counted = reports.filter(({ participantCounts }) => participantCounts);
    const others = reports.filter(({ participantCounts }) => !participantCounts);
    expect(counted.length).toBeGreaterThan(0);
    expect(others.length).toBeGreaterThan(0);
    for (const { meetingId, participantCounts = [], ...one } of counted) {
      expect(one).toMatchObject({ coverage: 'partial', totalParticipantCount: 0, attendanceRecords: [] });
      const conference = (at: number) =>
        vendors.world.quanshi.byEventId(Number(readMeetingId(meetingId)?.own), at);
      for (const { time, observed, precisionInSeconds, participantCount } of participantCounts) {
        const at = Date.parse(time);
        expect([observed, precisionInSeconds]).toEqual(['watcher', 300]);
        expect(participantCount).toBe(conference(at)?.online(at));
      }
    }
    for (const one of others)
      expect(one).toMatchObject({
        coverage: 'not_recorded',
        totalParticipantCount: 0,
        attendanceRecords: [],
      });
  }, 60_000);

  it('is the refusal of the vendor where nothing was pushed either', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: vendors.clock.now() });
    const list = await call('/v1/meetings?status=ended&provider=huawei&limit=1&to=2026-03-02T02:00:00Z');
    const { data } = (await list.json()) as OutputOf<'meetings.list'>;
    refuseReports();
    expect(await slugOf(await call(`/v1/meetings/${data[0]?.id}/attendance`))).toBe('provider-forbidden');
  });
});
