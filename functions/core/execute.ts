import { type Notes, timed } from '../receipts/receipt.ts';
import { retryDelay } from '../resilience/retry.ts';
import { type Token, tokenFor } from '../tokens/tokenSource.ts';
import { accountSecrets } from './accountSecrets.ts';
import { type Call, callVendor, type ExecuteContext, heedThrottling } from './callVendor.ts';
import { normalise } from './normalise.ts';
import type { Operation } from './operation.ts';
import { Problem } from './problem.ts';
import { classify } from './provider.ts';
import { refusal, refusalMembers } from './refusal.ts';
import { scrubAnswer, scrubId } from './scrub.ts';
import type { VendorAnswer } from './upstream.ts';
import { pathOf } from './vendorRequest.ts';
import { pause, withDeadline } from './withDeadline.ts';

/** An answer of the vendor, in one form. */
export interface Execution {
  value: unknown;
  /** The vendor's body, untouched. */
  answer: VendorAnswer;
}

/**
 * The one pipeline: token, quota, breaker, request, vendor, unwrap, classify, output. A rejected token leads to one
 * newer token and one repeat; what may be repeated is, while there is hope and time. `fields` have passed `parseInput`.
 *
 * @throws Problem whatever goes wrong
 */
export async function execute(
  operation: Operation,
  fields: Record<string, unknown>,
  context: ExecuteContext,
  notes: Notes,
): Promise<Execution> {
  const { account, now } = context;
  const started = now();
  const call: Call = {
    operation,
    fields,
    context,
    notes,
    api: `${account.provider}/${account.name}/${operation.id}`,
    path: pathOf(operation, account),
    signal: AbortSignal.timeout(context.timeoutMs),
    deadline: started + context.timeoutMs,
  };
  let waitedMs = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return await oneAttempt(call, waitedMs);
    } catch (error) {
      const leftMs = call.deadline - now();
      const delay = operation.repeatable
        ? retryDelay(error, { attempt, leftMs, random: Math.random() })
        : undefined;
      if (delay === undefined) throw error;
      await pause(delay, call.signal).catch(() => {
        throw error;
      });
      waitedMs = delay;
    }
  }
}

async function oneAttempt(call: Call, waitedMs: number): Promise<Execution> {
  const { operation, notes } = call;
  let token = await getToken(call);
  for (let repeated = false; ; repeated = true) {
    const { provider } = operation;
    const { answer: told, secrets: sent } = await callVendor(call, token, waitedMs);
    const ours = [token.value, ...accountSecrets(provider, call.context.account)];
    const secrets = [...ours, ...sent];
    const answer = scrubAnswer(told, ours);
    const outcome = provider.unwrap(answer);
    const said = provider.requestId(answer);
    const providerRequestId = said && scrubId(said, secrets);
    if (providerRequestId) notes.providerRequestId = providerRequestId;
    if ('result' in outcome) {
      token.confirm();
      const { output, variants } = operation;
      const { value, met } = await timed(notes, 'output', () =>
        // In place: a copy of 500 rows costs as much as reading them, and who wants them raw has the text.
        normalise(outcome.result, { output, variants, provider: provider.id }),
      );
      notes.variants = met;
      return { value, answer };
    }
    const means = classify(outcome.failure, provider.errors(call.context.account.settings));
    const members = refusalMembers(provider.id, outcome.failure, { secrets, providerRequestId });
    if (means !== 'token-rejected') throw heedThrottling(call, refusal(means, members, answer));
    if (repeated) {
      throw new Problem(
        'provider-login-refused',
        'The vendor refuses a token that it has just issued.',
        members,
      );
    }
    token = await getToken(call, token.generation);
  }
}

async function getToken(
  { operation: { provider }, context, notes, signal }: Call,
  rejected = 0,
): Promise<Token> {
  const { env, account, onBehalfOf: user, now, waitUntil } = context;
  const wanted = tokenFor({ env, provider, account, user, waitUntil }, now(), rejected);
  const token = await timed(notes, 'token', () =>
    withDeadline(wanted, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      throw new Problem('provider-timeout', 'The vendor gave no token in time.', { provider: provider.id });
    }),
  );
  notes.token = { source: token.source, generation: token.generation };
  return token;
}
