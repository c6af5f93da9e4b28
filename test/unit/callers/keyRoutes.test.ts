import { describe, expect, it } from 'vitest';
import { bindings, call, problemOf } from '../../support/gateway.ts';
import { LIST, withScopes } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

useVendors();

const post = (body: unknown, env?: Env) =>
  call('/v1/keys', { method: 'POST', body: JSON.stringify(body) }, env);
const list = async () =>
  ((await (await call('/v1/keys')).json()) as { keys: Record<string, unknown>[] }).keys;
const as = (key: string, path = LIST, init: RequestInit = {}) =>
  call(path, { ...init, headers: { Authorization: `Bearer ${key}` } });

describe('/v1/keys', () => {
  it('makes a key that calls with its scopes, shows it once, and takes it away', async () => {
    const response = await post({ name: 'kiosk', scopes: ['read'], expires: '2037-01-01' });
    expect(response.status).toBe(201);
    const made = (await response.json()) as { key: string; sha256: string };
    expect(made).toMatchObject({
      name: 'kiosk',
      accounts: ['default'],
      users: [],
      key: expect.stringMatching(/^mg_/),
    });
    expect((await as(made.key)).status).toBe(200);
    expect((await as(made.key, '/v1/keys')).status).toBe(403);

    const [shown] = await list();
    expect(shown).toMatchObject({ name: 'kiosk', sha256: made.sha256, expires: '2037-01-01T00:00:00.000Z' });
    expect(JSON.stringify(shown)).not.toContain(made.key);
    expect(JSON.stringify(await bindings().KEYS.list())).not.toContain(made.key);

    expect((await call(`/v1/keys/${made.sha256}`, { method: 'DELETE' })).status).toBe(204);
    expect(await list()).toEqual([]);
  });

  it('tells when a key was last used', async () => {
    const { key } = (await (await post({ name: 'kiosk', scopes: ['read'] })).json()) as { key: string };
    expect((await list())[0]?.lastUsed).toBeNull();
    await as(key);
    expect((await list())[0]?.lastUsed).toMatch(/^\d{4}-.*Z$/);
  });

  it.each([
    [{}, ['name', 'scopes']],
    [{ name: 'a b', scopes: ['read'] }, ['name']],
    [{ name: 'a', scopes: [] }, ['scopes']],
    [{ name: 'a', scopes: ['root'] }, ['scopes']],
    [{ name: 'a', scopes: ['read'], accounts: [''] }, ['accounts']],
    [{ name: 'a', scopes: ['read'], users: ['a,b'] }, ['users']],
    [{ name: 'a', scopes: ['read'], expires: '2020-01-01' }, ['expires']],
    [{ name: 'a', scopes: ['read'], expires: 'tomorrow' }, ['expires']],
    [{ name: 'a', scopes: ['read'], expires: '2099-01-01' }, ['expires']],
    [{ name: 'a', scopes: ['read'], sha256: 'x' }, ['sha256']],
  ])('refuses %j and names what is wrong', async (body, fields) => {
    const problem = await problemOf(await post(body));
    expect(problem.status).toBe(400);
    expect(problem.errors?.map(({ field }) => field)).toEqual(fields);
    expect(await list()).toEqual([]);
  });

  it('is for the scope admin only, whatever the method', async () => {
    const env = await withScopes(['read', 'secrets', 'personal', 'events']);
    const hash = 'a'.repeat(64);
    for (const [path, method] of [
      ['/v1/keys', 'GET'],
      ['/v1/keys', 'POST'],
      [`/v1/keys/${hash}`, 'DELETE'],
    ] as const)
      expect([path, method, (await call(path, { method }, env)).status]).toEqual([path, method, 403]);
  });

  it('takes the whole hash of a key to take it away, so that no other goes with it', async () => {
    await post({ name: 'kiosk', scopes: ['read'] });
    expect((await call('/v1/keys/abc', { method: 'DELETE' })).status).toBe(400);
    expect(await list()).toHaveLength(1);
  });
});
