import { describe, expect, it } from 'vitest';
import { callersNamed } from '../../../functions/callers/callersNamed.ts';
import { putKey } from '../../../functions/callers/keys.ts';
import { readConfig } from '../../../functions/config/config.ts';
import { bindings } from '../../support/gateway.ts';

const ACCESS = {
  teamDomain: 'https://team.cloudflareaccess.com',
  audience: 'a'.repeat(64),
  scopes: ['read'],
};
const named = (name: string, changes: Record<string, unknown> = {}) => {
  const env = bindings(changes);
  return callersNamed(name, { env, config: readConfig(env) });
};

describe('what the keys of a name may do', () => {
  it('is told of the keys that are configured and of those in KV, two while one replaces the other', async () => {
    const record = { name: 'demo', scopes: ['read' as const], accounts: ['default'], users: [] };
    await putKey('ab'.repeat(32), record, undefined, bindings());
    expect((await named('demo')).map(({ scopes }) => scopes.length)).toEqual([5, 1]);
    expect(await named('nobody')).toEqual([]);
  });

  it('is told of all whom Cloudflare Access lets in, and of nobody once it is off', async () => {
    const on = { CLOUDFLARE_ACCESS: JSON.stringify(ACCESS) };
    expect(await named('access:someone', on)).toMatchObject([{ name: 'access:someone', scopes: ['read'] }]);
    expect(await named('access:someone')).toEqual([]);
  });
});
