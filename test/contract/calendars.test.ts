import ICAL from 'ical.js';
import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keyEntry } from '../../functions/callers/apiKey.ts';
import { newApiKey, putKey } from '../../functions/callers/keys.ts';
import { bindings, call, problemOf } from '../support/gateway.ts';
import { sha256, slugOf, withScopes } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { network } = useVendors({
  seed: 7,
  now: () => Date.now(),
  // A feed reads far ahead, and here it is not the number of bookings that matters.
  size: { people: 60, webinars: 3, huaweiConferences: 3, quanshiConferences: 3, largestAudience: 20 },
});
const NOW = Date.UTC(2026, 2, 2, 3, 12);
const at = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: ms });
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

interface Made {
  id: string;
  url: string;
  [more: string]: unknown;
}
const post = (wanted: object, env?: Env) =>
  call('/v1/calendars', { method: 'POST', body: JSON.stringify(wanted) }, env);
async function make(wanted: object = {}, env?: Env): Promise<Made & { path: string; token: string }> {
  const response = await post(wanted, env);
  expect(response.status).toBe(201);
  const made = (await response.json()) as Made;
  const path = new URL(made.url).pathname;
  return { ...made, path, token: path.split('/')[3] ?? '' };
}
/** As a calendar program asks: with the URL and nothing else. */
const read = (path: string, env?: Env) => call(path, { headers: { Authorization: '' } }, env);
const entries = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));

