import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import { Problem } from '../core/problem.ts';
import type { Account, Provider } from '../core/provider.ts';
import { type Bindings, readConfig } from '../env.ts';
import { type CredentialRef, credentialKey } from './credentialKey.ts';
import { MEMORY_MS } from './lifetime.ts';
import { unseal } from './seal.ts';
import { isUsable, type StoredToken, storedToken } from './storedToken.ts';

/** A token to use now, and where it came from. */
export interface Token {
  value: string;
  generation: number;
  source: 'memory' | 'kv' | 'credential' | 'static';
  /** The vendor has taken it: should it refuse it later, then not because it takes none. */
  confirm: () => void;
}

interface Remembered {
  held: StoredToken;
  readAt: number;
  worked: boolean;
}

/** What tokens are looked up with. */
export interface TokenContext {
  env: Bindings;
  provider: Provider;
  account: Account;
  user?: string | undefined;
  waitUntil: (promise: Promise<unknown>) => void;
}

/** Isolates live for hours and serve any number of on-behalf-of users: the oldest entry makes room. */
const MEMORY_ENTRIES = 1000;
const memory = isolateMemory(() => new Map<string, Remembered>());

/**
 * The token of a credential: from the isolate's memory, else KV, else the credential's Durable Object, which
 * alone logs in. `rejected` is the generation that the vendor refused: only a newer one will do.
 *
 * @throws Problem `provider-login-refused` and what the login's call to the vendor may throw.
 */
export async function tokenFor(context: TokenContext, now: number, rejected = 0): Promise<Token> {
  const { env, provider, account, user } = context;
  const fixed = provider.staticToken(account.settings);
  if (fixed !== undefined) return staticToken(fixed, context, rejected);

  const key = await credentialKey(provider, account, user);
  const remembered = memory().get(key);
  if (remembered && now < remembered.readAt + MEMORY_MS && isUsable(remembered.held, now, rejected)) {
    return asToken(remembered, 'memory');
  }
  const credential = env.CREDENTIALS.getByName(key);
  const remember = (held: StoredToken) =>
    rememberBounded(memory(), key, { held, readAt: now, worked: false }, MEMORY_ENTRIES);

  const replica = await readReplica(env, key);
  if (isUsable(replica, now, rejected)) {
    if (replica.generation !== remembered?.held.generation) {
      context.waitUntil(credential.markUsed(replica.generation).catch(() => undefined));
    }
    return asToken(remember(replica), 'kv');
  }
  const ref: CredentialRef = {
    provider: provider.id,
    account: account.name,
    ...(user !== undefined && { user }),
  };
  const worked = remembered?.held.generation === rejected && remembered.worked;
  const lease = await credential.lease(ref, rejected, worked);
  if (!lease.ok) throw Problem.fromData(lease.problem);
  return asToken(remember(lease.held), 'credential');
}

function staticToken(value: string, { provider, user }: TokenContext, rejected: number): Token {
  if (user !== undefined) {
    throw new Problem(
      'not-configured',
      `${provider.title} is configured with a token issued by hand: it cannot act on behalf of another user.`,
      {
        provider: provider.id,
      },
    );
  }
  if (rejected > 0) {
    throw new Problem(
      'provider-login-refused',
      'The vendor refuses the token that was issued by hand: it has to be replaced.',
      {
        provider: provider.id,
      },
    );
  }
  return { value, generation: 1, source: 'static', confirm: () => undefined };
}

/** KV may be stale, broken or hold what an older version sealed: it never fails a call. */
async function readReplica(env: Bindings, key: string): Promise<StoredToken | undefined> {
  try {
    const sealed = await env.TOKENS.get(key);
    if (sealed === null) return undefined;
    return storedToken.safeParse(await unseal(sealed, key, readConfig(env).sealKeys)).data;
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
