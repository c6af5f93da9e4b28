import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetIsolate } from '../../../../functions/core/isolate.ts';
import { bindings, problemOf } from '../../../support/gateway.ts';
import { callHook, type MadeHook, makeHook, send, signedBy } from '../../../support/hooks.ts';
import { later, slugOf } from '../../../support/shorthand.ts';
import { useVendors } from '../../../support/vendors.ts';

useVendors();

const BODY = '{"limit":2}';
let hook: MadeHook;
const logged: Record<string, unknown>[] = [];
beforeEach(async () => {
  hook = await makeHook();
  vi.spyOn(console, 'log').mockImplementation((line) => void logged.push(JSON.parse(String(line))));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  logged.length = 0;
});

const path = '/v1/hooks/bot';
const post = (body: string, headers: Record<string, string>, to = path) => send(to, body, headers);
const OTHER = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** Requests that prove nothing: what is sent, and the reason that the log alone tells. */
const REFUSED: Record<string, [why: string, send: () => Promise<Response>]> = {
  'without a signature': ['unsigned', () => post(BODY, {})],
  'with a key in its place': ['unsigned', () => post(BODY, { Authorization: 'Bearer meetgate-demo-key' })],
  'without a timestamp': [
    'unsigned',
    () => post(BODY, { ...signedBy(hook.secret, BODY), 'webhook-timestamp': '' }),
  ],
  'signed by another secret': ['wrong', () => post(BODY, signedBy(OTHER, BODY))],
  'of another body': ['wrong', () => post('{"limit":3}', signedBy(hook.secret, BODY))],
  truncated: ['wrong', () => post(BODY.slice(0, -1), signedBy(hook.secret, BODY))],
  're-serialised': ['wrong', () => post('{ "limit": 2 }', signedBy(hook.secret, BODY))],
  'with another id': [
    'wrong',
    () => post(BODY, { ...signedBy(hook.secret, BODY), 'webhook-id': 'msg_other' }),
  ],
  'with another time': [
    'wrong',
    () =>
      post(BODY, {
        ...signedBy(hook.secret, BODY),
        'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 9),
      }),
  ],
  'too old': ['too-old', () => post(BODY, signedBy(hook.secret, BODY, { now: Date.now() - 302_000 }))],
  'too new': ['too-new', () => post(BODY, signedBy(hook.secret, BODY, { now: Date.now() + 302_000 }))],
  'to a hook that nobody made': [
    'unknown-hook',
    () => post(BODY, signedBy(hook.secret, BODY), '/v1/hooks/nobodys'),
  ],
  'to what is no name': ['unknown-hook', () => post(BODY, signedBy(hook.secret, BODY), '/v1/hooks/-%20x')],
  'with a token, where there is none': ['wrong-token', () => post(BODY, {}, `${path}/${'0'.repeat(43)}`)],
  'with a token, where there is no hook': [
    'unknown-hook',
    () => post(BODY, {}, `/v1/hooks/nobodys/${'A'.repeat(43)}`),
  ],
};

/** What of an answer is the same for everybody. */
async function shape(response: Response) {
  const { type, title, status, detail, retryable, ...rest } = await problemOf(response);
  const headers = [...response.headers].filter(([name]) => !['server-timing', 'x-request-id'].includes(name));
  return {
    status: response.status,
    type,
    title,
    said: status,
    detail,
    retryable,
    members: Object.keys(rest),
    headers,
  };
}

