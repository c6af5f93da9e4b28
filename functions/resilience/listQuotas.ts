import { readConfig } from '../config/config.ts';
import { askObject } from '../core/askObject.ts';
import { vendorOperations } from '../registry.ts';
import { apiName } from './quotas.ts';

/** What is left of one quota. */
export interface DescribedQuota {
  provider: string;
  account: string;
  operation: string;
  /** Calls a minute; the smaller of ours and what the vendor has told. */
  limit: number;
  /** Taken in this minute, by isolates that may not have spent all of it yet. */
  used: number;
  /** When the minute ends; null while none runs. ISO 8601. */
  until: string | null;
  /** How many users the vendor has asked to wait, the account itself being one. */
  blocked: number;
}

/** Every quota of `VENDOR_QUOTAS` at every account that it holds for. */
export function listQuotas(env: Env): Promise<DescribedQuota[]> {
  const { quotas, accounts } = readConfig(env);
  const counted = vendorOperations.flatMap(({ id, provider }) => {
    const limit = quotas[id];
    const own = accounts.filter((account) => account.provider === provider.id);
    return limit === undefined
      ? []
      : own.map(({ name }) => ({ provider: provider.id, account: name, operation: id, limit }));
  });
  return Promise.all(
    counted.map(async (one) => {
      const name = apiName(one);
      const { until, ...seen } = await askObject(
        async () => await env.QUOTAS.getByName(name).look(one.limit),
      );
      return { ...one, ...seen, until: until === null ? null : new Date(until).toISOString() };
    }),
  );
}
