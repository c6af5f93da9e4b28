import { HttpResponse, http } from 'msw';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createNetwork } from '../../mocks/network.ts';
import { createVendors } from '../../mocks/vendors.ts';

/** Where the tests' subscriber listens. */
export const HOOK = 'http://127.0.0.1:7777/hook';

/** What the subscriber heard, and what it answers; `status` other than 200 refuses. */
export interface Subscriber {
  readonly heard: { body: string; headers: Headers }[];
  status: number;
  /** What it answers to the handshake. */
  handshake(nonce: string): string;
}

/** A subscriber on the network of a test file, well-behaved until told otherwise. */
export function useSubscriber(): Subscriber {
  const repeat = (nonce: string) => JSON.stringify({ event: 'meeting.verify', nonce });
  const subscriber: Subscriber = { heard: [], status: 200, handshake: repeat };
  const network = createNetwork(createVendors());
  beforeAll(() => {
    network.enable();
  });
  beforeEach(() => {
    network.use(
      http.post(HOOK, async ({ request }) => {
        const body = await request.text();
        subscriber.heard.push({ body, headers: request.headers as Headers });
        if (subscriber.status !== 200) return new HttpResponse(null, { status: subscriber.status });
        const verify = /"nonce":"(\d+)".*"event":"meeting.verify"/.exec(body);
        return new HttpResponse(verify ? subscriber.handshake(verify[1] ?? '') : null);
      }),
    );
  });
  afterEach(() => {
    subscriber.heard.splice(0);
    Object.assign(subscriber, { status: 200, handshake: repeat });
    network.resetHandlers();
  });
  afterAll(() => {
    network.disable();
  });
  return subscriber;
}

/** Whether a message is signed as documented: worked out here from the bytes as sent, without the simulation's code. */
export async function isSigned(body: string, key: string): Promise<boolean> {
  const parts =
    /^\{"appID":"([^"]*)","timestamp":(\d+),"nonce":"([^"]*)","signature":"([0-9a-f]{64})","eventInfo":(.*)\}$/.exec(
      body,
    );
  if (!parts) return false;
  const [, appId, timestamp, nonce, signature, eventInfo] = parts;
  const bytes = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const secret = await crypto.subtle.importKey('raw', bytes.encode(key), hmac, false, ['sign']);
  const mac = await crypto.subtle.sign(
    'HMAC',
    secret,
    bytes.encode(`${appId}${timestamp}${nonce}${eventInfo}`),
  );
  return signature === Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
