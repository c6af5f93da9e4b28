import { delay, HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { vendorOperationOf } from '../../../functions/registry.ts';
import { bindings, call } from '../../support/gateway.ts';
import { LIST, later, ONGOING, settled, slugOf } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const FRESH_MS = vendorOperationOf('huawei.listOngoingWebinars').shareSeconds * 1000;
const cacheStatus = (response: Response) => response.headers.get('Cache-Status');
type Ask = (order: never, freshMs: number) => Promise<never>;
let calls = 0;
let asked = 0;

/** Counts what the Durable Object that shares is asked; `answer` stands in for it where it is given. */
const objects = (answer?: Ask) =>
  bindings({
    ANSWERS: {
      getByName: (key: string) => ({
        answer: (...order: Parameters<Ask>) => {
          asked++;
          return answer
            ? answer(...order)
            : bindings()
                .ANSWERS.getByName(key)
                .answer(...order);
        },
      }),
    },
  });
/** Calls and does not wait for what comes after the answer, which would be for ever. */
const unsettled = (env: Env) => call(LIST, { headers: { 'Cache-Control': 'max-age=60' } }, env);
const answerWith = (answer: () => Response | undefined | Promise<Response | undefined>) => {
  network.resetHandlers();
  network.use(
    http.get(ONGOING, () => {
      calls++;
      return answer();
    }),
  );
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  calls = 0;
  asked = 0;
  answerWith(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the refresh of a stale answer', () => {
  it('is asked for once by an isolate, however many callers meet the stale one meanwhile', async () => {
    await settled(LIST, {}, objects());
    later(FRESH_MS + 1_000);
    answerWith(async () => {
      await delay(50);
      return undefined;
    });
    await Promise.all(Array.from({ length: 5 }, () => settled(LIST, {}, objects())));
    expect([asked, calls]).toEqual([2, 2]);
  });

  it('is asked for again as soon as its answer is stale in its turn', async () => {
    await settled(LIST, {}, objects());
    for (let n = 2; n <= 4; n++) {
      later(FRESH_MS + 1_000);
      await settled(LIST, {}, objects());
      expect(calls).toBe(n);
      expect(cacheStatus(await settled(LIST, {}, objects()))).toBe(`meetgate; hit; ttl=${FRESH_MS / 1000}`);
    }
  });

  it('that never came back is asked for again ten seconds later', async () => {
    await settled(LIST, {}, objects());
    later(FRESH_MS + 1_000);
    const hanging = objects(() => new Promise(() => {}));
    for (let n = 0; n < 3; n++) await unsettled(hanging);
    expect(asked).toBe(2);
    later(9_999);
    await unsettled(hanging);
    expect(asked).toBe(2);
    later(1);
    await unsettled(hanging);
    expect(asked).toBe(3);
  });

  it('that the vendor refused leaves the stale answer as it is', async () => {
    const first = await (await settled()).text();
    later(FRESH_MS + 1_000);
    answerWith(() => HttpResponse.json({ error_code: 'MMC.111070002' }, { status: 403 }));
    expect(await (await settled()).text()).toBe(first);
    expect(await (await settled()).text()).toBe(first);
  });
});

describe('the object that shares', () => {
  it('asks the vendor again at the very moment at which its answer is no longer fresh', async () => {
    await settled();
    // Neither this isolate nor its data centre has the answer: only the object has.
    vi.spyOn(caches, 'open').mockRejectedValue(new Error('no cache'));
    later(FRESH_MS - 1);
    forgetIsolate();
    expect(cacheStatus(await settled())).toBe('meetgate; fwd=miss; collapsed');
    later(1);
    forgetIsolate();
    expect(cacheStatus(await settled())).toBe('meetgate; fwd=miss; stored');
    expect(calls).toBe(2);
  });

  it('leaves a caller whom it fails what is left of the deadline, and no more', async () => {
    vi.useRealTimers();
    answerWith(async () => {
      await delay(400);
      return undefined;
    });
    const failing = objects(async () => {
      await delay(300);
      throw new Error('moved');
    });
    // The vendor would answer after 700 milliseconds: a whole deadline, begun anew, would see that.
    const response = await settled(LIST, { 'X-Timeout-Ms': '500' }, failing);
    expect(await slugOf(response)).toBe('provider-timeout');
  });
});
