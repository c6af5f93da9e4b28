import type { Services } from '../config/services.ts';
import { apiKeyRecord } from '../config/settings.ts';
import type { Caller } from '../core/caller.ts';
import { keyEntry } from './apiKey.ts';

/** KV lists no more at a time. [Workers KV, list] */
const KV_PAGE = 1000;

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
  for (let cursor: string | null = null; ; ) {
    const page: KVNamespaceListResult<unknown> = await env.KEYS.list({
      prefix: keyEntry(''),
      limit: KV_PAGE,
      cursor,
    });
    for (const { metadata } of page.keys) {
      const record = apiKeyRecord.safeParse(metadata).data;
      if (record?.name === name) found.push(record);
    }
    if (page.list_complete) return found;
    cursor = page.cursor;
  }
}
