import { expect, it } from 'vitest';
import { keyEntry } from '../../../functions/callers/apiKey.ts';
import { bindings, call } from '../../support/gateway.ts';
import { sha256 } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

useVendors();

it('a thousand keys that nobody knows push no good one out, which goes on working while KV is down', async () => {
  const env = bindings();
  const as = (key: string, where = env) =>
    call('/v1/operations', { headers: { Authorization: `Bearer ${key}` } }, where);
  await env.KEYS.put(keyEntry(await sha256('good')), JSON.stringify({ name: 'kiosk', scopes: ['read'] }));
  expect((await as('good')).status).toBe(200);
  for (let i = 0; i < 1_100; i++) expect((await as(`unknown-${i}`)).status).toBe(401);
  const down = bindings({ KEYS: { get: () => Promise.reject(new Error('KV is down')) } });
  expect((await as('good', down)).status).toBe(200);
});
