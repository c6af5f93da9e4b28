import { ratePolicyOf } from '../callers/limitCaller.ts';
import { VARY } from '../calls/options.ts';
import { readConfig } from '../config/config.ts';
import type { Problem, ProblemDocument } from '../core/problem.ts';
import type { AppContext } from './context.ts';

/**
 * What answers of an API need: no guessing of their type, no page that frames or embeds them, no plain HTTP.
 * [OWASP, REST security cheat sheet] As one object they are written with the answer, not one by one afterwards.
 */
const SECURITY_HEADERS = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=15552000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
} as const;

/** Where a path ends in a token that lets its sender in: answers are kept and shown where URLs are not. */
const TOKEN_IN_PATH =
  /^(\/v1\/(?:hooks\/[^/]*|events\/[^/]*\/[^/]*|calendars(?=\/.*\/)))\/(?!(?:rotate|connect)$).*/;

/** Writes an answer, with what every answer has. The one place where a response of the gateway is made. */
export function respond(
  c: AppContext,
  status: number,
  body: BodyInit | null,
  headers: Record<string, string>,
): Response {
  // `c.var` would copy all of them.
  const timings = c.get('timings');
  timings.total = performance.now() - c.get('started');
  const all: Record<string, string> = {
    ...SECURITY_HEADERS,
    'X-Request-Id': c.get('requestId'),
    'Server-Timing': serverTiming(timings),
    ...headers,
  };
  const policy = c.get('caller') && ratePolicyOf(c.env, readConfig(c.env));
  if (policy) all['RateLimit-Policy'] = policy;
  return new Response(body, { status, headers: all });
}

/** An answer of JSON. */
export const respondJson = (c: AppContext, value: unknown, status = 200): Response =>
  respond(c, status, JSON.stringify(value), { 'Content-Type': 'application/json' });

/** What callers get of a problem. */
export function problemDocument(c: AppContext, problem: Problem): ProblemDocument {
  const { origin, pathname } = new URL(c.req.url);
  const instance = pathname.replace(TOKEN_IN_PATH, '$1/{token}');
  return problem.toDocument({ origin, instance, requestId: c.get('requestId') });
}

/** An answer before it is sent. */
export interface Written {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array | string;
}

/** Sends an answer. */
export const respondWritten = (c: AppContext, { status, headers, body }: Written): Response =>
  respond(c, status, body, headers);

/** The RFC 9457 answer of a problem. */
export function writeProblem(c: AppContext, problem: Problem): Written {
  const body = problemDocument(c, problem);
  return {
    status: body.status,
    headers: {
      ...problem.headers,
      'Content-Type': 'application/problem+json',
      ...(body.retryAfter !== undefined && { 'Retry-After': String(body.retryAfter) }),
    },
    body: JSON.stringify(body),
  };
}

export const respondProblem = (c: AppContext, problem: Problem): Response =>
  respondWritten(c, writeProblem(c, problem));

/** The value of `Vary`: web pages of allowed origins get a header of their own. */
export const varyOf = (c: AppContext): string => (readConfig(c.env).corsOrigins ? `Origin, ${VARY}` : VARY);

function serverTiming(timings: Record<string, number>): string {
  let text = '';
  for (const stage in timings) text += `${text && ', '}${stage};dur=${timings[stage]?.toFixed(1)}`;
  return text;
}
