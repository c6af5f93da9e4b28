import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// As long as a busy machine may take to deliver.
const PATIENCE_MS = 15_000;

/** A subscriber on loopback that answers the handshake and remembers what it heard. */
export async function listenForPushes() {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    bodies.push(body);
    const { nonce, eventInfo } = JSON.parse(body);
    const verifies = eventInfo?.event === 'meeting.verify';
    response.end(verifies ? JSON.stringify({ event: 'meeting.verify', nonce }) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    /** The push of an event about a meeting; undefined where none comes in time. */
    async next(event: string, id: string): Promise<string | undefined> {
      const until = performance.now() + PATIENCE_MS;
      while (performance.now() < until) {
        const found = bodies.find((body) => body.includes(`"${event}"`) && body.includes(`"${id}"`));
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      return undefined;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
