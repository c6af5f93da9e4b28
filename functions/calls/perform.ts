import { accountFor, hiddenFrom, requireScope, requireUser } from '../callers/permissions.ts';
import type { Config } from '../config/config.ts';
import type { Services } from '../config/services.ts';
import type { Operation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { fileReceipt } from '../receipts/fileReceipt.ts';
import { observe } from '../receipts/observe.ts';
import { type Notes, newNotes, noteTime, type Receipt } from '../receipts/receipt.ts';
import { operationOf } from '../registry.ts';
import type { Call, Outcome, Served } from './call.ts';
import { checkInput } from './checkInput.ts';
import { compose } from './compose.ts';
import { guardRequestId } from './guardRequestId.ts';
import { limitGuesses } from './limitGuesses.ts';
import { invalidOption } from './readOptions.ts';
import { redactProblem } from './refusal.ts';
import { share } from './share.ts';

/** A call while it is performed. */
interface Run {
  operation: Operation;
  call: Call;
  notes: Notes;
  /** The account that it goes through, as far as that is known. */
  account: string;
}

/**
 * One call, whatever surface it came from: scope, input, sharing, the vendor, what the caller may not see, receipt and
 * log line. Never throws: what goes wrong is a problem in the outcome.
 */
export const perform = (asked: Call, services: Services): Promise<Outcome> =>
  recorded(asked, services, async (run) => {
    const { operation, call, notes } = run;
    requireScope(call.caller, 'read');
    for (const scope of operation.scopes ?? []) requireScope(call.caller, scope);
    const started = performance.now();
    const options = checkOptions(call, operation, services.config);
    if (options.account !== undefined) run.account = options.account;
    const checked = { ...call, input: checkInput(operation, call.input), options };
    noteTime(notes, 'input', started);
    return operation.kind === 'vendor'
      ? limitGuesses(operation, checked, services, () => share(operation, checked, services, notes))
      : compose(operation, checked, { services, notes, perform });
  });

/** The outcome of a call that a surface could not even read: with receipt and log line, as every call. */
export const refuse = (asked: Call, wrong: Problem, services: Services): Promise<Outcome> =>
  recorded(asked, services, () => Promise.reject(wrong));

/** Writes down what comes of a call: its receipt and its log line. */
async function recorded(
  asked: Call,
  services: Services,
  work: (run: Run) => Promise<Served>,
): Promise<Outcome> {
  const operation = operationOf(asked.operation);
  const call = { ...asked, requestId: guardRequestId(asked, operation) };
  const notes = newNotes();
  const run: Run = { operation, call, notes, account: call.options.account ?? 'default' };
  const finish = (status: number, cache: string, problem?: string): Receipt => {
    const { requestId, at, caller } = call;
    const receipt: Receipt = {
      requestId,
      at,
      operation: operation.id,
      caller: caller.name,
      account: run.account,
      status,
      ...(problem !== undefined && { problem }),
      cache,
      ms: services.now() - at,
      ...notes,
    };
    observe(receipt, services.env);
    fileReceipt(receipt, services);
    return receipt;
  };
  try {
    const served = await work(run);
    return { ok: true, served, receipt: finish(200, served.cacheStatus) };
  } catch (error) {
    const problem =
      error instanceof Problem
        ? redactProblem(error, hiddenFrom(call.caller))
        : unexpected(error, call.requestId);
    return { ok: false, problem, receipt: finish(problem.kind.status, 'meetgate; fwd=miss', problem.slug) };
  }
}

/**
 * The options with the account that the call goes through, and the user in the one form that the vendor has for it.
 *
 * @throws Problem `invalid-input`, `insufficient-scope`
 */
function checkOptions(
  { options, caller }: Call,
  operation: Operation,
  { accounts }: Config,
): Call['options'] {
  const { onBehalfOf, account } = options;
  const provider = operation.kind === 'vendor' ? operation.provider : undefined;
  if (account !== undefined) {
    accountFor(caller, account);
    const there = accounts.some(
      (one) => one.name === account && one.provider === (provider?.id ?? one.provider),
    );
    // That there is no `default` is for the operator to mend, and is said where it is missed.
    if (!there && account !== 'default')
      throw invalidOption('account', 'the name of an account that there is');
  }
  if (provider) {
    const asked = { ...options, account: accountFor(caller, account) };
    if (onBehalfOf === undefined) return asked;
    const { pattern, mustBe, canonical } = provider.user;
    if (!pattern.test(onBehalfOf)) throw invalidOption('onBehalfOf', mustBe);
    const user = canonical(onBehalfOf);
    requireUser(caller, user, canonical);
    return { ...asked, onBehalfOf: user };
  }
  const several = 'absent: this operation asks several vendors';
  if (onBehalfOf !== undefined) throw invalidOption('onBehalfOf', several);
  if (options.raw) throw invalidOption('raw', several);
  return options;
}

/** The cause goes to the log by name and place alone: a message may quote what the caller or the vendor sent. */
export function unexpected(error: unknown, requestId: string): Problem {
  const { name, stack } = error instanceof Error ? error : new Error('not an error');
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line));
  console.error(
    JSON.stringify({ event: 'internal-error', requestId, error: name, stack: frames?.slice(0, 8) }),
  );
  return new Problem('internal-error', 'The gateway met a fault of its own.');
}
