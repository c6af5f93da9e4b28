import type { Call } from '../../calls/call.ts';
import { perform } from '../../calls/perform.ts';
import { seal, unseal } from '../../config/seal.ts';
import type { Services } from '../../config/services.ts';
import { Problem } from '../../core/problem.ts';
import type { Due } from './invocations.ts';

/** Characters of an answer that is kept. A row of a Durable Object takes 2 MB, and sealing makes it a third longer. */
export const LONGEST_KEPT = 1024 * 1024;

/** Whether an answer is kept. */
export const isKept = (body: string): boolean => body.length <= LONGEST_KEPT;

/** A call that nobody waits for, as it is sealed. */
export interface LaterCall {
  call: Call;
  /** Where problems of it lead to. */
  origin: string;
}

/** What came of it: a result or a problem, as JSON text. */
export interface LaterOutcome {
  ok: boolean;
  status: number;
  body: string;
}

/** What is sealed of an invocation opens for that invocation only. */
const owner = (name: string, id: string, what: string) => `hook:${name}:${id}:${what}`;

export const sealCall = (name: string, id: string, call: LaterCall, { config }: Pick<Services, 'config'>) =>
  seal(call, owner(name, id, 'call'), config.sealKeys);

export const unsealCall = async (
  name: string,
  id: string,
  sealed: string,
  { config }: Pick<Services, 'config'>,
): Promise<LaterCall | undefined> =>
  (await unseal(sealed, owner(name, id, 'call'), config.sealKeys)) as LaterCall | undefined;

export const unsealOutcome = async (
  name: string,
  id: string,
  sealed: string,
  { config }: Pick<Services, 'config'>,
): Promise<LaterOutcome | undefined> =>
  (await unseal(sealed, owner(name, id, 'outcome'), config.sealKeys)) as LaterOutcome | undefined;

/** Does what a hook was called for while nobody waits. Never throws for what comes of the call. Gives it sealed. */
export async function carryOut(
  name: string,
  { id, call: sealed, lost }: Pick<Due, 'id' | 'call' | 'lost'>,
  services: Services,
): Promise<string> {
  const later = await unsealCall(name, id, sealed, services);
  const outcome = await outcomeOf(id, later, lost, services);
  return seal(outcome, owner(name, id, 'outcome'), services.config.sealKeys);
}

async function outcomeOf(
  id: string,
  later: LaterCall | undefined,
  lost: boolean,
  services: Services,
): Promise<LaterOutcome> {
  const failed = (problem: Problem, requestId: string): LaterOutcome => {
    const document = problem.toDocument({
      origin: later?.origin ?? '',
      instance: `/v1/invocations/${id}`,
      requestId,
    });
    return { ok: false, status: document.status, body: JSON.stringify(document) };
  };
  if (!later || lost)
    return failed(
      new Problem('outcome-unknown', 'The gateway stopped under the call, or can no longer read it.'),
      later?.call.requestId ?? '',
    );
  const { ok, receipt, ...outcome } = await perform({ ...later.call, at: services.now() }, services);
  if ('problem' in outcome) return failed(outcome.problem, receipt.requestId);
  const body = new TextDecoder().decode(outcome.served.body);
  if (!isKept(body))
    return failed(
      new Problem('answer-too-large', `The answer is longer than ${LONGEST_KEPT} characters.`),
      receipt.requestId,
    );
  return { ok, status: 200, body };
}
