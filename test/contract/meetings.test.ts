import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutputOf } from '../../functions/registry.ts';
import { bindings, call } from '../support/gateway.ts';
import { withScopes } from '../support/shorthand.ts';
import { idOf, KIND, minuteOf, secondOf, type Truth, truthOf, truths } from '../support/truth.ts';
import { useVendors } from '../support/vendors.ts';

const { vendors } = useVendors({ seed: 7, now: () => Date.now() });
const HOUR = 3_600_000;
/** Ten instants of three days: mornings, noons, nights, a midnight, a weekend. */
const INSTANTS = [1, 3.2, 5.5, 9, 16, 24.5, 27, 31.7, 50, 58].map(
  (hours) => Date.UTC(2026, 2, 2) + hours * HOUR,
);
/** Of Quanshi’s hosts one in eight, as many as may be configured: whose bookings are listed. */
const HOSTS = Array.from({ length: 50 }, (_, index) => String(88600001 + 8 * index));
const QUANSHI_HOSTS = HOSTS.join();
const at = (now: number) => vi.useFakeTimers({ toFake: ['Date'], now });
afterEach(() => void vi.useRealTimers());

type Meetings = OutputOf<'meetings.list'>;
type Meeting = Meetings['data'][number];

async function listed(from: number, to: number, env: Env): Promise<Meeting[]> {
  const range = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
  const response = await call(`/v1/meetings?limit=1000&${range}`, {}, env);
  expect(response.status).toBe(200);
  const page = (await response.json()) as Meetings;
  expect(page).toMatchObject({ complete: true, nextCursor: null });
  return page.data;
}

const inside = ({ people }: Truth) =>
  people.flatMap(({ intervals }) => intervals).filter(({ leftAt }) => leftAt === null).length;
const hostOf = ({ host: displayName, hostDetails: { userId, department } }: Truth) => ({
  ...{ displayName, userId, organization: department },
});
const entry = (one: Truth, role: Truth['entries'][number]['role']) =>
  one.entries.find((each) => each.role === role);

/** What both vendors tell of every meeting. */
const headOf = (one: Truth) => ({
  id: idOf(one),
  provider: one.vendor,
  account: 'default',
  kind: KIND[one.kind],
  subject: one.subject,
  status: one.status,
});

/** A meeting of Huawei's in full, and the operation that tells it; undefined where no list has it. */
function huaweiModel(one: Truth): [model: object, operation: string] | undefined {
  const booked = { start: minuteOf(one.scheduledStart), end: minuteOf(one.scheduledEnd) };
  const held = { startTime: minuteOf(one.actualStart), endTime: minuteOf(one.actualEnd) };
  const about = { ...headOf(one), meetingNumber: one.conferenceId, timeZone: 'Asia/Shanghai' };
  const [host, guest] = [entry(one, 'host'), entry(one, 'participant')];
  const { userId: _, ...hostWithoutId } = hostOf(one);
  const ways = { url: guest?.url, passcode: guest?.passcode };
  const hostWays = { hostUrl: host?.url, hostPasscode: host?.passcode };
  if (one.kind === 'webinar') {
    const audience = entry(one, 'audience');
    const open = {
      ...{ ...about, host: hostOf(one), scheduledStartTime: booked.start, endTime: null },
      join: { ...ways, audienceUrl: audience?.url, audiencePasscode: audience?.passcode, ...hostWays },
    };
    switch (one.status) {
      case 'scheduled':
        return [{ ...open, scheduledEndTime: booked.end, startTime: null }, 'huawei.listUpcomingWebinars'];
      case 'ongoing':
        return [{ ...open, participantCount: inside(one) }, 'huawei.listOngoingWebinars'];
      case 'ended':
        return [
          {
            ...{ ...about, ...held, host: hostWithoutId, participantCount: one.people.length },
            ...{ scheduledStartTime: booked.start, scheduledEndTime: booked.end },
          },
          'huawei.listHistoryWebinars',
        ];
    }
    return undefined;
  }
  const all = {
    ...{ ...about, host: hostOf(one) },
    ...(one.recurring && { seriesId: one.conferenceId }),
  };
  const open = {
    ...{ ...all, scheduledStartTime: booked.start, scheduledEndTime: booked.end, endTime: null },
    join: { ...ways, phoneNumbers: ['+991117'], ...hostWays },
  };
  switch (one.status) {
    case 'scheduled':
      return [{ ...open, startTime: null, providerStatus: 'Schedule' }, 'huawei.searchMeetings'];
    case 'ongoing':
      return [
        { ...open, providerStatus: 'Created', participantCount: inside(one) },
        'huawei.searchOnlineMeetings',
      ];
    case 'ended':
      return [
        { ...all, ...held, providerStatus: 'Destroyed', join: { ...ways, phoneNumbers: ['+991117'] } },
        'huawei.searchHistoryMeetings',
      ];
  }
  return undefined;
}

