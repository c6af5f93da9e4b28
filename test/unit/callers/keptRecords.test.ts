import { expect, it } from 'vitest';
import { listCalendars, makeCalendar, readCalendar } from '../../../functions/callers/calendars.ts';
import { callersNamed } from '../../../functions/callers/callersNamed.ts';
import { fitsMetadata } from '../../../functions/callers/keptRecords.ts';
import { listKeys, putKey } from '../../../functions/callers/keys.ts';
import { readConfig } from '../../../functions/config/config.ts';
import { bindings } from '../../support/gateway.ts';

/** More than KV takes as metadata. */
const accounts = Array.from({ length: 100 }, (_, n) => `subsidiary-${n}`);

it('metadata has 1,024 bytes, however few letters these are', () => {
  expect(['x'.repeat(1024), 'x'.repeat(1025), '会'.repeat(341), '会'.repeat(342)].map(fitsMetadata)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

it('a key with very many accounts, and a feed of it, are made, listed and found', async () => {
  const env = bindings();
  await putKey('cd'.repeat(32), { name: 'large', scopes: ['read'], accounts, users: [] }, undefined, env);
  expect((await listKeys(env, undefined)).keys.find(({ name }) => name === 'large')?.accounts).toEqual(
    accounts,
  );
  expect(await callersNamed('large', { env, config: readConfig(env) })).toMatchObject([{ accounts }]);
  const createdAt = '2026-03-02T02:00:00Z';
  const of = { status: 'scheduled' };
  const record = { name: 'Team', owner: 'large', scopes: ['read' as const], accounts, of, createdAt };
  const { id } = await makeCalendar(record, env);
  expect(await readCalendar(id, env)).toEqual(record);
  expect(await listCalendars('large', env)).toEqual([{ id, ...record }]);
});
