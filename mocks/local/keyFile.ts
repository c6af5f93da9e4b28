import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';

/** One key of a file for `npm start -- --keys`, as the gateway describes it in `API_KEYS`, with the key in the place of its hash. */
const entry = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores'),
  key: z.string().regex(/^\S{1,512}$/, 'must be 1 to 512 characters without blanks'),
  scopes: z.array(z.enum(['read', 'secrets', 'personal', 'events', 'admin'])).min(1, 'must not be empty'),
  accounts: z.array(z.string()).min(1, 'must not be empty').optional(),
  users: z.array(z.string()).optional(),
});

/** An entry of `API_KEYS`. */
export type HashedKey = Omit<z.output<typeof entry>, 'key'> & { sha256: string };

/** Reads a file of keys: a JSON array of `{ name, key, scopes, accounts, users }`. @throws Error that says what is wrong, and where */
export async function readKeyFile(path: string): Promise<HashedKey[]> {
  const refused = (why: string) =>
    new Error(
      `--keys ${path}: ${why}\nIt must be a JSON array of { "name", "key", "scopes" }, each with "accounts" and "users" if you like.`,
    );
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw refused(error.code === 'ENOENT' ? 'there is no such file.' : error.message);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    // Of the parser's own message only where: it quotes the file, and with it a key.
    const where = /line \d+ column \d+/.exec(String(error))?.[0];
    throw refused(`is not JSON${where ? ` (${where})` : ''}.`);
  }
  const parsed = z.array(entry).safeParse(json);
  if (!parsed.success) throw refused(parsed.error.issues.map(said).join('; '));
  const keys = parsed.data.map(({ key }) => key);
  const twice = keys.findIndex((key, n) => keys.indexOf(key) !== n);
  if (twice >= 0) throw refused(`entry ${twice + 1} has the key of an entry before it.`);
  return parsed.data.map(({ key, ...record }) => ({
    ...record,
    sha256: createHash('sha256').update(key).digest('hex'),
  }));
}

function said({ path: [index, ...field], message, ...issue }: z.core.$ZodIssue): string {
  if (index === undefined) return 'is not an array';
  const what = issue.code === 'unrecognized_keys' ? `${message}` : `${field.join('.') || 'it'}: ${message}`;
  return `entry ${Number(index) + 1}, ${what}`;
}
