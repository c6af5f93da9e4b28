import { describe, expect, it } from 'vitest';
import { createVendors, type Vendors } from '../../../mocks/vendors.ts';
import {
  HOUR,
  HUAWEI,
  huaweiCaller,
  MINUTE,
  NOW,
  QUANSHI,
  quanshiCaller,
  send,
} from '../../support/simulation.ts';

interface Truth {
  readonly id: string;
  readonly conferenceId: string;
  readonly confUUID: string;
  readonly eventId: number;
  readonly status: string;
  readonly people: readonly {
    readonly name: string;
    readonly intervals: readonly { readonly joinedAt: string; readonly leftAt: string | null }[];
  }[];
}
const iso = (instant: number) => new Date(instant).toISOString();

async function ask(vendors: Vendors, query: string): Promise<{ count: number; meetings: readonly Truth[] }> {
  const { status, body } = await send(vendors, `/__mock/meetings${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
async function all(vendors: Vendors, query: string): Promise<Truth[]> {
  const found: Truth[] = [];
  for (;;) {
    const page = await ask(vendors, `?${query}&limit=100&offset=${found.length}`);
    found.push(...page.meetings);
    if (found.length >= page.count) return found;
  }
}

describe('/__mock/meetings', () => {
  it('shows a meeting with its ids, times and people, in one form', async () => {
    const vendors = createVendors({ now: NOW });
    const { huawei } = vendors.world;
    const one = huawei
      .history('conference', NOW - 3 * HOUR, NOW, NOW)
      .slice(0, 1)[0]
      ?.load();
    if (!one) throw new Error('nothing has ended');
    const { body } = await send(vendors, `/__mock/meetings/huawei/${one.id}`);
    expect(Object.keys(body)).toEqual([
      'id',
      'vendor',
      'kind',
      'conferenceId',
      'confUUID',
      'subject',
      'host',
      'hostDetails',
      'recurring',
      'entries',
      'status',
      'scheduledStart',
      'scheduledEnd',
      'actualStart',
      'actualEnd',
      'people',
    ]);
    expect(body).toMatchObject({
      id: one.id,
      vendor: 'huawei',
      kind: 'conference',
      conferenceId: one.conferenceId,
      host: one.schedulerName,
      status: 'ended',
      actualStart: iso(one.start),
      actualEnd: iso(one.end),
    });
    const stays = body.people.flatMap((person: Truth['people'][number]) => person.intervals);
    expect(stays).toHaveLength(one.attendance.total);
    expect(stays[0]).toEqual({
      joinedAt: iso(one.attendance.stay(0).joinTime),
      leftAt: iso(one.attendance.stay(0).leftTime),
      device: expect.stringMatching(/^(desktop|mobile|room|phone)$/),
      media: expect.stringMatching(/^(video|audio)$/),
    });
    // By the vendor's own number, too.
    expect((await send(vendors, `/__mock/meetings/huawei/${one.confUUID}`)).body).toEqual(body);
  });

  it('agrees with the vendors’ lists of what runs, and with how many are online', async () => {
    const vendors = createVendors({ now: NOW + 17 * MINUTE });
    const online = ({ people }: Truth) =>
      people.flatMap(({ intervals }) => intervals).filter(({ leftAt }) => leftAt === null).length;
    const huawei = await huaweiCaller(vendors);
    const listed: { conferenceId: string; onlineAttendeeCount: number }[] = (
      await huawei(`${HUAWEI.ongoing}?limit=500`)
    ).body.data;
    const webinars = (await all(vendors, 'vendor=huawei&status=ongoing')).filter(
      (one) => 'kind' in one && one.kind === 'webinar',
    );
    expect(webinars.map(({ conferenceId }) => conferenceId).toSorted()).toEqual(
      listed.map(({ conferenceId }) => conferenceId).toSorted(),
    );
    for (const one of listed.filter(({ conferenceId }) => conferenceId !== '981326872'))
      expect(
        online(webinars.find(({ conferenceId }) => conferenceId === one.conferenceId) ?? expect.fail()),
      ).toBe(one.onlineAttendeeCount);
    const quanshi = await quanshiCaller(vendors);
    const live: { eventId: number; attendeeCnt: number }[] = (await quanshi(QUANSHI.live, { count: 500 }))
      .body.result.confList;
    const conferences = await all(vendors, 'vendor=quanshi&status=ongoing');
    expect(conferences.map((one) => [one.eventId, online(one)]).toSorted()).toEqual(
      live.map((one) => [one.eventId, one.attendeeCnt]).toSorted(),
    );
  });

  it('pages an interval, and finds each meeting once', async () => {
    const vendors = createVendors({ now: NOW });
    const query = `from=${iso(NOW - HOUR)}&to=${iso(NOW + HOUR)}`;
    const whole = await all(vendors, query);
    expect(new Set(whole.map(({ id }) => id)).size).toBeGreaterThan(100);
    expect(whole.length).toBe((await ask(vendors, `?${query}`)).count);
    for (const status of ['scheduled', 'ongoing', 'ended'])
      expect((await all(vendors, `${query}&status=${status}`)).map(({ id }) => id)).toEqual(
        whole.filter((one) => one.status === status).map(({ id }) => id),
      );
  });

  it('knows what callers did, the same person’s stays together', async () => {
    let now = NOW;
    const vendors = createVendors({ now: () => now });
    const { overlay } = vendors.world.huawei;
    const [entry] = overlay.book(
      {
        kind: 'conference',
        times: [{ start: NOW, end: NOW + HOUR }],
        booker: { name: '王芳', account: 'e10007' },
        subject: '评审',
        details: {},
      },
      NOW,
    );
    const view = () => vendors.world.huawei.byId(entry?.id ?? '', now) ?? expect.fail();
    for (const minute of [1, 21]) {
      now = NOW + minute * MINUTE;
      overlay.join(view(), { name: '李雷', account: 'e10008', device: 'mobile' }, now);
      now += 5 * MINUTE;
      overlay.end(view(), now);
    }
    const { body } = await send(vendors, `/__mock/meetings/huawei/${entry?.id}`);
    expect(body).toMatchObject({
      status: 'ended',
      scheduledStart: iso(NOW),
      actualStart: iso(NOW + MINUTE),
      actualEnd: iso(NOW + 26 * MINUTE),
      people: [
        {
          name: '李雷',
          account: 'e10008',
          intervals: [
            { joinedAt: iso(NOW + MINUTE), leftAt: iso(NOW + 6 * MINUTE), device: 'mobile' },
            { joinedAt: iso(NOW + 21 * MINUTE), leftAt: iso(NOW + 26 * MINUTE) },
          ],
        },
      ],
    });
    const found = await all(vendors, `vendor=huawei&from=${iso(NOW)}&to=${iso(NOW + HOUR)}`);
    expect(found.filter(({ id }) => id === entry?.id)).toHaveLength(1);
  });

  it('says what is wrong with a question', async () => {
    const vendors = createVendors({ now: NOW });
    for (const query of [
      '?vendor=zoom',
      '?status=over',
      '?from=2026-03-02',
      '?limit=0',
      '?limit=101',
      '?offset=-1',
      '?when=now',
      `?from=${iso(NOW)}&to=${iso(NOW)}`,
      `?from=${iso(NOW)}&to=${iso(NOW + 32 * 24 * HOUR)}`,
      '/zoom/1',
    ])
      expect(await send(vendors, `/__mock/meetings${query}`), query).toMatchObject({
        status: 400,
        body: { error: expect.any(String) },
      });
    expect((await send(vendors, '/__mock/meetings/huawei/nothing')).status).toBe(404);
  });
});
