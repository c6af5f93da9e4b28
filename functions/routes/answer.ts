import type { Order } from '../answers/order.ts';
import { type Served, serve } from '../answers/serve.ts';
import { hiddenFrom, requireScope } from '../callers/caller.ts';
import type { Operation } from '../core/operation.ts';
import { parseInput } from '../core/parseInput.ts';
import { Problem } from '../core/problem.ts';
import { fileReceipt } from '../receipts/fileReceipt.ts';
import { observe } from '../receipts/observe.ts';
import { type Receipt, timed } from '../receipts/receipt.ts';
import { type CallOptions, callOptions } from './callOptions.ts';
import type { AppContext } from './context.ts';
import { guardRequestId } from './guardRequestId.ts';

/** What shared answers of one caller must not be mixed up by, for caches on the way. */
const VARY = 'Authorization, X-Account, X-On-Behalf-Of, Accept-Language';

/** Executes an operation for an HTTP request and writes the answer: the same for REST and for invocation. */
export async function answer(c: AppContext, operation: Operation, input: unknown): Promise<Response> {
  guardRequestId(c, operation, input);
  const caller = c.get('caller');
  const notes = c.get('notes');
  const waitUntil = (promise: Promise<unknown>) => c.executionCtx.waitUntil(promise);
  let account = 'default';
  const finish = (status: number, cache: string, problem?: string): Receipt => {
    const { requestId, started } = c.var;
    const receipt: Receipt = {
      requestId,
      at: started,
      operation: operation.id,
      caller: caller.name,
      account,
      status,
      ...(problem !== undefined && { problem }),
      cache,
      ms: Date.now() - started,
      ...notes,
    };
    observe(receipt, c.env);
    fileReceipt(receipt, c.env, waitUntil);
    return receipt;
  };
  try {
    requireScope(caller, 'read');
    const options = callOptions(c, operation);
    account = options.account;
    const fields = await timed(notes, 'input', () => parseInput(operation, input));
    const context = {
      env: c.env,
      now: Date.now,
      waitUntil,
      wish: options.wish,
      freshS: operation.shareSeconds,
    };
    const served = await serve(orderOf(c, operation, fields, options), context, notes);
    const receipt = finish(200, served.cacheStatus);
    return respond(c, served, options.explain ? receipt : undefined);
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem('internal-error', '');
    finish(problem.kind.status, 'meetgate; fwd=miss', problem.slug);
    throw error;
  }
}

function orderOf(
  c: AppContext,
  { id }: Operation,
  fields: Record<string, unknown>,
  options: CallOptions,
): Order {
  const { explain: _, wish: __, ...rest } = options;
  return {
    ...rest,
    operation: id,
    fields,
    requestId: c.get('requestId'),
    hidden: hiddenFrom(c.get('caller')),
  };
}

function respond(c: AppContext, served: Served, receipt: Receipt | undefined): Response {
  const { body, providerRequestId, cacheStatus, age, ttl } = served;
  if (providerRequestId) c.header('X-Provider-Request-Id', providerRequestId);
  c.header('Cache-Status', cacheStatus);
  c.header('Cache-Control', ttl > 0 ? `private, max-age=${ttl}` : 'private, no-cache');
  c.header('Vary', VARY, { append: true });
  if (age !== undefined) c.header('Age', String(age));
  const answer = receipt ? `{"result":${textOf(body)},"receipt":${JSON.stringify(receipt)}}` : body;
  return c.body(answer as string, 200, { 'Content-Type': 'application/json; charset=UTF-8' });
}

const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body);
