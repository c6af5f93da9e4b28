import type { Services } from '../config/services.ts';
import { withDeadline } from '../core/deadline.ts';
import type { VendorOperation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { sha256Hex } from '../core/sha256Hex.ts';
import type { Call } from './call.ts';
import type { Verdict } from './guesses.object.ts';

/** The Durable Object answers in milliseconds, or something is wrong with it. */
const ASK_MS = 1_000;
/** Where it does not, nobody guesses for so many seconds. */
const UNKNOWN_S = 5;

/**
 * Asks, for a checked call. Where the operation has an input that may be guessed, each refusal counts, and after a few of
 * one thing by one caller nothing more is asked for a while.
 *
 * @throws Problem `rate-limited`
 */
export async function limitGuesses<T>(
  { id, guessing }: Pick<VendorOperation, 'id' | 'guessing'>,
  { caller, input }: Call,
  { env, now, waitUntil }: Services,
  ask: () => Promise<T>,
): Promise<T> {
  if (!guessing) return ask();
  // Dashes and capitals may make another spelling of the same thing.
  const thing = String(input[guessing.of]).replace(/\W/g, '').toLowerCase();
  const name = await sha256Hex(JSON.stringify([id, caller.name, thing]));
  const guess = await sha256Hex(String(input[guessing.secret] ?? ''));
  const enter = async () => await env.GUESSES.getByName(name).enter(guess);
  const retryAfter = await withDeadline(ASK_MS, now(), (deadline) =>
    // An object that was just moved answers the second time.
    deadline.within(enter().catch(enter)),
  ).catch(() => UNKNOWN_S);
  if (retryAfter > 0) {
    throw new Problem(
      'rate-limited',
      `The key was refused too often for this ${guessing.of}: its ${guessing.secret} must not be guessed.`,
      { retryAfter },
    );
  }
  const leave = (verdict: Verdict) =>
    waitUntil(
      env.GUESSES.getByName(name)
        .leave(guess, verdict)
        .catch(() => undefined),
    );
  try {
    const answer = await ask();
    leave('right');
    return answer;
  } catch (error) {
    const refused = error instanceof Problem && guessing.refusedAs.includes(error.slug);
    leave(refused ? 'wrong' : 'unknown');
    throw error;
  }
}
