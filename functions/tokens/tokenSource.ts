import { unseal } from '../config/seal.ts';
import type { Services } from '../config/services.ts';
import { askObject } from '../core/askObject.ts';
import type { Deadline } from '../core/deadline.ts';
import { isolateMemory, rememberBounded } from '../core/isolate.ts';
import { Problem } from '../core/problem.ts';
import type { Account, Provider } from '../core/provider.ts';
import type { Lease, RefusedToken } from './credential.object.ts';
import { type CredentialRef, credentialKey } from './credentialKey.ts';
import { type Disproof, disproofMs } from './credentialState.ts';
import { MEMORY_MS } from './lifetime.ts';
import { isUsable, type StoredToken, storedToken } from './storedToken.ts';

/** A token to use now, and where it came from. */
export interface Token {
  value: string;
  generation: number;
  source: 'memory' | 'kv' | 'credential' | 'static';
}

/** Whose token is wanted. */
export interface TokenOwner {
  provider: Provider;
  account: Account;
  /** The vendor's user the token is for; absent for the account's own. */
  user?: string | undefined;
}

/** Why there is no token. Another try of the same call would only ask for another login. */
export class NoToken extends Problem {}

/** Isolates live for hours and serve any number of on-behalf-of users: the oldest entry makes room. */
const MEMORY_ENTRIES = 1000;
const memory = isolateMemory(() => ({
  tokens: new Map<string, { held: StoredToken; readAt: number }>(),
  /** Refusals that a new token did not help against, and until when: the credential need not be asked again. */
  disproofs: new Map<string, number>(),
}));

/**
 * The token of a credential: from the isolate's memory, else KV, else the credential's Durable Object, which
 * alone logs in.
 *
 * @throws NoToken `provider-timeout` where the time is up first, `provider-login-refused`, or how the login failed
 */
export async function tokenFor(
  owner: TokenOwner,
  services: Services,
  { deadline }: { deadline: Deadline },
): Promise<Token> {
  const { provider, account, user } = owner;
  const fixed = provider.staticToken(account.settings);
  if (fixed !== undefined) return staticToken(fixed, owner);
  const key = await credentialKey(provider, account, user);
  const now = services.now();
  const remembered = memory().tokens.get(key);
  if (remembered && now < remembered.readAt + MEMORY_MS && isUsable(remembered.held, now))
    return asToken(remembered.held, 'memory');
  const token = await inTime(deadline, owner, fetchToken(key, owner, services));
  // Only of a refused token it may turn out that no other will do.
  if (!token) throw new Error('The credential gave neither a token nor a reason.');
  return token;
}

/**
 * A newer token than one that the vendor refused; undefined where another would be refused as well. Where it is not
 * `certain` that the refusal is the token's, a login that cannot be had is no reason to fail: the refusal stands.
 *
 * @throws NoToken as `tokenFor`
 */
export async function newerToken(
  owner: TokenOwner,
  services: Services,
  { deadline, refused, certain }: { deadline: Deadline; refused: RefusedToken; certain: boolean },
): Promise<Token | undefined> {
  const { provider, account, user } = owner;
  if (provider.staticToken(account.settings) !== undefined) {
    const replace = 'The vendor refuses the token that was issued by hand: it has to be replaced.';
    throw new NoToken('provider-login-refused', replace, { provider: provider.id });
  }
  const key = await credentialKey(provider, account, user);
  if ((memory().disproofs.get(disproofKey(key, refused.about)) ?? 0) > services.now()) return undefined;
  return inTime(deadline, owner, fetchToken(key, owner, services, refused)).catch((error: unknown) => {
    if (certain || !(error instanceof NoToken)) throw error;
    return undefined;
  });
}

/** A newer token was refused as well: for a while such refusals are no reason for a login. */
export async function disprove(
  { provider, account, user }: TokenOwner,
  services: Services,
  disproof: Disproof,
): Promise<void> {
  const key = await credentialKey(provider, account, user);
  const { disproofs } = memory();
  // The credential may know that it was not the first time, and say no for longer.
  const until = services.now() + disproofMs(disproof.certain);
  for (const about of disproof.abouts)
    rememberBounded(disproofs, disproofKey(key, about), until, MEMORY_ENTRIES);
  const told = services.env.CREDENTIALS.getByName(key).disprove(disproof);
  services.waitUntil(told.catch(() => undefined));
}

const disproofKey = (key: string, about: string) => `${key} ${about}`;

async function inTime<T>(deadline: Deadline, { provider }: TokenOwner, fetching: Promise<T>): Promise<T> {
  return deadline.within(fetching).catch((error: unknown) => {
    if (!deadline.expired) throw error;
    throw new NoToken('provider-timeout', 'The vendor gave no token in time.', { provider: provider.id });
  });
}

/** From KV, else from the credential's Durable Object. */
async function fetchToken(
  key: string,
  { provider, account, user }: TokenOwner,
  services: Services,
  refused?: RefusedToken,
): Promise<Token | undefined> {
  const now = services.now();
  const { tokens } = memory();
  const credential = services.env.CREDENTIALS.getByName(key);
  const remember = (held: StoredToken) =>
    rememberBounded(tokens, key, { held, readAt: now }, MEMORY_ENTRIES).held;

  const replica = await readReplica(services, key);
  if (isUsable(replica, now, refused?.generation)) {
    if (replica.generation !== tokens.get(key)?.held.generation)
      services.waitUntil(credential.markUsed(replica.generation).catch(() => undefined));
    return asToken(remember(replica), 'kv');
  }
  const ref: CredentialRef = {
    provider: provider.id,
    account: account.name,
    ...(user !== undefined && { user }),
  };
  // A new stub each time: one whose object was reset stays broken.
  const lease: Lease = await askObject(
    async () => await services.env.CREDENTIALS.getByName(key).lease(key, ref, refused),
  );
  if (lease.is === 'token') return asToken(remember(lease.held), 'credential');
  if (lease.is === 'disproved') return undefined;
  const { slug, detail, members } = lease.problem;
  throw new NoToken(slug, detail, members);
}

function staticToken(value: string, { provider, user }: TokenOwner): Token {
  if (user === undefined) return { value, generation: 1, source: 'static' };
  throw new NoToken(
    'not-configured',
    `${provider.title} is configured with a token issued by hand: it cannot act on behalf of another user.`,
    { provider: provider.id },
  );
}

/** KV may be stale, broken or hold what an older version sealed: it never fails a call. */
async function readReplica({ env, config }: Services, key: string): Promise<StoredToken | undefined> {
  try {
    const sealed = await env.TOKENS.get(key);
    if (!sealed) return undefined;
    return storedToken.safeParse(await unseal(sealed, key, config.sealKeys)).data;
  } catch {
    return undefined;
  }
}

const asToken = ({ token, generation }: StoredToken, source: Token['source']): Token => ({
  value: token,
  generation,
  source,
});
