import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { printedOf } from '../core/printed.ts';
import { ADMIN_PREFIX } from '../core/route.ts';
import type { VendorsOptions } from '../options.ts';
import { createVendors, type Vendors } from '../vendors.ts';
import { breakConnection } from './breakConnection.ts';
import type { Certificate } from './certificate.ts';
import { driveByTimer } from './driveByTimer.ts';
import { writePrinted } from './writePrinted.ts';

/** Where to listen, and what to simulate. */
export interface ServerOptions extends VendorsOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** 127.0.0.1 by default: a simulation accepts well-known credentials, so nobody else should reach it. */
  host?: string;
  /** HTTPS with this certificate. */
  https?: Pick<Certificate, 'cert' | 'key'>;
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  readonly vendors: Vendors;
  /** Stops listening and drops open connections. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
// Node refuses what is longer by itself, with 431; a vendor has limits of its own below, and words for them.
const LONGEST_HEAD = 128 * 1024;

/**
 * Starts the simulation over HTTP, or HTTPS.
 * @throws Error in words for a person where the port is taken or may not be used
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { port = 0, host = LOOPBACK, https, ...rest } = options;
  const vendors = createVendors(rest);
  const sockets = new Map<number, Socket>();
  const listener = listenerOf(vendors, sockets);
  const server: Server = https
    ? (await import('node:https')).createServer({ ...https, maxHeaderSize: LONGEST_HEAD }, listener)
    : createServer({ maxHeaderSize: LONGEST_HEAD }, listener);
  server.on('connection', (socket: Socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Error(inWords(error, host, port))));
    server.listen(port, host, resolve);
  });
  const stopEvents = driveByTimer(vendors.events);
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `${https ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    vendors,
    close: () =>
      new Promise((resolve, reject) => {
        stopEvents();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** Answers requests; faults of the connection are done to it. `sockets` are those of TCP, by the client's port. */
function listenerOf(vendors: Vendors, sockets: ReadonlyMap<number, Socket>): RequestListener {
  return getRequestListener(async (request, bindings) => {
    // HTTP/2 is not offered, so these are HTTP/1's.
    const { incoming, outgoing } = bindings as HttpBindings;
    if (incoming.url?.startsWith(ADMIN_PREFIX)) return vendors.fetch(request);
    const { response, wire } = await vendors.exchange(request);
    const { socket } = outgoing;
    if (socket === null) return response;
    if (wire === undefined) {
      const printed = printedOf(response);
      if (!printed) return response;
      writePrinted(outgoing, printed);
      return RESPONSE_ALREADY_SENT;
    }
    await breakConnection(socket, sockets.get(socket.remotePort ?? 0) ?? socket, response, wire);
    return RESPONSE_ALREADY_SENT;
  });
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
