import { newApiKey } from '../callers/keys.ts';
import { KEYS_USAGE, type KeyCommand, readKeyArguments } from './keyArguments.ts';
import { keyStore, type StoredKey } from './keyStore.ts';

/** Of a hash as it is shown: enough to tell keys apart, and to revoke one. */
const SHOWN_HASH = 12;

/** The command line of `npm run keys`. Runs on the operator's machine; the Worker never imports it. */
async function run(options: KeyCommand): Promise<string> {
  const { command } = options;
  if (command === 'help') return KEYS_USAGE;
  const store = keyStore(options);
  if (command === 'create') {
    const { key, sha256 } = await newApiKey();
    await store.put(sha256, options.record, options.expires);
    return `${key}\n\nThat is the key ${options.record.name} (${sha256.slice(0, SHOWN_HASH)}). It is shown this once and kept nowhere.`;
  }
  const keys = await store.list();
  if (command === 'list') return keys.length === 0 ? 'There are no keys.' : table(keys);
  const { sha256, record } = theOne(keys, options.which);
  await store.remove(sha256);
  return `The key ${record?.name ?? 'without a name'} (${sha256.slice(0, SHOWN_HASH)}) is revoked. It works for two more minutes at most.`;
}

/** A revoked key is gone for good: better to ask again than to take the wrong one. */
function theOne(keys: StoredKey[], which: string): StoredKey {
  const found = keys.filter(({ record, sha256 }) => record?.name === which || sha256.startsWith(which));
  const [one, ...others] = found;
  if (!one) throw new Error(`There is no key '${which}': see list.`);
  if (others.length === 0) return one;
  const hashes = found.map(({ sha256 }) => sha256.slice(0, SHOWN_HASH)).join(', ');
  throw new Error(`'${which}' is not one key but ${found.length}: revoke by the hash, one of ${hashes}.`);
}

function table(keys: StoredKey[]): string {
  const heads = ['name', 'hash', 'scopes', 'accounts', 'users', 'created', 'last use', 'expires'];
  const rows = keys.map(({ sha256, record, lastUsed, expires }) => [
    record?.name ?? '(cannot be read)',
    sha256.slice(0, SHOWN_HASH),
    record?.scopes.join(',') ?? '-',
    record?.accounts.join(',') ?? '-',
    record?.users.join(',') || '-',
    record?.createdAt ?? '-',
    lastUsed ?? 'never',
    expires?.toISOString() ?? 'never',
  ]);
  const lines = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Code 2: the command line cannot be read; 1: it could not be done. */
let options: KeyCommand | undefined;
try {
  options = readKeyArguments(process.argv.slice(2), new Date());
} catch (error) {
  console.error(`${messageOf(error)}\n\n${KEYS_USAGE}`);
  process.exitCode = 2;
}
if (options) {
  try {
    console.log(await run(options));
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
