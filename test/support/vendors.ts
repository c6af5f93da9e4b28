import { reset } from 'cloudflare:test';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { forgetIsolate } from '../../functions/core/isolate.ts';
import { createNetwork } from '../../mocks/network.ts';
import type { VendorsOptions } from '../../mocks/options.ts';
import { createVendors } from '../../mocks/vendors.ts';
import { wakeObjects } from './wakeObjects.ts';

/** An object that nobody has asked for ten seconds leaves the memory. Milliseconds, with room for a slow machine. */
const IDLE_MS = 5_000;

/** Both simulated vendors on the network of a test file; after each test they and the gateway start afresh. */
export function useVendors(options: VendorsOptions = {}) {
  const vendors = createVendors(options);
  const network = createNetwork(vendors);
  let started = 0;
  beforeAll(() => network.enable());
  beforeEach(() => {
    started = performance.now();
  });
  afterEach(async () => {
    network.resetHandlers();
    forgetIsolate();
    for (const vendor of ['huawei', 'quanshi'] as const) vendors.state[vendor].sessions.clear();
    if (performance.now() - started > IDLE_MS) await wakeObjects();
    await reset();
  });
  afterAll(() => network.disable());
  return { vendors, network };
}