describe('a request that proves nothing', () => {
  it.each(Object.entries(REFUSED))('%s gets the one 401, and the log tells why', async (_, [why, ask]) => {
    const reference = await shape(await post(BODY, {}, '/v1/hooks/nobodys'));
    expect(reference).toMatchObject({ status: 401, type: expect.stringMatching(/hook-refused$/) });
    logged.length = 0;
    const refused = await shape(await ask());
    expect(refused).toEqual(reference);
    expect(logged).toEqual([expect.objectContaining({ event: 'hook-refused', reason: why })]);
  });

  it('asks no vendor, makes no object and keeps nothing', async () => {
    const made: string[] = [];
    const env = bindings();
    const watched = bindings({
      HOOK_CALLS: { getByName: (name: string) => made.push(name) && env.HOOK_CALLS.getByName(name) },
    });
    for (const to of [path, '/v1/hooks/nobodys', `${path}/${'A'.repeat(43)}`])
      expect((await send(to, BODY, signedBy(OTHER, BODY), watched)).status).toBe(401);
    expect(made).toEqual([]);
    expect((await env.HOOKS.list()).keys).toHaveLength(1);
    expect(logged.filter(({ event }) => event === 'call')).toEqual([]);
  });

  it('costs the same reads whether the hook is there, remembered or not', async () => {
    const env = bindings();
    let reads = 0;
    const counting = bindings({
      HOOKS: {
        get(name: string) {
          reads++;
          return env.HOOKS.get(name);
        },
      },
    });
    for (const to of ['/v1/hooks/nobodys', path, path]) {
      reads = 0;
      await send(to, BODY, signedBy(OTHER, BODY), counting);
      expect([to, reads]).toEqual([to, 1]);
    }
    forgetIsolate();
    reads = 0;
    await send(path, BODY, signedBy(OTHER, BODY), counting);
    expect(reads).toBe(1);
  });

  it('does not use up what genuine calls may use', async () => {
    const counted: string[] = [];
    const env = bindings({
      CALLER_RATE: '5/10',
      CALLERS: { limit: async ({ key }: { key: string }) => ({ success: counted.push(key) <= 1 }) },
    });
    for (let n = 0; n < 5; n++) await send(path, BODY, signedBy(OTHER, BODY), env);
    expect(counted).toEqual([]);
    expect((await callHook(hook, BODY, { env })).status).toBe(200);
    const beyond = await callHook(hook, BODY, { env });
    expect([beyond.status, counted]).toEqual([429, ['hook:bot', 'hook:bot']]);
  });

  it('cannot take the id of a genuine one', async () => {
    await send(path, '{"limit":9}', { ...signedBy(OTHER, BODY), 'webhook-id': 'msg_wanted' });
    expect((await callHook(hook, BODY, { id: 'msg_wanted' })).status).toBe(200);
  });
});

describe('the order of refusals', () => {
  it('is: too large, before it is looked at who sent it', async () => {
    const response = await post('x'.repeat(70_000), {});
    expect([response.status, await slugOf(response)]).toEqual([413, 'body-too-large']);
  });

  it('is: not proven, before anything is said of the body', async () => {
    expect((await post('{"limit":', {})).status).toBe(401);
  });

  it('is: repeated, before what is wrong with the body', async () => {
    expect((await callHook(hook, BODY, { id: 'msg_same' })).status).toBe(200);
    const response = await callHook(hook, '{"limit":', { id: 'msg_same' });
    expect([response.status, await slugOf(response)]).toEqual([409, 'id-reused']);
  });

  it('is: what is wrong with the body, at last; and that is answered again, too', async () => {
    const first = await callHook(hook, '{"colour":1}', { id: 'msg_wrong' });
    expect(first.status).toBe(400);
    const text = await first.text();
    expect(JSON.parse(text)).toMatchObject({ errors: [{ field: 'colour' }], instance: path });
    const second = await callHook(hook, '{"colour":1}', { id: 'msg_wrong' });
    expect([second.status, second.headers.get('Idempotent-Replayed'), await second.text()]).toEqual([
      400,
      'true',
      text,
    ]);
  });
});

it('a signature is good for five minutes, and by any of several', async () => {
  const headers = signedBy(hook.secret, BODY);
  later(299_000);
  const several = `v1a,xxxx v1,AAAA ${headers['webhook-signature']}`;
  expect((await post(BODY, { ...headers, 'webhook-signature': several })).status).toBe(200);
});
