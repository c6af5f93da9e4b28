import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readMeetingId } from '../../functions/meetings/model/meetingId.ts';
import type { OutputOf } from '../../functions/registry.ts';
import { bindings, call } from '../support/gateway.ts';
import { settled } from '../support/shorthand.ts';
import { idOf, secondOf, type Truth, truthOf, truths } from '../support/truth.ts';
import { useVendors } from '../support/vendors.ts';

const { vendors, network } = useVendors({
  seed: 7,
  now: () => Date.now(),
  // Few people, so that a few hosts have much of what is booked.
  size: { people: 60, webinars: 3, huaweiConferences: 3, quanshiConferences: 40, largestAudience: 20 },
});
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 2, 2, 3, 12);
/** A morning, a noon, an evening, a midnight, and a morning days later. */
const INSTANTS = [3.2, 5.5, 11.3, 24, 50].map((hours) => Date.UTC(2026, 2, 2) + hours * HOUR);
const LIST = '*/confopenapi/room/conference/list';
const STATUS = '*/confopenapi/conference/getStatus';
const REPORT = '*/conference/report/getReportDatas/v2';
const at = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: ms });
afterEach(() => void vi.useRealTimers());

type Meetings = OutputOf<'meetings.list'>;
type Meeting = Meetings['data'][number];
type Report = OutputOf<'meetings.getAttendance'>;
type Attendance = OutputOf<'meetings.listAttendance'>;
const STATES = ['ended', 'expired', 'cancelled'] as const;
/** Of employees, one after another: a third of them all. */
const HOSTS = Array.from({ length: 20 }, (_, index) => String(88600000 + index));
const ENV = () => bindings({ QUANSHI_HOSTS: HOSTS.join() });

