import type { ServerResponse } from 'node:http';
import { beside } from '../core/beside.ts';
import type { Printed, TransportHeader } from '../core/printed.ts';

/** Writes an answer as it is printed: names in their case and order, chunked or with its length, with its reason phrase. */
export function writePrinted(outgoing: ServerResponse, printed: Printed): void {
  const { status, reason, headers, transport, bytes } = printed;
  const values: Record<TransportHeader, string> = {
    'Transfer-Encoding': 'chunked',
    'Content-Length': String(bytes.length),
    Connection: outgoing.shouldKeepAlive ? 'keep-alive' : 'close',
  };
  const lines: string[] = [];
  const after = (name: string) => {
    for (const one of transport[name] ?? []) lines.push(one, values[one]);
  };
  after('');
  for (const [name, value] of Object.entries(headers)) {
    lines.push(name, value);
    after(name);
  }
  // Node adds one of its own unless told not to.
  if (!lines.includes('Connection')) outgoing.removeHeader('Connection');
  if (reason === undefined) outgoing.writeHead(status, lines);
  else outgoing.writeHead(status, reason, lines);
  if (!outgoing.chunkedEncoding) {
    outgoing.end(bytes);
    return;
  }
  // Node would write each piece of the one chunk by itself, for every request.
  outgoing.chunkedEncoding = false;
  outgoing.end(chunked(bytes));
}

const known = beside<Uint8Array, Uint8Array>('chunked');
const LAST = '\r\n0\r\n\r\n';

/** A body as one chunk and the last one. [RFC 9112, 7.1] */
function chunked(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) return Buffer.from(LAST.slice(2));
  const made =
    known.get(bytes) ??
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from(LAST)]);
  known.set(bytes, made);
  return made;
}
