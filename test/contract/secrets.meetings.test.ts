import fc from 'fast-check';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetIsolate } from '../../functions/core/isolate.ts';
import type { OutputOf } from '../../functions/registry.ts';
import { bindings, DEMO_KEY } from '../support/gateway.ts';
import { settled, withScopes } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const NOW = Date.UTC(2026, 2, 2, 3, 12);
const { vendors, network } = useVendors({
  seed: 7,
  now: () => NOW,
  size: { people: 40, webinars: 2, huaweiConferences: 2, quanshiConferences: 2, largestAudience: 10 },
});

/**
 * Everything that a reader gets or that stays behind, by the name of the sink. Not the cache: people are asked for in full,
 * and such an answer lies there as it does for who may see it, by a question that nobody else asks.
 */
const sinks: [where: string, text: string][] = [];
const note = (where: string, ...things: unknown[]) =>
  sinks.push([
    where,
    things.map((thing) => (typeof thing === 'string' ? thing : JSON.stringify(thing))).join(' '),
  ]);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...args) => void note('log', ...args));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  sinks.length = 0;
});

const word = fc.string({ unit: fc.constantFrom(...'abcdefXYZ0123456789'), minLength: 16, maxLength: 24 });
const forms = (secret: string) => [secret, encodeURIComponent(secret), btoa(secret)];

/** Members of both vendors that open a door, or that tell of a person. */
const DOOR = /pass|pwd|uri|url|pcode|token|email|mobile|phone|callnumber|call_number/i;
const TEXT = /^(subject|title|displayName|name|conferenceName)$/;

/** What the simulation answers, with a word in each such member, and again in the texts of the same row. */
function poisoned(value: unknown, words: readonly string[], turn = { at: 0 }): unknown {
  if (Array.isArray(value)) return value.map((one) => poisoned(one, words, turn));
  if (typeof value !== 'object' || value === null) return value;
  const own = words[turn.at++ % words.length] ?? '';
  const told = Object.keys(value).some((name) => DOOR.test(name));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (typeof member === 'object') return [name, poisoned(member, words, turn)];
      if (DOOR.test(name) && typeof member === 'string') return [name, own];
      return [name, told && TEXT.test(name) ? `说${own}。` : member];
    }),
  );
}

function poison(words: readonly string[]): void {
  network.use(
    http.all('*', async ({ request }) => {
      const answer = await vendors.fetch(new Request(request.clone() as Request));
      if (/appauth|token\/create/.test(request.url)) return answer;
      return HttpResponse.json(poisoned(await answer.json(), words) as object, { status: answer.status });
    }),
  );
}

const LISTS = ['ongoing', 'scheduled', 'ended'].map((status) => `/v1/meetings?limit=10&status=${status}`);
const STRETCH = 'from=2026-03-02T00:00:00Z&to=2026-03-02T03:00:00Z';

/** All that is composed, in each form, as one caller gets it: by the name of the form. */
async function everything(env: Env, shared: boolean): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  const get = async (path: string, form = 'json', init: RequestInit = {}, headers = {}) => {
    const wish: Record<string, string> = shared ? {} : { 'Cache-Control': 'no-store' };
    const response = await settled(path, { ...wish, ...headers }, env, init);
    const text = await response.text();
    told.set(form, `${told.get(form) ?? ''}${response.status} ${[...response.headers]} ${text}\n`);
    return text;
  };
  const ids: string[] = [];
  for (const path of LISTS) {
    const { data } = JSON.parse(await get(path)) as OutputOf<'meetings.list'>;
    const kinds = Map.groupBy(data, ({ provider, kind }) => `${provider} ${kind}`);
    ids.push(...[...kinds.values()].flatMap(([one]) => one?.id ?? []));
  }
  for (const id of ids) {
    await get(`/v1/meetings/${id}`);
    for (const form of ['json', 'csv', 'ndjson', 'svg'])
      for (const rows of form === 'csv' ? ['people', 'intervals'] : ['people'])
        await get(`/v1/meetings/${id}/attendance?format=${form}&rows=${rows}`, form);
  }
  for (const form of ['json', 'csv', 'ndjson']) await get(`/v1/attendance?format=${form}&${STRETCH}`, form);
  await get('/v1/meetings.ics', 'ics');
  const made = await get('/v1/calendars', 'calendar', { method: 'POST', body: '{}' });
  await get(new URL(JSON.parse(made).url).pathname, 'ics', {}, { Authorization: '' });
  await get(`${LISTS[0]}&explain=true`, 'receipt');
  return told;
}

it('no form of what is composed tells what its caller may not see, nor leaves it behind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 6, maxLength: 6 }), async (words) => {
      sinks.length = 0;
      poison(words);
      const has = (text: string) => words.some((one) => forms(one).some((form) => text.includes(form)));
      // Who may see all of it does: there is something to be found.
      const full = await everything(bindings(), false);
      for (const form of ['json', 'csv', 'ndjson', 'svg'])
        expect([form, has(full.get(form) ?? '')]).toEqual([form, true]);
      forgetIsolate();
      const less = await everything(await withScopes(['read'], { key: DEMO_KEY }), true);
      for (const [form, text] of less) note(form, text);
      expect(less.get('svg')).toContain('说');
      const { KEYS } = bindings();
      for (const { name, metadata } of (await KEYS.list()).keys)
        note('KV', name, metadata, (await KEYS.get(name)) ?? '');
      for (const where of ['log', 'KV', 'ics', 'csv'])
        expect(
          sinks.find(([sink, text]) => sink === where && text.length > 100),
          where,
        ).toBeDefined();
      const leaks = words.flatMap((secret) =>
        sinks
          .filter(([, text]) => forms(secret).some((form) => text.includes(form)))
          .map(
            ([where, text]) =>
              `${where}: ${text.slice(Math.max(0, text.indexOf(secret) - 200), text.indexOf(secret) + 60)}`,
          ),
      );
      expect(leaks.slice(0, 5)).toEqual([]);
    }),
    { numRuns: 2, endOnFailure: true },
  );
}, 60_000);
