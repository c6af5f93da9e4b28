import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import { isolateMemory } from '../../core/isolate.ts';
import { Problem } from '../../core/problem.ts';
import { sha256Hex } from '../../core/sha256Hex.ts';
import { goodSecrets } from '../goodSecrets.ts';
import { newWebhookSecret, type Verdict, verifyWebhook } from '../signing.ts';
import type { HookRecord, HookSecret } from './hookRecord.ts';
import { forgetHook, readHook, rememberedHook, rememberHook } from './hookStore.ts';

/** What a request shows to prove that it may call a hook: three headers, or the token of its URL. */
export interface Shown {
  name: string;
  requestId: string;
  /** The route as it is logged: the path itself may end in a token. */
  route: string;
  body: Uint8Array;
  header: { id: string | undefined; timestamp: string | undefined; signature: string | undefined };
  token?: string | undefined;
}

/** A hook, and which of its secrets proved the call. */
export interface Proven {
  hook: HookRecord;
  secret: HookSecret;
}

type Reason = Exclude<Verdict, 'good'> | 'unknown-hook' | 'wrong-token' | 'revoked';

/** Nobody has this one. What there is no hook for is verified with it, so that it takes as long and tells as little. */
const dummy = isolateMemory(() => ({ secret: '' }));

/**
 * The hook that a request calls, where the request proves that it may. Every refusal is the same to the caller and costs the
 * same: two looks, one of them at KV. Why is told in the log.
 *
 * @throws Problem `hook-refused`
 */
export async function verifyCall(shown: Shown, services: Services): Promise<Proven> {
  const digest = shown.token === undefined ? undefined : await sha256Hex(shown.token);
  const first = await look(rememberedHook(shown.name), shown, digest, services.now());
  if (typeof first === 'object') return first;
  // The secret may be newer than what this isolate remembers.
  const hook = await readHook(shown.name, services);
  const second = await look(hook, shown, digest, services.now());
  if (typeof second !== 'object') throw refusal(hook ? second : 'unknown-hook', shown, hook);
  rememberHook(second.hook);
  return second;
}

/** The refusal of a call whose secret was good until its hook was revoked, or the secret changed. */
export function revoked(shown: Shown, hook: HookRecord): Problem {
  forgetHook(hook.name);
  return refusal('revoked', shown, hook);
}

/** Asks the object of a hook whether what proved a call is still good. @throws Problem `hook-refused` */
export async function requireStill({ hook, secret }: Proven, shown: Shown, { env }: Services): Promise<void> {
  const entry = { hook: hook.id, secret: secret.id };
  const { is } = await askObject(async () => await env.HOOK_CALLS.getByName(hook.name).enter(entry));
  if (is === 'revoked') throw revoked(shown, hook);
}

/** Looks at two secrets, whether there are as many or none. */
async function look(
  hook: HookRecord | undefined,
  { header, body }: Shown,
  digest: string | undefined,
  now: number,
): Promise<Proven | Reason> {
  const remembered = dummy();
  remembered.secret ||= newWebhookSecret();
  const spare: HookSecret = { id: '', ...remembered };
  const [newest, former] = hook ? goodSecrets(hook, now) : [];
  let last: Reason = 'wrong';
  for (const one of [newest ?? spare, former ?? spare]) {
    const verdict =
      digest === undefined
        ? await verifyWebhook(header, body, [one.secret], now)
        : isToken(one, digest)
          ? 'good'
          : 'wrong-token';
    if (verdict === 'good' && hook && one !== spare) return { hook, secret: one };
    // Of a signature that one secret knows, the other one can only say that it is wrong.
    if (verdict !== 'good' && last === 'wrong') last = verdict;
  }
  return last;
}

/** Hashes of the same length, compared in constant time. */
function isToken({ tokenSha256 = '0'.repeat(64) }: HookSecret, digest: string): boolean {
  return crypto.subtle.timingSafeEqual(Uint8Array.fromHex(tokenSha256), Uint8Array.fromHex(digest));
}

/** One line for each refusal. What stands in the path of a hook that nobody made may be a token in the wrong place. */
function refusal(reason: Reason, { requestId, route }: Shown, hook: HookRecord | undefined): Problem {
  console.log(JSON.stringify({ event: 'hook-refused', requestId, route, hook: hook?.name, reason }));
  return new Problem(
    'hook-refused',
    'There is no such hook, or this is no call that it takes: see what `type` leads to.',
    {},
    { 'WWW-Authenticate': 'Webhook realm="meetgate"' },
  );
}
