import { type HttpHandler, http } from 'msw';
import type { Route } from './route.ts';
import { createVendors, type Vendors } from './vendors.ts';

const BY_METHOD = { GET: http.get, POST: http.post, PUT: http.put, DELETE: http.delete } as const;

/** A vendor's operation on any host, as an MSW handler over the same resolver that the servers call. */
function handlerOf(route: Route): HttpHandler {
  return BY_METHOD[route.method](`*${route.path}`, ({ request }) => route.resolve(request as Request));
}

/**
 * MSW handlers for both vendors.
 *
 * @example setupServer(...createHandlers(createVendors({ seed: 42 })))
 */
export function createHandlers(vendors: Vendors = createVendors()): HttpHandler[] {
  return vendors.routes.map(handlerOf);
}

/** Handlers with every default, for whoever needs nothing else. */
export const handlers: readonly HttpHandler[] = createHandlers();
