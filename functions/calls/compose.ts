import { hiddenFrom, mayUse, requireScope } from '../callers/permissions.ts';
import { seal, unseal } from '../config/seal.ts';
import type { Services } from '../config/services.ts';
import { type Caller, SCOPES } from '../core/caller.ts';
import type { Ask, ComposedOperation, Told } from '../core/operation.ts';
import { nextPage } from '../core/paging.ts';
import { Problem } from '../core/problem.ts';
import { withhold } from '../core/withhold.ts';
import { attendanceSeen } from '../eventlog/attendanceSeen.ts';
import { readMeetingId } from '../meetings/model/meetingId.ts';
import type { InnerCall, Notes } from '../receipts/receipt.ts';
import { providerOf } from '../registry.ts';
import type { Call, Outcome, Served } from './call.ts';
import { timeoutOf } from './execute.ts';

/** What a composed operation works with: `perform` answers what it asks. */
interface Means {
  services: Services;
  notes: Notes;
  perform: (call: Call, services: Services) => Promise<Outcome>;
}

/** What is asked ends this part of the time earlier, so that what the others gave is still answered in time. */
const KEPT_BACK = 0.05;

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
  const accounts = services.config.accounts
    .filter(({ name }) => mayUse(caller, name) && (only ?? name) === name)
    .map(({ provider, name, settings }) => ({
      ...{ provider, name },
      bookings: providerOf(provider).bookings?.(settings),
    }));
  if (accounts.length === 0)
    throw new Problem('not-configured', 'There is no vendor account that this key may use.');

  const hidden = hiddenFrom(caller);
  const deadline = call.at + timeoutOf(call, services) * (1 - KEPT_BACK);
  const inner: InnerCall[] = [];
  notes.inner = inner;
  let count = 0;
  const ask: Ask = async ({ id, scopes = [], view }, input, account, wanted) => {
    // A caller that is shown all must still be allowed to ask.
    for (const scope of scopes) requireScope(caller, scope);
    const at = services.now();
    const asked: Call = {
      requestId: `${requestId}-${++count}`,
      operation: id,
      input,
      caller: wanted === 'full' ? seeingAll(caller) : caller,
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
    const { body, age = 0 } = outcome.served;
    const full = JSON.parse(new TextDecoder().decode(body));
    const output = wanted === 'full' ? withhold(full, view, hidden) : full;
    const told: Told<never> = {
      output: output as never,
      full: full as never,
      requestId: receipt.requestId,
      freshness: freshnessOf(outcome.served),
      at: services.now() - age * 1000,
    };
    return told;
  };
  const owner = (about: string) => `cursor:${operation.id}:${caller.name}:${about}`;
  const { sealKeys } = services.config;
  const value = await operation.run(call.input as never, async (...asked) => (await ask(...asked)).output, {
    accounts,
    hidden,
    at: call.at,
    ask,
    seen: async (meetingId) => {
      const key = readMeetingId(meetingId);
      const usable = accounts.some(
        ({ provider, name }) => provider === key?.provider && name === key.account,
      );
      return usable ? attendanceSeen(meetingId, hidden, services) : { stays: [], counts: [] };
    },
    seal: (text, about) => seal(text, owner(about), sealKeys),
    unseal: (text, about) => unseal(text, owner(about), sealKeys),
  });
  const shown = withhold(value, operation.view, hidden);
  const body = new TextEncoder().encode(JSON.stringify(shown));
  const next = operation.paging && nextPage(operation.paging, call.input, value as never);
  return { body, cacheStatus: 'meetgate; fwd=bypass', ttl: 0, ...(next && { next }) };
}

const seeingAll = (caller: Caller): Caller => ({ ...caller, scopes: [...SCOPES] });

function freshnessOf({ cacheStatus, ttl, age }: Served): Told<unknown>['freshness'] {
  if (ttl < 0 || cacheStatus.includes('stale-if-error')) return 'stale';
  return age === undefined ? 'live' : 'cached';
}
