import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../functions/client/client.ts';
import type { OutputOf } from '../../functions/registry.ts';
import { bindings, call, DEMO_KEY, invoke, problemOf } from '../support/gateway.ts';
import { settled, slugOf, withScopes } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { network } = useVendors({ seed: 7, now: () => Date.now() });
const NOW = Date.UTC(2026, 2, 2, 3, 12);
const MINUTE = 60_000;
const down = (path: string) => network.use(http.all(path, () => HttpResponse.json({}, { status: 500 })));
const at = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: ms });
afterEach(() => void vi.useRealTimers());

type Meetings = OutputOf<'meetings.list'>;
const page = async (query: string, init: RequestInit = {}, env = bindings()) =>
  (await (await call(`/v1/meetings?${query}`, init, env)).json()) as Meetings;

describe('meetings.list', () => {
  it('is one list over both vendors in order of time, that its links lead through page by page, none twice', async () => {
    at(NOW);
    const all: Meetings['data'] = [];
    let path = '/v1/meetings?status=ongoing&limit=7';
    for (let pages = 1; path; pages++) {
      const response = await call(path);
      const { data, nextCursor } = (await response.json()) as Meetings;
      all.push(...data);
      const link = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('Link') ?? '')?.[1] ?? '';
      expect(link === '').toBe(nextCursor === null);
      if (nextCursor) expect(data).toHaveLength(7);
      path = link;
      expect(pages).toBeLessThan(100);
    }
    const whole = await page('status=ongoing&limit=200');
    expect(all.map(({ id }) => id)).toEqual(whole.data.map(({ id }) => id));
    expect(new Set(all.map(({ provider, kind }) => `${provider} ${kind}`)).size).toBe(3);
    const times = all.map((one) => Date.parse(one.scheduledStartTime ?? one.startTime ?? ''));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('loses none that was there all the time and gives none twice while the world moves', async () => {
    at(NOW);
    const around = 'from=2026-03-02T02:00:00Z&to=2026-03-02T04:30:00Z';
    const nameOf = (one: Meetings['data'][number]) =>
      one.provider === 'huawei' ? `${one.kind} ${one.meetingNumber}` : one.id;
    const whole = async () => (await page(`${around}&limit=200&provider=huawei`)).data.map(nameOf);
    let always = await whole();
    const seen: string[] = [];
    let cursor = '';
    for (let turn = 1; turn < 200; turn++) {
      const { data, nextCursor } = await page(`${around}&limit=9&provider=huawei${cursor}`);
      seen.push(...data.map(nameOf));
      const now = new Set(await whole());
      // A vendor may list one that is late in none of its lists.
      always = always.filter((name) => now.has(name));
      if (nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
      at(NOW + turn * 4 * MINUTE);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(always.filter((name) => !seen.includes(name))).toEqual([]);
    expect(seen.length).toBeGreaterThan(30);
  }, 60_000);

  it('names a vendor that fails, and gives what the other one has', async () => {
    at(NOW);
    down('*/confopenapi/conference/listbystatus');
    const list = await page('status=ongoing&limit=200');
    expect(list).toMatchObject({ complete: false, unreachable: ['quanshi/default'] });
    expect(list.data.length).toBeGreaterThan(10);
    expect(list.sources.find(({ provider }) => provider === 'quanshi')).toMatchObject({
      ...{ status: 'failed', count: 0, problem: { slug: 'provider-failed' } },
    });
    expect(list.sources.filter(({ status }) => status === 'ok')).toHaveLength(2);
  });

  it('fails where the only one asked fails, where all fail, and where all is wanted or nothing', async () => {
    down('*/confopenapi/conference/listbystatus');
    for (const query of ['provider=quanshi&status=ongoing', 'status=ongoing&partial=false'])
      expect(await slugOf(await call(`/v1/meetings?${query}`))).toMatch(/^provider-(failed|circuit-open)$/);
    down('*');
    const response = await call('/v1/meetings');
    expect(response.status).toBeGreaterThanOrEqual(502);
  });

  it('does not let one slow source hold the others beyond the deadline', async () => {
    network.use(http.all('*/confopenapi/conference/listbystatus', () => new Promise<never>(() => {})));
    const started = performance.now();
    const list = await page('status=ongoing', { headers: { 'X-Timeout-Ms': '2000' } });
    // Two seconds, and what a busy machine adds; without the deadline it would never end.
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(list).toMatchObject({ complete: false, unreachable: ['quanshi/default'] });
    expect(list.data.length).toBeGreaterThan(0);
  });

  it('costs no more calls of the vendors than sharing allows, however much of it is asked for', async () => {
    let calls = 0;
    const lists = ['*/open/conferences/ongoing', '*/conferences/online', '*/conference/listbystatus'];
    for (const path of lists) network.use(http.all(path, () => void calls++));
    for (let turn = 0; turn < 4; turn++) {
      const list = (await (
        await settled(`/v1/meetings?status=ongoing&limit=${turn + 1}`)
      ).json()) as Meetings;
      expect(list).toMatchObject({ complete: true, unreachable: [] });
      expect(list.sources).toHaveLength(3);
    }
    // Two lists of Huawei's and one of Quanshi's, once.
    expect(calls).toBe(3);
  });

  it('is read for a calendar of a thousand entries with a call or two of each list', async () => {
    at(NOW);
    let calls = 0;
    const lists = [
      'conferences/upcoming',
      'management/conferences',
      'conference/list',
      'conference/getStatus',
    ];
    for (const path of lists) network.use(http.all(`*/${path}`, () => void calls++));
    const calendar = await (await call('/v1/meetings.ics')).text();
    expect(calendar.match(/^BEGIN:VEVENT/gm)).toHaveLength(1000);
    expect(calls).toBeLessThanOrEqual(8);
  });

  it('takes a cursor of its own alone: for the same key and the same filters', async () => {
    at(NOW);
    const { nextCursor } = await page('status=ongoing&limit=1');
    const cursor = encodeURIComponent(String(nextCursor));
    const other = await withScopes(['read'], { name: 'other' });
    for (const [query, env] of [
      [`status=ended&cursor=${cursor}`, bindings()],
      [`status=ongoing&cursor=${cursor}`, other],
      [`status=ongoing&cursor=${cursor.slice(0, -9)}`, bindings()],
      ['status=ongoing&cursor=x', bindings()],
    ] as const)
      expect(await problemOf(await call(`/v1/meetings?${query}`, {}, env))).toMatchObject({
        ...{ status: 400, errors: [{ field: 'cursor' }] },
      });
    expect(String(nextCursor)).not.toMatch(/huawei|quanshi/);
  });

  it.each([
    ['from=yesterday', 'from'],
    ['from=2026-13-45', 'from'],
    ['from=2026-01-01&status=ended', 'from'],
    ['from=2026-03-02&to=2026-03-01', 'to'],
    ['account=nobody', 'account'],
    ['limit=0', 'limit'],
    ['status=over', 'status'],
  ])('refuses %s and says what is wrong', async (query, field) => {
    at(NOW);
    expect(await problemOf(await call(`/v1/meetings?${query}`))).toMatchObject({
      ...{ status: 400, errors: [{ field }] },
    });
  });

  it.each([
    ['/v1/meetings?from=yesterday', 'from must be a date such as 2026-03-02'],
    ['/v1/meetings?to=2026-03-02T09:00:00', 'a time with its zone such as'],
    ['/v1/meetings/no-id', 'must be the id of a meeting'],
    ['/v1/meetings/abcdef0123/attendance?tz=Peking!', 'tz must be a time zone such as Asia/Shanghai'],
  ])('says what %s must be, in words', async (path, words) => {
    expect((await problemOf(await call(path))).detail).toContain(words);
  });

  it('goes by invocation, and the client reads every row', async () => {
    at(NOW);
    const whole = await page('status=ongoing&limit=200');
    const invoked = (await (
      await invoke('meetings.list', { status: 'ongoing', limit: 200 })
    ).json()) as Meetings;
    expect(invoked.data.map(({ id }) => id)).toEqual(whole.data.map(({ id }) => id));
    const gate = createClient({
      baseUrl: 'https://gate.example',
      apiKey: DEMO_KEY,
      fetch: (url, init) => call(String(url).replace('https://gate.example', ''), init as RequestInit),
    });
    const rows: string[] = [];
    for await (const { id } of gate.meetings.list.all({ status: 'ongoing', limit: 20 })) rows.push(id);
    expect(rows).toEqual(whole.data.map(({ id }) => id));
  });
});

describe('scopes over both vendors', () => {
  it('hold in the list, in attendance of every form and in calendars: two of one name are still two', async () => {
    at(NOW);
    const env = await withScopes(['read']);
    const list = await page('status=ongoing&limit=200', {}, env);
    const text = JSON.stringify(list);
    expect(text).not.toMatch(/https?:|"(passcode|hostPasscode|audiencePasscode|email|mobile)":/);
    expect(list.data.every(({ join }) => join === undefined || join.withheld?.includes('passcode'))).toBe(
      true,
    );
    const { data } = await page('status=ended&limit=5&kind=meeting');
    for (const { id } of data) {
      const report = async (scoped: Env) =>
        (await (
          await call(`/v1/meetings/${id}/attendance`, {}, scoped)
        ).json()) as OutputOf<'meetings.getAttendance'>;
      const [full, less] = [await report(bindings()), await report(env)];
      const counts = ({ attendanceRecords }: typeof full) =>
        attendanceRecords.map((one) => [one.joinCount, one.totalAttendanceInSeconds]);
      expect(counts(less)).toEqual(counts(full));
      const numbers = full.attendanceRecords.flatMap(({ participant }) => participant.identity.number ?? []);
      expect(numbers.length).toBeGreaterThan(0);
      for (const format of ['json', 'csv', 'ndjson', 'svg']) {
        const written = await (await call(`/v1/meetings/${id}/attendance?format=${format}`, {}, env)).text();
        for (const number of numbers) expect(written).not.toContain(number);
      }
    }
    const calendar = await (await call('/v1/meetings.ics', {}, env)).text();
    expect(calendar).toContain('BEGIN:VEVENT');
    expect(calendar).not.toMatch(/https?:|Passcode|LOCATION/);
  }, 60_000);

  it('keep a meeting of an account that the key may not use as unknown as any other', async () => {
    at(NOW);
    const [first] = (await page('status=ongoing&limit=1')).data;
    const ACCOUNTS = JSON.stringify([{ name: 'branch', provider: 'quanshi', token: 'by-hand' }]);
    const { API_KEYS } = (await withScopes(['read'], { ACCOUNTS })) as unknown as { API_KEYS: string };
    const keys = JSON.stringify([{ ...JSON.parse(API_KEYS)[0], accounts: ['branch'] }]);
    const env = bindings({ ACCOUNTS, API_KEYS: keys });
    for (const id of [first?.id, `${first?.id}00`, '00ff00ff00'])
      expect(await slugOf(await call(`/v1/meetings/${id}`, {}, env))).toBe('meeting-not-found');
  });
});
