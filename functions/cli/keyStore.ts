import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { keyEntry, keyUseEntry } from '../callers/apiKey.ts';
import { fitsMetadata } from '../callers/keptRecords.ts';
import { apiKeyRecord } from '../config/settings.ts';
import type { KeyPlace } from './keyArguments.ts';

/** A key as the operator sees it. */
export interface StoredKey {
  sha256: string;
  /** Undefined where the entry holds something that the gateway does not read as a key. */
  record?: z.output<typeof apiKeyRecord> | undefined;
  lastUsed?: string | undefined;
  expires?: Date | undefined;
}

const entries = z.array(
  z.object({ name: z.string(), expiration: z.number().optional(), metadata: z.unknown().optional() }),
);
const lastUse = z.object({ at: z.string() });

/** Reads and writes the records of keys through wrangler, which knows the account and the namespace. */
export function keyStore(place: KeyPlace) {
  const kv = (...args: string[]) => wrangler(['kv', 'key', ...args], place);
  /** Where an entry has no metadata it is large, or was not written by `create`: its value tells. */
  const recordOf = async (name: string, metadata: unknown) => {
    const known = apiKeyRecord.safeParse(metadata);
    return known.success ? known.data : apiKeyRecord.safeParse(parsed(await kv('get', name, '--text'))).data;
  };
  return {
    async put(sha256: string, record: z.output<typeof apiKeyRecord>, expires?: Date): Promise<void> {
      const value = JSON.stringify(record);
      const until = expires ? ['--expiration', String(Math.floor(expires.getTime() / 1000))] : [];
      const metadata = fitsMetadata(value) ? ['--metadata', value] : [];
      await kv('put', keyEntry(sha256), value, ...metadata, ...until);
    },
    async list(): Promise<StoredKey[]> {
      const all = entries.parse(parsed(await kv('list')));
      const uses = new Map(all.map(({ name, metadata }) => [name, lastUse.safeParse(metadata).data?.at]));
      const keys = all.filter(({ name }) => name.startsWith(keyEntry('')));
      return Promise.all(
        keys.map(async ({ name, expiration, metadata }) => {
          const sha256 = name.slice(keyEntry('').length);
          return {
            sha256,
            record: await recordOf(name, metadata),
            lastUsed: uses.get(keyUseEntry(sha256)),
            expires: expiration === undefined ? undefined : new Date(expiration * 1000),
          };
        }),
      );
    },
    async remove(sha256: string): Promise<void> {
      await kv('delete', keyEntry(sha256));
      await kv('delete', keyUseEntry(sha256));
    },
  };
}

/** Runs wrangler under this Node, from the root of the repository. @throws Error with what wrangler said */
async function wrangler(args: string[], { env, local, persistTo }: KeyPlace): Promise<string> {
  const where = local ? ['--local'] : ['--remote'];
  if (persistTo !== undefined) where.push('--persist-to', resolve(process.env.INIT_CWD ?? '.', persistTo));
  const options = ['--config', 'wrangler.toml', '--binding', 'KEYS', '--preview', 'false', ...where];
  if (env !== undefined) options.push('--env', env);
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [fileURLToPath(import.meta.resolve('wrangler')), ...args, ...options],
      {
        cwd: join(import.meta.dirname, '../..'),
        env: { ...process.env, WRANGLER_HIDE_BANNER: 'true', FORCE_COLOR: '0' },
        // A thousand keys with their metadata are half a megabyte.
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    return stdout;
  } catch (error) {
    const said = z.object({ stderr: z.string() }).safeParse(error).data?.stderr.trim();
    throw new Error(
      `wrangler could not ${args[2]} it: ${said || String(error)}\nIs the gateway deployed, and are you logged in (npx wrangler login)? --local is for \`npm start\`.`,
    );
  }
}

/** Wrangler may say something before the JSON. */
function parsed(output: string): unknown {
  const start = output.search(/^[[{]/m);
  try {
    return JSON.parse(output.slice(start));
  } catch {
    return undefined;
  }
}
