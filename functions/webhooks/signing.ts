import { isolateMemory, rememberBounded } from '../core/isolate.ts';

/**
 * Signatures of Standard Webhooks 1.0: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. Both ways of meetgate's
 * webhooks carry them. On WebCrypto: the library `standardwebhooks` hashes in JavaScript, and tests hold the two to one result.
 * [standard-webhooks/spec/standard-webhooks.md]
 */

/** What a secret begins with. */
const PREFIX = 'whsec_';
/** The specification asks for 24 to 64. */
const SECRET_BYTES = 32;
/** For how long before and after its timestamp a message is taken. Seconds; the libraries of the specification have the same. */
export const TOLERANCE_S = 300;
/** Two secrets at once are a rotation; a list longer than this is made to have us compute. */
const MOST_SIGNATURES = 10;

/** A message as it is signed. */
export interface SignedParts {
  /** Stays the same over retries. */
  id: string;
  /** Seconds since 1970, as whole digits. */
  timestamp: string;
  /** As it travels, byte for byte. */
  body: Uint8Array;
}

/** What came of a verification; told apart in logs only. */
export type Verdict = 'good' | 'unsigned' | 'wrong' | 'too-old' | 'too-new';

/** A new secret: `whsec_` and 32 random bytes in base64. */
export const newWebhookSecret = (): string =>
  PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));

/** Whether a text is a secret of the specification: `whsec_` and 24 to 64 bytes in base64. */
export function isWebhookSecret(text: string): boolean {
  const bytes = bytesOf(text);
  return text.startsWith(PREFIX) && bytes !== undefined && bytes.length >= 24 && bytes.length <= 64;
}

/**
 * The three headers of a message, signed with every secret that is good now: one, or two during a rotation.
 *
 * @param now epoch milliseconds, of the attempt
 */
export async function signWebhook(
  { id, body }: Pick<SignedParts, 'id' | 'body'>,
  secrets: readonly string[],
  now: number,
): Promise<{ 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string }> {
  const timestamp = String(Math.floor(now / 1000));
  const content = contentOf({ id, timestamp, body });
  const signatures = await Promise.all(
    secrets.map(async (secret) => {
      const made = await crypto.subtle.sign('HMAC', await keyOf(secret), content);
      return `v1,${toBase64(new Uint8Array(made))}`;
    }),
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/**
 * Verifies a message against the secrets that are good now. The signature is looked at before the time, so that only who knows
 * a secret learns that a clock is wrong. Compares in constant time, as WebCrypto does.
 *
 * @param header the values of the three headers
 * @param now epoch milliseconds
 */
export async function verifyWebhook(
  header: { id: string | undefined; timestamp: string | undefined; signature: string | undefined },
  body: Uint8Array,
  secrets: readonly string[],
  now: number,
): Promise<Verdict> {
  const { id, timestamp, signature } = header;
  if (!id || !timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return 'unsigned';
  const content = contentOf({ id, timestamp, body });
  const given = signature
    .split(' ', MOST_SIGNATURES)
    .flatMap((one) => (one.startsWith('v1,') ? (fromBase64(one.slice(3)) ?? []) : []));
  let good = false;
  for (const key of await Promise.all(secrets.map(keyOf)))
    for (const one of given) if (await crypto.subtle.verify('HMAC', key, one, content)) good = true;
  if (!good) return 'wrong';
  const age = Math.floor(now / 1000) - Number(timestamp);
  return age > TOLERANCE_S ? 'too-old' : age < -TOLERANCE_S ? 'too-new' : 'good';
}

function contentOf({ id, timestamp, body }: SignedParts): Uint8Array {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  return content;
}

/** Keys by their secret: to import one costs as much as to verify with it. */
const keys = isolateMemory(() => new Map<string, CryptoKey>());
const MOST_KEYS = 1_000;

async function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys().get(secret);
  if (known) return known;
  const bytes = bytesOf(secret);
  if (!bytes) throw new Error('A webhook secret is no base64.');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign', 'verify']);
  return rememberBounded(keys(), secret, key, MOST_KEYS);
}

const bytesOf = (secret: string): Uint8Array | undefined => fromBase64(secret.replace(PREFIX, ''));

// Commands sign, too, and Node 24 has no `Uint8Array.fromBase64`.
const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
