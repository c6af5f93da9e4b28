import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGateway, gatewayWorker, startWorkerd } from './workerd.ts';

/** A request as the hostile vendor got it. */
export interface Got {
  method: string;
  /** Path with query. */
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** Epoch milliseconds. */
  at: number;
}

/** What the vendor does with a request: writes whatever it likes to the response, or destroys the socket. */
export type Act = (got: Got, response: ServerResponse) => unknown;

/**
 * A vendor that does what a test tells it, on a real socket. Until told otherwise it behaves: it logs everybody in and
 * answers every list with one row. `got` keeps what it was asked.
 */
export interface HostileVendor {
  url: string;
  got: Got[];
  /** Logins so far, of either vendor. */
  logins(): Got[];
  /** From now on, requests whose path holds this text are answered so; the last word counts. */
  on(path: string, act: Act): void;
  /** Behaves again, and forgets what it got. */
  behave(): void;
  close(): Promise<void>;
}

export const LOGIN_PATHS = ['/v2/usg/acs/auth/appauth', '/eventopenapi/token/create'];

/** Writes JSON. */
export const json = (response: ServerResponse, value: unknown, status = 200, headers = {}): void =>
  void response
    .writeHead(status, { 'Content-Type': 'application/json', ...headers })
    .end(JSON.stringify(value));

let tokens = 0;
/** A login that is granted, with a token that was never given before. */
export const grant =
  (lifetimeS = 43_200): Act =>
  ({ url }, response) => {
    const token = `hostile-token-${String(++tokens).padStart(6, '0')}`;
    json(
      response,
      url.includes('appauth')
        ? { accessToken: token, validPeriod: lifetimeS, expireTime: 0, tokenIp: '127.0.0.1' }
        : { code: 200, data: { token, expire: lifetimeS } },
    );
  };

/** A list with one row of either vendor. */
export const behaved: Act = ({ url }, response) =>
  json(
    response,
    url.includes('/confopenapi/')
      ? {
          status: 0,
          msg: '',
          result: { totalCount: 1, confList: [{ conferenceId: '22188557', title: '周例会' }] },
        }
      : { offset: 0, limit: 10, count: 1, data: [{ conferenceId: '981326872', subject: '网络研讨会' }] },
  );

export async function startHostileVendor(): Promise<HostileVendor> {
  const got: Got[] = [];
  let acts: { path: string; act: Act }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const one: Got = { method, url, headers, body: Buffer.concat(chunks).toString(), at: Date.now() };
    got.push(one);
    const told = acts.findLast(({ path }) => url.includes(path))?.act;
    await (told ?? (LOGIN_PATHS.some((path) => url.includes(path)) ? grant() : behaved))(one, response);
  });
  // A gateway that gives up is no error of this program.
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The vendor has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    got,
    logins: () => got.filter(({ url }) => LOGIN_PATHS.some((path) => url.includes(path))),
    on: (path, act) => void acts.push({ path, act }),
    behave() {
      acts = [];
      got.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The gateway in a real workerd, with real KV and Durable Objects, before a hostile vendor. */
export interface Attacked {
  vendor: HostileVendor;
  url: string;
  /** Calls the gateway; with the demo key unless told. */
  call(path: string, headers?: Record<string, string>, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

let script: string | undefined;

/** Starts both. `vars` are variables and secrets of the Worker, or what makes them for the vendor's URL. A file builds the gateway once. */
export async function startAttacked(
  vars: Record<string, string> | ((vendor: string) => Record<string, string>) = {},
): Promise<Attacked> {
  script ??= buildGateway(mkdtempSync(join(tmpdir(), 'meetgate-hostile-')));
  const vendor = await startHostileVendor();
  const workerd = await startWorkerd([
    gatewayWorker(script, vendor.url, typeof vars === 'function' ? vars(vendor.url) : vars),
  ]);
  const url = workerd.urlOf('gateway');
  return {
    vendor,
    url,
    call: (path, headers = {}, init = {}) =>
      fetch(url + path, {
        ...init,
        headers: { Authorization: 'Bearer meetgate-demo-key', 'Cache-Control': 'no-store', ...headers },
      }),
    async stop() {
      await workerd.stop();
      await vendor.close();
    },
  };
}

/** An entry of `API_KEYS`. */
export async function apiKey(
  key: string,
  record: { name: string; scopes: string[]; [more: string]: unknown },
) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return { ...record, sha256: Buffer.from(digest).toString('hex') };
}
