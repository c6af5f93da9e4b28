import { type Bindings, readConfig } from '../env.ts';
import { type Notes, timed } from '../receipts/receipt.ts';
import { breakerOf, checkBreaker, enterBreaker, leaveBreaker, type Verdict } from '../resilience/breakers.ts';
import { heedRateHeaders, passQuota, slowDown } from '../resilience/quotas.ts';
import type { Token } from '../tokens/tokenSource.ts';
import type { Operation } from './operation.ts';
import { Problem } from './problem.ts';
import type { Account } from './provider.ts';
import { send, upstreamOf, type VendorAnswer } from './upstream.ts';
import { curlOf, sensitiveInputs, vendorRequest } from './vendorRequest.ts';

/** Who calls, through which account, and until when. */
export interface ExecuteContext {
  env: Bindings;
  account: Account;
  /** The vendor's user to act for. */
  onBehalfOf?: string | undefined;
  requestId: string;
  /** Passed on to the vendor. */
  acceptLanguage?: string | undefined;
  /** Milliseconds for everything, waits and repeats included. */
  timeoutMs: number;
  /** Epoch milliseconds. */
  now: () => number;
  waitUntil: (promise: Promise<unknown>) => void;
}

/** What stays the same over all attempts of one call. */
export interface Call {
  operation: Operation;
  fields: Record<string, unknown>;
  context: ExecuteContext;
  notes: Notes;
  /** Names the vendor API under this account: what breakers and quotas are kept by. */
  api: string;
  path: string;
  signal: AbortSignal;
  deadline: number;
}

/** Sends one request: through the quota and the breaker, with a token, noting how it went. */
export async function callVendor(
  call: Call,
  token: Token,
  waitedMs: number,
): Promise<{ answer: VendorAnswer; secrets: string[] }> {
  const { operation, fields, context, notes, api, signal, deadline } = call;
  const { provider } = operation;
  const { env, account, now } = context;
  checkBreaker(api, now(), provider.id);
  const quota = await timed(notes, 'quota', () =>
    passQuota(api, operation.id, { env, signal, deadline, now, provider: provider.id }),
  );
  if (quota) notes.quota = quota;

  const upstream = upstreamOf(account.settings.baseUrl, env);
  const request = vendorRequest(operation, call.path, fields, context);
  provider.authorize(request, token.value, account.settings);
  const secrets = [token.value, ...sensitiveInputs(operation, fields)];
  notes.curl = curlOf(operation, { path: call.path, baseUrl: upstream.baseUrl, fields, account });
  enterBreaker(api, now(), provider.id);
  const started = now();
  const noteAttempt = (outcome: string, status?: number) =>
    notes.attempts.push({ ms: now() - started, waitedMs, outcome, ...(status !== undefined && { status }) });
  try {
    const answer = await timed(notes, 'vendor', () =>
      send(request, upstream, { signal, provider: provider.id }),
    );
    leaveBreaker(api, answer.status < 500 ? 'up' : 'down', now());
    noteAttempt('answered', answer.status);
    context.waitUntil(heedRateHeaders(api, answer.headers, env));
    return { answer, secrets };
  } catch (error) {
    leaveBreaker(api, verdictOf(error, now() - started, readConfig(env).timeoutMs), now());
    noteAttempt(error instanceof Problem ? error.slug : 'internal-error');
    throw error;
  } finally {
    notes.breaker = breakerOf(api).state;
  }
}

/**
 * What a failed call tells of the vendor. A timeout tells of it only where it had a good part of the operator's
 * deadline: else a caller in a hurry would close the vendor to everybody.
 */
function verdictOf(error: unknown, givenMs: number, timeoutMs: number): Verdict {
  if (!(error instanceof Problem)) return 'unknown';
  if (error.slug === 'provider-malformed') return 'up';
  return error.slug === 'provider-timeout' && givenMs < timeoutMs / 2 ? 'unknown' : 'down';
}

/** A vendor that asks to slow down is heard by every isolate. */
export function heedThrottling({ api, context }: Call, problem: Problem): Problem {
  const seconds = problem.members.retryAfter;
  if (problem.slug === 'provider-throttled' && seconds !== undefined) {
    context.waitUntil(slowDown(api, seconds, context.env, context.now()));
  }
  return problem;
}

/** The deadline of a call in milliseconds: what the operator allows, or less where the caller asks for less. */
export const timeoutOf = (env: Bindings, asked?: number): number =>
  Math.min(asked ?? Number.POSITIVE_INFINITY, readConfig(env).timeoutMs);
