import type { Services } from '../config/services.ts';
import { askObject } from '../core/askObject.ts';
import { type Deadline, withDeadline } from '../core/deadline.ts';
import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import type { VendorOperation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { stopsCaller } from '../resilience/breakers.ts';
import type { Call } from './call.ts';
import { timeLeft } from './execute.ts';
import { questionKey } from './question.ts';
import { type SharedOutcome, sharedOutcome } from './sharedAnswer.object.ts';

/** What the way to the Durable Object and back may take beyond the gateway's own deadline, so that its own problem arrives first. */
const DURABLE_OBJECT_MS = 250;
/** How often one who waits for another's answer looks for it. */
const LOOK_MS = 25;
const MOST_ASKING = 1_000;

/** A call that may share its answer. */
export interface Asked {
  operation: VendorOperation;
  call: Call;
  question: string;
  services: Services;
}

/** A question that one request of this isolate asks for all of them, where the Durable Object cannot. */
interface Asking {
  /** When whoever asks has surely ended. Epoch ms. */
  until: number;
  outcome?: SharedOutcome;
}

const asking = isolateMemory(() => new Map<string, Asking>());

/**
 * Asks a question together with everybody else who asks it: with the gateway's own deadline, not with that of whoever came
 * first. This caller waits no longer than asked.
 */
export function askTogether(asked: Asked): Promise<SharedOutcome> {
  const { operation, call, question, services } = asked;
  const { config, env, now } = services;
  const ms = timeLeft(call, services);
  const graceMs = (call.options.timeoutMs ?? config.timeoutMs) < config.timeoutMs ? 0 : DURABLE_OBJECT_MS;
  const ask = async (): Promise<SharedOutcome> =>
    await env.ANSWERS.getByName(await questionKey(question)).answer(
      forAll(call),
      operation.shareSeconds * 1000,
    );
  return withDeadline(ms + graceMs, now(), (deadline) =>
    deadline
      .within(askObject(ask))
      // The object is overloaded or out of reach. To share spares the vendor, and no answer depends on it.
      .catch(() => askInIsolate(asked, deadline))
      .catch((error) => {
        if (!deadline.expired) throw error;
        throw new Problem('provider-timeout', 'The vendor did not answer in time.', {
          provider: operation.provider.id,
        });
      }),
  );
}

/** The call as it is made for everybody. */
function forAll({ options: { timeoutMs: _, ...options }, ...call }: Call): Call {
  return { ...call, options };
}

/**
 * What the Durable Object does, for this isolate alone: the first one asks, the others wait for what came of it. They look
 * for it and do not await it: a promise of another request is never settled once that request has ended.
 */
async function askInIsolate(asked: Asked, deadline: Deadline): Promise<SharedOutcome> {
  const { question, services } = asked;
  while (!deadline.expired) {
    const other = asking().get(question);
    if (!other || other.until <= services.now()) return deadline.within(askForAll(asked));
    await deadline.pause(LOOK_MS);
    const { outcome } = other;
    if (outcome && (outcome.ok || !stopsCaller(outcome.problem))) return { ...outcome, collapsed: true };
  }
  throw new Error('The time is up.');
}

/** Asks the vendor, and goes on where this caller does not wait for it: others do. */
function askForAll({ call, question, services }: Asked): Promise<SharedOutcome> {
  const { config, now, waitUntil } = services;
  const mine: Asking = { until: now() + config.timeoutMs + DURABLE_OBJECT_MS };
  rememberBounded(asking(), question, mine, MOST_ASKING);
  const work = sharedOutcome({ ...forAll(call), at: now() }, services)
    .then((outcome) => {
      mine.outcome = outcome;
      return outcome;
    })
    .finally(() => {
      // From now on nobody waits for it: where it brought nothing, the next one may ask.
      mine.until = 0;
      if (asking().get(question) === mine) asking().delete(question);
    });
  waitUntil(work.catch(() => undefined));
  return work;
}