async function json<Body>(path: string, env = ENV()): Promise<Body> {
  const response = await call(path, {}, env);
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as Body;
}
const page = (query: string, env = ENV()) => json<Meetings>(`/v1/meetings?${query}`, env);
const idsOf = ({ data }: Meetings) => data.map(({ id }) => id);
const range = (from: number, to: number) =>
  `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;

/** What the hosts have booked with Quanshi to begin in a stretch of time, and stands so now: in order. */
async function bookedBetween(from: number, to: number, status: Truth['status']): Promise<Truth[]> {
  const all = await truths(vendors, from, to, `&vendor=quanshi&status=${status}`);
  return all
    .filter(({ scheduledStart, hostDetails }) => {
      const start = Date.parse(scheduledStart);
      return start >= from && start < to && HOSTS.includes(hostDetails.userId ?? '');
    })
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
const keyOf = ({ scheduledStart, conferenceId }: Truth) => `${scheduledStart} ${conferenceId}`;

/** Every page of a list, one after another. */
async function pages(
  query: string,
  env = ENV(),
  turn: (pages: number) => void = () => {},
): Promise<Meeting[]> {
  const all: Meeting[] = [];
  for (let cursor = '', turns = 1; ; turns++) {
    const { data, nextCursor } = await page(`${query}${cursor}`, env);
    all.push(...data);
    if (nextCursor === null) return all;
    expect(turns).toBeLessThan(200);
    cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
    turn(turns);
  }
}

describe('what is over at Quanshi', () => {
  it.each(STATES)(
    'and %s is listed of the configured hosts as the world has it, in order',
    async (status) => {
      let count = 0;
      for (const now of INSTANTS) {
        at(now);
        const truth = await bookedBetween(now - 2 * DAY, now + DAY, status);
        const { data, ...list } = await page(
          `provider=quanshi&limit=1000&status=${status}&${range(now - 2 * DAY, now + DAY)}`,
        );
        expect(list).toMatchObject({ complete: true, nextCursor: null });
        expect(
          data.map((one) => [one.id, one.status, one.subject, one.scheduledStartTime, one.scheduledEndTime]),
        ).toEqual(
          truth.map((one) => [
            ...[idOf(one), status, one.subject],
            ...[secondOf(one.scheduledStart), secondOf(one.scheduledEnd)],
          ]),
        );
        // When it really began, nobody told; of what never did, it is known.
        for (const one of data)
          expect([one.startTime, one.endTime]).toEqual(
            status === 'ended' ? [undefined, undefined] : [null, null],
          );
        count += data.length;
      }
      expect(count).toBeGreaterThan(10);
    },
  );

  it('is over as soon as everybody has left, although the booked time still runs', async () => {
    let early = 0;
    for (const now of INSTANTS) {
      at(now);
      const truth = (await bookedBetween(now - DAY, now, 'ended')).filter(
        ({ scheduledEnd }) => Date.parse(scheduledEnd) > now,
      );
      const list = idsOf(await page('provider=quanshi&limit=1000&status=ended'));
      for (const one of truth) expect(list).toContain(idOf(one));
      early += truth.length;
    }
    expect(early).toBeGreaterThan(0);
  });

  it('stands between Huawei’s in one order of time, and is the same list page by page', async () => {
    at(NOW);
    const query = `status=ended&${range(NOW - 2 * DAY, NOW)}`;
    const { data } = await page(`${query}&limit=1000`);
    expect(new Set(data.map(({ provider, kind }) => `${provider} ${kind}`)).size).toBe(3);
    const times = data.map((one) => Date.parse(one.scheduledStartTime ?? one.startTime ?? ''));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(data.length).toBeGreaterThan(30);
    const ids = data.map(({ id }) => id);
    for (const QUANSHI_BOOKING_DAYS of ['31', '1']) {
      const env = bindings({ QUANSHI_HOSTS: HOSTS.join(), QUANSHI_BOOKING_DAYS });
      expect((await pages(`${query}&limit=7`, env)).map(({ id }) => id)).toEqual(ids);
    }
  }, 60_000);

  it('is the last 24 hours unless told, a month at most, and nothing of the time to come', async () => {
    at(NOW);
    const asked: { startTime: number; endTime: number }[] = [];
    network.use(
      http.post(LIST, async ({ request }) => void asked.push((await request.clone().json()) as never)),
    );
    const list = await page('status=ended&provider=quanshi&limit=1000');
    const truth = await bookedBetween(NOW - DAY, NOW, 'ended');
    expect(idsOf(list)).toEqual(truth.map((one) => idOf(one)));
    expect(asked).toHaveLength(HOSTS.length);
    for (const { startTime, endTime } of asked) {
      expect(startTime * 1000).toBeGreaterThan(NOW - DAY - HOUR);
      expect(endTime * 1000).toBeLessThanOrEqual(NOW + 4 * HOUR);
    }
    for (const status of STATES)
      expect((await call(`/v1/meetings?status=${status}&from=2026-01-01`, {}, ENV())).status).toBe(400);
  });

  it('says whose it has and up to when it looks; without hosts it is skipped, and nothing is lost of Huawei', async () => {
    at(NOW);
    const about = { provider: 'quanshi', account: 'default', operation: 'quanshi.listRoomConferences' };
    const until = new Date(Math.ceil((NOW + 3 * HOUR) / HOUR) * HOUR).toISOString();
    const { sources } = await page('status=ended&provider=quanshi', bindings());
    expect(sources).toMatchObject([
      { ...about, host: '88600028', until, status: 'ok' },
      { ...about, host: '88600055', until, status: 'ok' },
    ]);
    const ACCOUNTS = JSON.stringify([{ name: 'branch', provider: 'quanshi', token: 'by-hand' }]);
    const branch = await page('status=ended&provider=quanshi&account=branch', bindings({ ACCOUNTS }));
    expect(branch).toMatchObject({
      data: [],
      complete: true,
      sources: [{ account: 'branch', status: 'skipped' }],
    });
    network.use(http.post(LIST, () => HttpResponse.json({ status: 30109, msg: 'forbidden' })));
    const list = await page('status=ended&limit=1000');
    expect(list).toMatchObject({ complete: false, unreachable: ['quanshi/default'] });
    expect(new Set(list.data.map(({ provider }) => provider))).toEqual(new Set(['huawei']));
  });

  it('costs a call a host and one for each 200 of its bookings, none of a report, and is shared', async () => {
    at(NOW);
    const calls = { list: 0, status: 0, other: 0 };
    network.use(
      http.post(LIST, () => void calls.list++),
      http.post(STATUS, async ({ request }) => {
        const { eventIds } = (await request.clone().json()) as { eventIds: number[] };
        expect(eventIds.length).toBeLessThanOrEqual(200);
        calls.status++;
      }),
      http.post('*/confopenapi/conference/report/*', () => void calls.other++),
      http.post('*/confopenapi/room/conference/infos', () => void calls.other++),
      http.post('*/confopenapi/admin/*', () => void calls.other++),
    );
    const path = `/v1/meetings?status=ended&provider=quanshi&limit=500&${range(NOW - 20 * DAY, NOW)}`;
    for (let turn = 0; turn < 3; turn++)
      expect(((await (await settled(path)).json()) as Meetings).data.length).toBeGreaterThan(20);
    expect(calls).toEqual({ list: 2, status: 2, other: 0 });
  });

  it('is never listed twice and never missing while meetings end, in the list of what has ended and of everything', async () => {
    for (const about of ['&status=ended', '']) {
      at(NOW);
      const query = `provider=quanshi&${range(NOW - 5 * HOUR, NOW + HOUR)}${about}`;
      const names = (list: readonly Meeting[]) => list.map(({ id }) => readMeetingId(id)?.own);
      const whole = async () => names((await page(`${query}&limit=1000`)).data);
      let always = await whole();
      expect(new Set(always).size).toBe(always.length);
      const later = (turn: number) => at(NOW + turn * 2 * MINUTE);
      const seen = names(await pages(`${query}&limit=5`, ENV(), later));
      const kept: (string | undefined)[][] = [];
      for (let turn = 1; turn * 5 < seen.length; turn++) {
        later(turn);
        kept.push(await whole());
      }
      always = always.filter((id) => kept.every((now) => now.includes(id)));
      expect([about, seen.length]).toEqual([about, new Set(seen).size]);
      expect(always.filter((id) => !seen.includes(id))).toEqual([]);
      expect(always.length).toBeGreaterThan(10);
    }
  }, 60_000);

  it('is found by its id with all that the list tells of it, whether it ended, expired or was cancelled', async () => {
    at(NOW);
    for (const status of STATES) {
      const from = NOW - 3 * DAY;
      const { data } = await page(`provider=quanshi&limit=1000&status=${status}&${range(from, NOW + DAY)}`);
      const truth = await bookedBetween(from, NOW + DAY, status);
      const some = [true, false].flatMap((series) =>
        data.filter(({ seriesId }) => (seriesId !== undefined) === series).slice(0, 2),
      );
      expect(some.length).toBeGreaterThan(1);
      for (const { source: _, observedAt: __, ...told } of some) {
        const found = await json<Meeting>(`/v1/meetings/${told.id}`);
        expect(found).toMatchObject(told);
        const one = truth.find((each) => idOf(each) === told.id);
        if (status === 'ended')
          expect([found.startTime, found.endTime]).toEqual([
            secondOf(one?.actualStart ?? null),
            secondOf(one?.actualEnd ?? null),
          ]);
      }
    }
  });

  it('keeps the id that it had while it was booked and, unless it is one of a series, while it ran', async () => {
    at(NOW);
    const coming = (await bookedBetween(NOW, NOW + 90 * MINUTE, 'scheduled')).slice(0, 12);
    expect(new Set(coming.map(({ recurring }) => recurring)).size).toBe(2);
    let ended = 0;
    for (const hours of [0, 0.5, 1, 2, 4, 6]) {
      at(NOW + hours * HOUR);
      const { data } = await page(`provider=quanshi&limit=1000&${range(NOW - 3 * HOUR, NOW + 6 * HOUR)}`);
      for (const former of coming) {
        const one = await truthOf(vendors, former);
        const listed = data.filter(({ id }) => readMeetingId(id)?.own === String(one.eventId));
        expect([one.subject, listed.map(({ status }) => status)]).toEqual([one.subject, [one.status]]);
        if (!one.recurring || one.status !== 'ongoing') expect(listed[0]?.id).toBe(idOf(former));
        expect((await json<Meeting>(`/v1/meetings/${idOf(former)}`)).status).toBe(one.status);
        if (one.status === 'ended') ended++;
      }
    }
    expect(ended).toBeGreaterThan(10);
  }, 60_000);

  it('has its attendance across meetings, with the real times that the report tells', async () => {
    at(NOW);
    let reports = 0;
    network.use(http.post(REPORT, () => void reports++));
    const truth = await bookedBetween(NOW - DAY, NOW, 'ended');
    const rows: Attendance['data'] = [];
    for (let cursor = ''; ; ) {
      const answer = await json<Attendance>(`/v1/attendance?provider=quanshi&limit=20${cursor}`);
      expect(answer).toMatchObject({ complete: true, unreachable: [] });
      rows.push(...answer.data);
      if (answer.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(answer.nextCursor)}`;
    }
    const byMeeting = Map.groupBy(rows, ({ meetingId }) => meetingId);
    expect([...byMeeting.keys()]).toEqual(truth.map((one) => idOf(one)));
    expect(reports).toBe(truth.length);
    for (const one of truth) {
      const told = byMeeting.get(idOf(one)) ?? [];
      expect([one.subject, told.length]).toEqual([one.subject, one.people.length]);
      expect(told[0]).toMatchObject({
        meetingStartTime: secondOf(one.actualStart),
        meetingEndTime: secondOf(one.actualEnd),
        coverage: 'complete',
      });
    }
    expect(truth.length).toBeGreaterThan(10);
  }, 60_000);

  it('names what failed to tell who was there as Quanshi’s', async () => {
    at(NOW);
    network.use(http.post(REPORT, () => HttpResponse.json({}, { status: 500 })));
    const answer = await json<Attendance>('/v1/attendance?provider=quanshi&limit=1');
    expect(answer).toMatchObject({ complete: false, unreachable: ['quanshi/default'], data: [] });
    expect(answer.sources.at(-1)).toMatchObject({
      ...{ provider: 'quanshi', operation: 'quanshi.getReport', status: 'failed' },
    });
  });

  it('had nobody in it where it expired or was cancelled, which is not the same as not recorded', async () => {
    at(NOW);
    for (const status of ['expired', 'cancelled']) {
      const { data } = await page(`provider=quanshi&limit=1&status=${status}`);
      const report = await json<Report>(`/v1/meetings/${data[0]?.id}/attendance`);
      expect(report).toMatchObject({ totalParticipantCount: 0, coverage: 'partial' });
    }
  });

  it('is one meeting with one report where people came back after everybody had left', async () => {
    at(NOW);
    const [early] = (await bookedBetween(NOW - DAY, NOW, 'ended')).filter(
      ({ scheduledEnd }) => Date.parse(scheduledEnd) > NOW + 10 * MINUTE,
    );
    if (!early) throw new Error('nothing ended early');
    const people = async (what: string) => {
      const body = JSON.stringify({ vendor: 'quanshi', meeting: String(early.eventId), name: '再来' });
      const url = `https://vendor.test/__mock/people/${what}`;
      expect((await vendors.fetch(new Request(url, { method: 'POST', body }))).status).toBeLessThan(300);
    };
    const states: unknown[] = [];
    const look = async (now: number) => {
      at(now);
      const { data } = await page(`provider=quanshi&limit=1000&${range(NOW - DAY, NOW + HOUR)}`);
      const mine = data.filter(({ id }) => readMeetingId(id)?.own === String(early.eventId));
      states.push(mine.map(({ status }) => status));
    };
    await look(NOW);
    const query = `provider=quanshi&${range(Date.parse(early.scheduledStart), NOW + HOUR)}`;
    const place = idsOf(await page(`${query}&limit=1000`)).indexOf(idOf(early));
    const { data, nextCursor } = await page(`${query}&limit=${place + 1}`);
    expect(data.at(-1)).toMatchObject({ id: idOf(early), status: 'ended' });
    await people('join');
    await look(NOW + MINUTE);
    // Who has it as ended on one page does not get it as running on the next.
    const next = await page(`${query}&limit=1000&cursor=${encodeURIComponent(String(nextCursor))}`);
    expect(next.data.map(({ id }) => readMeetingId(id)?.own)).not.toContain(String(early.eventId));
    at(NOW + 3 * MINUTE);
    await people('leave');
    await look(NOW + 5 * MINUTE);
    expect(states).toEqual([['ended'], ['ongoing'], ['ended']]);
    const report = await json<Report>(`/v1/meetings/${idOf(early)}/attendance`);
    expect(report).toMatchObject({
      meetingStartTime: secondOf(early.actualStart),
      meetingEndTime: new Date(NOW + 3 * MINUTE).toISOString().replace('.000', ''),
      totalParticipantCount: early.people.length + 1,
      coverage: 'complete',
    });
    // None of it lies outside of the meeting, as each run is a part of it.
    expect(JSON.stringify(report)).not.toContain('outside');
  });
});

