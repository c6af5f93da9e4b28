import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A request as a receiver gets it. */
export interface Got {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

/** A receiver of webhooks on a socket of its own. */
export interface Receiver {
  readonly url: string;
  readonly got: Got[];
  /** What came by a path. */
  at(path: string): Got[];
  /** Stops listening and breaks every connection off. */
  stop(): Promise<void>;
  /** Listens again, on the same port. */
  start(): Promise<void>;
}

/** Starts one. @param answer what it does with a request; without it, 204 */
export async function startReceiver(
  answer: (got: Got, response: ServerResponse) => void = (_, response) => {
    response.writeHead(204).end();
  },
): Promise<Receiver> {
  const got: Got[] = [];
  const listen = (port: number) =>
    new Promise<Server>((resolve) => {
      const server = createServer(async (request, response) => {
        let body = '';
        for await (const chunk of request.setEncoding('utf8')) body += chunk;
        const one = { path: request.url ?? '', headers: request.headers, body, at: Date.now() };
        got.push(one);
        response.on('error', () => undefined);
        answer(one, response);
      });
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    at: (path) => got.filter((one) => one.path === path),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start: async () => {
      server = await listen(port);
    },
  };
}

/** Whether a request is signed with a secret, by the library of the specification. @throws where it is not */
export const verified = (secret: string, { headers, body }: Got): unknown =>
  new Webhook(secret).verify(body, headers as Record<string, string>);
