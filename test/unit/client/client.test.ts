import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  ClientError,
  type ClientOptions,
  createClient,
  GatewayError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../functions/client/client.ts';
import { traits } from '../../../functions/client/methods.ts';
import { Problem } from '../../../functions/core/problem.ts';
import { operations } from '../../../functions/registry.ts';

type Turn = () => Response | Promise<Response>;

/** A client of a gateway that answers one thing after another, and the last for ever; and how long it waited. */
function client(turns: Turn[], options: Partial<ClientOptions> = {}) {
  const waits: number[] = [];
  const calls: RequestInit[] = [];
  const gate = createClient({
    baseUrl: 'https://gate.example',
    apiKey: 'key',
    fetch: (async (_: string, init: RequestInit) => {
      calls.push(init);
      const turn = turns[Math.min(calls.length, turns.length) - 1];
      if (!turn) throw new Error('nothing is answered');
      return turn();
    }) as typeof fetch,
    timing: {
      random: () => 1,
      wait: async (ms, signal) => {
        waits.push(ms);
        signal?.throwIfAborted();
      },
    },
    ...options,
  });
  return { gate, waits, calls };
}

const live = { total: 0, complete: true, sources: [] };
const good: Turn = () => Response.json(live);
const page: Turn = () =>
  new Response('<html>token=hidden</html>', { status: 503, headers: { 'Content-Type': 'text/html' } });
const down: Turn = () => Promise.reject(new TypeError('fetch failed'));
const problem =
  (slug: 'rate-limited' | 'invalid-input' | 'provider-failed', retryAfter?: number): Turn =>
  () => {
    const document = new Problem(slug, 'No.').toDocument({ origin: '', instance: '/', requestId: 'r' });
    const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
    return Response.json(document, { status: document.status, headers });
  };
const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the client as an object', () => {
  it('has a method for every operation and nothing else, so that nothing takes it for a promise', async () => {
    const { gate } = client([good]);
    const made = Object.entries(gate).flatMap(([group, methods]) =>
      Object.keys(methods).map((name) => `${group}.${name}`),
    );
    expect(made.toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
    expect(await gate.huawei).toBe(gate.huawei);
    expect(await gate).toBe(gate);
    expect(JSON.parse(JSON.stringify(gate))).toHaveProperty('huawei');
    expect(inspect(gate.huawei)).toContain('listOngoingWebinars');
  });

  it('knows of each operation how it is paged, and that it writes', () => {
    for (const operation of operations) {
      const { paging } = operation;
      expect(traits[operation.id as keyof typeof traits]).toEqual({
        ...(paging && { paging }),
        ...(operation.effect === 'write' && { writes: true }),
      });
    }
  });

  it('refuses an option that there is not, instead of dropping it', async () => {
    const error = await caught(client([good]).gate.meetings.countLive({}, { tiemout: 1 } as object));
    expect(error).toMatchObject({ name: 'TypeError', message: 'There is no option tiemout.' });
  });
});

describe('what an answer tells besides', () => {
  it('comes with the result where it is asked for', async () => {
    const headers = {
      'X-Request-Id': 'r-1',
      'X-Provider-Request-Id': 'p-1',
      Age: '3',
      'Cache-Status': 'meetgate; hit',
      'RateLimit-Policy': '"caller";q=600;w=60',
    };
    const { gate } = client([() => Response.json(live, { headers })]);
    expect(await gate.meetings.countLive.withResponse()).toEqual({
      result: live,
      meta: {
        status: 200,
        requestId: 'r-1',
        providerRequestId: 'p-1',
        age: 3,
        cacheStatus: 'meetgate; hit',
        rate: { calls: 600, seconds: 60 },
      },
    });
  });

  it('leaves out what is not there', async () => {
    expect((await client([good]).gate.meetings.countLive.withResponse()).meta).toEqual({ status: 200 });
  });
});

