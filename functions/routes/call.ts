import type { Call, Outcome, Served } from '../calls/call.ts';
import { describeReceipt } from '../calls/describeReceipt.ts';
import { perform, refuse } from '../calls/perform.ts';
import { type OptionSources, readOptions } from '../calls/readOptions.ts';
import { readConfig } from '../config/config.ts';
import type { Operation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { type AppContext, servicesOf } from './context.ts';
import { respondWritten, varyOf, type Written, writeProblem } from './respond.ts';
import { formatOf, writeFormat } from './writeFormat.ts';

/** Takes the input of an operation out of a request. @throws Problem */
type Read = () => Promise<Record<string, unknown>>;

/** Performs an operation for an HTTP request and writes its answer: the same for REST and for invocation. */
export async function call(
  c: AppContext,
  operation: Operation,
  read: Read,
  linkOf?: (next: Record<string, unknown>) => string,
): Promise<Response> {
  const made = await callOf(c, operation, read);
  const other = made.wrong ? undefined : formatOf(c, made.asked);
  const outcome = await performFor(c, other ?? made);
  if (other && outcome.ok) return writeFormat(c, other, outcome.served);
  return respondWritten(c, writeOutcome(c, made, outcome, linkOf));
}

/** A call as it was read; `wrong` tells why it is refused. */
export interface ReadCall {
  asked: Call;
  wrong?: Problem;
}

/** Performs a call for an HTTP request, or refuses one that could not be read. */
export async function performFor(c: AppContext, { asked, wrong }: ReadCall): Promise<Outcome> {
  const services = servicesOf(c);
  const outcome = wrong ? await refuse(asked, wrong, services) : await perform(asked, services);
  // One that held a secret was replaced.
  c.set('requestId', outcome.receipt.requestId);
  Object.assign(c.get('timings'), outcome.receipt.timings);
  return outcome;
}

/** The answer of a call. */
export function writeOutcome(
  c: AppContext,
  { asked }: ReadCall,
  outcome: Outcome,
  linkOf?: (next: Record<string, unknown>) => string,
): Written {
  if (!outcome.ok) return writeProblem(c, outcome.problem);
  const { served, receipt } = outcome;
  const body = asked.options.explain
    ? `{"result":${new TextDecoder().decode(served.body)},"receipt":${JSON.stringify(describeReceipt(receipt, readConfig(c.env)))}}`
    : served.body;
  return { status: 200, headers: headersOf(c, served, linkOf), body };
}

/**
 * The call of a request, whose headers are its options. One that cannot be read is a call all the same.
 *
 * @param query every value of a query parameter that is an option
 */
export async function callOf(
  c: AppContext,
  { id }: Operation,
  read: Read,
  query: OptionSources['query'] = (name) => c.req.queries(name),
): Promise<ReadCall> {
  const asked: Call = {
    requestId: c.get('requestId'),
    operation: id,
    input: {},
    caller: c.get('caller'),
    options: {},
    at: c.get('at'),
  };
  let isRead = false;
  try {
    asked.input = await read();
    isRead = true;
    const { requestId: _, ...options } = readOptions({
      header: (name) => c.req.header(name),
      query,
    });
    return { asked: { ...asked, options } };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Whether the id holds a secret of an input that nobody can read, nobody can tell.
    return { asked: isRead ? asked : { ...asked, requestId: crypto.randomUUID() }, wrong: error };
  }
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
