import { STATUS_CODES } from 'node:http';
import { answerHeaders } from '../../../functions/calls/options.ts';
import { type ProblemSlug, problems } from '../../../functions/core/problems.ts';
import { type Json, pascal, ref } from './schemas.ts';

type Header = keyof typeof answerHeaders;

/** Of the headers, those whose value is a whole number. */
const WHOLE: readonly Header[] = ['Age', 'Retry-After'];

/** `components.headers`. */
export const headers = (): Json =>
  Object.fromEntries(
    (Object.keys(answerHeaders) as Header[]).map((name) => [
      name,
      { description: answerHeaders[name], schema: { type: WHOLE.includes(name) ? 'integer' : 'string' } },
    ]),
  );

const EVERY_ANSWER: readonly Header[] = ['X-Request-Id', 'Server-Timing'];
const headerRefs = (names: readonly Header[]): Json =>
  Object.fromEntries([...EVERY_ANSWER, ...names].map((name) => [name, ref('headers', name)]));

/** One content of a response. */
export const json = (schema: Json, more: Json = {}): Json => ({ 'application/json': { schema, ...more } });

/** An answer that is no problem. */
export const answer = (description: string, content?: Json, names: readonly Header[] = []): Json => ({
  description,
  headers: headerRefs(names),
  ...(content && { content }),
});

/** `components.responses` that are no problem: what a hook answers whose caller does not wait. */
export const TAKEN: Json = {
  Taken: answer('It was taken, and is done later.', json(ref('schemas', 'Invocation')), [
    'RateLimit-Policy',
    'Location',
    'Preference-Applied',
    'Idempotent-Replayed',
  ]),
};

/** What may be wrong with a request whoever sends it; with one that needs a key; with one that has a body. */
export const ANYBODYS: readonly ProblemSlug[] = ['internal-error'];
export const CALLERS: readonly ProblemSlug[] = [
  'unauthenticated',
  'rate-limited',
  'not-configured',
  'internal-error',
];
export const ADMINS: readonly ProblemSlug[] = [...CALLERS, 'insufficient-scope'];
const BODYS: readonly ProblemSlug[] = ['malformed-body', 'body-too-large'];
const ROUTERS: readonly ProblemSlug[] = [
  'route-not-found',
  'unknown-operation',
  'receipt-not-found',
  'method-not-allowed',
  'not-verified',
  'cursor-expired',
  'too-many-streams',
  'subscription-not-found',
  'delivery-not-found',
  'too-many-subscriptions',
  'rotation-under-way',
  'hook-refused',
  'hook-not-found',
  'hook-exists',
  'id-reused',
  'call-under-way',
  'outcome-unknown',
  'invocation-not-found',
  'answer-too-large',
];
/** What is wrong before it is known who calls. */
const KEYLESS: readonly ProblemSlug[] = [
  'unauthenticated',
  'hook-refused',
  'not-verified',
  'route-not-found',
];
/** What may be wrong with a call of an operation. */
export const callProblems = (hasBody: boolean): ProblemSlug[] =>
  (Object.keys(problems) as ProblemSlug[]).filter(
    (slug) => !ROUTERS.includes(slug) && (hasBody || !BODYS.includes(slug)),
  );

/** `components.responses` while they are used: each set of problems of one status is written once. */
export class ProblemResponses {
  readonly components: Record<string, Json> = {};

  /** One response a status for these problems. */
  of(slugs: readonly ProblemSlug[]): Json {
    const byStatus = Object.groupBy(slugs, (slug) => problems[slug].status);
    return Object.fromEntries(
      Object.entries(byStatus).map(([status, group = []]) => [
        status,
        this.#component(Number(status), group),
      ]),
    );
  }

  #component(status: number, slugs: readonly ProblemSlug[]): Json {
    const [only = '', ...others] = slugs;
    const phrase =
      pascal(STATUS_CODES[status] ?? '') + (slugs.some((slug) => BODYS.includes(slug)) ? 'OfBody' : '');
    const response = {
      description: slugs.map((slug) => `\`${slug}\`: ${problems[slug].title}.`).join(' '),
      headers: headerRefs([
        ...(slugs.every((slug) => KEYLESS.includes(slug)) ? [] : (['RateLimit-Policy'] as const)),
        ...(status === 429 || status === 503 ? (['Retry-After', 'RateLimit'] as const) : []),
      ]),
      content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
    };
    const usual = others.length === 0 ? pascal(only) : phrase;
    const taken = this.components[usual] ?? response;
    // Another set of problems has that name: this one is called by all of its own.
    const name = taken.description === response.description ? usual : slugs.map(pascal).join('Or');
    this.components[name] = response;
    return ref('responses', name);
  }
}
