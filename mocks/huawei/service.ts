import { HINT, hintText } from '../core/hint.ts';
import { printedResponse } from '../core/printed.ts';
import type { VendorRequest } from '../core/route.ts';
import type { Place, Service } from '../vendor.ts';
import { memo } from '../world/memo.ts';
import { checkToken } from './checkToken.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { fileResponse, HuaweiFile } from './file.ts';
import { type Front, frontHeaders, type HuaweiAnswering, requestIdOf, TRANSPORT } from './fronts.ts';
import { checkRequest, readText } from './gateway.ts';
import { perInstant } from './perInstant.ts';
import type { HuaweiSettings } from './settings.ts';
import type { HuaweiState } from './state.ts';
import { inTenant } from './tenant.ts';
import { countCall, refuseExcess } from './throttle.ts';
import type { HuaweiWorld } from './world/huaweiWorld.ts';

type HuaweiPlace = Place<HuaweiSettings, HuaweiState, HuaweiWorld>;
type Body = object | undefined | Promise<object | undefined>;

/** Answers for Huawei: the token check, the refusals and the headers, once for all operations. */
export function huaweiService(place: HuaweiPlace): Service<HuaweiEndpoint> {
  const { settings, state, world, events } = place;
  const remembered = new Map<HuaweiEndpoint, ReturnType<typeof perInstant<Body>>>();
  return {
    answer: (endpoint, request) =>
      respond(place, endpoint.front, request, async (answering) => {
        const { now } = answering;
        const url = checkRequest(request);
        const token = request.headers.get('X-Access-Token');
        const allowances = countCall(state, settings, endpoint.operation, token, now);
        if (request.headers.get('X-Apig-Mode')?.toLowerCase() === 'debug') answering.debug = allowances;
        if (settings.throttle) refuseExcess(allowances);
        const check = endpoint.token(settings);
        const wanted = check === 'required' || (check === 'if-sent' && token !== null);
        const asked: HuaweiCall = {
          url,
          headers: request.headers,
          body: await readText(request),
          now,
          world,
          state,
          settings,
          events,
          session: wanted ? checkToken(state, token, now) : undefined,
        };
        const call = asked.session ? inTenant(asked, asked.session.owner) : asked;
        if (!endpoint.repeatable) return endpoint.answer(call);
        const given = remembered.get(endpoint) ?? perInstant<Body>();
        remembered.set(endpoint, given);
        return given(now, keyOf(call), () => endpoint.answer(call));
      }),
    refuse: (endpoint, request, { hint, ...other }) =>
      respond(place, endpoint.front, request, () => {
        throw new HuaweiRefusal('APIG.0101', hint, other);
      }),
    // The API gateway says this, of what is not published.
    notFound: (request, _path, hint) =>
      respond(place, 'wss', request, () => {
        throw new HuaweiRefusal('APIG.0101', hint);
      }),
  };
}

/** What a repeatable answer follows from, besides the drawn world and the instant. */
function keyOf({ url, headers, session, world }: HuaweiCall): string {
  const { appId = '', corpId = '', userId = '' } = session?.owner ?? {};
  return [url.search, headers.get('Accept-Language'), appId, corpId, userId, world.overlay.version].join(
    '\n',
  );
}

async function respond(
  { seed, now, countRequest }: HuaweiPlace,
  front: Front,
  request: VendorRequest,
  answer: (answering: HuaweiAnswering) => Body,
): Promise<Response> {
  const answering: HuaweiAnswering = { seed, number: countRequest(), now: now() };
  const requestId = request.headers.get('X-Request-Id') ?? requestIdOf(front, answering);
  try {
    const given = await answer(answering);
    if (given instanceof HuaweiFile) return fileResponse(given, answering, requestId);
    const { text, bytes } = render(given);
    const headers = frontHeaders(front, answering, requestId, text);
    return printedResponse({ status: 200, ...TRANSPORT[front], headers, bytes });
  } catch (error) {
    if (!(error instanceof HuaweiRefusal)) throw error;
    const body = JSON.stringify(error.body(requestId));
    const headers = { ...frontHeaders(front, answering, requestId, body), [HINT]: hintText(error.message) };
    const { transport } = TRANSPORT[front];
    return printedResponse({ status: error.status, transport, headers, bytes: encoder.encode(body) });
  }
}

/** The body of an answer, twice. */
interface Rendered {
  readonly text: string;
  readonly bytes: Uint8Array;
}

const encoder = new TextEncoder();
// From one millisecond to the next most answers stay as they are. Fresh memory for each costs more than to make them.
const bytesOf = memo(16, (text) => encoder.encode(text));
const rendered = new WeakMap<object, Rendered>();

/** An answer as compact JSON; what is undefined has no body. The same object is rendered once. */
function render(answer: object | undefined): Rendered {
  if (answer === undefined) return { text: '', bytes: new Uint8Array() };
  const known = rendered.get(answer);
  if (known) return known;
  const text = JSON.stringify(answer);
  const made = { text, bytes: bytesOf(text) };
  rendered.set(answer, made);
  return made;
}
