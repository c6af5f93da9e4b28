import { hiddenFrom } from '../callers/permissions.ts';
import { accountOf } from '../config/config.ts';
import type { Services } from '../config/services.ts';
import { withDeadline } from '../core/deadline.ts';
import type { VendorOperation } from '../core/operation.ts';
import { nextPage } from '../core/paging.ts';
import { upstreamOf } from '../core/upstream.ts';
import type { Notes, Sent } from '../receipts/receipt.ts';
import { apiName } from '../resilience/quotas.ts';
import { retryDelay } from '../resilience/retry.ts';
import { NoToken } from '../tokens/tokenSource.ts';
import { attempt, type Execution, type Reading } from './attempt.ts';
import type { Answer, Call } from './call.ts';
import { questionOf } from './question.ts';
import { pathOf } from './vendorRequest.ts';
import { writeBody } from './writeBody.ts';

/**
 * Asks the vendor: token, quota, breaker, request, answer, output, repeated where that may help before the deadline.
 * The call's input and options are checked.
 *
 * @throws Problem whatever goes wrong
 */
export async function execute(
  operation: VendorOperation,
  call: Call,
  services: Services,
  notes: Notes,
): Promise<Answer> {
  const { options, caller } = call;
  const account = accountOf(services.config, operation.provider, options.account);
  const upstream = upstreamOf(account.settings.baseUrl, services.env);
  const path = pathOf(operation, account);
  notes.sent = sentBy(operation, call, upstream.baseUrl, path);
  const api = apiName({ provider: account.provider, account: account.name, operation: operation.id });
  const guarded = { api, caller: caller.name, question: questionOf(operation, call, services.config) };
  const reading = await withDeadline(timeLeft(call, services), services.now(), (deadline) =>
    repeat({ call, operation, account, services, notes, upstream, path, guarded, deadline }),
  );
  const body = writeBody(reading, {
    operation,
    met: notes.variants,
    raw: options.raw === true,
    hidden: hiddenFrom(caller),
  });
  const next = operation.paging && nextPage(operation.paging, call.input, reading.value as never);
  const { providerRequestId } = notes;
  return { body, ...(providerRequestId !== undefined && { providerRequestId }), ...(next && { next }) };
}

/**
 * A problem that the vendor may be over by the next moment leads to another attempt, as long as there is time. Where there
 * is no token there is none: logins have a back-off of their own.
 */
async function repeat(execution: Execution): Promise<Reading> {
  const { operation, services, deadline } = execution;
  let waitedMs = 0;
  for (let count = 1; ; count++) {
    try {
      return await attempt(execution, waitedMs);
    } catch (error) {
      const leftMs = deadline.at - services.now();
      const delay =
        operation.effect === 'read' && !(error instanceof NoToken)
          ? retryDelay(error, { attempt: count, leftMs, random: Math.random() })
          : undefined;
      if (delay === undefined) throw error;
      await deadline.pause(delay).catch(() => {
        throw error;
      });
      waitedMs = delay;
    }
  }
}

/** The deadline of a call in milliseconds: what the operator allows, or less where the caller asks for less. */
export const timeoutOf = ({ options }: Call, { config }: Pick<Services, 'config'>): number =>
  Math.min(options.timeoutMs ?? Number.POSITIVE_INFINITY, config.timeoutMs);

/** What is left of that, counted from when the call came. Milliseconds, at least one. */
export const timeLeft = (call: Call, services: Pick<Services, 'config' | 'now'>): number =>
  Math.max(1, call.at + timeoutOf(call, services) - services.now());

/** What is sent, with names in the place of what is secret or personal. */
function sentBy(operation: VendorOperation, { input }: Call, baseUrl: string, path: string): Sent {
  const hidden = operation.sensitiveInputs.filter((name) => input[name] !== undefined);
  const names = hidden.map((name) => [name, `$${name.toUpperCase()}`]);
  return { baseUrl, path, input: hidden.length === 0 ? input : { ...input, ...Object.fromEntries(names) } };
}
