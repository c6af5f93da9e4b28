import type { Route, VendorRequest } from './core/request.ts';
import { huaweiNotFound, huaweiRoutes } from './huawei/service.ts';
import type { Settings } from './options.ts';
import { quanshiNotFound, quanshiRoutes } from './quanshi/service.ts';
import type { VendorState } from './state.ts';
import { createWorld, type World } from './world.ts';

/** Both vendors' routes over one world and one state. */
export interface Simulation {
  readonly world: World;
  readonly routes: readonly Route[];
}

/** The vendors of one seed, clock and state. A world of the same seed may be shared, whatever the clock. */
export function simulate(
  settings: Settings,
  state: VendorState,
  world: World = createWorld(settings.seed, settings.size),
): Simulation {
  return {
    world,
    routes: [...huaweiRoutes(settings, world, state), ...quanshiRoutes(settings, world, state)],
  };
}

/** What the vendor whose path it might be says to a path or method that nobody has. */
export function notFound(
  request: VendorRequest,
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
