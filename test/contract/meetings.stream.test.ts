import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutputOf } from '../../functions/registry.ts';
import { call } from '../support/gateway.ts';
import { slugOf } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { network } = useVendors({ seed: 7, now: () => Date.now() });
const NOW = Date.UTC(2026, 2, 2, 3, 12);
const MORNING = 'from=2026-03-02T00:00:00Z&to=2026-03-02T01:30:00Z&limit=2';
const RECORDS = '*/history/confAttendeeRecord';
afterEach(() => void vi.useRealTimers());

/** What arrives of a body, and whether it ends well. */
async function drained({ body }: Response): Promise<{ text: string; whole: boolean }> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of body ?? []) text += decoder.decode(chunk, { stream: true });
    return { text, whole: true };
  } catch {
    return { text, whole: false };
  }
}

/** From the so many-th report on, the vendor answers so. */
function failFrom(reports: number, answer: () => Response | undefined): void {
  const seen = new Set<string | null>();
  network.use(
    http.all(RECORDS, ({ request }) => {
      seen.add(new URL(request.url).searchParams.get('confUUID'));
      return seen.size > reports ? answer() : undefined;
    }),
  );
}

describe('GET /v1/attendance as a stream', () => {
  it.each(['ndjson', 'csv'])(
    'has as %s all that the pages have, in their order',
    async (format) => {
      vi.useFakeTimers({ toFake: ['Date'], now: NOW });
      const rows: OutputOf<'meetings.listAttendance'>['data'] = [];
      for (let path = `/v1/attendance?${MORNING}`; path; ) {
        const response = await call(path);
        rows.push(...((await response.json()) as OutputOf<'meetings.listAttendance'>).data);
        path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('Link') ?? '')?.[1] ?? '';
      }
      expect(new Set(rows.map(({ meetingId }) => meetingId)).size).toBeGreaterThan(4);
      const { text, whole } = await drained(await call(`/v1/attendance?format=${format}&${MORNING}`));
      expect(whole).toBe(true);
      const lines = text.trimEnd().split('\n');
      if (format === 'csv') return expect(lines).toHaveLength(rows.length + 1);
      const told = lines.map((line) => JSON.parse(line));
      expect(told.map(({ meetingId }) => meetingId)).toEqual(rows.map(({ meetingId }) => meetingId));
      expect(told.map((row) => row.totalAttendanceInSeconds)).toEqual(
        rows.map((row) => row.totalAttendanceInSeconds),
      );
    },
    60_000,
  );

  it.each(['ndjson', 'csv'])(
    'breaks off as %s where the vendor fails on the way, so that nobody takes it for the whole',
    async (format) => {
      vi.useFakeTimers({ toFake: ['Date'], now: NOW });
      failFrom(4, () => HttpResponse.json({}, { status: 500 }));
      const response = await call(`/v1/attendance?format=${format}&${MORNING}`);
      expect(response.status).toBe(200);
      const { text, whole } = await drained(response);
      expect(whole).toBe(false);
      expect(text.split('\n').length).toBeGreaterThan(4);
    },
    60_000,
  );

  it('is a problem, and no stream, where the first page fails already', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    failFrom(0, () => HttpResponse.json({}, { status: 500 }));
    const response = await call(`/v1/attendance?format=csv&${MORNING}`);
    expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    expect(await slugOf(response)).toBe('provider-failed');
  });

  it('waits where the vendor asks to slow down, and goes on', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    const ticking = setInterval(() => vi.setSystemTime(Date.now() + 100), 100);
    const undisturbed = await drained(await call(`/v1/attendance?format=ndjson&${MORNING}`));
    let refused = 0;
    failFrom(4, () =>
      refused++ < 2
        ? HttpResponse.json(
            { error_code: 'USG.000000429', error_msg: 'slow down' },
            { status: 429, headers: { 'Retry-After': '1' } },
          )
        : undefined,
    );
    const { text, whole } = await drained(await call(`/v1/attendance?format=ndjson&${MORNING}`));
    expect(refused).toBeGreaterThan(0);
    expect(whole).toBe(true);
    clearInterval(ticking);
    expect(text.split('\n')).toHaveLength(undisturbed.text.split('\n').length);
  }, 60_000);

  it('asks the vendor for no more once its reader has gone', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    let asked = 0;
    network.use(http.all(RECORDS, () => void asked++));
    const response = await call(`/v1/attendance?format=ndjson&${MORNING.replace('01:30', '03:00')}`);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const then = asked;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked - then).toBeLessThanOrEqual(4);
    await drained(await call(`/v1/attendance?format=ndjson&${MORNING.replace('01:30', '03:00')}`));
    expect(asked).toBeGreaterThan(3 * then);
  }, 60_000);
});
