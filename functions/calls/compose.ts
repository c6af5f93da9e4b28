import { hiddenFrom, mayUse } from '../callers/permissions.ts';
import type { Services } from '../config/services.ts';
import type { ComposedOperation, Perform } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { withhold } from '../core/withhold.ts';
import type { InnerCall, Notes } from '../receipts/receipt.ts';
import type { Call, Outcome, Served } from './call.ts';
import { timeoutOf } from './execute.ts';

/** What a composed operation works with: `perform` answers what it asks. */
interface Means {
  services: Services;
  notes: Notes;
  perform: (call: Call, services: Services) => Promise<Outcome>;
}

/**
 * Runs a composed operation. What it asks are calls of the same caller, within the same deadline: each has its own receipt
 * and log line, and the notes of this one name them.
 *
 * @throws Problem
 */
export async function compose(
  operation: ComposedOperation,
  call: Call,
  { services, notes, perform }: Means,
): Promise<Served> {
  const { requestId, caller, options } = call;
  const { timeoutMs: _, account: only, ...passedOn } = options;
  const accounts = services.config.accounts.filter(
    ({ name }) => mayUse(caller, name) && (only ?? name) === name,
  );
  if (accounts.length === 0)
    throw new Problem('not-configured', 'There is no vendor account that this key may use.');

  const deadline = call.at + timeoutOf(call, services);
  const inner: InnerCall[] = [];
  notes.inner = inner;
  let count = 0;
  const ask: Perform = async ({ id }, input, account) => {
    const at = services.now();
    const asked: Call = {
      requestId: `${requestId}-${++count}`,
      operation: id,
      input,
      caller,
      options: { ...passedOn, account, timeoutMs: Math.max(1, deadline - at) },
      at,
    };
    const outcome = await perform(asked, services);
    const { receipt } = outcome;
    inner.push({
      requestId: receipt.requestId,
      operation: id,
      account,
      status: receipt.status,
      ms: receipt.ms,
    });
    if (!outcome.ok) throw outcome.problem;
    return JSON.parse(new TextDecoder().decode(outcome.served.body));
  };
  const value = await operation.run(call.input as never, ask, { accounts });
  const shown = withhold(value, operation.view, hiddenFrom(caller));
  const body = new TextEncoder().encode(JSON.stringify(shown));
  return { body, cacheStatus: 'meetgate; fwd=bypass', ttl: 0 };
}
