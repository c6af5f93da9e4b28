import { type HttpHandler, http } from 'msw';
import type { Route } from './core/route.ts';
import { approximate } from './faults/wire.ts';
import { createVendors, type Vendors } from './vendors.ts';

const BY_METHOD = { GET: http.get, POST: http.post, PUT: http.put, DELETE: http.delete } as const;

/** A vendor's operation on any host, as an MSW handler over the same exchange that the servers make. */
function handlerOf(vendors: Vendors, route: Route): HttpHandler {
  return BY_METHOD[route.method](`*${route.path.replace(/\{(\w+)\}/g, ':$1')}`, async ({ request }) =>
    approximate(await vendors.exchange(request as Request), 'msw'),
  );
}

/**
 * MSW handlers for both vendors.
 *
 * @example setupServer(...createHandlers(createVendors({ seed: 42 })))
 */
export function createHandlers(vendors: Vendors = createVendors()): HttpHandler[] {
  // MSW takes the first that fits: a fixed path is none of those with a parameter.
  const fixed = (route: Route) => !route.path.includes('{');
  return [...vendors.routes.filter(fixed), ...vendors.routes.filter((route) => !fixed(route))].map((route) =>
    handlerOf(vendors, route),
  );
}

/** Handlers with every default, for whoever needs nothing else. */
export const handlers: readonly HttpHandler[] = createHandlers();
