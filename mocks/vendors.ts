import { RegExpRouter } from 'hono/router/reg-exp-router';
import { huaweiNotFound, huaweiRoutes } from './huawei/routes.ts';
import { type Settings, settingsOf, type VendorsOptions } from './options.ts';
import { quanshiNotFound, quanshiRoutes } from './quanshi/routes.ts';
import type { Route } from './route.ts';
import { emptyState, type VendorState } from './state.ts';
import { createWorld, type World } from './world.ts';

/** Both vendors, simulated. */
export interface Vendors {
  readonly settings: Settings;
  readonly world: World;
  readonly state: VendorState;
  readonly routes: readonly Route[];
  /** Answers one request to either vendor, whatever its host: the path tells them apart. */
  fetch(request: Request): Promise<Response>;
}

/**
 * Simulates Huawei Cloud Meeting and Quanshi: one enterprise, one clock, and what callers did.
 *
 * @example
 * const vendors = createVendors({ seed: 42, now: Date.UTC(2026, 2, 2, 1) });
 * const response = await vendors.fetch(new Request('http://vendor/v2/usg/acs/auth/appauth', { … }));
 */
export function createVendors(options: VendorsOptions = {}): Vendors {
  const settings = settingsOf(options);
  const world = createWorld(settings.seed, settings.size);
  const state = emptyState();
  const routes = [...huaweiRoutes(settings, world, state), ...quanshiRoutes(settings, world, state)];
  const router = new RegExpRouter<Route>();
  for (const route of routes) router.add(route.method, route.path, route);
  return {
    settings,
    world,
    state,
    routes,
    fetch(request) {
      const path = pathOf(request.url);
      const route = router.match(request.method, path)[0][0]?.[0];
      return route ? route.resolve(request) : notFound(request, path, routes, settings, state);
    },
  };
}

/** The path of a URL without parsing the rest of it: this runs for every request. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  if (start < 0) return '/';
  const end = url.slice(start).search(/[?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}

function notFound(
  request: Request,
  path: string,
  routes: readonly Route[],
  settings: Settings,
  state: VendorState,
): Promise<Response> {
  const known = routes.find((route) => route.path === path);
  const hint = known
    ? `${path} takes ${known.method}, not ${request.method}`
    : `${request.method} ${path} is not simulated; ${routes.map((route) => `${route.method} ${route.path}`).join(', ')} are`;
  // Huawei's paths begin with a version, Quanshi's with a product.
  return /^\/(confopenapi|eventopenapi|conference|user)\//.test(path)
    ? quanshiNotFound(path, settings, state, hint)
    : huaweiNotFound(request, settings, state, hint);
}
