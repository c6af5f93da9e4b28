import { HINT, hintText } from '../core/hint.ts';
import { parseObject } from '../core/json.ts';
import { textResponse } from '../core/textResponse.ts';
import type { Answering, Place, Service } from '../vendor.ts';
import { checkAppId } from './checkAppId.ts';
import { checkSum, isSigned } from './checkSum.ts';
import type { QuanshiEndpoint } from './endpoint.ts';
import { type Family, failure, type Outcome, success } from './envelope.ts';
import { QuanshiRefusal } from './errors.ts';
import { checkToken } from './sessions.ts';
import type { QuanshiSettings } from './settings.ts';
import type { QuanshiState } from './state.ts';
import type { QuanshiWorld } from './world/quanshiWorld.ts';

type QuanshiPlace = Place<QuanshiSettings, QuanshiState, QuanshiWorld>;

/** Answers for Quanshi: the token check and the envelopes, once for all operations. */
export function quanshiService(place: QuanshiPlace): Service<QuanshiEndpoint> {
  const { settings, state, world } = place;
  return {
    answer: (endpoint, request) =>
      respond(endpoint, place, async (now) => {
        const text = await request.text();
        // Every input of the list may be left out, hence an empty body is an empty object: INFERRED.
        const body = text.trim() === '' ? {} : parseObject(text);
        if (!body) throw new QuanshiRefusal('parameter', 'the body is not a JSON object');
        const { headers } = request;
        const { access } = endpoint;
        const signs = access === 'CheckSum' || (access === 'token or CheckSum' && isSigned(headers));
        if (signs) await checkSum({ headers, now, settings });
        if (access === 'appId') checkAppId(body, settings);
        const userId = signs || access === 'appId' ? undefined : checkToken(state, headers, body, now).userId;
        return endpoint.answer({ headers, body, now, world, state, settings, userId });
      }),
    refuse: (endpoint, _request, { status, code, message, hint }) =>
      respond(
        endpoint,
        place,
        () => Promise.reject(new QuanshiRefusal('path', hint, { code: numberOf(code), msg: message })),
        status,
      ),
    // The one refusal with a status of its own: INFERRED.
    notFound(_request, path, hint) {
      const family = path.startsWith('/eventopenapi/') ? 'events' : 'list';
      return respond({ family }, place, () => Promise.reject(new QuanshiRefusal('path', hint)), 404);
    },
  };
}

async function respond(
  { family, message }: { readonly family: Family; readonly message?: string },
  { seed, now, countRequest }: QuanshiPlace,
  answer: (now: number) => Promise<Outcome>,
  refusalStatus = 200,
): Promise<Response> {
  const answering: Answering = { seed, number: countRequest(), now: now() };
  const headers = new Headers({
    'Content-Type': 'application/json; charset=utf-8',
    Date: new Date(answering.now).toUTCString(),
  });
  try {
    const body = success(family, answering, await answer(answering.now), message);
    return textResponse(JSON.stringify(body), { headers });
  } catch (error) {
    if (!(error instanceof QuanshiRefusal)) throw error;
    headers.set(HINT, hintText(error.message));
    const body = failure(family, answering, error.code, error.msg);
    return textResponse(JSON.stringify(body), { status: refusalStatus, headers });
  }
}

/** The number in a code: a fault for both vendors may carry one with letters. The code of a failure is never 0. */
const numberOf = (code: string): number => Number(/\d+/.exec(code)?.[0] ?? 0) || 50_000;
