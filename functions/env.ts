import * as z from 'zod';
import { Problem } from './core/problem.ts';
import type { Account, Provider, ProviderId } from './core/provider.ts';
import { type SettingMeta, setting, settingMeta } from './core/setting.ts';
import { providers } from './registry.ts';
import type { Credential } from './tokens/credential.ts';
import { readSealKeys, SEAL_KEYS_FORM, type SealKeys } from './tokens/seal.ts';

/** What an API key may do. */
export const SCOPES = ['read', 'secrets', 'personal', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** The Worker's bindings, as the platform hands them over. Vars and secrets are read here and nowhere else. */
export interface Bindings {
  TOKENS: KVNamespace;
  CREDENTIALS: DurableObjectNamespace<Credential>;
  [name: string]: unknown;
}

const apiKeys = z.array(
  z.strictObject({
    name: z.string().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    scopes: z.array(z.enum(SCOPES)).min(1),
  }),
);
export type ApiKey = z.output<typeof apiKeys>[number];

/** The gateway's own settings; the vendors' are in their provider files. */
export const gatewaySettings = z.object({
  apiKeys: setting(
    'API_KEYS',
    'secret',
    'JSON array of { name, sha256, scopes }: the keys that may call, by the SHA-256 of the key in hex.',
    z
      .string()
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          context.addIssue('must be a JSON array');
          return z.NEVER;
        }
      })
      .pipe(apiKeys),
  ),
  sealKeys: setting(
    'TOKEN_SEAL_KEYS',
    'secret',
    'Keys that seal tokens at rest: `kid:base64 of 32 bytes`, several separated by commas, the first one seals.',
    z.string().regex(SEAL_KEYS_FORM, 'must be kid:base64 of 32 bytes, several separated by commas'),
  ),
  timeoutMs: setting(
    'UPSTREAM_TIMEOUT_MS',
    'var',
    'Deadline of a call in milliseconds, token and repeats included.',
    z.coerce.number().int().min(100).max(60_000).default(10_000),
  ),
});

/** A thing that is missing or wrong in the environment, and what to do about it. */
export interface Fault {
  name: string;
  kind: 'var' | 'secret' | 'binding';
  detail: string;
}

/** The environment, read once. Faults are kept, so that `/readyz` can tell all of them at once. */
export interface Config {
  apiKeys: ApiKey[];
  sealKeys: SealKeys[];
  timeoutMs: number;
  accounts: Account[];
  /** Faults of the gateway itself: nothing works until they are mended. */
  faults: Fault[];
  /** Faults that keep a provider from being used. */
  providerFaults: Record<ProviderId, Fault[]>;
}

const read = new WeakMap<object, Config>();

/** Reads and checks the environment, once for each environment object. */
export function readConfig(env: Bindings): Config {
  let config = read.get(env);
  if (!config) {
    config = parseConfig(env);
    read.set(env, config);
  }
  return config;
}

function parseConfig(env: Bindings): Config {
  const own = readSettings(gatewaySettings, env);
  const faults = [...own.faults];
  for (const name of ['TOKENS', 'CREDENTIALS']) {
    if (!env[name]) faults.push({ name, kind: 'binding', detail: 'is missing: see wrangler.toml' });
  }
  const accounts: Account[] = [];
  const providerFaults = {} as Record<ProviderId, Fault[]>;
  for (const provider of providers) {
    const settings = readSettings(provider.settings, env);
    providerFaults[provider.id] = settings.faults;
    if (settings.value)
      accounts.push({ provider: provider.id, name: 'default', settings: settings.value as never });
  }
  return {
    apiKeys: own.value?.apiKeys ?? [],
    sealKeys: own.value ? readSealKeys(own.value.sealKeys) : [],
    timeoutMs: own.value?.timeoutMs ?? 0,
    accounts,
    faults,
    providerFaults,
  };
}

/** Collects the variables of a settings schema and checks them. An empty variable counts as unset. */
function readSettings<T extends z.ZodObject>(
  schema: T,
  env: Bindings,
): { value?: z.output<T>; faults: Fault[] } {
  const metas = new Map<PropertyKey, SettingMeta>();
  const values: Record<string, unknown> = {};
  for (const [field, type] of Object.entries(schema.shape)) {
    const meta = settingMeta(type);
    metas.set(field, meta);
    if (env[meta.variable] !== '') values[field] = env[meta.variable];
  }
  const parsed = schema.safeParse(values);
  if (parsed.success) return { value: parsed.data, faults: [] };
  const faults = parsed.error.issues.flatMap((issue): Fault[] => {
    const meta = metas.get(issue.path[0] as PropertyKey);
    if (!meta) return [];
    const missing = values[issue.path[0] as string] === undefined;
    const detail = missing ? `is missing: ${meta.description}` : `is wrong: ${issue.message}`;
    return [{ name: meta.variable, kind: meta.kind, detail }];
  });
  return { faults };
}

/** The account a call goes through. @throws Problem `not-configured` that names what to set. */
export function accountOf(config: Config, provider: Provider, name = 'default'): Account {
  const account = config.accounts.find((one) => one.provider === provider.id && one.name === name);
  if (account) return account;
  const names = config.providerFaults[provider.id].map((fault) => `${fault.name} ${fault.detail}`);
  throw new Problem('not-configured', `${provider.title} is not configured. ${names.join(' ')}`, {
    provider: provider.id,
  });
}
