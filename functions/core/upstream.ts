import type { Deadline } from './deadline.ts';
import { MOST_LEVELS, nestsTooDeep } from './nestsTooDeep.ts';
import { Problem } from './problem.ts';

/** A request to a vendor, still open to change (a token may go into a header or into the body). */
export interface VendorRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body?: Record<string, unknown> | undefined;
}

/** A vendor's answer, read to its end. */
export interface VendorAnswer {
  status: number;
  headers: Headers;
  /** The body in UTF-8: the very bytes of the vendor where it wrote UTF-8. */
  bytes: Uint8Array;
  text: string;
  /** Undefined where the text is no JSON. */
  json: unknown;
}

/** Where a base URL leads: the origin to write into the URL, and the fetch that gets there. */
export interface Upstream {
  baseUrl: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** A service binding as base URL, such as `binding:VENDORS`: another Worker of the same account. */
const BINDING = /^binding:(\w+)$/;

/** Resolves a base URL, which may name a service binding among `bindings`. @throws Problem `not-configured` */
export function upstreamOf(baseUrl: string, bindings: object): Upstream {
  const name = BINDING.exec(baseUrl)?.[1];
  if (!name) return { baseUrl: baseUrl.replace(/\/$/, ''), fetch: (url, init) => fetch(url, init) };
  const service = (bindings as Record<string, Fetcher | undefined>)[name];
  if (!service?.fetch) {
    throw new Problem(
      'not-configured',
      `The base URL names the service binding ${name}, which does not exist.`,
    );
  }
  return { baseUrl: `https://${name.toLowerCase()}.binding`, fetch: (url, init) => service.fetch(url, init) };
}

/** The URL of a request below a base URL. */
export function urlOf(baseUrl: string, { path, query }: Pick<VendorRequest, 'path' | 'query'>): string {
  // URLSearchParams would write the same, at several times the cost; this runs for each call.
  let text = '';
  for (const name in query)
    text += `${text && '&'}${encodeURIComponent(name)}=${encodeURIComponent(query[name] ?? '')}`;
  return `${baseUrl}${path}${text && `?${text}`}`;
}

/**
 * Sends one request and reads the whole answer before the deadline.
 *
 * @throws Problem `provider-timeout` when the time is up first, `provider-unreachable` when the connection
 * fails or breaks off, `provider-malformed` when there are too many bytes, when they are not text in the charset they
 * claim, or when their JSON nests too deep.
 */
export async function send(
  request: VendorRequest,
  upstream: Upstream,
  { deadline, provider }: { deadline: Deadline; provider: string },
): Promise<VendorAnswer> {
  const { method, headers, body } = request;
  const init: RequestInit = { method, headers, signal: deadline.signal, redirect: 'manual' };
  if (body) {
    init.headers = { 'Content-Type': 'application/json; charset=utf-8', ...headers };
    init.body = JSON.stringify(body);
  }
  let response: Response;
  let bytes: Uint8Array;
  try {
    [response, bytes] = await deadline.within(
      exchange(urlOf(upstream.baseUrl, request), init, upstream, provider),
    );
  } catch (error) {
    if (error instanceof Problem) throw error;
    // The error itself is dropped: its message may hold the URL, and with it a secret.
    if (deadline.expired)
      throw new Problem('provider-timeout', 'The vendor did not answer in time.', { provider });
    throw new Problem('provider-unreachable', 'The connection to the vendor failed or broke off.', {
      provider,
    });
  }
  const { status } = response;
  const decoded = decode(bytes, response.headers.get('Content-Type'), provider);
  return { status, headers: response.headers, ...decoded, json: parse(decoded.text, provider) };
}

async function exchange(
  url: string,
  init: RequestInit,
  upstream: Upstream,
  provider: string,
): Promise<[Response, Uint8Array]> {
  const response = await upstream.fetch(url, init);
  return [response, await readBody(response, provider)];
}

/** The largest documented answer, 500 rows, has a third of a megabyte; an isolate has 128 MB for all its calls. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The whole body. One that says its length and is not compressed is read at once; of all others the bytes are counted as
 * they come, after decompression, as a small gzip may hold any number of them.
 */
async function readBody(response: Response, provider: string): Promise<Uint8Array> {
  const { headers, body } = response;
  if (!body) return new Uint8Array();
  const length = Number(headers.get('Content-Length') ?? Number.NaN);
  const plain = !headers.has('Content-Encoding') && !headers.has('Transfer-Encoding');
  if (plain && length <= MOST_BYTES) return response.bytes();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let count = 0;
  while (!(length > MOST_BYTES || count > MOST_BYTES)) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, count);
    chunks.push(value);
    count += value.byteLength;
  }
  // Nobody waits for the rest to be thrown away.
  reader.cancel().catch(() => undefined);
  throw new Problem('provider-malformed', `The answer of the vendor has more than ${MOST_BYTES} bytes.`, {
    provider,
  });
}

function joined(chunks: readonly Uint8Array[], count: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const bytes = new Uint8Array(count);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** A byte order mark in UTF-8. Callers get JSON, which has none. [RFC 8259, section 8.1] */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** The documents promise UTF-8, and what reads as UTF-8 is: as GBK the same bytes may read as rubbish. */
function decode(
  bytes: Uint8Array,
  contentType: string | null,
  provider: string,
): Pick<VendorAnswer, 'bytes' | 'text'> {
  const marked = BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte);
  const plain = marked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
  try {
    return { bytes: plain, text: utf8.decode(plain) };
  } catch {
    return recoded(bytes, contentType, provider);
  }
}

function recoded(bytes: Uint8Array, contentType: string | null, provider: string) {
  try {
    const charset = /charset=["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
    const text = new TextDecoder(charset, { fatal: true, ignoreBOM: false }).decode(bytes);
    return { bytes: new TextEncoder().encode(text), text };
  } catch {
    throw new Problem(
      'provider-malformed',
      'The answer of the vendor is not text in the charset it claims.',
      { provider },
    );
  }
}

function parse(text: string, provider: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!nestsTooDeep(json)) return json;
  throw new Problem(
    'provider-malformed',
    `The answer of the vendor nests deeper than ${MOST_LEVELS} levels.`,
    {
      provider,
    },
  );
}
