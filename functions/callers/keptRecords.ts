import * as z from 'zod/mini';

/** KV lists no more at a time. [Workers KV, list] */
export const KV_PAGE = 1000;
/** As much metadata as KV takes with an entry, bytes of JSON. [Workers KV, limits] */
const LARGEST_METADATA = 1024;

/** Whether JSON is small enough to be metadata. */
export const fitsMetadata = (json: string): boolean =>
  new TextEncoder().encode(json).length <= LARGEST_METADATA;

/**
 * Keeps a record in `KEYS`. As metadata too, which a list brings along: one question for all of them. One that is too large for
 * that, as of a key with very many accounts, is asked for by itself.
 *
 * @param expiration Unix seconds
 */
export async function keepRecord(
  entry: string,
  record: object,
  env: Env,
  expiration?: number | undefined,
): Promise<void> {
  const text = JSON.stringify(record);
  await env.KEYS.put(entry, text, {
    ...(fitsMetadata(text) && { metadata: record }),
    ...(expiration !== undefined && { expiration }),
  });
}

/** The record of an entry of a list; undefined where it is none, or is gone. */
export const recordOf = async <Schema extends z.core.$ZodType>(
  schema: Schema,
  { name, metadata }: KVNamespaceListKey<unknown>,
  env: Env,
): Promise<z.output<Schema> | undefined> =>
  z.safeParse(schema, metadata ?? (await env.KEYS.get(name, 'json'))).data;

/** Every record whose entry begins with a prefix, with the rest of the entry's name. */
export async function* recordsOf<Schema extends z.core.$ZodType>(
  prefix: string,
  schema: Schema,
  env: Env,
): AsyncGenerator<{ name: string; record: z.output<Schema> }> {
  for (let cursor: string | null = null; ; ) {
    const page: KVNamespaceListResult<unknown> = await env.KEYS.list({ prefix, limit: KV_PAGE, cursor });
    for (const entry of page.keys) {
      const record = await recordOf(schema, entry, env);
      if (record) yield { name: entry.name.slice(prefix.length), record };
    }
    if (page.list_complete) return;
    cursor = page.cursor;
  }
}
