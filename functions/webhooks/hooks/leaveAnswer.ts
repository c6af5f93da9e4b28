import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import { isolateMemory } from '../../core/isolate.ts';
import type { Left } from './keptCalls.ts';

/** Answers of one hook are sent to its object together after this: a write for each would cost more than the call. */
const BATCH_MS = 100;
/** Characters after which a batch is not waited for: a message to an object may have 32 MiB. */
const LONGEST_BATCH = 8 * 1024 * 1024;

interface Batch {
  left: Left[];
  size: number;
  sendAt: number;
}

/** What waits to be sent, by hook. */
const waiting = isolateMemory(() => new Map<string, Batch>());

/**
 * Has the object of a hook keep what a call was answered: at once where it changed something, else with those of the next
 * moment. Resolves once it is kept, or is left to the batch of others.
 */
export async function leaveAnswer(name: string, one: Left, services: Services): Promise<void> {
  const { env, now } = services;
  if (!one.once.repeatable) return send(name, [one], env);
  const batch = waiting().get(name) ?? { left: [], size: 0, sendAt: 0 };
  waiting().set(name, batch);
  batch.left.push(one);
  batch.size += one.answer?.length ?? 0;
  const isLong = batch.size > LONGEST_BATCH;
  // A request that was killed takes its timer along: the batch must not wait for it for ever.
  if (!isLong && now() < batch.sendAt + BATCH_MS) return;
  batch.sendAt = now() + BATCH_MS;
  if (!isLong) await new Promise((resolve) => setTimeout(resolve, BATCH_MS));
  if (waiting().get(name) === batch) waiting().delete(name);
  await send(name, batch.left.splice(0), env);
}

const send = async (name: string, left: Left[], env: Env): Promise<void> => {
  if (left.length > 0) await askObject(async () => await env.HOOK_CALLS.getByName(name).leave(left));
};
