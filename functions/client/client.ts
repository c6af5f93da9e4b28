import { callOptions, type CallOptions as GatewayOptions, type OptionName } from '../calls/options.ts';
import { eachRow } from '../core/paging.ts';
import type { ProblemDocument } from '../core/problem.ts';
import { ClientError, UnexpectedAnswerError, UnreachableError } from './errors.ts';
import { type Meta, metaOf } from './meta.ts';
import type { Answered, CallOptions, RowOptions } from './method.ts';
import { type Client, type Traits, traits } from './methods.ts';
import { type RetryOptions, realTiming, type Timing, withRetries } from './retry.ts';

export type { InputOf, OperationId, OutputOf, PagedId, RowOf } from '../registry.ts';
export { ClientError, GatewayError, UnexpectedAnswerError, UnreachableError } from './errors.ts';
export type { Answered, CallOptions, Explained, Method } from './method.ts';
export type { Client, Meta, ProblemDocument, RetryOptions, Timing };

/** Where the gateway is, and who calls. */
export interface ClientOptions {
  /** Base URL of the gateway. */
  baseUrl: string;
  apiKey: string;
  fetch?: typeof fetch;
  /** For calls that do not say otherwise. Without it nothing is repeated. */
  retry?: RetryOptions;
  /** How waits between tries pass; real time unless told. */
  timing?: Timing;
}

/**
 * A typed client of the gateway: it carries no code for an operation, only names and how lists are paged.
 *
 * @example
 * const gate = createClient({ baseUrl: 'http://127.0.0.1:8787', apiKey: 'meetgate-demo-key' });
 * const page = await gate.huawei.listOngoingWebinars({ limit: 20 });
 * for await (const webinar of gate.huawei.listOngoingWebinars.all({})) console.log(webinar.subject);
 * const { result, meta } = await gate.huawei.listOngoingWebinars.withResponse({});
 *
 * @throws GatewayError from every method: ClientError for a problem, UnexpectedAnswerError for an answer that is not the
 *   gateway's, UnreachableError; the reason of `signal`, where it gave the call up
 */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, apiKey, fetch: send = fetch, retry, timing = realTiming } = options;
  const root = baseUrl.replace(/\/+$/, '');

  const once = async (
    id: string,
    input: object,
    wanted: GatewayOptions,
    signal?: AbortSignal,
  ): Promise<Answered<unknown>> => {
    const headers = new Headers({ Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' });
    const query = new URLSearchParams();
    for (const [option, value] of Object.entries(wanted)) {
      if (value === undefined) continue;
      if (!Object.hasOwn(callOptions, option)) throw new TypeError(`There is no option ${option}.`);
      const { in: place, name } = callOptions[option as OptionName];
      (place === 'header' ? headers : query).set(name, String(value));
    }
    const url = `${root}/v1/invoke/${id}${query.size > 0 ? `?${query}` : ''}`;
    const init = { method: 'POST', headers, body: JSON.stringify(input), signal: signal ?? null };
    const unreachable = (cause: unknown) =>
      // Without a user and a password that it may hold.
      signal?.aborted ? signal.reason : new UnreachableError(root.replace(/\/\/[^/@]*@/, '//'), cause);
    const response = await send(url, init).catch((cause: unknown) => {
      throw unreachable(cause);
    });
    const text = await response.text().catch((cause: unknown) => {
      throw unreachable(cause);
    });
    return answerOf(response, text);
  };

  const method = (id: string, { paging, writes }: Traits) => {
    const withResponse = (input: object = {}, given: CallOptions = {}) => {
      const { signal, retry: own = retry, ...wanted } = given;
      const ask = () => once(id, input, wanted, signal);
      // Nobody knows whether a write that broke off was done: to repeat it is for its caller to decide.
      return own && !writes ? withRetries(ask, own, timing, signal) : ask();
    };
    const one = async (input?: object, given?: CallOptions) => (await withResponse(input, given)).result;
    const all =
      paging &&
      ((input: object = {}, given?: RowOptions) =>
        eachRow(paging, { ...input }, async (page) => (await one(page, given)) as Record<string, unknown>));
    return Object.assign(one, { withResponse, ...(all && { all }) });
  };

  // Plain objects and no proxy: `await gate.huawei`, `JSON.stringify` and the console find what is there and nothing else.
  const client: Record<string, Record<string, unknown>> = {};
  for (const [id, known] of Object.entries<Traits>(traits)) {
    const [group = '', name = ''] = id.split('.');
    client[group] ??= {};
    client[group][name] = method(id, known);
  }
  return client as unknown as Client;
}

/** @throws ClientError, UnexpectedAnswerError */
function answerOf(response: Response, text: string): Answered<unknown> {
  const meta = metaOf(response);
  const unexpected = (cause?: unknown) =>
    new UnexpectedAnswerError(response.status, response.headers.get('Content-Type'), meta, cause);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    // The parser's message quotes the answer.
    throw unexpected(cause instanceof SyntaxError ? undefined : cause);
  }
  if (response.ok) return { result: body, meta };
  throw isProblem(body) ? new ClientError(body, meta) : unexpected();
}

const isProblem = (body: unknown): body is ProblemDocument =>
  typeof body === 'object' && body !== null && 'type' in body && 'title' in body && 'retryable' in body;
