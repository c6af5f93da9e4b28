import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { VendorsOptions } from '../options.ts';
import { createVendors, type Vendors } from '../vendors.ts';

/** Where to listen, and what to simulate. */
export interface ServerOptions extends VendorsOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** 127.0.0.1 by default: a simulation accepts well-known credentials, so it is nobody else's to reach. */
  host?: string;
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  readonly vendors: Vendors;
  /** Stops listening and drops open connections. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/**
 * Starts the simulation over HTTP.
 * @throws Error in words for a person where the port is taken or may not be used
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { port = 0, host = LOOPBACK, ...rest } = options;
  const vendors = createVendors(rest);
  // hono's listener builds Request lazily; the raw socket stays within reach as its second argument's `incoming`.
  const server = createServer(getRequestListener((request) => vendors.fetch(request)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Error(inWords(error, host, port))));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    vendors,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function inWords(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `port ${port} on ${host} is in use: choose another with --port, or --port 0 for a free one`;
  if (error.code === 'EACCES')
    return `port ${port} on ${host} may not be used: choose one of 1024 or above with --port`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `${host} is no address of this machine: choose another with --host`;
  return error.message;
}
