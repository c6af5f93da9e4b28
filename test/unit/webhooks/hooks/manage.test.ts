import { listDurableObjectIds } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bindings, call, DEMO_KEY, problemOf } from '../../../support/gateway.ts';
import { callHook, HOOKED, makeHook, postHook, send, signedBy } from '../../../support/hooks.ts';
import { sha256, slugOf, withScopes } from '../../../support/shorthand.ts';
import { useVendors } from '../../../support/vendors.ts';

useVendors();
beforeEach(() => void vi.spyOn(console, 'log').mockReturnValue());
afterEach(() => void vi.restoreAllMocks());

const rotate = (body = '{}', env?: Env) => call('/v1/hooks/bot/rotate', { method: 'POST', body }, env);
const revoke = (env?: Env) => call('/v1/hooks/bot', { method: 'DELETE' }, env);
const WHOLE = {
  name: 'bot',
  operation: HOOKED,
  input: { limit: 10 },
  pointers: { searchKey: '/message/text' },
  scopes: ['read', 'secrets'],
  accounts: ['default', 'branch'],
  users: ['zhang.san'],
  reply: 'callback',
  callbackUrl: 'https://flows.example.com/done',
  urlToken: true,
};

describe('a hook', () => {
  it('is made, found, listed and deleted as the JSON that it was given, with its URL; its secret is shown once', async () => {
    const response = await postHook(WHOLE);
    expect([response.status, response.headers.get('Location')]).toEqual([201, '/v1/hooks/bot']);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const url = 'https://gate.example/v1/hooks/bot';
    const made = await response.json();
    expect(made).toEqual({
      ...WHOLE,
      url: expect.stringMatching(new RegExp(`^${url}/[\\w-]{43}$`)),
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
    expect(await (await call('/v1/hooks/bot')).json()).toEqual({ ...WHOLE, url });
    expect(await (await call('/v1/hooks')).json()).toEqual({ hooks: [{ ...WHOLE, url }] });
    expect((await revoke()).status).toBe(204);
    for (const gone of [await call('/v1/hooks/bot'), await revoke(), await rotate()])
      expect([gone.status, await slugOf(gone)]).toEqual([404, 'hook-not-found']);
    expect(await (await call('/v1/hooks')).json()).toEqual({ hooks: [] });
  });

  it('has what is not told: read, the account default, nobody to act for, an answer now, no URL token', async () => {
    const { secret: _, ...made } = await makeHook();
    expect(made).toEqual({
      name: 'bot',
      operation: HOOKED,
      input: {},
      pointers: {},
      scopes: ['read'],
      accounts: ['default'],
      users: [],
      reply: 'now',
      urlToken: false,
      url: 'https://gate.example/v1/hooks/bot',
    });
  });

  it('is made once by its name', async () => {
    const both = await Promise.all([
      postHook({ name: 'bot', operation: HOOKED }),
      postHook({ name: 'bot', operation: '*' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  it('is listed page by page', async () => {
    for (const name of ['a', 'b', 'c']) await makeHook({ name });
    const names: string[] = [];
    for (let path: string | undefined = '/v1/hooks?limit=2'; path; ) {
      const page: Response = await call(path);
      names.push(...((await page.json()) as { hooks: { name: string }[] }).hooks.map(({ name }) => name));
      path = /^<(.+)>; rel="next"$/.exec(page.headers.get('Link') ?? '')?.[1];
    }
    expect(names).toEqual(['a', 'b', 'c']);
  });

  it.each([
    [{ name: '../x' }, 'name'],
    [{ name: '' }, 'name'],
    [{ operation: 'huawei.dance' }, 'operation'],
    [{ operation: undefined }, 'operation'],
    [{ colour: 'red' }, 'colour'],
    [{ input: { limit: 0 } }, 'input.limit'],
    [{ input: { colour: 1 } }, 'colour'],
    [{ input: [] }, 'input'],
    [{ pointers: { limit: 'page/size' } }, 'pointers'],
    [{ pointers: { colour: '/a' } }, 'colour'],
    [{ operation: '*', pointers: { limit: '/a' } }, 'limit'],
    [{ scopes: ['secrets'] }, 'scopes'],
    [{ operation: 'huawei.createAuthRandom' }, 'scopes'],
    [{ scopes: ['write'] }, 'scopes'],
    [{ accounts: [] }, 'accounts'],
    [{ users: ['zhang san'] }, 'users'],
    [{ reply: 'later' }, 'reply'],
    [{ reply: 'callback' }, 'callbackUrl'],
    [{ callbackUrl: 'http://flows.example.com/' }, 'callbackUrl'],
    [{ callbackUrl: 'https://169.254.169.254/' }, 'callbackUrl'],
    [{ callbackUrl: 'https://gate.example/v1/hooks/bot' }, 'callbackUrl'],
    [{ urlToken: 'yes' }, 'urlToken'],
  ])('is refused where it is %j, by the name of what is wrong', async (change, field) => {
    const response = await postHook({ name: 'bot', operation: HOOKED, ...change });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors?.map((one) => one.field)).toContain(field);
  });
});

describe('whoever makes a hook', () => {
  /** The environment in which the demo key is one with limits. */
  const maker = async (record: object) => {
    const entry = { name: 'maker', sha256: await sha256(DEMO_KEY), scopes: ['read', 'admin'], ...record };
    return bindings({ API_KEYS: JSON.stringify([entry]) });
  };

  it('needs the scope admin for each of the routes', async () => {
    const env = await withScopes(['read', 'secrets', 'personal', 'events']);
    const answers = [
      await postHook({ name: 'bot', operation: HOOKED }, {}, env),
      await call('/v1/hooks', {}, env),
      await call('/v1/hooks/bot', {}, env),
      await rotate('{}', env),
      await revoke(env),
    ];
    for (const answer of answers)
      expect([answer.status, await slugOf(answer)]).toEqual([403, 'insufficient-scope']);
  });

  it.each([
    [{ scopes: ['read', 'secrets'] }],
    [{ accounts: ['branch'] }],
    [{ accounts: ['*'] }],
    [{ users: ['zhang.san'] }],
    [{ users: ['*'] }],
  ])('gives it nothing that they have not: %j', async (wish) => {
    const env = await maker({});
    const refused = await postHook({ name: 'bot', operation: HOOKED, ...wish }, {}, env);
    expect([refused.status, await slugOf(refused)]).toEqual([403, 'insufficient-scope']);
    const all = await maker({ scopes: ['read', 'secrets', 'admin'], accounts: ['*'], users: ['*'] });
    expect((await postHook({ name: 'bot', operation: HOOKED, ...wish }, {}, all)).status).toBe(201);
    // A new secret would be theirs to use.
    expect([(await rotate('{}', env)).status, (await rotate('{}', all)).status]).toEqual([403, 200]);
  });

  it('does not see default inputs that they would not see in answers', async () => {
    await makeHook({ operation: HOOKED, input: { searchKey: '张三', limit: 3 } });
    expect(await (await call('/v1/hooks/bot')).json()).toMatchObject({
      input: { searchKey: '张三', limit: 3 },
    });
    const limited = await (await call('/v1/hooks/bot', {}, await maker({ accounts: ['*'] }))).json();
    expect(limited).toMatchObject({ input: { limit: 3 } });
    expect(JSON.stringify(limited)).not.toContain('张三');
  });
});

describe('a call of a hook', () => {
  it('sees what its scopes cover, and goes through its accounts', async () => {
    const closed = await callHook(await makeHook({ name: 'closed' }));
    const open = await callHook(await makeHook({ name: 'open', scopes: ['read', 'secrets'] }));
    expect(await closed.text()).not.toContain('chairPasswd');
    expect(await open.text()).toContain('chairPasswd');
    const other = await makeHook({ name: 'other', accounts: ['branch'] });
    const refused = await callHook(other, '{}', { headers: { 'X-Account': 'default' } });
    expect(await slugOf(refused)).toBe('insufficient-scope');
  });

  it('is filed under the name of the hook', async () => {
    const hook = await makeHook();
    const response = await send('/v1/hooks/bot?explain=true', '{}', signedBy(hook.secret, '{}'));
    const { receipt } = (await response.json()) as { receipt: { caller: string } };
    expect(receipt.caller).toBe('hook:bot');
  });
});

it('a name that nobody made gets no object, whatever strangers send', async () => {
  const ids = async () =>
    (await listDurableObjectIds(bindings().HOOK_CALLS as DurableObjectNamespace)).length;
  await makeHook();
  const before = await ids();
  for (let n = 0; n < 5; n++) await send(`/v1/hooks/nobodys-${n}`, '{}');
  for (let n = 0; n < 5; n++) await send(`/v1/hooks/nobodys-${n}/${'A'.repeat(43)}`, '{}');
  expect(await ids()).toBe(before);
});
