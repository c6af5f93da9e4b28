import { runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import type { EventLog } from '../../../functions/eventlog/eventLog.object.ts';
import { bindings } from '../../support/gateway.ts';

const log = () => bindings().EVENT_LOG.getByName('of this test');
const entry = (id: string, type: string) => ({
  ...{ id, account: 'default', type, transitions: [], sealed: 'sealed' },
});
const WANTED = { accounts: ['*'], types: ['meetgate.meeting.ended'], most: 10 };

it('a read of a log looks through a bounded part of it, and says that there is more', async () => {
  await log().append([entry('first', 'meetgate.meeting.started')], 7);
  await runInDurableObject(log() as unknown as DurableObjectStub<EventLog>, (_, { storage }) => {
    storage.sql.exec(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)
       INSERT INTO events (id, account, type, kept, sealed) SELECT 'e' || i, 'default', 'meetgate.meeting.started', ?, '' FROM n`,
      Date.now(),
    );
  });
  await log().append([entry('last', 'meetgate.meeting.ended')], 7);
  const first = await log().read(WANTED);
  expect(first).toMatchObject({ events: [], more: true });
  const second = await log().read({ ...WANTED, after: first?.place });
  expect(second).toMatchObject({ events: [{ id: 'last' }], more: false });
  // Who follows is given what there is, and waits for nothing before.
  const began = Date.now();
  const from = first && { ...first.place, seq: 0 };
  expect(await log().follow('stream', 'caller', { ...WANTED, after: from }, 20_000)).toMatchObject({
    events: [{ id: 'last' }],
  });
  expect(Date.now() - began).toBeLessThan(10_000);
});
