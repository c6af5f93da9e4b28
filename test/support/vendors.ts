import { reset } from 'cloudflare:test';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { forgetIsolate } from '../../functions/core/isolate.ts';
import { createNetwork } from '../../mocks/network.ts';
import type { VendorsOptions } from '../../mocks/options.ts';
import { createVendors } from '../../mocks/vendors.ts';

/** Both simulated vendors on the network of a test file; after each test they and the gateway start afresh. */
export function useVendors(options: VendorsOptions = {}) {
  const vendors = createVendors(options);
  const network = createNetwork(vendors);
  beforeAll(() => network.enable());
  afterEach(async () => {
    network.resetHandlers();
    forgetIsolate();
    for (const vendor of ['huawei', 'quanshi'] as const) vendors.state[vendor].sessions.clear();
    await reset();
  });
  afterAll(() => network.disable());
  return { vendors, network };
}
