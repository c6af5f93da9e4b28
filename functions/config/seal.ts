/** The keys that seal tokens at rest: the first one seals, all of them open (so that keys can be rotated). */
export interface SealKey {
  kid: string;
  key: Promise<CryptoKey>;
}

/** AES-GCM wants a fresh 96-bit nonce for every message under one key (NIST SP 800-38D, 8.2.1). */
const NONCE_BYTES = 12;

/** The form of `TOKEN_SEAL_KEYS`: `kid:base64` of 32 bytes each, separated by commas. */
export const SEAL_KEYS_FORM = /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/;

/** Reads `TOKEN_SEAL_KEYS`. The text must fit `SEAL_KEYS_FORM`. */
export function readSealKeys(text: string): SealKey[] {
  return text.split(',').map((entry) => {
    const [kid = '', base64 = ''] = entry.split(':');
    const raw = Uint8Array.fromBase64(base64);
    return { kid, key: crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']) };
  });
}

/** Seals a JSON value. `owner` is bound to the seal: what was sealed for one owner does not open for another. */
export async function seal(value: unknown, owner: string, keys: SealKey[]): Promise<string> {
  const [first] = keys;
  if (!first) throw new Error('There is no key to seal with.');
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt(algorithm(iv, owner), await first.key, plain);
  return ['v1', first.kid, iv.toBase64(), new Uint8Array(sealed).toBase64()].join('.');
}

/** Opens what `seal` made. Undefined where the seal is broken, or its key is no longer among the keys. */
export async function unseal(sealed: string, owner: string, keys: SealKey[]): Promise<unknown> {
  const [version, kid, iv, body] = sealed.split('.');
  const key = keys.find((candidate) => candidate.kid === kid);
  if (version !== 'v1' || !key || !iv || !body) return undefined;
  try {
    const nonce = Uint8Array.fromBase64(iv);
    const plain = await crypto.subtle.decrypt(
      algorithm(nonce, owner),
      await key.key,
      Uint8Array.fromBase64(body),
    );
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
}

const algorithm = (iv: Uint8Array, owner: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(owner),
});
