import { Problem } from './problem.ts';
import { withDeadline } from './withDeadline.ts';

/** A request to a vendor, still open to change (a token may go into a header or into the body). */
export interface VendorRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body?: Record<string, unknown> | undefined;
}

/** A vendor's answer, read to its end. `json` is undefined where the text is no JSON. */
export interface VendorAnswer {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
}

/** Where a base URL leads: the origin to write into the URL, and the fetch that gets there. */
export interface Upstream {
  baseUrl: string;
  fetch: (request: Request) => Promise<Response>;
}

/** A service binding as base URL, such as `binding:VENDORS`: another Worker of the same account. */
const BINDING = /^binding:(\w+)$/;

/** Resolves a base URL, which may name a service binding of this Worker. */
export function upstreamOf(baseUrl: string, bindings: Record<string, unknown>): Upstream {
  const name = BINDING.exec(baseUrl)?.[1];
  if (!name) return { baseUrl: baseUrl.replace(/\/$/, ''), fetch: (request) => fetch(request) };
  const service = bindings[name] as Fetcher | undefined;
  if (!service?.fetch) {
    throw new Problem(
      'not-configured',
      `The base URL names the service binding ${name}, which does not exist.`,
    );
  }
  return { baseUrl: `https://${name.toLowerCase()}.binding`, fetch: (request) => service.fetch(request) };
}

/** The URL of a request below a base URL. */
export function urlOf(baseUrl: string, { path, query }: Pick<VendorRequest, 'path' | 'query'>): string {
  const text = query.toString();
  return `${baseUrl}${path}${text && `?${text}`}`;
}

/**
 * Sends one request and reads the whole answer before `signal` fires.
 *
 * @throws Problem `provider-timeout` when the signal fires first, `provider-unreachable` when the connection
 * fails or breaks off, `provider-malformed` when the bytes are not text in the charset they claim.
 */
export async function send(
  request: VendorRequest,
  upstream: Upstream,
  { signal, provider }: { signal: AbortSignal; provider: string },
): Promise<VendorAnswer> {
  if (request.body && !request.headers.has('Content-Type')) {
    request.headers.set('Content-Type', 'application/json; charset=utf-8');
  }
  const init: RequestInit = { method: request.method, headers: request.headers, signal, redirect: 'manual' };
  if (request.body) init.body = JSON.stringify(request.body);
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await withDeadline(
      upstream.fetch(new Request(urlOf(upstream.baseUrl, request), init)),
      signal,
    );
    bytes = await withDeadline(readBody(response), signal);
  } catch {
    // The error itself is dropped: its message may hold the URL, and with it a secret.
    if (signal.aborted)
      throw new Problem('provider-timeout', 'The vendor did not answer in time.', { provider });
    throw new Problem('provider-unreachable', 'The connection to the vendor failed or broke off.', {
      provider,
    });
  }
  const text = decode(bytes, response.headers.get('Content-Type'), provider);
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

/** The largest documented answer, 500 rows, has a third of a megabyte; an isolate has 128 MB for all its calls. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The whole body. One that announces more than an isolate can bear is refused; one of unknown length is bounded by the
 * deadline alone, as counting its chunks costs more than all the rest of reading it.
 */
async function readBody(response: Response): Promise<Uint8Array> {
  if (Number(response.headers.get('Content-Length')) > MOST_BYTES)
    throw new Error('The answer is too large.');
  return response.bytes();
}

function decode(bytes: Uint8Array, contentType: string | null, provider: string): string {
  const charset = /charset=["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  // The documents promise UTF-8, and what reads as UTF-8 is: as GBK the same bytes may read as rubbish.
  for (const label of new Set(['utf-8', charset])) {
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: false }).decode(bytes);
    } catch {
      // The next label; the one that is claimed may be unknown or wrong.
    }
  }
  throw new Problem('provider-malformed', 'The answer of the vendor is not text in the charset it claims.', {
    provider,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
