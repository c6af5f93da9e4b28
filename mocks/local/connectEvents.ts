import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Where Quanshi, which signs nothing and has no call that registers it, calls the gateway back. */
const CALLBACK = '/v1/events/quanshi/default/';

/**
 * Has the simulated vendors push their events to the gateway: Huawei as the gateway asks for it, with the handshake; Quanshi as
 * its support would set it up. Safe to repeat; a gateway that moved to another port is found again.
 *
 * @throws Error with what was said, where one of them cannot be connected
 */
export async function connectEvents(url: string, key: string, signal: AbortSignal): Promise<void> {
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(url + path, {
      method,
      headers: { Authorization: `Bearer ${key}` },
      ...(body && { body: JSON.stringify(body) }),
      signal,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}: ${text}`);
    return text;
  };
  await ask('POST', '/v1/events/huawei/default/connect', { origin: url });
  const { subscriptions } = JSON.parse(await ask('GET', '/__mock/subscriptions')) as {
    subscriptions: { id: string; url: string }[];
  };
  for (const one of subscriptions)
    if (new URL(one.url).pathname.startsWith(CALLBACK))
      await ask('DELETE', `/__mock/subscriptions/${one.id}`);
  const callback = `${url}${CALLBACK}${await callbackToken()}`;
  await ask('POST', '/__mock/subscriptions', { vendor: 'quanshi', url: callback });
}

/** That of `[env.mock]`. */
async function callbackToken(): Promise<string> {
  const { unstable_readConfig } = await import('wrangler');
  const { vars } = unstable_readConfig({ config: join(ROOT, 'wrangler.toml'), env: 'mock' });
  return String(vars.QUANSHI_CALLBACK_TOKEN);
}
