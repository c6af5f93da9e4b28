import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import type { Account, Provider } from '../core/provider.ts';
import { sha256Hex } from '../core/sha256Hex.ts';

/** Names one vendor credential without telling a secret. */
export interface CredentialRef {
  provider: string;
  account: string;
  /** The vendor's user the token is for; absent for the account's own. */
  user?: string;
}

/** Every call asks for a key: as many are remembered as there may be tokens in memory. */
const MEMORY_ENTRIES = 1000;
const memory = isolateMemory(() => new Map<string, string>());

/**
 * The key of a credential, as used in KV and as the name of its Durable Object: a version, and the SHA-256 of
 * vendor, host, application, tenant and user. Raise the version when the stored form changes.
 */
export async function credentialKey(
  provider: Provider,
  { settings }: Account,
  user?: string,
): Promise<string> {
  const identity = JSON.stringify([provider.id, ...provider.identity(settings, user)]);
  const remembered = memory().get(identity);
  if (remembered !== undefined) return remembered;
  return rememberBounded(memory(), identity, `token:v1:${await sha256Hex(identity)}`, MEMORY_ENTRIES);
}

/** The name of the object where all credentials of a vendor's application meet. */
export const applicationKey = (provider: Provider, { settings }: Account): Promise<string> =>
  sha256Hex(JSON.stringify([provider.id, ...provider.application(settings)]));

/**
 * Two bytes of the hash of an account's settings, kept with a refusal: enough to see that somebody has corrected them, and
 * too little to try guesses of a secret on.
 */
export const settingsPrint = async ({ settings }: Account): Promise<string> =>
  (await sha256Hex(JSON.stringify(settings))).slice(0, 4);
