import { readConfig } from '../config/config.ts';
import { providerOf } from '../registry.ts';
import { credentialKey } from './credentialKey.ts';
import { emptyState } from './credentialState.ts';
import { type DescribedCredential, describeCredential } from './describeCredential.ts';

/** A page of credentials, and what to ask for the next one. */
export interface CredentialPage {
  credentials: DescribedCredential[];
  next?: { limit: string; cursor: string };
}

/**
 * What may be told of the credentials, as their copies in KV say it: no credential is woken. The accounts' own come first,
 * whether or not they have ever logged in; then, page by page, the users whom callers act for.
 */
export async function listCredentials(
  env: Env,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<CredentialPage> {
  const { TOKENS } = env;
  const { accounts } = readConfig(env);
  const renewed = accounts.filter((account) => !providerOf(account.provider).staticToken(account.settings));
  const own = await Promise.all(
    renewed.map(async (account) => {
      const key = await credentialKey(providerOf(account.provider), account);
      return { account, key };
    }),
  );
  const page = await TOKENS.list<DescribedCredential>({ prefix: 'token:', limit, cursor: cursor ?? null });
  const users = page.keys.filter(({ name }) => !own.some(({ key }) => key === name));
  const first = cursor === undefined ? own : [];
  const firstDescribed = await Promise.all(
    first.map(async ({ account: { provider, name: account }, key }) => {
      const { metadata } = await TOKENS.getWithMetadata<DescribedCredential>(key);
      return { ...(metadata ?? describeCredential(emptyState(), 0)), provider, account };
    }),
  );
  return {
    credentials: [...firstDescribed, ...users.flatMap(({ metadata }) => metadata ?? [])],
    ...(!page.list_complete && { next: { limit: String(limit), cursor: page.cursor } }),
  };
}
