import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readMeetingId } from '../../functions/meetings/model/meetingId.ts';
import type { OutputOf } from '../../functions/registry.ts';
import { bindings, call } from '../support/gateway.ts';
import { withScopes } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { vendors, network } = useVendors({
  seed: 7,
  now: () => Date.now(),
  // Few people, so that a few hosts have much of what is booked.
  size: { people: 60, webinars: 3, huaweiConferences: 3, quanshiConferences: 40, largestAudience: 20 },
});
const NOW = Date.UTC(2026, 2, 2, 3, 12);
const MINUTE = 60_000;
const DAY = 86_400_000;
const LIST = '*/confopenapi/room/conference/list';
const at = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: ms });
afterEach(() => void vi.useRealTimers());

type Meetings = OutputOf<'meetings.list'>;
const page = async (query: string, env = bindings()) => {
  const response = await call(`/v1/meetings?${query}`, {}, env);
  expect(response.status).toBe(200);
  return (await response.json()) as Meetings;
};
/** Of employees, one after another: a third of them all. */
const HOSTS = Array.from({ length: 20 }, (_, index) => 88600000 + index).join();
const SCHEDULED = 'status=scheduled&provider=quanshi&limit=200';

interface Truth {
  eventId: number;
  conferenceId: string;
  status: string;
  subject: string;
  host: string;
  hostDetails: { userId: string };
  scheduledStart: string;
  scheduledEnd: string;
}
/** What is booked with Quanshi to begin in a stretch of time, as the world has it. */
async function booked(from: number, to: number, status = 'scheduled'): Promise<Truth[]> {
  const all: Truth[] = [];
  for (;;) {
    const query = `vendor=quanshi&status=${status}&from=${from}&to=${to}&limit=100&offset=${all.length}`;
    const response = await vendors.fetch(new Request(`https://vendor.test/__mock/meetings?${query}`));
    const { meetings, count } = (await response.json()) as { meetings: Truth[]; count: number };
    all.push(...meetings);
    if (all.length >= count) return all;
  }
}
const second = (time: string) => time.replace('.000Z', 'Z');

