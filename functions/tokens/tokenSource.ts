import { unseal } from '../config/seal.ts';
import type { Services } from '../config/services.ts';
import { askObject } from '../core/askObject.ts';
import type { Deadline } from '../core/deadline.ts';
import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import { Problem } from '../core/problem.ts';
import type { Account, Provider } from '../core/provider.ts';
import { type CredentialRef, credentialKey } from './credentialKey.ts';
import { MEMORY_MS } from './lifetime.ts';
import { isUsable, type StoredToken, storedToken } from './storedToken.ts';

/** A token to use now, and where it came from. */
export interface Token {
  value: string;
  generation: number;
  source: 'memory' | 'kv' | 'credential' | 'static';
  /** Says that the vendor has taken it. One that is refused after that is dead; one that never worked may be no use. */
  confirm: () => void;
}

interface Remembered {
  held: StoredToken;
  readAt: number;
  worked: boolean;
}

/** Whose token is wanted. */
export interface TokenOwner {
  provider: Provider;
  account: Account;
  /** The vendor's user the token is for; absent for the account's own. */
  user?: string | undefined;
}

/** Isolates live for hours and serve any number of on-behalf-of users: the oldest entry makes room. */
const MEMORY_ENTRIES = 1000;
const memory = isolateMemory(() => new Map<string, Remembered>());

/**
 * The token of a credential: from the isolate's memory, else KV, else the credential's Durable Object, which
 * alone logs in. `rejected` is the generation that the vendor refused: only a newer one will do.
 *
 * @throws Problem `provider-login-refused`, `provider-timeout` where the time is up first, and what the login's call to the
 * vendor may throw.
 */
export async function tokenFor(
  owner: TokenOwner,
  services: Services,
  { deadline, rejected = 0 }: { deadline: Deadline; rejected?: number | undefined },
): Promise<Token> {
  const { provider, account, user } = owner;
  const now = services.now();
  const fixed = provider.staticToken(account.settings);
  if (fixed !== undefined) return staticToken(fixed, owner, rejected);

  const key = await credentialKey(provider, account, user);
  const remembered = memory().get(key);
  if (remembered && now < remembered.readAt + MEMORY_MS && isUsable(remembered.held, now, rejected)) {
    return asToken(remembered, 'memory');
  }
  return deadline.within(fetchToken(key, owner, services, { rejected, remembered })).catch((error) => {
    if (!deadline.expired) throw error;
    throw new Problem('provider-timeout', 'The vendor gave no token in time.', { provider: provider.id });
  });
}

/** From KV, else from the credential's Durable Object. */
async function fetchToken(
  key: string,
  { provider, account, user }: TokenOwner,
  services: Services,
  { rejected, remembered }: { rejected: number; remembered: Remembered | undefined },
): Promise<Token> {
  const now = services.now();
  const credential = services.env.CREDENTIALS.getByName(key);
  const remember = (held: StoredToken) =>
    rememberBounded(memory(), key, { held, readAt: now, worked: false }, MEMORY_ENTRIES);

  const replica = await readReplica(services, key);
  if (isUsable(replica, now, rejected)) {
    if (replica.generation !== remembered?.held.generation) {
      services.waitUntil(credential.markUsed(replica.generation).catch(() => undefined));
    }
    return asToken(remember(replica), 'kv');
  }
  const ref: CredentialRef = {
    provider: provider.id,
    account: account.name,
    ...(user !== undefined && { user }),
  };
  const worked = remembered?.held.generation === rejected && remembered.worked;
  // A new stub each time: one whose object was reset stays broken.
  const lease = await askObject(
    async () => await services.env.CREDENTIALS.getByName(key).lease(ref, rejected, worked),
  );
  if (!lease.ok) throw Problem.fromData(lease.problem);
  return asToken(remember(lease.held), 'credential');
}

function staticToken(value: string, { provider, user }: TokenOwner, rejected: number): Token {
  if (user !== undefined) {
    throw new Problem(
      'not-configured',
      `${provider.title} is configured with a token issued by hand: it cannot act on behalf of another user.`,
      { provider: provider.id },
    );
  }
  if (rejected > 0) {
    throw new Problem(
      'provider-login-refused',
      'The vendor refuses the token that was issued by hand: it has to be replaced.',
      { provider: provider.id },
    );
  }
  return { value, generation: 1, source: 'static', confirm: () => undefined };
}

/** KV may be stale, broken or hold what an older version sealed: it never fails a call. */
async function readReplica({ env, config }: Services, key: string): Promise<StoredToken | undefined> {
  try {
    const sealed = await env.TOKENS.get(key);
    if (sealed === null) return undefined;
    return storedToken.safeParse(await unseal(sealed, key, config.sealKeys)).data;
  } catch {
    return undefined;
  }
}

const asToken = (remembered: Remembered, source: Token['source']): Token => ({
  value: remembered.held.token,
  generation: remembered.held.generation,
  source,
  confirm: () => {
    remembered.worked = true;
  },
});
