import { Webhook } from 'standardwebhooks';
import { call } from './gateway.ts';

/** A hook as it was made, with what is shown once. */
export interface MadeHook {
  name: string;
  url: string;
  secret: string;
  [more: string]: unknown;
}

/** The operation that tests call through hooks where any would do. */
export const HOOKED = 'huawei.listOngoingWebinars';

/** Makes a hook with the demo key. */
export const postHook = (definition: object, init: RequestInit = {}, env?: Env): Promise<Response> =>
  call('/v1/hooks', { ...init, method: 'POST', body: JSON.stringify(definition) }, env);

export async function makeHook(definition: object = {}, env?: Env): Promise<MadeHook> {
  const response = await postHook({ name: 'bot', operation: HOOKED, ...definition }, {}, env);
  const made = await response.json();
  if (response.status !== 201) throw new Error(JSON.stringify(made));
  return made as MadeHook;
}

let messages = 0;

/** The headers of a message, signed by the library of the specification. */
export function signedBy(
  secret: string,
  body: string,
  { id = `msg_${++messages}`, now = Date.now() }: { id?: string; now?: number } = {},
): Record<string, string> {
  const at = new Date(now);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

/** Sends a body to a path without a key, as senders of webhooks do. */
export const send = (
  path: string,
  body: string,
  headers: Record<string, string> = {},
  env?: Env,
): Promise<Response> => call(path, { method: 'POST', body, headers: { Authorization: '', ...headers } }, env);

/** Calls a hook, signed. */
export const callHook = (
  { name, secret }: Pick<MadeHook, 'name' | 'secret'>,
  body = '{}',
  { id, now, headers, env }: { id?: string; now?: number; headers?: Record<string, string>; env?: Env } = {},
): Promise<Response> =>
  send(
    `/v1/hooks/${name}`,
    body,
    {
      ...signedBy(secret, body, { ...(id !== undefined && { id }), ...(now !== undefined && { now }) }),
      ...headers,
    },
    env,
  );