/** What Quanshi has for a status, of a booking that was asked for or, where it was cancelled, of the booking itself. */
const CODES = { scheduled: '1', ongoing: '2', ended: '4', expired: '5', cancelled: '0' };
/** When it was held: of what is over, its lists do not tell. */
const REAL = {
  ...{ scheduled: { startTime: null, endTime: null }, ongoing: { endTime: null }, ended: {} },
  ...{ expired: { startTime: null, endTime: null }, cancelled: { startTime: null, endTime: null } },
};

/** The same of Quanshi's, whose lists tell of what runs, and of what some hosts have booked. */
function quanshiModel(
  one: Truth,
  { runs, booked }: { runs: boolean; booked: boolean },
): [model: object, operation: string] | undefined {
  const { mobile, email } = one.hostDetails;
  const { organization, ...host } = hostOf(one);
  const [chair, guest] = [entry(one, 'host'), entry(one, 'participant')];
  const ongoing = one.status === 'ongoing';
  const about = { ...headOf(one), providerStatus: CODES[one.status], ...REAL[one.status] };
  const booking = booked && {
    meetingNumber: one.conferenceId,
    ...(one.recurring && { seriesId: String(one.eventId) }),
    ...{ scheduledStartTime: secondOf(one.scheduledStart), scheduledEndTime: secondOf(one.scheduledEnd) },
    timeZone: 'Asia/Shanghai',
    host: { ...host, mobile },
    join: {
      ...{ url: guest?.url, passcode: guest?.passcode },
      ...{ hostUrl: chair?.url, hostPasscode: chair?.passcode },
    },
  };
  if (ongoing && runs) {
    const model = {
      ...{ ...about, startTime: secondOf(one.actualStart), participantCount: inside(one) },
      ...(booking || { join: { passcode: guest?.passcode } }),
      host: { ...host, organization, email, mobile },
    };
    return [model, 'quanshi.listLiveConferences'];
  }
  return booking ? [{ ...about, ...booking }, 'quanshi.listRoomConferences'] : undefined;
}

const SECRETS = ['url', 'passcode', 'audienceUrl', 'audiencePasscode', 'hostUrl', 'hostPasscode'];
/** What a list tells of how to join, whether a row has it or not. */
const TOLD: Record<string, string[]> = {
  'huawei.listUpcomingWebinars': SECRETS,
  'huawei.listOngoingWebinars': SECRETS,
  'huawei.listHistoryWebinars': [],
  'huawei.searchMeetings': SECRETS.filter((name) => name !== 'audiencePasscode'),
  'huawei.searchOnlineMeetings': SECRETS.filter((name) => name !== 'audiencePasscode'),
  'huawei.searchHistoryMeetings': SECRETS.filter((name) => name !== 'audiencePasscode'),
  'quanshi.listLiveConferences': ['passcode'],
  'quanshi.listRoomConferences': ['url', 'passcode', 'hostUrl', 'hostPasscode'],
};

/** The same for a key that may see neither secrets nor personal data. */
function withheld(model: object, operation: string, both: boolean): object {
  const { host, join, ...rest } = model as { host: Record<string, unknown>; join?: object };
  const { email: _, mobile: __, ...shown } = host;
  const phoneNumbers = (join as { phoneNumbers?: string[] } | undefined)?.phoneNumbers;
  const hidden = TOLD[both ? 'quanshi.listRoomConferences' : operation] ?? [];
  return {
    ...{ ...rest, host: shown },
    ...(hidden.length > 0 && {
      join: { ...(phoneNumbers && { phoneNumbers }), withheld: hidden.toSorted() },
    }),
  };
}

/** The world's meetings that a list from one instant to another has, each in full. */
async function expected(from: number, to: number, now: number) {
  const within = (time: string | null, unit: number) => {
    const start = Math.floor(Date.parse(time ?? '') / unit) * unit;
    return start >= from && start < to;
  };
  const world = await truths(vendors, from - 12 * HOUR, to + HOUR);
  return world.flatMap((one) => {
    if (one.vendor === 'quanshi') {
      const runs = within(one.actualStart, 1000);
      const booked = within(one.scheduledStart, 1000) && HOSTS.includes(one.hostDetails.userId ?? '');
      const told = quanshiModel(one, { runs, booked });
      return told ? [{ one, told, both: runs && booked }] : [];
    }
    const real = one.kind === 'conference' && one.status === 'ended';
    if (!within(real ? one.actualStart : one.scheduledStart, 60_000)) return [];
    // Between its booked start and the first who comes, the simulated vendor may list a meeting or not.
    if (one.status === 'scheduled' && Date.parse(one.scheduledStart) <= now) return [];
    const told = huaweiModel(one);
    return told ? [{ one, told, both: false }] : [];
  });
}

