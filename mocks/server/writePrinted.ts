import type { ServerResponse } from 'node:http';
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
  outgoing.end(bytes);
}
