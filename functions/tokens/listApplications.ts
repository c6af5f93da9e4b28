import { readConfig } from '../config/config.ts';
import { askObject } from '../core/askObject.ts';
import { providerOf } from '../registry.ts';
import { applicationKey } from './credentialKey.ts';
import type { DescribedApplication } from './describeApplication.ts';

/** Every vendor application that the accounts log in with, and the accounts that share it. */
export async function listApplications(
  env: Env,
): Promise<({ provider: string; accounts: string[] } & DescribedApplication)[]> {
  const renewed = readConfig(env).accounts.filter(
    (account) => !providerOf(account.provider).staticToken(account.settings),
  );
  const keyed = await Promise.all(
    renewed.map(async (account) => ({
      account,
      key: await applicationKey(providerOf(account.provider), account),
    })),
  );
  return Promise.all(
    [...Map.groupBy(keyed, ({ key }) => key)].map(async ([key, sharing]) => ({
      provider: sharing[0]?.account.provider ?? '',
      accounts: sharing.map(({ account }) => account.name),
      ...(await askObject(async () => await env.APPLICATIONS.getByName(key).look())),
    })),
  );
}
