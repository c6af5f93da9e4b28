import { type HttpHandler, http } from 'msw';
import listed from '../assets/operations.json' with { type: 'json' };
import { checkInput } from '../calls/checkInput.ts';
import type { Operation } from '../core/operation.ts';
import { Problem, type ProblemMembers } from '../core/problem.ts';
import { type ProblemSlug, problems } from '../core/problems.ts';
import { readJsonObject } from '../core/readJsonObject.ts';
import {
  type InputOf,
  isOperation,
  type OperationId,
  type OutputOf,
  operationOf,
  operations,
} from '../registry.ts';
import { readInput } from '../routes/readInput.ts';

export type { ProblemSlug };

/** What a mocked operation answers: a result, a problem, or a response that is none of the gateway's. */
export type MockedAnswer<Id extends OperationId> = OutputOf<Id> | Problem | Response;

/** What `createGatewayHandlers` may be told. */
export interface GatewayHandlerOptions {
  /** Base URL of the gateway that is mocked; on any host unless told. */
  baseUrl?: string;
  /** What operations answer, or what makes it; each its documented example unless told. */
  answers?: {
    [Id in OperationId]?:
      | MockedAnswer<Id>
      | ((input: InputOf<Id>, request: Request) => MockedAnswer<Id> | Promise<MockedAnswer<Id>>);
  };
}

/** A problem as the gateway answers it. @param members such as `retryAfter`, `provider`, `providerCode` */
export const gatewayProblem = (slug: ProblemSlug, members: ProblemMembers = {}): Problem =>
  new Problem(slug, problems[slug].meaning, members);

/**
 * MSW handlers, of MSW 2 and 3, that answer as the gateway does: every operation by its route and by invocation, and
 * `GET /v1/operations`. A call without a key is refused with 401, a wrong input with the problem that the gateway has for it.
 *
 * @example
 * const server = setupServer(...createGatewayHandlers({
 *   answers: {
 *     'meetings.countLive': { total: 0, complete: true, sources: [] },
 *     'huawei.listOngoingWebinars': () => gatewayProblem('provider-throttled', { retryAfter: 2 }),
 *   },
 * }));
 */
export function createGatewayHandlers({
  baseUrl = '*',
  answers = {},
}: GatewayHandlerOptions = {}): HttpHandler[] {
  const root = baseUrl.replace(/\/+$/, '');
  const given: Record<string, unknown> = answers;
  const unknown = Object.keys(given).find((id) => !isOperation(id));
  if (unknown !== undefined) throw new TypeError(`There is no operation ${unknown}.`);

  const answer = async (operation: Operation, request: Request, read: () => Promise<object>) => {
    const input = checkInput(operation, await read());
    const told = Object.hasOwn(given, operation.id) ? given[operation.id] : exampleOf(operation.id);
    const made: unknown = typeof told === 'function' ? await told(input, request) : told;
    if (made instanceof Problem) throw made;
    // One response can be sent once, and an answer serves many calls.
    if (made instanceof Response) return made.clone();
    const explain = new URL(request.url).searchParams.get('explain') === 'true';
    return json(explain ? { result: made, receipt: receiptOf(operation, request) } : made, request);
  };
  const routes = operations.map((operation) => {
    const { method, path } = operation.route;
    return handler(method, root + path.replace(/\{(\w+)\}/g, ':$1'), (request, params) =>
      answer(operation, request, async () =>
        readInput(operation, {
          path: params,
          query: queryOf(request),
          header: (name) => request.headers.get(name) ?? undefined,
          ...(method === 'POST' && { body: readJsonObject(await request.clone().text()) }),
        }),
      ),
    );
  });
  return [
    handler('GET', `${root}/v1/operations`, async (request) => json(listed, request)),
    ...routes,
    handler('POST', `${root}/v1/invoke/:id`, async (request, { id = '' }) => {
      if (!isOperation(id)) throw gatewayProblem('unknown-operation');
      return answer(operationOf(id), request, async () => readJsonObject(await request.clone().text()));
    }),
  ];
}

/** What an operation answers to its example. */
const exampleOf = (wanted: string): unknown =>
  structuredClone(listed.operations.find(({ id }) => id === wanted)?.example.output);

/** A route that lets callers with any key in, and answers a problem that is thrown as the gateway would. */
const handler = (
  method: 'GET' | 'POST',
  path: string,
  work: (request: Request, params: Record<string, string>) => Promise<Response>,
): HttpHandler =>
  (method === 'GET' ? http.get : http.post)(path, async (info) => {
    const request = info.request as Request;
    try {
      if (!/^Bearer +\S+$/i.test(request.headers.get('Authorization') ?? ''))
        throw gatewayProblem('unauthenticated');
      return await work(request, info.params as Record<string, string>);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { origin, pathname } = new URL(request.url);
      const body = error.toDocument({ origin, instance: pathname, requestId: requestIdOf(request) });
      return json(body, request, body.status, {
        'Content-Type': 'application/problem+json',
        ...(body.retryAfter !== undefined && { 'Retry-After': String(body.retryAfter) }),
      });
    }
  });

const requestIdOf = ({ headers }: Request): string => headers.get('X-Request-Id') ?? 'mocked';

function json(
  value: unknown,
  request: Request,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  const told = { 'X-Request-Id': requestIdOf(request), 'Cache-Status': 'meetgate; fwd=miss' };
  return Response.json(value, { status, headers: { ...told, ...headers } });
}

const receiptOf = ({ id }: Operation, request: Request) => ({
  requestId: requestIdOf(request),
  operation: id,
  status: 200,
  attempts: [],
});

function queryOf({ url }: Request): Record<string, string[]> {
  const { searchParams } = new URL(url);
  return Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
}
