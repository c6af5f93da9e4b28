import { seal, unseal } from '../../config/seal.ts';
import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import { isolateMemory } from '../../core/isolate.ts';
import { Problem } from '../../core/problem.ts';
import { sha256Hex } from '../../core/sha256Hex.ts';
import { isKept } from './carryOut.ts';
import type { HookRecord } from './hookRecord.ts';
import type { Invocation } from './invocations.ts';
import type { AskedOnce } from './keptCalls.ts';
import { leaveAnswer } from './leaveAnswer.ts';
import { type Proven, revoked, type Shown } from './verifyCall.ts';

/** For how long an id gets the same answer again. */
const KEEP_MS = 24 * 3_600_000;
/** The same for a body that comes without an id: a sender who tries again, not one who asks again. */
const KEEP_BODY_MS = 30_000;
/** Seconds after which a call that was under way is answered, as a rule. */
const UNDER_WAY_S = 2;
/** Seconds until some of the calls that wait are done. */
const FULL_S = 10;

/** An answer as it is given again. */
export interface GivenAnswer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array | string;
}

/** A call to be answered once. */
export interface OnceCall extends Proven {
  shown: Shown;
  /** What its sender calls it by, where they do. */
  id: string | undefined;
  repeatable: boolean;
}

/** What came of the work: not kept where a repetition may fare better. */
export interface Worked {
  answer: GivenAnswer;
  keep: boolean;
}

/** A call for later, and the answer that it was taken. */
export interface Later {
  invocation: Invocation;
  answer: GivenAnswer;
}

/**
 * Answers a proven call, and its repetitions with the same answer. The object of the hook is asked first, which knows whether
 * the hook is still there.
 *
 * @param work what is done for the first one, or what is to be done later
 * @throws Problem `hook-refused`, `id-reused`, `call-under-way`, `outcome-unknown`, `rate-limited`
 */
export async function answerOnce(
  call: OnceCall,
  work: (() => Promise<Worked>) | Later,
  services: Services,
): Promise<GivenAnswer & { replayed: boolean }> {
  const { hook, secret, shown } = call;
  const { env, config, waitUntil } = services;
  const once = await identityOf(call);
  const owner = `hook:${hook.name}:${once.key}`;
  const object = () => env.HOOK_CALLS.getByName(hook.name);
  const later = typeof work === 'object' && {
    ...work.invocation,
    answer: await seal(work.answer, owner, config.sealKeys),
  };
  const entry = { hook: hook.id, secret: secret.id, once, ...(later && { later }) };
  const entered = await askObject(async () => await object().enter(entry));
  switch (entered.is) {
    case 'first':
      break;
    case 'repeated': {
      const answer = (await unseal(entered.answer, owner, config.sealKeys)) as GivenAnswer | undefined;
      if (!answer) throw refusals.unknown();
      return { ...answer, replayed: true };
    }
    case 'revoked':
      throw revoked(shown, hook);
    default:
      throw refusals[entered.is]();
  }
  if (typeof work === 'object') return { ...work.answer, replayed: false };
  const done = workOnce(work, once, { name: hook.name, owner }, services);
  // A sender who hangs up and tries again gets what came of it.
  waitUntil(done.catch(() => undefined));
  return { ...(await done), replayed: false };
}

/**
 * Does the work and sees to what is left of it. What changes something is answered once that is kept. Otherwise the answer is
 * given at once, and whoever comes again before it is kept waits for it at the object.
 */
async function workOnce(
  work: () => Promise<Worked>,
  once: AskedOnce,
  { name, owner }: { name: string; owner: string },
  services: Services,
): Promise<GivenAnswer> {
  const { env, config, waitUntil } = services;
  const release = () =>
    askObject(async () => await env.HOOK_CALLS.getByName(name).release(once.key)).catch(() => undefined);
  const leave = async (answer: GivenAnswer) => {
    const body = typeof answer.body === 'string' ? answer.body : new TextDecoder().decode(answer.body);
    const sealed = isKept(body) ? await seal({ ...answer, body }, owner, config.sealKeys) : undefined;
    return leaveAnswer(name, { once, answer: sealed }, services);
  };
  try {
    const { answer, keep } = await work();
    // The work is done: its answer is not lost because it cannot be kept.
    const left = (keep ? leave(answer) : release()).catch(() => undefined);
    if (once.repeatable) waitUntil(left);
    else await left;
    return answer;
  } catch (error) {
    if (once.repeatable) await release();
    throw error;
  }
}

const refusals = {
  'other-body': () =>
    new Problem('id-reused', 'This id was sent with another body within the last 24 hours.'),
  'under-way': () =>
    new Problem('call-under-way', 'A request with this id is being answered.', { retryAfter: UNDER_WAY_S }),
  unknown: () => new Problem('outcome-unknown', 'What came of the call with this id is not known.'),
  full: () =>
    new Problem('rate-limited', 'Too many calls of this hook wait to be done.', { retryAfter: FULL_S }),
};

/** What tells a call from others. Hashes with the salt of the hook: neither ids nor bodies can be guessed from storage. */
async function identityOf({ hook, shown, id, repeatable }: OnceCall): Promise<AskedOnce> {
  const fingerprint = await fingerprintOf(hook, shown.body);
  const own = { visit: newVisit(), fingerprint, repeatable };
  return id === undefined
    ? { ...own, key: `body ${fingerprint}`, keepMs: KEEP_BODY_MS }
    : { ...own, key: `id ${await sha256Hex(`${hook.salt}${id}`)}`, keepMs: KEEP_MS };
}

const visits = isolateMemory(() => ({ isolate: '', count: 0 }));

/** Like no other, of any isolate. */
function newVisit(): string {
  const own = visits();
  own.isolate ||= crypto.randomUUID();
  return `${own.isolate} ${++own.count}`;
}

async function fingerprintOf({ salt }: HookRecord, body: Uint8Array): Promise<string> {
  const salted = new Uint8Array(salt.length + body.length);
  salted.set(new TextEncoder().encode(salt));
  salted.set(body, salt.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', salted)).toHex();
}
