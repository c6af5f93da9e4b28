import type { CredentialState } from './credentialState.ts';

/** A code is told in full elsewhere; the metadata of a KV entry may have 1024 bytes. [Workers KV, limits] */
const LONGEST_CODE = 40;

/** What an operator may see of a credential: everything but the tokens. Times in ISO 8601. */
export function describeCredential(state: CredentialState, now: number) {
  const { ref, generation, renewAt, endsAt, superseded, cooldown, lastLogin, logins, refreshes } = state;
  const iso = (time: number | undefined) => (time === undefined ? null : new Date(time).toISOString());
  const alive = [endsAt ?? 0, ...superseded.map((one) => one.endsAt)].filter((ends) => ends > now).length;
  return {
    provider: ref?.provider ?? null,
    account: ref?.account ?? null,
    user: ref?.user ?? null,
    generation,
    expiresAt: iso(endsAt),
    nextRenewal: iso(renewAt),
    liveTokens: alive,
    lastLogin: lastLogin ? { at: iso(lastLogin.at), by: lastLogin.by } : null,
    logins,
    refreshes,
    cooldown:
      cooldown && cooldown.until > now
        ? {
            until: iso(cooldown.until),
            refusals: cooldown.count,
            locked: cooldown.failure.concerns === 'locked',
            code: cooldown.failure.code?.slice(0, LONGEST_CODE) ?? null,
          }
        : null,
  };
}

export type DescribedCredential = ReturnType<typeof describeCredential>;
