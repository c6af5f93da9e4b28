import type { Served } from '../calls/call.ts';
import { describeReceipt } from '../calls/describeReceipt.ts';
import { perform } from '../calls/perform.ts';
import { readOptions } from '../calls/readOptions.ts';
import type { Operation } from '../core/operation.ts';
import { type AppContext, servicesOf } from './context.ts';
import { respond, respondProblem, varyOf } from './respond.ts';

/** Performs an operation for an HTTP request and writes its answer: the same for REST and for invocation. */
export async function call(
  c: AppContext,
  operation: Operation,
  input: Record<string, unknown>,
  linkOf?: (next: Record<string, unknown>) => string,
): Promise<Response> {
  const { requestId: _, ...options } = readOptions({
    header: (name) => c.req.header(name),
    query: (name) => c.req.queries(name),
  });
  const services = servicesOf(c);
  const outcome = await perform(
    {
      requestId: c.get('requestId'),
      operation: operation.id,
      input,
      caller: c.get('caller'),
      options,
      at: c.get('at'),
    },
    services,
  );
  const { receipt } = outcome;
  // One that held a secret was replaced.
  c.set('requestId', receipt.requestId);
  Object.assign(c.get('timings'), receipt.timings);
  if (!outcome.ok) return respondProblem(c, outcome.problem);
  const { served } = outcome;
  const body = options.explain
    ? `{"result":${new TextDecoder().decode(served.body)},"receipt":${JSON.stringify(describeReceipt(receipt, services.config))}}`
    : served.body;
  return respond(c, 200, body, headersOf(c, served, linkOf));
}

function headersOf(
  c: AppContext,
  { providerRequestId, cacheStatus, ttl, age, next }: Served,
  linkOf: ((next: Record<string, unknown>) => string) | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json; charset=UTF-8',
    'Cache-Status': cacheStatus,
    'Cache-Control': ttl > 0 ? `private, max-age=${ttl}` : 'private, no-cache',
    Vary: varyOf(c),
  };
  if (providerRequestId !== undefined) headers['X-Provider-Request-Id'] = providerRequestId;
  if (age !== undefined) headers.Age = String(age);
  if (next && linkOf) headers.Link = `<${linkOf(next)}>; rel="next"`;
  return headers;
}
