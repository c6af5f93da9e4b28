import type * as z from 'zod';
import type { SharedAnswer } from './answers/sharedAnswer.ts';
import { Problem } from './core/problem.ts';
import type { Account, Provider, ProviderId } from './core/provider.ts';
import { type SettingMeta, settingMeta } from './core/setting.ts';
import { type GatewaySettings, gatewaySettings } from './gatewaySettings.ts';
import type { Receipts } from './receipts/receipts.ts';
import { providers } from './registry.ts';
import type { Quota } from './resilience/quota.ts';
import type { Credential } from './tokens/credential.ts';
import { readSealKeys, type SealKeys } from './tokens/seal.ts';

/** The Worker's bindings, as the platform hands them over. Vars and secrets are read here and nowhere else. */
export interface Bindings {
  /** Sealed vendor tokens. */
  TOKENS: KVNamespace;
  /** API keys, by their hash. */
  KEYS: KVNamespace;
  CREDENTIALS: DurableObjectNamespace<Credential>;
  QUOTAS: DurableObjectNamespace<Quota>;
  ANSWERS: DurableObjectNamespace<SharedAnswer>;
  RECEIPTS: DurableObjectNamespace<Receipts>;
  /** Rate limit of callers. Optional. */
  CALLERS?: RateLimit;
  /** Workers Analytics Engine. Optional. */
  METRICS?: AnalyticsEngineDataset;
  [name: string]: unknown;
}

const NEEDED_BINDINGS = ['TOKENS', 'KEYS', 'CREDENTIALS', 'QUOTAS', 'ANSWERS', 'RECEIPTS'] as const;

/** A thing that is missing or wrong in the environment, and what to do about it. */
export interface Fault {
  name: string;
  kind: 'var' | 'secret' | 'binding';
  detail: string;
}

/** The environment, read once. Faults are kept, so that `/readyz` can tell all of them at once. */
export interface Config extends Omit<GatewaySettings, 'apiKeys' | 'sealKeys' | 'quotas' | 'accounts'> {
  apiKeys: NonNullable<GatewaySettings['apiKeys']>;
  quotas: Record<string, number>;
  sealKeys: SealKeys[];
  accounts: Account[];
  /** Faults of the gateway itself: nothing works until they are mended. */
  faults: Fault[];
  /** Faults that keep a provider's own account from being used. */
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
  for (const name of NEEDED_BINDINGS) {
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
  for (const { name, provider: id, ...given } of own.value?.accounts ?? []) {
    const provider = providers.find((one) => one.id === id);
    const parsed = provider?.settings.strict().safeParse(given);
    if (parsed?.success) accounts.push({ provider: id as ProviderId, name, settings: parsed.data as never });
    // The fields are named and never the values: they hold secrets.
    else faults.push({ name: 'ACCOUNTS', kind: 'secret', detail: accountFault(name, parsed?.error) });
  }
  const {
    apiKeys = [],
    quotas = {},
    sealKeys,
    timeoutMs = 0,
    ...rest
  } = own.value ?? ({} as Partial<GatewaySettings>);
  return {
    ...(rest as GatewaySettings),
    apiKeys,
    quotas,
    sealKeys: sealKeys ? readSealKeys(sealKeys) : [],
    timeoutMs,
    accounts,
    faults,
    providerFaults,
  };
}

function accountFault(name: string, error: z.ZodError | undefined): string {
  if (!error)
    return `has the account ${name} of an unknown provider: it must be ${providers.map(({ id }) => id).join(' or ')}`;
  const fields = error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  return `has the account ${name}, which is wrong: ${fields.join('; ')}`;
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

/** The account a call goes through. @throws Problem `not-configured` that names what to set */
export function accountOf(config: Config, provider: Provider, name = 'default'): Account {
  const account = config.accounts.find((one) => one.provider === provider.id && one.name === name);
  if (account) return account;
  const names = config.providerFaults[provider.id].map((fault) => `${fault.name} ${fault.detail}`);
  const why = name === 'default' ? names.join(' ') : `There is no account ${name} in ACCOUNTS.`;
  throw new Problem('not-configured', `${provider.title} is not configured. ${why}`, {
    provider: provider.id,
  });
}
