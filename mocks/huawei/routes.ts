import { HINT, hintText } from '../hint.ts';
import type { Settings } from '../options.ts';
import type { Route, VendorRequest } from '../route.ts';
import type { VendorState } from '../state.ts';
import type { World } from '../world.ts';
import { appAuth } from './appAuth.ts';
import { checkToken } from './checkToken.ts';
import { createAuthRandom } from './createAuthRandom.ts';
import type { HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { type Exchange, type Front, frontHeaders, requestIdOf } from './fronts.ts';
import { listOngoingWebinars } from './listOngoingWebinars.ts';
import { searchAttendanceRecords } from './searchAttendanceRecords.ts';

const ENDPOINTS: readonly HuaweiEndpoint[] = [
  appAuth,
  listOngoingWebinars,
  searchAttendanceRecords,
  createAuthRandom,
];

/** Huawei's operations as routes: the token check, the refusals and the headers, once for all of them. */
export function huaweiRoutes(settings: Settings, world: World, state: VendorState): Route[] {
  return ENDPOINTS.map((endpoint) => ({
    vendor: 'huawei',
    method: endpoint.method,
    path: endpoint.path,
    operation: endpoint.operation,
    resolve: (request) =>
      respond(endpoint.front, request, settings, state, async (now) => {
        const check = endpoint.token(settings.huawei);
        const token = request.headers.get('X-Access-Token');
        const wanted = check === 'required' || (check === 'if-sent' && token !== null);
        return endpoint.answer({
          url: new URL(request.url),
          headers: request.headers,
          body: request.method === 'GET' ? '' : await request.text(),
          now,
          world,
          state,
          settings: settings.huawei,
          session: wanted ? checkToken(state, token, now) : undefined,
        });
      }),
    refuse: (request, { hint, ...other }) =>
      respond(endpoint.front, request, settings, state, () => {
        throw new HuaweiRefusal('APIG.0101', hint, other);
      }),
  }));
}

/** What the API gateway says to a path or method that is not published. */
export function huaweiNotFound(
  request: VendorRequest,
  settings: Settings,
  state: VendorState,
  hint: string,
): Promise<Response> {
  return respond('wss', request, settings, state, () => {
    throw new HuaweiRefusal('APIG.0101', hint);
  });
}

async function respond(
  front: Front,
  request: VendorRequest,
  settings: Settings,
  state: VendorState,
  answer: (now: number) => object | Promise<object>,
): Promise<Response> {
  const now = settings.now();
  const debug = request.headers.get('X-Apig-Mode')?.toLowerCase() === 'debug';
  const exchange: Exchange = { seed: settings.seed, number: ++state.requests, now, debug };
  const requestId = request.headers.get('X-Request-Id') ?? requestIdOf(front, exchange);
  try {
    const body = JSON.stringify(await answer(now));
    return new Response(body, { headers: frontHeaders(front, exchange, requestId, body) });
  } catch (error) {
    if (!(error instanceof HuaweiRefusal)) throw error;
    const body = JSON.stringify(error.body(requestId));
    const headers = frontHeaders(front, exchange, requestId, body);
    headers.set(HINT, hintText(error.message));
    return new Response(body, { status: error.status, headers });
  }
}
