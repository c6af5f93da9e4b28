import { FetchInterceptor } from '@mswjs/interceptors/fetch';
import { defineNetwork, InterceptorSource, type NetworkApi } from 'msw/experimental';
import { createHandlers } from './handlers.ts';
import type { Vendors } from './vendors.ts';

/**
 * Both vendors on the network of a test that runs in workerd, where `setupServer` of msw/node does not work. A request
 * that nobody handles fails instead of leaving the machine.
 *
 * @example
 * const network = createNetwork(createVendors({ seed: 42, now }));
 * beforeAll(() => network.enable());
 * afterEach(() => network.resetHandlers());
 * afterAll(() => network.disable());
 */
export function createNetwork(vendors: Vendors): NetworkApi<[InterceptorSource]> {
  return defineNetwork({
    sources: [new InterceptorSource({ interceptors: [new FetchInterceptor()] })],
    handlers: createHandlers(vendors),
    // MSW would otherwise print every request and answer.
    context: { quiet: true },
    onUnhandledFrame: 'error',
  });
}
