import { describe, expect, it } from 'vitest';
import { createClient } from '../../functions/client/client.ts';
import { notesOf } from '../../functions/core/notes.ts';
import { vendorOperations } from '../../functions/registry.ts';
import { call, DEMO_KEY, restCall } from '../support/gateway.ts';
import { useVendors } from '../support/vendors.ts';

// The clock stands still: pages of one instant are compared. On the last Monday morning in Beijing, when much goes on.
const WEEK_MS = 7 * 86_400_000;
const MONDAY = Date.UTC(2026, 2, 2, 2, 40);
const now = MONDAY + Math.floor((Date.now() - MONDAY) / WEEK_MS) * WEEK_MS;
const { vendors } = useVendors({ now: () => now });
const paged = vendorOperations.filter(({ paging }) => paging !== undefined);

/** The client, without a socket. */
const gate = createClient({
  baseUrl: 'https://gate.example',
  apiKey: DEMO_KEY,
  fetch: (input, init) => call(new URL(String(input)).pathname, init),
});
const DAY_MS = 86_400_000;
const minute = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
/**
 * Instead of the example's, where that tells of a day that is long over or the list is long: what was in the last two days,
 * or is to come, and has these digits in its id; and a meeting that several people are in.
 */
const instead: Record<string, Record<string, unknown>> = {
  'huawei.listHistoryWebinars': {
    startTime: minute(now - 7 * DAY_MS),
    endTime: minute(now),
    searchKey: '77',
  },
  'huawei.listUpcomingWebinars': { searchKey: '777' },
  'huawei.listOnlineAttendees': {
    conferenceId: vendors.world.huawei
      .ongoing('conference', now)
      .map((one) => one.load())
      .find(({ attendance }) => attendance.online(now) > 2 && attendance.online(now) < 400)?.conferenceId,
  },
  // Of single meetings: those of a series have one id.
  'huawei.searchMeetings': { searchKey: '的会议' },
  'huawei.searchHistoryMeetings': { startDate: now - 2 * DAY_MS, endDate: now, searchKey: '77' },
};
type Lists = Record<string, Record<string, { all(input: object): AsyncIterable<unknown> }>>;

describe.each(paged)('the pages of $id', (operation) => {
  const { id, paging } = operation;
  if (!paging) throw new Error('It is paged.');
  if (paging.by === 'cursor') throw new Error('No vendor has cursors.');
  const [position, size] = paging.by === 'page' ? [paging.page, paging.size] : [paging.offset, 'limit'];
  // The printed requests of lists name a page, and an administrator who sees the printed answer only.
  const {
    [position]: _,
    adminUserId: __,
    ...input
  } = {
    ...notesOf(operation).example.input,
    ...instead[id],
  };
  const rowsIn = (body: unknown) => (body as Record<string, unknown[]>)[paging.rows] ?? [];
  const page = (changes: Record<string, unknown>) => {
    const { path, init } = restCall(operation, { ...input, ...changes });
    return call(path, init);
  };
  const whole = async () => rowsIn(await (await page({ [size]: 500 })).json());

  /** The size of a page of which there are a handful: some lists take long to search. */
  const few = (rows: readonly unknown[]) => Math.max(1, Math.floor(rows.length / 7));

  it('are linked one to the next, to the last, and hold what one page would', async () => {
    const all = await whole();
    const collected: unknown[] = [];
    let response = await page({ [size]: few(all) });
    for (let pages = 1; ; pages++) {
      expect([response.status, pages < 20]).toEqual([200, true]);
      collected.push(...rowsIn(await response.json()));
      const [, next] = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('Link') ?? '') ?? [];
      if (next === undefined) break;
      response = await call(next);
    }
    expect(collected).toEqual(all);
  });

  it('are linked when the answer is shared, too', async () => {
    const { path } = restCall(operation, { ...input, [size]: 1 });
    const link = (await call(path)).headers.get('Link');
    expect(link).toContain('rel="next"');
    for (let i = 0; i < 2; i++) {
      const shared = await call(path, { headers: { 'Cache-Control': 'max-age=60' } });
      expect(shared.headers.get('Link')).toBe(link);
    }
  });

  it('have no link past the end', async () => {
    const response = await page({ [position]: 99_999 });
    expect([response.status, response.headers.get('Link')]).toEqual([200, null]);
  });

  it('are all given by the client, row by row', async () => {
    const [group = '', name = ''] = id.split('.');
    const list = (gate as unknown as Lists)[group]?.[name];
    const all = await whole();
    const given: unknown[] = [];
    for await (const row of list?.all({ ...input, [size]: few(all) }) ?? []) given.push(row);
    expect(given).toEqual(all);
    expect(given.length).toBeGreaterThan(1);
  });
});
