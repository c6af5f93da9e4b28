import type { Services } from '../config/services.ts';
import { apiKeyRecord } from '../config/settings.ts';
import type { Caller } from '../core/caller.ts';
import { keyEntry } from './apiKey.ts';
import { recordsOf } from './keptRecords.ts';

/**
 * What the keys of a name may do now: none where each of them is gone, two while one replaces the other. Whom Cloudflare
 * Access lets in, nobody lists: of those there is what all of them may do.
 */
export async function callersNamed(
  name: string,
  { config, env }: Pick<Services, 'config' | 'env'>,
): Promise<Caller[]> {
  if (name.startsWith('access:')) return config.access ? [{ ...config.access, name }] : [];
  const found: Caller[] = config.apiKeys.filter((key) => key.name === name);
  for await (const { record } of recordsOf(keyEntry(''), apiKeyRecord, env))
    if (record.name === name) found.push(record);
  return found;
}
