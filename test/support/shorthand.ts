import { createExecutionContext, runInDurableObject } from 'cloudflare:test';
import { vi } from 'vitest';
import { newApp } from '../../functions/app.ts';
import { notesOf } from '../../functions/core/notes.ts';
import type { VendorOperation } from '../../functions/core/operation.ts';
import type { Receipt } from '../../functions/receipts/receipt.ts';
import { type CredentialState, emptyState } from '../../functions/tokens/credentialState.ts';
import { describeCredential } from '../../functions/tokens/describeCredential.ts';
import { bindings, call, DEMO_KEY, problemOf } from './gateway.ts';

/** The operation that tests call where any would do, as callers and as vendors know it. */
export const LIST = '/v1/huawei/webinars/ongoing?limit=1';
export const ONGOING = '*/v1/wss/webinar/open/conferences/ongoing';
/** Huawei's login, and what refreshes (PUT) and ends (DELETE) a token. */
export const LOGIN = '*/v2/usg/acs/auth/appauth';
export const TOKEN = '*/v1/usg/acs/token';

/** The secrets of each vendor's account, as the Worker is configured in tests. */
export const ACCOUNT_SECRETS: Record<string, string> = {
  huawei: String(bindings().HUAWEI_APP_KEY),
  quanshi: String(bindings().QUANSHI_APP_SECRET),
};

/** The last part of a problem's type, such as `provider-timeout`. */
export const slugOf = async (response: Response): Promise<string | undefined> =>
  (await problemOf(response)).type.split('/').at(-1);

/** The SHA-256 of a text in hex: how API keys are configured and kept. */
export const sha256 = async (text: string): Promise<string> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toHex();

/** The Worker's environment, in which a key (the demo key unless told) has these scopes and no others. */
export async function withScopes(
  scopes: string[],
  {
    key = DEMO_KEY,
    name = 'kiosk',
    ...changes
  }: { key?: string; name?: string; [name: string]: unknown } = {},
): Promise<Env> {
  const record = { name, sha256: await sha256(key), scopes, accounts: ['*'] };
  return bindings({ API_KEYS: JSON.stringify([record]), ...changes });
}

/** Sets the clock so many milliseconds ahead, where it stands still. Timers go on. */
export const later = (ms: number): void => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

/** Calls with `?explain=true` and gives the receipt. */
export async function explained(path = LIST, init: RequestInit = {}, env?: Env): Promise<Receipt> {
  const response = await call(`${path}${path.includes('?') ? '&' : '?'}explain=true`, init, env);
  return ((await response.json()) as { receipt: Receipt }).receipt;
}

const app = newApp();
const setTimer = globalThis.setTimeout;
let underWay = 0;

/** For how long receipts wait for others to be sent with: see `fileReceipt`. */
const RECEIPTS_MS = 1_000;

/** While it runs, the timer of the receipts rings at once; deadlines keep theirs. */
async function withoutReceiptTimer<T>(work: () => T | Promise<T>): Promise<T> {
  underWay++;
  globalThis.setTimeout = ((ring: () => void, ms = 0, ...args: []) =>
    setTimer(ring, ms === RECEIPTS_MS ? 0 : ms, ...args)) as typeof setTimeout;
  try {
    return await work();
  } finally {
    if (--underWay === 0) globalThis.setTimeout = setTimer;
  }
}

/** Calls the gateway without any wish of its own, and waits for all that it does after the answer. */
export async function settled(
  path = LIST,
  headers: Record<string, string> = {},
  env = bindings(),
  init: RequestInit = {},
): Promise<Response> {
  const after: Promise<unknown>[] = [];
  const context = createExecutionContext();
  context.waitUntil = (promise) => void after.push(promise);
  const response = await withoutReceiptTimer(() =>
    app.request(
      `https://gate.example${path}`,
      { ...init, headers: { Authorization: `Bearer ${DEMO_KEY}`, ...headers } },
      env,
      context,
    ),
  );
  await Promise.allSettled(after);
  return response;
}

/** Where the vendor serves an operation, for its example: in its document, or where the Worker's environment says. */
export function vendorPathOf(operation: VendorOperation): string {
  const { path } = operation.call;
  const at =
    typeof path === 'string'
      ? path
      : String((bindings() as object as Record<string, unknown>)[path.variable]);
  const { input } = notesOf(operation).example;
  return at.replace(/\{(\w+)\}/, (_, name: string) => String(input[name]));
}

/** The Durable Object of the only credential that has been asked, by its copy in KV. */
export async function theCredential() {
  const { TOKENS, CREDENTIALS } = bindings();
  const [{ name = '' } = {}] = (await TOKENS.list()).keys;
  return CREDENTIALS.getByName(name);
}

/** What its object has kept; undefined where it keeps nothing. */
export const keptState = async (): Promise<CredentialState | undefined> =>
  runInDurableObject(await theCredential(), (_, { storage }) => storage.kv.get<CredentialState>('state'));

/** The same as operators see it. */
export const described = async () => describeCredential((await keptState()) ?? emptyState(), Date.now());