describe('a series of Quanshi’s that has one eventId for all', () => {
  const minute = Math.floor(NOW / MINUTE) * 60;
  const starts = [minute - 2 * 86_400, minute - 86_400, minute - 600, minute + 86_400];
  const ofHost = { hostId: 88600028, hostName: '王芳', title: '周会' };
  const answer = (result: object) => HttpResponse.json({ status: 0, result });
  const who = ['前天来的', '昨天来的', '今天来的'];
  const join = (run: number) => (starts[run] ?? 0) + 120;
  function series(): void {
    network.use(
      http.post(LIST, async ({ request }) => {
        const { userId, startTime = 0, endTime = 0 } = (await request.json()) as { [name: string]: number };
        const mine = starts.filter((start) => userId === 88600028 && start >= startTime && start <= endTime);
        return answer(
          mine.map((start) => ({
            ...{ ...ofHost, eventId: 777, conferenceId: '239700777', calType: 'M' },
            ...{ startTime: start, endTime: start + 1800, status: start < minute - 1800 ? 4 : 1 },
          })),
        );
      }),
      http.post(STATUS, () =>
        answer({
          conferences: [
            {
              ...{ eventId: 777, conferenceId: '239700777', status: 2, userId: 88600028 },
              tempConferenceId: '10000002',
            },
          ],
        }),
      ),
      http.post('*/confopenapi/conference/listbystatus', () =>
        answer({
          totalCount: 1,
          confList: [{ ...ofHost, eventId: 777, status: 2, startTime: join(2), stopTime: 0, attendeeCnt: 1 }],
        }),
      ),
      http.post('*/confopenapi/admin/dashboard/conference/info', () =>
        answer({ ...ofHost, eventId: 777, status: 2, startTime: join(2), stopTime: 0 }),
      ),
      http.post(REPORT, () =>
        answer({
          interaction: who.map((name, run) => ({
            ...{ name, email: `${run}@example.org`, tempConferenceId: `1000000${run}`, roleId: 0 },
            ...{ onlineTime: join(run) + 60, offlineTime: run === 2 ? 0 : join(run) + 600 },
          })),
          tempConfenceList: who.map((_, run) => ({
            tempConferenceId: `1000000${run}`,
            realStartTime: String(join(run)),
            realEndTime: String(run === 2 ? 0 : join(run) + 900),
          })),
        }),
      ),
    );
  }
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');

  it('is each occurrence by itself, over where its booking is, while another one runs', async () => {
    at(NOW);
    series();
    const { data } = await page(`provider=quanshi&${range(NOW - 3 * DAY, NOW + 2 * DAY)}`, bindings());
    expect(data.map(({ status }) => status)).toEqual(['ended', 'ended', 'ongoing', 'scheduled']);
    expect(new Set(data.map(({ id }) => id)).size).toBe(4);
    for (const { id, status, scheduledStartTime } of data) {
      const found = await json<Meeting>(`/v1/meetings/${id}`, bindings());
      expect([found.id, found.status]).toEqual([id, status]);
      if (status !== 'ongoing') expect(found.scheduledStartTime).toBe(scheduledStartTime);
    }
    const ended = await page(`provider=quanshi&status=ended&${range(NOW - 3 * DAY, NOW)}`, bindings());
    expect(idsOf(ended)).toEqual(data.slice(0, 2).map(({ id }) => id));
    // Its status is that of the one that runs, which this stretch of time does not have.
    const before = await page(`provider=quanshi&${range(NOW - 3 * DAY, NOW - HOUR)}`, bindings());
    expect(before.data.map(({ id, status }) => [id, status])).toEqual(
      idsOf(ended).map((id) => [id, 'ended']),
    );
  });

  it('has the status that is told of it for its last occurrence alone', async () => {
    at(NOW);
    series();
    network.use(
      http.post('*/confopenapi/conference/listbystatus', () => answer({ totalCount: 0, confList: [] })),
      http.post(STATUS, () => answer({ conferences: [{ eventId: 777, status: 5, userId: 88600028 }] })),
    );
    const { data } = await page(`provider=quanshi&${range(NOW - 3 * DAY, NOW + 2 * DAY)}`, bindings());
    expect(data.map(({ status }) => status)).toEqual(['ended', 'ended', 'expired', 'scheduled']);
  });

  it('has of each occurrence the people and the times of its own run', async () => {
    at(NOW);
    series();
    const { data } = await page(`provider=quanshi&status=ended&${range(NOW - 3 * DAY, NOW)}`, bindings());
    expect(data).toHaveLength(2);
    for (const [run, { id }] of data.entries()) {
      const report = await json<Report>(`/v1/meetings/${id}/attendance`, bindings());
      expect(report.attendanceRecords.map(({ participant }) => participant.displayName)).toEqual([who[run]]);
      expect(report).toMatchObject({
        ...{ meetingStartTime: iso(join(run)), meetingEndTime: iso(join(run) + 900), coverage: 'complete' },
      });
    }
  });
});
