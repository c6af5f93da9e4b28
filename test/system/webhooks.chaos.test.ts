import { expect, it } from 'vitest';
import { webhookChaos } from '../support/webhookChaos.ts';

const EVENTS = 200;

it('every genuine event arrives, and is one delivery; no forged one does', async () => {
  const { told, logged, ids, forged, refusedWith } = await webhookChaos({
    events: EVENTS,
    patienceMs: 100_000,
  });
  expect(told.length).toBeGreaterThanOrEqual(EVENTS);
  // The vendor's own count: what is lost before the log would be missed by nobody else.
  expect(logged).toEqual(told);
  expect(ids.taken).toEqual(ids.logged);
  expect(ids.delivered).toEqual(ids.logged);
  expect([forged, refusedWith]).toEqual([0, 401]);
}, 240_000);