describe('an error', () => {
  it('tells a page of a proxy from the gateway, without quoting it', async () => {
    const error = await caught(client([page]).gate.meetings.countLive());
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({ kind: 'unexpected', status: 503, retryable: true });
    expect(inspect(error)).not.toContain('hidden');
    expect((error as Error).message).toContain('(503, text/html)');
  });

  it.each([
    ['a refusal in JSON that is no problem', () => Response.json({ message: 'no' }, { status: 404 }), false],
    ['a success that is no JSON', () => new Response('hello'), false],
  ])('tells %s', async (_, turn, retryable) => {
    const error = await caught(client([turn]).gate.meetings.countLive());
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error).toMatchObject({ retryable });
  });

  it('tells a gateway that cannot be reached, and a connection that broke off', async () => {
    const broken: Turn = () =>
      new Response(new ReadableStream({ start: (controller) => controller.error(new Error('reset')) }));
    for (const turn of [down, broken]) {
      const error = await caught(client([turn]).gate.meetings.countLive());
      expect(error).toBeInstanceOf(UnreachableError);
      expect(error).toMatchObject({ kind: 'unreachable', retryable: true });
      expect((error as Error).cause).toBeInstanceOf(Error);
    }
  });

  it('of a problem has the seconds to wait and the id of the request', async () => {
    const error = await caught(client([problem('rate-limited', 7)]).gate.meetings.countLive());
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({ kind: 'problem', retryable: true, retryAfter: 7, name: 'ClientError' });
  });
});

describe('retrying', () => {
  const retry = { attempts: 3 };

  it('is done by nobody who did not ask for it', async () => {
    const { gate, calls } = client([down, good]);
    await caught(gate.meetings.countLive());
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['a gateway that cannot be reached', down],
    ['a page of a proxy', page],
    ['a retryable problem', problem('provider-failed')],
  ])('gets over %s', async (_, turn) => {
    const { gate, calls, waits } = client([turn, turn, good], { retry });
    expect(await gate.meetings.countLive()).toEqual(live);
    expect(calls).toHaveLength(3);
    expect(waits).toEqual([500, 1000]);
  });

  it('waits as long as the answer asks for, and some more by chance', async () => {
    const { gate, waits } = client([problem('rate-limited', 7), good]);
    await gate.meetings.countLive({}, { retry });
    expect(waits).toEqual([7500]);
  });

  it('counts a date in Retry-After from the date of the answer', async () => {
    const headers = { Date: 'Wed, 25 Nov 2026 10:00:00 GMT', 'Retry-After': 'Wed, 25 Nov 2026 10:00:04 GMT' };
    const { gate, waits } = client([() => new Response('', { status: 503, headers }), good], { retry });
    await gate.meetings.countLive();
    expect(waits).toEqual([4500]);
  });

  it('does not wait longer than allowed: the error is thrown at once', async () => {
    const { gate, calls, waits } = client([problem('rate-limited', 60), good]);
    const error = await caught(gate.meetings.countLive({}, { retry }));
    expect(error).toMatchObject({ retryAfter: 60 });
    expect([calls.length, waits]).toEqual([1, []]);
  });

  it('ends with the last error when the attempts are used up', async () => {
    const { gate, calls } = client([down], { retry });
    expect(await caught(gate.meetings.countLive())).toBeInstanceOf(UnreachableError);
    expect(calls).toHaveLength(3);
  });

  it('does not repeat what fails again', async () => {
    const { gate, calls } = client([problem('invalid-input'), good], { retry });
    expect(await caught(gate.meetings.countLive())).toBeInstanceOf(ClientError);
    expect(calls).toHaveLength(1);
  });

  it('is given up by the signal while it waits for real', async () => {
    const gate = createClient({
      baseUrl: 'https://gate.example',
      apiKey: 'key',
      fetch: (() => down()) as typeof fetch,
    });
    const controller = new AbortController();
    const asked = caught(gate.meetings.countLive({}, { retry, signal: controller.signal }));
    setTimeout(() => controller.abort(new Error('enough')), 20);
    expect(await asked).toMatchObject({ message: 'enough' });
  });

  it.each([0, 11, 1.5])('is refused with %s attempts', async (attempts) => {
    expect(await caught(client([good]).gate.meetings.countLive({}, { retry: { attempts } }))).toBeInstanceOf(
      RangeError,
    );
  });
});
