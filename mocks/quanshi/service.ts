import { HINT, hintText } from '../core/hint.ts';
import { parseObject } from '../core/json.ts';
import type { Route } from '../core/request.ts';
import type { Settings } from '../options.ts';
import type { VendorState } from '../state.ts';
import type { World } from '../world.ts';
import { checkSum, isSigned } from './checkSum.ts';
import { getDashboardConference, getRoomConference } from './conferenceInfo.ts';
import type { QuanshiCall, QuanshiEndpoint } from './endpoint.ts';
import { type Exchange, type Family, failure, type Outcome, success } from './envelope.ts';
import { QuanshiRefusal } from './errors.ts';
import { createToken } from './operations/createToken.ts';
import { getConferenceByJoinUrl } from './operations/getConferenceByJoinUrl.ts';
import { getStatus } from './operations/getStatus.ts';
import { listAttendees } from './operations/listAttendees.ts';
import { listLiveConferences } from './operations/listLiveConferences.ts';
import { checkToken } from './sessions.ts';
import {
  getUsersByEmailsMobiles,
  searchUserByEmail,
  searchUsersByEmails,
  searchUsersByMobiles,
} from './users.ts';

const ENDPOINTS: readonly QuanshiEndpoint[] = [
  createToken,
  searchUserByEmail,
  searchUsersByEmails,
  searchUsersByMobiles,
  getUsersByEmailsMobiles,
  listLiveConferences,
  listAttendees,
  getStatus,
  getDashboardConference,
  getConferenceByJoinUrl,
  getRoomConference,
];

/** Quanshi's operations as routes: the token check and the envelopes, once for all of them. */
export function quanshiRoutes(settings: Settings, world: World, state: VendorState): Route[] {
  return ENDPOINTS.map((endpoint) => ({
    vendor: 'quanshi',
    method: 'POST',
    path: endpoint.path(settings.quanshi),
    operation: endpoint.operation,
    resolve: (request) =>
      respond(endpoint, settings, state, async (now) => {
        const text = await request.text();
        // Every input of the list may be left out, hence an empty body is an empty object: INFERRED.
        const body = text.trim() === '' ? {} : parseObject(text);
        if (!body) throw new QuanshiRefusal('parameter', 'the body is not a JSON object');
        const { headers } = request;
        const call: QuanshiCall = { headers, body, now, world, state, settings: settings.quanshi };
        const signs = endpoint.access === 'CheckSum' || (endpoint.access !== 'token' && isSigned(headers));
        if (signs) await checkSum(call);
        else checkToken(state, headers, body, now);
        return endpoint.answer(call);
      }),
    refuse: (_request, { status, code, message, hint }) =>
      respond(
        endpoint,
        settings,
        state,
        () => Promise.reject(new QuanshiRefusal('path', hint, { code: numberOf(code), msg: message })),
        status,
      ),
  }));
}

/** What is answered where Quanshi has no interface: the one refusal with a status of its own, INFERRED. */
export function quanshiNotFound(
  path: string,
  settings: Settings,
  state: VendorState,
  hint: string,
): Promise<Response> {
  const family = path.startsWith('/eventopenapi/') ? 'events' : 'list';
  return respond({ family }, settings, state, () => Promise.reject(new QuanshiRefusal('path', hint)), 404);
}

async function respond(
  { family, message }: { readonly family: Family; readonly message?: string },
  settings: Settings,
  state: VendorState,
  answer: (now: number) => Promise<Outcome>,
  refusalStatus = 200,
): Promise<Response> {
  const exchange: Exchange = { seed: settings.seed, number: ++state.requests, now: settings.now() };
  const headers = new Headers({
    'Content-Type': 'application/json; charset=utf-8',
    Date: new Date(exchange.now).toUTCString(),
  });
  try {
    const body = success(family, exchange, await answer(exchange.now), message);
    return new Response(JSON.stringify(body), { headers });
  } catch (error) {
    if (!(error instanceof QuanshiRefusal)) throw error;
    headers.set(HINT, hintText(error.message));
    const body = failure(family, exchange, error.code, error.msg);
    return new Response(JSON.stringify(body), { status: refusalStatus, headers });
  }
}

/** A fault for both vendors may carry a code of Huawei's; Quanshi's are numbers, and a failure is none that is 0. */
const numberOf = (code: string): number => Number(/\d+/.exec(code)?.[0] ?? 0) || 50_000;
