import { STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WireFault } from '../faults/wire.ts';

/**
 * Breaks a connection, for real: what is left of the answer is written to the socket byte by byte.
 *
 * @param raw the TCP socket, which under TLS is not the one that is written to
 */
export async function breakConnection(
  socket: Duplex,
  raw: Duplex,
  response: Response,
  wire: WireFault,
): Promise<void> {
  switch (wire) {
    case 'connection-reset':
      // RST instead of FIN, where the system can.
      if (raw instanceof Socket) raw.resetAndDestroy();
      else raw.destroy();
      return;
    case 'empty-response':
      socket.end();
      return;
    case 'half-body': {
      const body = Buffer.from(await response.arrayBuffer());
      socket.end(
        Buffer.concat([head(response, `Content-Length: ${body.length}`), body.subarray(0, body.length >> 1)]),
      );
      return;
    }
    case 'malformed-chunk': {
      const body = Buffer.from(await response.arrayBuffer());
      const first = body.subarray(0, body.length >> 1);
      const size = `${first.length.toString(16)}\r\n`;
      // A chunk's size is hexadecimal; this one is none.
      socket.end(
        Buffer.concat([
          head(response, 'Transfer-Encoding: chunked'),
          Buffer.from(size),
          first,
          Buffer.from('\r\nZZ\r\n'),
        ]),
      );
      return;
    }
  }
}

function head({ status, headers }: Response, length: string): Buffer {
  const own = [...headers].filter(([name]) => name !== 'content-length' && name !== 'transfer-encoding');
  const lines = own.map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(
    [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, length, '', ''].join('\r\n'),
  );
}
