import { fitsPath, type Route, type VendorRequest } from './core/route.ts';
import type { EventContext } from './events/context.ts';
import type { Settings } from './options.ts';
import { byVendor, createWorld, VENDORS, type VendorId, type VendorState, type World } from './registry.ts';
import type { Stage } from './scenarios/play.ts';
import type { Place, Service, Vendor } from './vendor.ts';

/** Every vendor, open over one world and one state. */
export interface Simulation {
  readonly world: World;
  readonly routes: readonly Route<VendorId>[];
  /** The route of a method and path. */
  find(method: string, path: string): Route<VendorId> | undefined;
  /** The same route, its clock `shift` ms beside the others'. */
  shifted(route: Route<VendorId>, shift: number): Route<VendorId>;
  /** Answers a request that no route fits, as the vendor would whose path it might be. */
  notFound(request: VendorRequest, path: string): Promise<Response>;
}

/** Opens every vendor over the world of the settings and a state. `context` is what events work on. */
export function simulate(settings: Settings, state: VendorState, context: EventContext): Simulation {
  const world = createWorld(settings.seed, settings.size, state.overlay);
  const placeOf = ({ id }: Vendor<VendorId>, shift = 0): Place => {
    const now = shift === 0 ? settings.now : () => settings.now() + shift;
    return {
      settings: settings[id],
      state: state[id],
      world: world[id],
      seed: settings.seed,
      events: { ...context, now },
      now,
      countRequest: () => ++state.requests,
    };
  };
  const opened = byVendor((vendor) => openVendor(vendor, placeOf(vendor)));
  const routes = VENDORS.flatMap(({ id }) => opened[id].routes);
  // Where two routes have one method and path, as settings may make it, the first one answers.
  const table = new Map(routes.toReversed().map((route) => [`${route.method} ${route.path}`, route]));
  const parameterised = routes.filter((route) => route.path.includes('{'));
  return {
    world,
    routes,
    // A fixed path is what its name says, and no parameter of another.
    find: (method, path) =>
      table.get(`${method} ${path}`) ??
      parameterised.find((route) => route.method === method && fitsPath(route.path, path)),
    shifted(route, shift) {
      const vendor = VENDOR[route.vendor];
      const shifted = openVendor(vendor, placeOf(vendor, shift)).routes;
      return shifted.find(({ operation }) => operation === route.operation) ?? route;
    },
    notFound(request, path) {
      const { id } = VENDORS.find((vendor) => vendor.owns(path)) ?? VENDORS[0];
      return opened[id].notFound(request, path, whyNotFound(request, path, routes));
    },
  };
}

/** A vendor's operations as routes over one place, and what it says to any other path. */
function openVendor<Id extends string>(
  vendor: Vendor<Id>,
  place: Place,
): { readonly routes: readonly Route<Id>[]; readonly notFound: Service['notFound'] } {
  const service = vendor.open(place);
  const routes = vendor.endpoints.map(
    (endpoint): Route<Id> => ({
      vendor: vendor.id,
      method: endpoint.method,
      path: endpoint.path(place.settings),
      operation: endpoint.operation,
      resolve: (request) => service.answer(endpoint, request),
      refuse: (request, refusal) => service.refuse(endpoint, request, refusal),
    }),
  );
  return { routes, notFound: (...about) => service.notFound(...about) };
}

/** Where scenarios are acted out. */
export const stageOf = (world: World, { scenarios, seed }: VendorState): Stage => ({
  scenarios,
  seed,
  people: world.people,
  overlay: (vendor) => world[vendor as VendorId].overlay,
  rooms: (vendor, id, now) => VENDOR[vendor as VendorId].rooms(world[vendor as VendorId], id, now),
});

/** The vendors by id. */
export const VENDOR = byVendor((vendor) => vendor);

/** What was wrong with the path or the method of a request that no route fits. */
function whyNotFound({ method }: VendorRequest, path: string, routes: readonly Route[]): string {
  const known = routes.find((route) => fitsPath(route.path, path));
  return known
    ? `${path} takes ${known.method}, not ${method}`
    : `${method} ${path} is not simulated; ${routes.map((route) => `${route.method} ${route.path}`).join(', ')} are`;
}
