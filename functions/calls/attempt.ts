import type { Services } from '../config/services.ts';
import type { Deadline } from '../core/deadline.ts';
import { normalise } from '../core/normalise.ts';
import type { VendorOperation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { type Account, accountSecrets, classify } from '../core/provider.ts';
import { type Echoes, echoesOf, scrubAnswer, scrubId } from '../core/scrub.ts';
import { sha256Hex } from '../core/sha256Hex.ts';
import { send, type Upstream, type VendorAnswer } from '../core/upstream.ts';
import { type Notes, noteTime, timed } from '../receipts/receipt.ts';
import {
  breakerState,
  checkBreakers,
  enterBreakers,
  type Guarded,
  leaveBreakers,
} from '../resilience/breakers.ts';
import { type Counted, heedRateHeaders, passQuota, slowDown } from '../resilience/quotas.ts';
import { verdictOfError, verdictOfStatus } from '../resilience/verdict.ts';
import type { Token } from '../tokens/tokenSource.ts';
import type { Call } from './call.ts';
import { getToken, refusedForGood, replaceToken } from './callTokens.ts';
import { refusal, refusalMembers } from './refusal.ts';
import { sensitiveInputs, vendorRequest } from './vendorRequest.ts';

/** A call of a vendor while it is carried out: what stays the same over all its attempts. */
export interface Execution {
  call: Call;
  operation: VendorOperation;
  account: Account;
  services: Services;
  notes: Notes;
  upstream: Upstream;
  /** The vendor's path of the operation. */
  path: string;
  /** What breakers and quotas are kept by. */
  guarded: Guarded;
  deadline: Deadline;
}

/** An answer of the vendor, read. */
export interface Reading {
  /** In one form, unknown fields included. */
  value: unknown;
  answer: VendorAnswer;
}

/** One try at the vendor. A token that it seems to take no longer is replaced by a newer one, once. @throws Problem */
export async function attempt(execution: Execution, waitedMs: number): Promise<Reading> {
  const { operation, account, notes } = execution;
  const { provider } = operation;
  let token = await getToken(execution);
  const refusals: string[] = [];
  for (;;) {
    const answer = scrubAnswer(
      await callVendor(execution, token, waitedMs),
      ownSecrets(execution, token).echoes,
    );
    const outcome = provider.unwrap(answer);
    const said = provider.requestId(answer);
    if (said !== undefined) notes.providerRequestId = scrubId(said, secretsOf(execution, token));
    if ('result' in outcome) return { value: read(execution, outcome.result), answer };
    const means = classify(outcome.failure, provider.errors(account.settings));
    const members = refusalMembers(provider.id, outcome.failure, {
      secrets: secretsOf(execution, token),
      providerRequestId: notes.providerRequestId,
    });
    if (means !== 'token-rejected' && means !== 'token-doubted')
      throw heedThrottling(execution, refusal(means, members, answer));
    const certain = means === 'token-rejected';
    const { status, code } = outcome.failure;
    // By its hash: a code may be anything, and this is kept.
    refusals.push(await sha256Hex(JSON.stringify([operation.id, status, code])));
    const newer = refusals.length > 1 ? undefined : await replaceToken(execution, token, refusals, certain);
    if (!newer) throw await refusedForGood(execution, token, refusals, certain, members, answer);
    token = newer;
  }
}

/** Sends one request: through the quota and the breaker, with a token, noting how it went. */
async function callVendor(execution: Execution, token: Token, waitedMs: number): Promise<VendorAnswer> {
  const { call, operation, account, services, notes, upstream, path, guarded, deadline } = execution;
  const { provider } = operation;
  const { now } = services;
  checkBreakers(guarded, now(), provider.id);
  const passing = { ...countedOf(execution), operation: operation.id, provider: provider.id, deadline };
  const quota = await timed(notes, 'quota', () => passQuota(passing, services));
  if (quota) notes.quota = quota;

  const { requestId, input, options } = call;
  const request = vendorRequest(operation, path, input, {
    requestId,
    acceptLanguage: options.acceptLanguage,
  });
  provider.authorize(request, token.value, account.settings);
  enterBreakers(guarded, provider.id, services);
  const sentAt = now();
  const noteAttempt = (outcome: string, status?: number) =>
    notes.attempts.push({ ms: now() - sentAt, waitedMs, outcome, ...(status !== undefined && { status }) });
  try {
    const answer = await timed(notes, 'vendor', () =>
      send(request, upstream, { deadline, provider: provider.id }),
    );
    leaveBreakers(guarded, verdictOfStatus(answer.status), services);
    noteAttempt('answered', answer.status);
    heedRateHeaders(passing, answer.headers, services);
    return answer;
  } catch (error) {
    leaveBreakers(guarded, verdictOfError(error, now() - sentAt, services.config.timeoutMs), services);
    noteAttempt(error instanceof Problem ? error.slug : 'internal-error');
    throw error;
  } finally {
    notes.breaker = breakerState(guarded);
  }
}

/** Reads the vendor's result, in place: a copy of 500 rows costs as much as reading them. @throws Problem */
function read({ operation, notes }: Execution, result: unknown): unknown {
  const { output, variants, provider } = operation;
  const started = performance.now();
  try {
    const { value, met } = normalise(result, { output, variants, provider: provider.id });
    notes.variants = met;
    return value;
  } finally {
    noteTime(notes, 'output', started);
  }
}

/** An account's last token and its secrets, and what finds them: the same for many calls, so it is kept. */
const lastSecrets = new WeakMap<Account, { token: string; own: readonly string[]; echoes: Echoes }>();

function ownSecrets({ operation, account }: Execution, { value: token }: Token) {
  const last = lastSecrets.get(account);
  if (last?.token === token) return last;
  const own = [token, ...accountSecrets(operation.provider, account)];
  const made = { token, own, echoes: echoesOf(own) };
  lastSecrets.set(account, made);
  return made;
}

/** Everything that must not come back in the vendor's words. */
const secretsOf = (execution: Execution, token: Token): string[] => [
  ...ownSecrets(execution, token).own,
  ...sensitiveInputs(execution.operation, execution.call.input),
];

const countedOf = ({ guarded: { api }, call }: Execution): Counted => ({
  api,
  user: call.options.onBehalfOf,
});

/** A vendor that asks to slow down is heard by every isolate. */
function heedThrottling(execution: Execution, problem: Problem): Problem {
  const seconds = problem.members.retryAfter;
  if (problem.slug === 'provider-throttled' && seconds !== undefined)
    slowDown(countedOf(execution), seconds, execution.services);
  return problem;
}
