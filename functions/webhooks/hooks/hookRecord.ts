import * as z from 'zod/mini';
import { SCOPES } from '../../core/caller.ts';
import { described } from '../../core/described.ts';
import { sha256Hex } from '../../core/sha256Hex.ts';
import { newWebhookSecret } from '../signing.ts';
import { isPointer } from './pointer.ts';

/** A name stands in a URL, in logs and in receipts. It does not begin with a dot, which would lead elsewhere. */
export const HOOK_NAME = /^\w[\w.-]{0,63}$/;
/** Any operation: the body names it. */
export const ANY_OPERATION = '*';
/** For how long an old secret is good after a rotation. */
const OVERLAP_MS = 24 * 3_600_000;
/** As the hash that is kept of it. */
const TOKEN_BYTES = 32;
/** Nobody points deeper into a body of 64 KiB. */
const LONGEST_POINTER = 512;
/** Operations have some twenty inputs. */
const MOST_POINTERS = 64;

/** A hook as an operator words it: a saved invocation. */
export const hookDefinition = z.strictObject({
  name: described(z.string().check(z.regex(HOOK_NAME)), 'Last part of its URL.'),
  operation: described(
    z.string().check(z.maxLength(128)),
    'Id of the operation, or `*`: the body then names it.',
  ),
  input: described(
    z._default(z.record(z.string(), z.unknown()), {}),
    'Default input; what the body has stands above it.',
  ),
  pointers: described(
    z._default(
      z
        .record(z.string(), z.string().check(z.maxLength(LONGEST_POINTER), z.refine(isPointer)))
        .check(z.refine((pointers) => Object.keys(pointers).length <= MOST_POINTERS)),
      {},
    ),
    'Where in the body each input is: JSON Pointers (RFC 6901). Without any the body is the input.',
  ),
  scopes: described(
    z._default(z.array(z.enum(SCOPES)).check(z.minLength(1)), ['read']),
    'What its calls may do.',
  ),
  accounts: described(
    z._default(z.array(z.string().check(z.regex(/^(\*|[\w.-]{1,64})$/))).check(z.minLength(1)), ['default']),
    'Accounts that its calls may use; `*` for every one.',
  ),
  users: described(
    z._default(z.array(z.string().check(z.regex(/^[!-+\--~]{1,128}$/))), []),
    'Users of the vendors it may act for (`X-On-Behalf-Of`); `*` for every one.',
  ),
  reply: described(
    z._default(z.enum(['now', 'callback']), 'now'),
    '`now` answers; `callback` answers 202 and delivers to `callbackUrl`.',
  ),
  callbackUrl: described(
    z.exactOptional(z.string()),
    'Where answers are delivered that were not waited for.',
  ),
  urlToken: described(
    z._default(z.boolean(), false),
    'Whether it may be called by an unguessable URL, without a signature.',
  ),
});

export type HookDefinition = z.output<typeof hookDefinition>;

/** One secret of a hook, and the URL token that came with it. */
export interface HookSecret {
  /** Tells it from others without telling it. */
  id: string;
  secret: string;
  /** SHA-256 of the token of the URL, in hex. The token itself is kept nowhere. */
  tokenSha256?: string;
  /** Until when it is good, where a newer one has taken its place. Epoch ms. */
  until?: number;
}

/** A hook as it is kept, sealed. */
export interface HookRecord extends HookDefinition {
  /** A hook that was made anew under the name of an old one has another. */
  id: string;
  /** Mixed into hashes of bodies and ids, which could be guessed otherwise. */
  salt: string;
  /** The newest first, two at most. */
  secrets: HookSecret[];
}

/** What calls show that prove nothing but a URL, and what others prove: a secret with its token, where there is one. */
export interface NewSecret {
  kept: HookSecret;
  token?: string;
}

/** A hook with its new secrets, in clear: for who made them, once. */
export interface Rotation {
  hook: HookRecord;
  token?: string;
}

/** A new secret for a hook, and a token where it is called by URL. */
export async function newSecret({ urlToken }: Pick<HookDefinition, 'urlToken'>): Promise<NewSecret> {
  const kept: HookSecret = { id: crypto.randomUUID(), secret: newWebhookSecret() };
  if (!urlToken) return { kept };
  const token = crypto
    .getRandomValues(new Uint8Array(TOKEN_BYTES))
    .toBase64({ alphabet: 'base64url', omitPadding: true });
  return { kept: { ...kept, tokenSha256: await sha256Hex(token) }, token };
}

/** The hook with a new secret; that which was the newest stays good for a while, an older one does not. */
export function rotated(hook: HookRecord, fresh: HookSecret, now: number): HookRecord {
  const former = hook.secrets.slice(0, 1).map((one) => ({ ...one, until: now + OVERLAP_MS }));
  return { ...hook, secrets: [fresh, ...former] };
}
