import * as z from 'zod/mini';
import { saidOf } from '../core/mustBe.ts';
import { Problem } from '../core/problem.ts';
import type { Account, Provider, ProviderId } from '../core/provider.ts';
import { type SettingMeta, settingMeta } from '../core/setting.ts';
import { providers } from '../registry.ts';
import { readSealKeys, type SealKey } from './seal.ts';
import { type GatewaySettings, gatewaySettings } from './settings.ts';

/** Without these nothing works. `CALLERS` and `METRICS` may be absent. */
const NEEDED_BINDINGS = [
  'TOKENS',
  'KEYS',
  'CREDENTIALS',
  'APPLICATIONS',
  'QUOTAS',
  'ANSWERS',
  'RECEIPTS',
  'BREAKERS',
  'GUESSES',
  'EVENTS',
  'EVENT_LOG',
  'WATCHERS',
  'SUBSCRIPTIONS',
  'SUBSCRIPTION_INDEX',
  'DELIVERIES',
  'HOOKS',
  'HOOK_CALLS',
] as const;

/** A thing that is missing or wrong in the environment, and what to do about it. */
export interface Misconfiguration {
  name: string;
  kind: 'var' | 'secret' | 'binding';
  detail: string;
}

/** The environment, read once. What is wrong with it is kept, so that `/readyz` can tell all of it at once. */
export interface Config extends Omit<GatewaySettings, 'apiKeys' | 'sealKeys' | 'quotas' | 'accounts'> {
  apiKeys: NonNullable<GatewaySettings['apiKeys']>;
  quotas: Record<string, number>;
  sealKeys: SealKey[];
  accounts: Account[];
  /** Of the gateway itself: nothing works until it is mended. */
  misconfigurations: Misconfiguration[];
  /** What keeps a provider's own account from being used. */
  providerMisconfigurations: Record<ProviderId, Misconfiguration[]>;
}

const read = new WeakMap<object, Config>();

/** Reads and checks the environment, once for each environment object. Nothing else reads variables and secrets. */
export function readConfig(env: Env): Config {
  let config = read.get(env);
  if (!config) {
    config = parseConfig({ ...env });
    read.set(env, config);
  }
  return config;
}

type Variables = Record<string, unknown>;

function parseConfig(env: Variables): Config {
  const own = readSettings(gatewaySettings, env);
  const misconfigurations = [...own.wrong];
  for (const name of NEEDED_BINDINGS) {
    if (!env[name])
      misconfigurations.push({ name, kind: 'binding', detail: 'is missing: see wrangler.toml' });
  }
  const accounts: Account[] = [];
  const providerMisconfigurations = {} as Record<ProviderId, Misconfiguration[]>;
  for (const provider of providers) {
    const settings = readSettings(provider.settings, env);
    providerMisconfigurations[provider.id] = settings.wrong;
    if (settings.value)
      accounts.push({ provider: provider.id, name: 'default', settings: settings.value as never });
  }
  for (const { name, provider: id, ...given } of own.value?.accounts ?? []) {
    const provider = providers.find((one) => one.id === id);
    const parsed =
      provider &&
      z.safeParse(z.catchall(provider.settings as z.ZodMiniObject, z.never()), given, { error: saidOf });
    if (provider && parsed?.success)
      accounts.push({ provider: provider.id, name, settings: parsed.data as never });
    else misconfigurations.push(wrongAccount(name, parsed?.error));
  }
  for (const one of providers) providerMisconfigurations[one.id].push(...disagreeing(accounts, one));
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
    misconfigurations,
    providerMisconfigurations,
  };
}

/** Names the fields and never the values: they hold secrets. */
function wrongAccount(name: string, error: z.core.$ZodError | undefined): Misconfiguration {
  const known = providers.map(({ id }) => id).join(' or ');
  const fields = error?.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  const detail = fields
    ? `has the account ${name}, which is wrong: ${fields.join('; ')}`
    : `has the account ${name} of an unknown provider: it must be ${known}`;
  return { name: 'ACCOUNTS', kind: 'secret', detail };
}

/** Accounts that log in as the same user with different settings: each would spoil what the other one has. */
function disagreeing(accounts: readonly Account[], provider: Provider): Misconfiguration[] {
  const own = accounts.filter((one) => one.provider === provider.id && !provider.staticToken(one.settings));
  const identityOf = ({ settings }: Account) => JSON.stringify(provider.identity(settings));
  return own.flatMap((account, index) => {
    const former = own.slice(0, index).find((one) => identityOf(one) === identityOf(account));
    if (!former || JSON.stringify(former.settings) === JSON.stringify(account.settings)) return [];
    const detail = `has the account ${account.name}, which is the application and user of ${former.name} with other settings: one of the two secrets is wrong`;
    return [{ name: 'ACCOUNTS', kind: 'secret', detail }];
  });
}

/** Collects the variables of a settings schema and checks them. An empty variable counts as unset. */
function readSettings<T extends z.core.$ZodObject>(
  schema: T,
  env: Variables,
): { value?: z.output<T>; wrong: Misconfiguration[] } {
  const metas = new Map<PropertyKey, SettingMeta>();
  const values: Variables = {};
  for (const [field, type] of Object.entries(schema._zod.def.shape)) {
    const meta = settingMeta(type);
    metas.set(field, meta);
    if (env[meta.variable] !== '') values[field] = env[meta.variable];
  }
  const parsed = z.safeParse(schema, values, { error: saidOf });
  if (parsed.success) return { value: parsed.data, wrong: [] };
  const wrong = parsed.error.issues.flatMap((issue): Misconfiguration[] => {
    const meta = metas.get(issue.path[0] as PropertyKey);
    if (!meta) return [];
    const missing = values[issue.path[0] as string] === undefined;
    const detail = missing ? `is missing: ${meta.description}` : `is wrong: ${issue.message}`;
    return [{ name: meta.variable, kind: meta.kind, detail }];
  });
  return { wrong };
}

/** Without seal keys or bindings nobody can be served: better said than answered with 401. @throws Problem */
export function requireUsable({ misconfigurations }: Config): void {
  if (misconfigurations.length === 0) return;
  const names = misconfigurations.map(({ name }) => name).join(', ');
  throw new Problem('not-configured', `The gateway is not configured: see GET /readyz for ${names}.`);
}

/** The account a call goes through. @throws Problem `not-configured` that names what to set */
export function accountOf(config: Config, provider: Provider, name = 'default'): Account {
  const account = config.accounts.find((one) => one.provider === provider.id && one.name === name);
  if (account) return account;
  const wrong = config.providerMisconfigurations[provider.id].map((one) => `${one.name} ${one.detail}`);
  const why = name === 'default' ? wrong.join(' ') : `There is no account ${name} in ACCOUNTS.`;
  throw new Problem('not-configured', `${provider.title} is not configured. ${why}`, {
    provider: provider.id,
  });
}
