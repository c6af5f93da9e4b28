import { HINT } from '../core/hint.ts';

/** A fault of the connection, for whoever holds the socket. */
export type WireFault = 'connection-reset' | 'empty-response' | 'half-body' | 'malformed-chunk';

/** An answer, and what happens to it on its way. */
export interface Exchange {
  readonly response: Response;
  readonly wire?: WireFault;
}

/** Where there is no socket to break: under MSW a request can fail, in a Worker only a body can. */
export type Home = 'msw' | 'worker';

const NO_SOCKET = 'there is no socket here, so the body breaks off instead; npm run mock does it for real';

/**
 * The nearest that can be done without a socket. Under MSW a reset and an empty response are failed requests, which is
 * what `fetch` makes of the real ones. Elsewhere the body breaks off; where that is not the fault asked for, the
 * answer says so.
 */
export async function approximate({ response, wire }: Exchange, home: Home): Promise<Response> {
  if (wire === undefined) return response;
  const lost = wire === 'connection-reset' || wire === 'empty-response';
  if (home === 'msw' && lost) return Response.error();
  const headers = new Headers(response.headers);
  headers.delete('Content-Length');
  if (wire !== 'half-body') headers.set(HINT, `${headers.get(HINT) ?? wire}: ${NO_SOCKET}`);
  const body = new Uint8Array(await response.arrayBuffer());
  return new Response(breakingOff(lost ? body.subarray(0, 0) : body.subarray(0, body.length >> 1)), {
    status: response.status,
    headers,
  });
}

/** A stream that ends in an error: the connection is cut without the end of the message. */
function breakingOff(start: Uint8Array): ReadableStream<Uint8Array> {
  let begun = start.length === 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (begun) controller.error(new Error('the simulated connection broke off'));
      else controller.enqueue(start);
      begun = true;
    },
  });
}