describe('what is scheduled at Quanshi', () => {
  it('is listed for the hosts who are configured, as the world has it, and no one else’s', async () => {
    at(NOW);
    const hosts = '88600028,88600055,88600011';
    const list = await page(SCHEDULED, bindings({ QUANSHI_HOSTS: hosts }));
    const truth = (await booked(NOW - DAY, NOW + 15 * DAY)).filter(
      ({ hostDetails, scheduledStart }) =>
        // So far ahead the world is known.
        Date.parse(scheduledStart) <= NOW + 14 * DAY && hosts.includes(hostDetails.userId),
    );
    expect(truth.length).toBeGreaterThan(60);
    expect(
      list.data.map(({ meetingNumber, subject, host, scheduledStartTime, scheduledEndTime }) => ({
        ...{ meetingNumber, subject, host: host?.displayName, scheduledStartTime, scheduledEndTime },
      })),
    ).toEqual(
      truth
        .toSorted((a, b) => {
          const [one, other] = [a, b].map((each) => `${each.scheduledStart} ${each.conferenceId}`);
          return (one ?? '') < (other ?? '') ? -1 : 1;
        })
        .map((one) => ({
          ...{ meetingNumber: one.conferenceId, subject: one.subject, host: one.host },
          ...{ scheduledStartTime: second(one.scheduledStart), scheduledEndTime: second(one.scheduledEnd) },
        })),
    );
    expect(list.data.every((one) => one.status === 'scheduled' && one.startTime === null)).toBe(true);
  });

  it('says whose bookings it has and up to when it looks, and that others’ are not asked for', async () => {
    at(NOW);
    const about = { provider: 'quanshi', account: 'default', operation: 'quanshi.listRoomConferences' };
    const until = new Date(Date.UTC(2026, 2, 1, 3) + 31 * DAY).toISOString();
    const { sources } = await page(SCHEDULED);
    expect(sources).toMatchObject([
      { ...about, host: '88600028', until, status: 'ok' },
      { ...about, host: '88600055', until, status: 'ok' },
    ]);
    // Without hosts, it is the account's own user; of a token by hand nobody knows whose it is.
    const own = await page(SCHEDULED, bindings({ QUANSHI_HOSTS: undefined }));
    expect(own.sources).toMatchObject([{ ...about, host: '10001', count: 0 }]);
    const scheduled = await page(
      'provider=quanshi&account=branch&status=scheduled',
      bindings({ ACCOUNTS: JSON.stringify([{ name: 'branch', provider: 'quanshi', token: 'by-hand' }]) }),
    );
    expect(scheduled).toMatchObject({ data: [], complete: true });
    expect(scheduled.sources).toEqual([{ ...about, account: 'branch', status: 'skipped' }]);
  });

  it('is the same list page by page, and however long a stretch the vendor is asked for', async () => {
    at(NOW);
    const whole = (await page(SCHEDULED)).data.map(({ id }) => id);
    expect(whole.length).toBeGreaterThan(40);
    for (const QUANSHI_BOOKING_DAYS of ['31', '3']) {
      const env = bindings({ QUANSHI_BOOKING_DAYS });
      const to = new Date(NOW + 20 * DAY).toISOString();
      const all: string[] = [];
      for (let cursor = ''; ; ) {
        const query = `status=scheduled&provider=quanshi&to=${to}&limit=7${cursor}`;
        const { data, nextCursor } = await page(query, env);
        all.push(...data.map(({ id }) => id));
        if (nextCursor === null) break;
        cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
      }
      expect(all).toEqual(whole);
    }
  });

  it('keeps to from and to, and asks for nothing that lies outside', async () => {
    at(NOW);
    const asked: { startTime: number; endTime: number }[] = [];
    network.use(
      http.post(LIST, async ({ request }) => void asked.push((await request.clone().json()) as never)),
    );
    const [from, to] = [NOW + 2 * DAY, NOW + 4 * DAY].map((ms) => new Date(ms).toISOString());
    const inside = (await page(`${SCHEDULED}&from=${from}&to=${to}`)).data;
    const all = (await page(SCHEDULED)).data;
    const starts = (one: Meetings['data'][number]) => new Date(one.scheduledStartTime ?? '').toISOString();
    expect(inside.length).toBeGreaterThan(3);
    expect(inside.map(({ id }) => id)).toEqual(
      all.filter((one) => starts(one) >= String(from) && starts(one) < String(to)).map(({ id }) => id),
    );
    expect(asked.length).toBe(4);
    expect(await page(`${SCHEDULED}&to=${new Date(NOW - 3 * DAY).toISOString()}`)).toMatchObject({
      data: [],
    });
    expect(asked.length).toBe(4);
    // Nobody books for what lies a century ahead, and a caller cannot have it asked for.
    await page(`${SCHEDULED}&from=${to}&to=2126-01-01`);
    expect(asked.length).toBeLessThan(40);
  });

  it('names a host whose bookings fail, and gives those of the others', async () => {
    at(NOW);
    network.use(
      http.post(LIST, async ({ request }) => {
        const { userId } = (await request.clone().json()) as { userId: number };
        return userId === 88600055 ? HttpResponse.json({ status: 30109, msg: 'forbidden' }) : undefined;
      }),
    );
    const list = await page(SCHEDULED);
    expect(list).toMatchObject({ complete: false, unreachable: ['quanshi/default'] });
    expect(list.sources).toMatchObject([
      { host: '88600028', status: 'ok', count: list.data.length },
      { host: '88600055', status: 'failed', problem: { slug: 'provider-forbidden' } },
    ]);
    expect(list.data.length).toBeGreaterThan(20);
  });

  it('is one meeting with what runs: never listed twice, never missing, while the world moves', async () => {
    at(NOW);
    const env = bindings({ QUANSHI_HOSTS: HOSTS });
    const around = `provider=quanshi&from=${new Date(NOW - 60 * MINUTE).toISOString()}&to=${new Date(NOW + 90 * MINUTE).toISOString()}`;
    // One of a series has another id once it runs.
    const idsOf = ({ data }: Meetings) => data.map(({ id }) => readMeetingId(id)?.own);
    const whole = async () => idsOf(await page(`${around}&limit=200`, env));
    let always = await whole();
    expect(new Set(always).size).toBe(always.length);
    const seen: unknown[] = [];
    const states = new Set<string>();
    for (let turn = 1, cursor = ''; turn < 60; turn++) {
      const list = await page(`${around}&limit=12${cursor}`, env);
      seen.push(...idsOf(list));
      for (const { status } of list.data) states.add(status);
      const now = new Set(await whole());
      always = always.filter((id) => now.has(id));
      if (list.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(list.nextCursor)}`;
      at(NOW + turn * 2 * MINUTE);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(always.filter((id) => !seen.includes(id))).toEqual([]);
    expect([...states].sort()).toEqual(['ended', 'ongoing', 'scheduled']);
    expect(seen.length).toBeGreaterThan(20);
  }, 60_000);

  it('of what runs tells how it was booked and who is in it, together', async () => {
    at(NOW);
    const env = bindings({ QUANSHI_HOSTS: HOSTS });
    const running = (await booked(NOW - DAY, NOW + DAY, 'ongoing')).filter(({ hostDetails }) =>
      HOSTS.includes(hostDetails.userId),
    );
    expect(running.length).toBeGreaterThan(3);
    const { data } = await page(`provider=quanshi&limit=200`, env);
    for (const { eventId, conferenceId, scheduledStart } of running)
      expect(data.filter(({ id }) => readMeetingId(id)?.own === String(eventId))).toMatchObject([
        {
          ...{ status: 'ongoing', providerStatus: '2', meetingNumber: conferenceId, endTime: null },
          scheduledStartTime: second(scheduledStart),
          startTime: expect.any(String),
          participantCount: expect.any(Number),
          join: { url: expect.stringContaining('http') },
        },
      ]);
  });

  it('is found by its id with all that the list tells of it', async () => {
    at(NOW);
    const { data } = await page(SCHEDULED);
    for (const one of [data[0], data.at(-1)]) {
      const { source: _, observedAt: __, ...told } = one ?? {};
      const response = await call(`/v1/meetings/${one?.id}`);
      expect(await response.json()).toMatchObject(told);
    }
  });

  it('of a series that has one eventId for all is each occurrence by itself, while one of them runs', async () => {
    at(NOW);
    const answer = (result: object) => HttpResponse.json({ status: 0, result });
    const starts = [NOW, NOW + DAY, NOW + 7 * DAY].map((ms) => Math.floor(ms / 60_000) * 60);
    const ofHost = { hostId: 88600028, hostName: '王芳', title: '周会' };
    network.use(
      http.post(LIST, async ({ request }) => {
        const { userId, startTime, endTime } = (await request.json()) as {
          [name: string]: number;
        };
        const mine = starts.filter((start) => start >= (startTime ?? 0) && start <= (endTime ?? 0));
        return answer(
          userId !== 88600028
            ? []
            : mine.map((start) => ({
                ...{ ...ofHost, eventId: 777, conferenceId: '239700777', calType: 'M', status: 1 },
                ...{ startTime: start, endTime: start + 1800 },
              })),
        );
      }),
      http.post('*/confopenapi/conference/getStatus', () =>
        answer({ conferences: [{ eventId: 777, conferenceId: '239700777', status: 2, userId: 88600028 }] }),
      ),
      http.post('*/confopenapi/conference/listbystatus', () =>
        answer({
          totalCount: 1,
          confList: [
            { ...ofHost, eventId: 777, status: 2, startTime: starts[0], stopTime: 0, attendeeCnt: 3 },
          ],
        }),
      ),
    );
    const { data } = await page('provider=quanshi');
    const statuses = data.map(({ status, participantCount }) => [status, participantCount]);
    expect(statuses).toEqual([
      ['ongoing', 3],
      ['scheduled', undefined],
      ['scheduled', undefined],
    ]);
    expect(new Set(data.map(({ id }) => id)).size).toBe(3);
    expect(data.every(({ seriesId }) => seriesId === '777')).toBe(true);
    for (const { id, status, scheduledStartTime } of data) {
      const one = (await (await call(`/v1/meetings/${id}`)).json()) as Meetings['data'][number];
      // What runs is told by the list of what runs, which does not say how it was booked.
      const booked = status === 'scheduled' ? scheduledStartTime : undefined;
      expect([one.id, one.status, one.scheduledStartTime]).toEqual([id, status, booked]);
    }
  });

  it('stands in the calendar feed, and says how to join only to who may see that', async () => {
    at(NOW);
    const [one] = (await page(SCHEDULED)).data;
    const feed = await (await call('/v1/meetings.ics?provider=quanshi')).text();
    expect(feed.replaceAll('\r\n ', '')).toContain(`UID:${one?.id}@meetgate`);
    expect(feed).toMatch(/https?:/);
    const reads = await withScopes(['read']);
    const less = await (await call('/v1/meetings.ics?provider=quanshi', {}, reads)).text();
    expect(less).toContain('BEGIN:VEVENT');
    expect(less).not.toMatch(/https?:|Passcode|LOCATION/);
  });
});
