import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { ClientError, createClient } from '../../../functions/client/client.ts';
import {
  createGatewayHandlers,
  type GatewayHandlerOptions,
  gatewayProblem,
} from '../../../functions/client/gatewayHandlers.ts';
import { writtenExample } from '../../../functions/console/pages/describeOperation.ts';
import { notesOf } from '../../../functions/core/notes.ts';
import { operations } from '../../../functions/registry.ts';
import { restCall } from '../../support/gateway.ts';

const BASE = 'https://gate.example';

/** Asks the handlers, as MSW does for a request that an application makes. */
function mocked(options: GatewayHandlerOptions = {}) {
  const handlers = createGatewayHandlers({ baseUrl: BASE, ...options });
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await getResponse(handlers, new Request(BASE + path, init) as never);
    if (!answer) throw new Error(`nothing answers ${path}`);
    return answer as Response;
  };
  const send = ((url: string, init: RequestInit) => ask(url.slice(BASE.length), init)) as typeof fetch;
  return { ask, gate: createClient({ baseUrl: BASE, apiKey: 'any', fetch: send }) };
}

describe('a mocked gateway', () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'answers %s with its example, by its route and by invocation',
    async (id, operation) => {
      const { ask } = mocked();
      const headers = { Authorization: 'Bearer any' };
      const { path, init } = restCall(operation, notesOf(operation).example.input);
      const byRoute = await ask(path, { ...init, headers: { ...init.headers, ...headers } });
      const invoked = await ask(`/v1/invoke/${id}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(notesOf(operation).example.input),
      });
      const wanted = JSON.parse(JSON.stringify(writtenExample(operation)));
      expect([byRoute.status, await byRoute.json()]).toEqual([200, wanted]);
      expect([invoked.status, await invoked.json()]).toEqual([200, wanted]);
    },
  );

  it('answers what the test gives, or makes of the input', async () => {
    const { gate } = mocked({
      answers: {
        'meetings.countLive': { total: 7, complete: true, sources: [] },
        'huawei.listOngoingWebinars': ({ limit = 0 }) => ({ offset: 0, limit, count: 0, data: [] }),
      },
    });
    expect(await gate.meetings.countLive()).toMatchObject({ total: 7 });
    expect(await gate.huawei.listOngoingWebinars({ limit: 4 })).toMatchObject({ limit: 4, data: [] });
  });

  it('answers problems, with what they carry', async () => {
    const { gate } = mocked({
      answers: { 'meetings.countLive': gatewayProblem('provider-throttled', { retryAfter: 2 }) },
    });
    const error = await gate.meetings.countLive().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({ retryAfter: 2, problem: { status: 429, retryAfter: 2, retryable: true } });
  });

  it('answers a response that is none of the gateway’s, as often as it is asked', async () => {
    const { gate } = mocked({ answers: { 'meetings.countLive': new Response('oops', { status: 502 }) } });
    for (let time = 0; time < 2; time += 1)
      await expect(gate.meetings.countLive()).rejects.toMatchObject({ kind: 'unexpected', status: 502 });
  });

  it('refuses what the gateway refuses', async () => {
    const { ask, gate } = mocked();
    await expect(gate.huawei.listOngoingWebinars({ limit: 0 })).rejects.toMatchObject({
      problem: { status: 400, errors: [{ field: 'limit' }] },
    });
    expect((await ask('/v1/meetings/live/count')).status).toBe(401);
    const unknown = await ask('/v1/invoke/no.such', {
      method: 'POST',
      headers: { Authorization: 'Bearer any' },
    });
    expect([unknown.status, unknown.headers.get('Content-Type')]).toEqual([404, 'application/problem+json']);
  });

  it('tells how a call came about, and keeps its id', async () => {
    const { gate } = mocked();
    const explained = await gate.meetings.countLive({}, { explain: true, requestId: 'mine' });
    expect(explained.receipt).toMatchObject({ requestId: 'mine', operation: 'meetings.countLive' });
    const { meta } = await gate.meetings.countLive.withResponse({}, { requestId: 'mine' });
    expect(meta).toMatchObject({ requestId: 'mine', cacheStatus: 'meetgate; fwd=miss' });
  });

  it('is not made with an answer for an operation that there is not', () => {
    expect(() => createGatewayHandlers({ answers: { 'no.such': {} } as object })).toThrow('no.such');
  });
});
