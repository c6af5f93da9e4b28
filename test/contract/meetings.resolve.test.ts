import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutputOf } from '../../functions/registry.ts';
import { bindings, call, invoke, problemOf } from '../support/gateway.ts';
import { slugOf, withScopes } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { network } = useVendors({ seed: 7, now: () => Date.now() });
const NOW = Date.UTC(2026, 2, 2, 3, 12);
/** That of the documented conference, which always runs. */
const QUANSHI_LINK = 'https://mtest.qsh1.cn/k/mkIW3Txa0Uk';
const at = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: ms });
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Meeting = OutputOf<'meetings.resolve'>;
const resolve = (url: string, env = bindings()) =>
  call('/v1/meetings/resolve', { method: 'POST', body: JSON.stringify({ url }) }, env);
const found = async (url: string, env?: Env) => {
  const response = await resolve(url, env);
  expect([url, response.status]).toEqual([url, 200]);
  return (await response.json()) as Meeting;
};
const listed = async (query: string) =>
  ((await (await call(`/v1/meetings?limit=200&${query}`)).json()) as OutputOf<'meetings.list'>).data;

describe('meetings.resolve', () => {
  it('finds what runs, what is booked and what has ended of Huawei by each form of a link', async () => {
    at(NOW);
    const tried = new Set<string>();
    for (const status of ['ongoing', 'scheduled', 'ended'])
      for (const kind of ['meeting', 'webinar']) {
        const [one] = (await listed(`status=${status}&kind=${kind}&provider=huawei`)).slice(-1);
        if (!one?.meetingNumber) continue;
        const number = one.meetingNumber;
        const links = [
          one.join?.url ?? `https://meeting.huaweicloud.com/#/j/${number}`,
          `cloudlink://welinksoftclient/h5page?page=joinConfByLink&conf_id=${number}&enter_code=abc`,
          number.replace(/(...)(?=.)/g, '$1 '),
        ];
        for (const link of links) {
          const { id, subject, provider, meetingNumber } = await found(link);
          expect([provider, meetingNumber, subject]).toEqual(['huawei', number, one.subject]);
          // A number is dialled again and again: what runs or comes next is meant, before what has ended.
          if (status !== 'ended') expect(id).toBe(one.id);
          tried.add(`${status} ${kind}`);
        }
      }
    expect(tried.size).toBe(6);
  }, 60_000);

  it('finds the conference of Quanshi, as it is now, by a link with all that browsers hang on to it', async () => {
    at(NOW);
    for (const link of [QUANSHI_LINK, `${QUANSHI_LINK}?priority=web`, ` <${QUANSHI_LINK}/>。`]) {
      const told = await found(link);
      expect(told).toMatchObject({ provider: 'quanshi', kind: 'meeting', join: { url: QUANSHI_LINK } });
      const again = (await (await call(`/v1/meetings/${told.id}`)).json()) as Meeting;
      expect([again.id, again.status]).toEqual([told.id, told.status]);
    }
  });

  it('never fetches the link', async () => {
    at(NOW);
    const asked: string[] = [];
    network.use(http.all('*', ({ request }) => void asked.push(request.url)));
    await found(QUANSHI_LINK);
    expect(asked.length).toBeGreaterThan(0);
    expect(
      asked.filter((url) => !/^https:\/\/((events-)?openapi\.quanshi|api\.meeting\.huaweicloud)/.test(url)),
    ).toEqual([]);
  });

  it.each([
    ['https://us02web.zoom.us/j/123456789?pwd=hunter2hunter2', /Zoom/],
    ['https://teams.microsoft.com/l/meetup-join/19%3ahunter2hunter2', /Microsoft Teams/],
    ['https://meeting.tencent.com/dm/hunter2hunter2', /腾讯会议/],
    ['https://ltest.qsh1.cn/activity/hunter2hunter2', /quanshi.+participants/],
    ['https://nowhere.example/hunter2hunter2', /meeting\.huaweicloud\.com.*n\.qsh1\.cn/],
    ['https://meeting.huaweicloud.com@nowhere.example/hunter2hunter2', /hides.*meeting\.huaweicloud\.com/],
    ['hunter2hunter2', /neither a link nor a meeting number/],
  ])('says of %s what is wrong with it, without its words', async (url, why) => {
    const { status, type, detail } = await problemOf(await resolve(url));
    expect([status, type.split('/').at(-1)]).toEqual([422, 'unknown-link']);
    expect(detail).toMatch(why);
    expect(detail).not.toMatch(/hunter2|nowhere|123456789/);
  });

  it('says that nobody has the meeting, which is not that a vendor did not answer', async () => {
    at(NOW);
    const unknown = 'https://meeting.huaweicloud.com/#/j/999999999/hunter2hunter2';
    const response = await resolve(unknown);
    expect([response.status, await slugOf(response)]).toEqual([404, 'meeting-not-found']);
    expect(await slugOf(await resolve('https://n.qsh1.cn/k/hunter2hunter'))).toBe('meeting-not-found');
    network.use(http.all('*/conferences/online', () => HttpResponse.json({}, { status: 500 })));
    expect(await slugOf(await resolve(unknown))).toBe('provider-failed');
  });

  it('gives what a key without scopes may see, and nothing to one without the account', async () => {
    at(NOW);
    const env = await withScopes(['read']);
    for (const link of [QUANSHI_LINK, 'https://meeting.huaweicloud.com/#/j/981326872']) {
      const [full, less] = [await found(link), await found(link, env)];
      expect([less.id, less.subject]).toEqual([full.id, full.subject]);
      expect(JSON.stringify(full)).toMatch(/https?:/);
      expect(JSON.stringify(less)).not.toMatch(/https?:|"(passcode|email|mobile)":/);
      expect(less.join?.withheld).toContain('url');
    }
    const ACCOUNTS = JSON.stringify([{ name: 'branch', provider: 'quanshi', token: 'by-hand' }]);
    const { API_KEYS } = env as unknown as { API_KEYS: string };
    const keys = JSON.stringify([{ ...JSON.parse(API_KEYS)[0], accounts: ['branch'] }]);
    const branch = bindings({ ACCOUNTS, API_KEYS: keys });
    expect(await slugOf(await resolve('https://meeting.huaweicloud.com/#/j/981326872', branch))).toBe(
      'meeting-not-found',
    );
  });

  it('leaves nothing of the link in a log, a receipt or a problem', async () => {
    at(NOW);
    const lines: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, method).mockImplementation((...args) => void lines.push(JSON.stringify(args)));
    const links = [
      QUANSHI_LINK,
      'https://meeting.huaweicloud.com/#/j/981326872/f00dfeedf00dfeed',
      'https://nowhere.example/f00dfeedf00dfeed',
      'https://us02web.zoom.us/j/123456789?pwd=f00dfeedf00dfeed',
      'f00dfeedf00dfeed',
    ];
    for (const url of links) {
      const responses = [await resolve(url), await invoke('meetings.resolve', { url })];
      const ids = responses.map(({ headers }) => headers.get('X-Request-Id'));
      for (const response of responses)
        lines.push(JSON.stringify([...response.headers]), response.ok ? '' : await response.text());
      for (const id of ids) lines.push(await (await call(`/v1/receipts/${id}`)).text());
      const { receipt } = (await (
        await call('/v1/meetings/resolve?explain=true', { method: 'POST', body: JSON.stringify({ url }) })
      ).json()) as { receipt?: unknown };
      lines.push(JSON.stringify(receipt) ?? '');
    }
    expect(lines.length).toBeGreaterThan(links.length * 4);
    for (const line of lines) expect(line).not.toMatch(/mkIW3Txa0Uk|f00dfeed|123456789|nowhere/);
  });
});