describe('a calendar feed', () => {
  it('is read with its URL alone, has what the key may see, and is gone once revoked', async () => {
    at(NOW);
    const { path, url, id, ...told } = await make({ name: '周会', kind: 'meeting' });
    expect(url).toBe(`https://gate.example${path}`);
    expect(told).toMatchObject({ name: '周会', owner: 'demo', join: false, kind: 'meeting' });
    const response = await read(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    const text = await response.text();
    const uids = entries(text).map(({ uid }) => uid);
    expect(text).toContain('X-WR-CALNAME:周会');
    expect(uids.length).toBeGreaterThan(10);
    const byKey = await (await call('/v1/meetings.ics?kind=meeting')).text();
    expect(uids).toEqual(entries(byKey).map(({ uid }) => uid));
    const all = entries(await (await call('/v1/meetings.ics')).text()).map(({ uid }) => uid);
    expect(uids).not.toEqual(all);

    expect((await call(`/v1/calendars/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await slugOf(await read(path))).toBe('calendar-not-found');
    expect(await slugOf(await call(`/v1/calendars/${id}`, { method: 'DELETE' }))).toBe('calendar-not-found');
  });

  it('says how to join only where its maker may see that and asked for it', async () => {
    at(NOW);
    const HOW = /https?:|Passcode|LOCATION/;
    expect(await (await read((await make({ join: true })).path)).text()).toMatch(HOW);
    // A key that sees secrets gives none away unasked.
    expect(await (await read((await make()).path)).text()).not.toMatch(HOW);
    const reads = await withScopes(['read']);
    const refused = await post({ join: true }, reads);
    expect([refused.status, await slugOf(refused)]).toEqual([403, 'insufficient-scope']);
    expect(await (await read((await make({}, reads)).path, reads)).text()).not.toMatch(HOW);
  });

  it('has a token that opens nothing else, and is no key', async () => {
    at(NOW);
    const { token, id, path } = await make();
    for (const of of [
      '/v1/meetings',
      '/v1/meetings.ics',
      '/v1/calendars',
      '/v1/attendance',
      '/v1/operations',
    ]) {
      const response = await call(of, { headers: { Authorization: `Bearer ${token}` } });
      expect([of, response.status]).toEqual([of, 401]);
    }
    for (const [method, other] of [
      ['POST', path],
      ['DELETE', path],
      ['DELETE', `/v1/calendars/${id}`],
      ['GET', `/v1/calendars/${id}`],
      ['GET', path.replace('meetings.ics', 'attendance')],
      ['GET', path.replace(token, id)],
      ['GET', path.replace(token, `${token}0`)],
      ['GET', path.replace(token, token.slice(0, -1))],
    ] as const) {
      const response = await call(other, { method, headers: { Authorization: '' } });
      expect([method, other, [401, 404, 405].includes(response.status)]).toEqual([method, other, true]);
    }
    // Nor by what would widen it.
    const { uid } = entries(await (await read(path)).text())[0] ?? {};
    const more = await read(`${path}?status=ended&join=true&account=other`);
    const text = await more.text();
    expect(text).not.toMatch(/https?:|Passcode/);
    expect(entries(text)[0]?.uid).toBe(uid);
  });

  it('is kept by its hash: its token is in no entry, no list and no line of the log', async () => {
    at(NOW);
    const lines: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, method).mockImplementation((...args) => void lines.push(JSON.stringify(args)));
    const { token, id, path } = await make();
    const headers = { Authorization: '', 'X-Request-Id': token };
    const response = await call(path, { headers });
    await response.text();
    await read(path.replace('meetings.ics', 'other'));
    expect(id).toBe(await sha256(token));
    const { KEYS } = bindings();
    const kept: string[] = [];
    for (const { name, metadata } of (await KEYS.list()).keys)
      kept.push(name, JSON.stringify(metadata), String(await KEYS.get(name)));
    expect(kept.join()).toContain(id);
    const listed = await (await call('/v1/calendars')).text();
    expect(listed).toContain(id);
    expect(lines.length).toBeGreaterThan(0);
    for (const text of [...kept, ...lines, listed, JSON.stringify([...response.headers])])
      expect(text).not.toContain(token);
  });

  it('belongs to the key that made it: another neither sees it nor takes it away, an operator does', async () => {
    at(NOW);
    const [mine, other, operator] = [
      await withScopes(['read'], { name: 'mine' }),
      await withScopes(['read'], { name: 'other' }),
      await withScopes(['read', 'admin'], { name: 'operator' }),
    ];
    const { id } = await make({ name: 'Mine' }, mine);
    const idsOf = async (env: Env) =>
      ((await (await call('/v1/calendars', {}, env)).json()) as { calendars: Made[] }).calendars.map(
        (one) => one.id,
      );
    expect([await idsOf(mine), await idsOf(other), await idsOf(operator)]).toEqual([[id], [], [id]]);
    const remove = (env: Env) => call(`/v1/calendars/${id}`, { method: 'DELETE' }, env);
    expect(await slugOf(await remove(other))).toBe('calendar-not-found');
    expect((await remove(operator)).status).toBe(204);
    expect(await idsOf(mine)).toEqual([]);
  });

  it('ends with its key, and sees no more than its key may by now', async () => {
    at(NOW);
    const HOW = /https?:|Passcode|LOCATION/;
    const named = (scopes: Parameters<typeof withScopes>[0]) => withScopes(scopes, { name: 'mine' });
    const { path } = await make({ join: true }, await named(['read', 'secrets']));
    expect(await (await read(path, await named(['read', 'secrets']))).text()).toMatch(HOW);
    expect(await (await read(path, await named(['read']))).text()).not.toMatch(HOW);
    for (const env of [await named(['events']), await withScopes(['read'], { name: 'other' })])
      expect(await slugOf(await read(path, env))).toBe('calendar-not-found');
    // The same of keys that are kept in KV.
    const { KEYS } = bindings();
    const { key, sha256: hash } = await newApiKey();
    const record = { name: 'kept', scopes: ['read' as const], accounts: ['default'], users: [] };
    await putKey(hash, record, undefined, bindings());
    const made = await call('/v1/calendars', {
      ...{ method: 'POST', body: '{}', headers: { Authorization: `Bearer ${key}` } },
    });
    const { pathname } = new URL(((await made.json()) as Made).url);
    expect((await read(pathname)).status).toBe(200);
    await KEYS.delete(keyEntry(hash));
    expect(await slugOf(await read(pathname))).toBe('calendar-not-found');
  });

  it('never reaches past the accounts of its maker', async () => {
    at(NOW);
    const ACCOUNTS = JSON.stringify([{ name: 'branch', provider: 'quanshi', token: 'by-hand' }]);
    const { API_KEYS } = (await withScopes(['read'])) as unknown as { API_KEYS: string };
    const keys = JSON.stringify([{ ...JSON.parse(API_KEYS)[0], accounts: ['branch'] }]);
    const { path } = await make({}, bindings({ ACCOUNTS, API_KEYS: keys }));
    const response = await read(path, bindings({ ACCOUNTS, API_KEYS: keys }));
    // Huawei's account, which has all that is booked, is not of it.
    expect(entries(await response.text())).toEqual([]);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(65) }, 'name'],
    [{ join: 'yes' }, 'join'],
    [{ kind: 'party' }, 'kind'],
    [{ secret: 'x' }, 'secret'],
  ])('is not made of %j', async (wanted, field) => {
    expect(await problemOf(await post(wanted))).toMatchObject({ status: 400, errors: [{ field }] });
  });

  it('is whole or a problem: a program would take what is missing for cancelled', async () => {
    at(NOW);
    const { path } = await make();
    network.use(http.all('*/conferences', () => HttpResponse.json({}, { status: 500 })));
    expect(await slugOf(await read(path))).toBe('provider-failed');
  });
});
