import { HINT, hintText } from '../core/hint.ts';
import type { Route, VendorRequest } from '../core/request.ts';
import type { Settings } from '../options.ts';
import type { VendorState } from '../state.ts';
import type { World } from '../world.ts';
import { checkToken } from './checkToken.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { type Exchange, type Front, frontHeaders, requestIdOf } from './fronts.ts';
import { checkRequest, readText } from './gateway.ts';
import { accountAuth } from './operations/accountAuth.ts';
import { appAuth } from './operations/appAuth.ts';
import { createAnonymousAuthRandom } from './operations/createAnonymousAuthRandom.ts';
import { createAuthRandom } from './operations/createAuthRandom.ts';
import { listHistoryWebinars } from './operations/listHistoryWebinars.ts';
import { listOngoingWebinars } from './operations/listOngoingWebinars.ts';
import { listUpcomingWebinars } from './operations/listUpcomingWebinars.ts';
import { searchAttendanceRecords } from './operations/searchAttendanceRecords.ts';
import { perInstant } from './perInstant.ts';
import { render } from './render.ts';
import { searchHistoryMeetings, searchOnlineMeetings } from './searchMeetings.ts';
import { countCall, refuseExcess } from './throttle.ts';
import { checkTokenOperation, deleteToken, updateToken } from './tokens.ts';
import { webhookEndpoints } from './webhook.ts';

const ENDPOINTS: readonly HuaweiEndpoint[] = [
  appAuth,
  accountAuth,
  updateToken,
  checkTokenOperation,
  deleteToken,
  listOngoingWebinars,
  listUpcomingWebinars,
  listHistoryWebinars,
  searchOnlineMeetings,
  searchHistoryMeetings,
  searchAttendanceRecords,
  createAuthRandom,
  createAnonymousAuthRandom,
  ...webhookEndpoints,
];

/** Huawei's operations as routes: the token check, the refusals and the headers, once for all of them. */
export function huaweiRoutes(settings: Settings, world: World, state: VendorState): Route[] {
  return ENDPOINTS.map((endpoint): Route => {
    const given = perInstant<ReturnType<HuaweiEndpoint['answer']>>();
    return {
      vendor: 'huawei',
      method: endpoint.method,
      path: endpoint.path,
      operation: endpoint.operation,
      resolve: (request) =>
        respond(endpoint.front, request, settings, state, async (exchange) => {
          const { now } = exchange;
          const url = checkRequest(request);
          const token = request.headers.get('X-Access-Token');
          const allowances = countCall(state, settings.huawei, endpoint.operation, token, now);
          if (request.headers.get('X-Apig-Mode')?.toLowerCase() === 'debug') exchange.debug = allowances;
          if (settings.huawei.throttle) refuseExcess(allowances);
          const check = endpoint.token(settings.huawei);
          const wanted = check === 'required' || (check === 'if-sent' && token !== null);
          const call: HuaweiCall = {
            url,
            headers: request.headers,
            body: await readText(request),
            now,
            world,
            state,
            settings: settings.huawei,
            events: {
              settings: settings.events,
              now: settings.now,
              world: () => world,
              state: () => state.events,
            },
            session: wanted ? checkToken(state, token, now) : undefined,
          };
          if (!endpoint.repeatable) return endpoint.answer(call);
          return given(now, keyOf(call), () => endpoint.answer(call));
        }),
      refuse: (request, { hint, ...other }) =>
        respond(endpoint.front, request, settings, state, () => {
          throw new HuaweiRefusal('APIG.0101', hint, other);
        }),
    };
  });
}

/** What a repeatable answer follows from, besides world and instant. */
function keyOf({ url, headers, session }: HuaweiCall): string {
  const { appId = '', corpId = '', userId = '' } = session?.owner ?? {};
  return [url.search, headers.get('Accept-Language'), appId, corpId, userId].join('\n');
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
  answer: (exchange: Exchange) => object | undefined | Promise<object | undefined>,
): Promise<Response> {
  const exchange: Exchange = { seed: settings.seed, number: ++state.requests, now: settings.now() };
  const requestId = request.headers.get('X-Request-Id') ?? requestIdOf(front, exchange);
  try {
    const { text, bytes } = render(await answer(exchange));
    return new Response(bytes, { headers: frontHeaders(front, exchange, requestId, text) });
  } catch (error) {
    if (!(error instanceof HuaweiRefusal)) throw error;
    const body = JSON.stringify(error.body(requestId));
    const headers = { ...frontHeaders(front, exchange, requestId, body), [HINT]: hintText(error.message) };
    return new Response(body, { status: error.status, headers });
  }
}