describe('against the world of the simulation', () => {
  it('every field of 200 meetings at ten instants is true, and what a vendor does not tell is absent', async () => {
    let count = 0;
    const met = new Set<string>();
    const env = bindings({ QUANSHI_HOSTS });
    const reads = await withScopes(['read'], { QUANSHI_HOSTS });
    for (const [turn, now] of INSTANTS.entries()) {
      at(now);
      const [from, to] = [now - 2 * HOUR, now + HOUR];
      const all = await expected(from, to, now);
      const late = ({ status, provider, scheduledStartTime }: Meeting) =>
        provider === 'huawei' && status === 'scheduled' && Date.parse(scheduledStartTime ?? '') <= now;
      const given = (await listed(from, to, env)).filter((one) => !late(one));
      const byId = new Map(given.map((one) => [one.id, one]));
      // Nobody is in two of them, and nothing is made up.
      expect([now, given.length]).toEqual([now, all.length]);
      expect(byId.size).toBe(given.length);
      for (const { told, one } of all) {
        const [model, operation] = told;
        const { source, ...meeting } = byId.get(idOf(one)) ?? ({} as Meeting);
        const observedAt = new Date(now).toISOString();
        expect([now, meeting]).toEqual([now, { ...model, observedAt }]);
        expect(source).toEqual({ operation, requestId: expect.stringMatching(/-\d+$/), freshness: 'live' });
        met.add(`${operation} ${one.status}${one.recurring ? ' series' : ''}`);
      }
      count += all.length;
      if (turn % 4 > 0) continue;
      const less = new Map((await listed(from, to, reads)).map((one) => [one.id, one]));
      for (const { told, one, both } of all) {
        const { source: _, observedAt: __, ...meeting } = less.get(idOf(one)) ?? ({} as Meeting);
        const { join } = meeting;
        const sorted = join?.withheld ? { join: { ...join, withheld: join.withheld.toSorted() } } : {};
        expect({ ...meeting, ...sorted }).toEqual(withheld(...told, both));
      }
    }
    expect(count).toBeGreaterThan(200);
    // Each list at each state that it has, single meetings and series.
    expect([...met].sort()).toEqual(
      [
        ...['Upcoming', 'Ongoing', 'History'].map((name, index) => [`huawei.list${name}Webinars`, index]),
        ...['', 'Online', 'History'].map((name, index) => [`huawei.search${name}Meetings`, index]),
        ['quanshi.listLiveConferences', 1],
        ...[0, 2, 3, 4].map((index) => ['quanshi.listRoomConferences', index]),
      ]
        .flatMap(([name, index]) => {
          const states = ['scheduled', 'ongoing', 'ended', 'expired', 'cancelled'];
          const told = `${name} ${states[Number(index)]}`;
          return String(name).includes('Webinars') ? [told] : [told, `${told} series`];
        })
        .sort(),
    );
  }, 120_000);

  it('an id finds its meeting while it is booked, while it runs and once it has ended, and is that of the lists', async () => {
    const start = INSTANTS[1] ?? 0;
    at(start);
    const env = bindings({ QUANSHI_HOSTS });
    const list = await listed(start, start + HOUR, env);
    const world = await truths(vendors, start, start + HOUR, '&status=scheduled');
    const booked = world.filter((one) => list.some(({ id }) => id === idOf(one)));
    const some = [...Map.groupBy(booked, (one) => `${one.vendor} ${one.kind} ${one.recurring}`).values()];
    expect(some.length).toBeGreaterThanOrEqual(5);
    const seen = new Set<string>();
    for (const former of some.flatMap((all) => all.slice(0, 4))) {
      for (const hours of [0, 0.75, 1.5, 4]) {
        at(start + hours * HOUR);
        const one = await truthOf(vendors, former);
        if (!['scheduled', 'ongoing', 'ended'].includes(one.status)) continue;
        const response = await call(`/v1/meetings/${idOf(former)}`, {}, env);
        const meeting = (await response.json()) as Meeting;
        const about = [one.vendor, one.subject, hours, response.status];
        expect([...about, meeting.status, meeting.subject]).toEqual([
          ...[one.vendor, one.subject, hours, 200],
          ...[one.status, one.subject],
        ]);
        // What the lists tell it by from now on, or still.
        expect([idOf(former), idOf(one)]).toContain(meeting.id);
        if (one.vendor === 'huawei') expect(meeting.id).toBe(idOf(one));
        const again = (await (await call(`/v1/meetings/${idOf(one)}`, {}, env)).json()) as Meeting;
        expect([about, again.subject, again.status]).toEqual([about, one.subject, one.status]);
        seen.add(`${one.vendor} ${one.status}`);
      }
    }
    expect([...seen].sort()).toEqual(
      ['huawei', 'quanshi'].flatMap((vendor) =>
        ['ended', 'ongoing', 'scheduled'].map((status) => `${vendor} ${status}`),
      ),
    );
  }, 120_000);
});
