import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Certificate, ownCertificate } from '../../mocks/server/certificate.ts';
import { type RunningServer, startServer } from '../../mocks/server/startServer.ts';
import { HUAWEI, NOW } from '../support/simulation.ts';

// The documented administrator's token, and what he may always list.
const TOKEN = 'stbX5ElstO5QwOwPB9KGQWUZ1DHoFrTsQjjC';
const LIST = `${HUAWEI.ongoing}?limit=50`;

/** What a client saw on its socket: every byte, and how the connection ended. */
interface Seen {
  readonly bytes: Buffer;
  readonly text: string;
  readonly end: 'FIN' | 'ECONNRESET' | string;
}

let folder: string;
let certificate: Certificate;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meetgate-test-'));
  certificate = await ownCertificate(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(['http', 'https'] as const)('over %s, the fault', (scheme) => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ now: NOW, ...(scheme === 'https' ? { https: certificate } : {}) });
  });
  afterAll(() => server.close());
  beforeEach(() => server.vendors.faults.clear());

  /** Asks for the list over a bare socket, and waits until the other side is done. */
  function ask(): Promise<Seen> {
    const port = Number(new URL(server.url).port);
    const socket =
      scheme === 'https'
        ? connectTls({ port, host: '127.0.0.1', ca: certificate.cert, servername: 'localhost' })
        : connect(port, '127.0.0.1');
    const bytes: Buffer[] = [];
    return new Promise((resolve) => {
      let end = 'FIN';
      socket.on('data', (part: Buffer) => bytes.push(part));
      socket.on('error', (error: NodeJS.ErrnoException) => {
        end = error.code ?? error.message;
      });
      socket.on('close', () => {
        const all = Buffer.concat(bytes);
        resolve({ bytes: all, text: all.toString('utf8'), end });
      });
      socket.write(
        `GET ${LIST} HTTP/1.1\r\nHost: localhost\r\nX-Access-Token: ${TOKEN}\r\nConnection: close\r\n\r\n`,
      );
    });
  }
  const bodyOf = ({ bytes }: Seen) => bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);

  it('none leaves the answer whole', async () => {
    const seen = await ask();
    expect(seen.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(seen.end).toBe('FIN');
    // One chunk, between its length and the last one, which is empty.
    const [length = '', chunk = '', last] = bodyOf(seen).toString().split('\r\n');
    expect([Buffer.byteLength(chunk), last]).toEqual([Number.parseInt(length, 16), '0']);
    expect(JSON.parse(chunk)).toMatchObject({ offset: 0 });
  });

  it('latency lets the head go out as it is printed, with the hint behind it', async () => {
    server.vendors.faults.add({ fault: { type: 'latency', ms: 1 } });
    const { text } = await ask();
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\nTransfer-Encoding: chunked\r\nCache-Control: /);
    expect(text).toMatch(/\r\nX-Mock-Hint: fault \S+ \(latency\)\r\n/);
  });

  it('connection-reset resets the connection before a byte is sent', async () => {
    server.vendors.faults.add({ fault: { type: 'connection-reset' } });
    const seen = await ask();
    expect([seen.bytes.length, seen.end]).toEqual([0, 'ECONNRESET']);
  });

  it('empty-response closes it without a byte, but properly', async () => {
    server.vendors.faults.add({ fault: { type: 'empty-response' } });
    const seen = await ask();
    expect([seen.bytes.length, seen.end]).toEqual([0, 'FIN']);
  });

  it('half-body announces all, sends half and closes', async () => {
    server.vendors.faults.add({ fault: { type: 'half-body' } });
    const seen = await ask();
    const announced = Number(/content-length: (\d+)/i.exec(seen.text)?.[1]);
    expect(announced).toBeGreaterThan(1000);
    expect([bodyOf(seen).length, seen.end]).toEqual([announced >> 1, 'FIN']);
    await expect(fetchList()).rejects.toThrow();
  });

  it('malformed-chunk sends a chunk whose size is no number', async () => {
    server.vendors.faults.add({ fault: { type: 'malformed-chunk' } });
    const seen = await ask();
    expect(seen.text).toMatch(/transfer-encoding: chunked/i);
    expect(seen.text).toMatch(/\r\nZZ\r\n$/);
    await expect(fetchList()).rejects.toThrow();
  });

  it('slow-drip lets the body come in pieces over time', async () => {
    server.vendors.faults.add({ fault: { type: 'slow-drip', bytes: 4000, everyMs: 20 } });
    const start = performance.now();
    const seen = await ask();
    expect(performance.now() - start).toBeGreaterThan(60);
    expect(seen.text.match(/\r\nfa0\r\n/g)?.length).toBeGreaterThan(2);
  });

  it('latency holds the first byte up', async () => {
    server.vendors.faults.add({ fault: { type: 'latency', ms: 80 } });
    const start = performance.now();
    await ask();
    expect(performance.now() - start).toBeGreaterThan(78);
  });

  it('of one request leaves the next one on the same port alone', async () => {
    server.vendors.faults.add({ match: { nth: 1 }, fault: { type: 'connection-reset' } });
    expect((await ask()).end).toBe('ECONNRESET');
    expect((await ask()).text).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  /** The same by `fetch`, which keeps no connection to a server that it does not trust: HTTP only. */
  async function fetchList(): Promise<string> {
    if (scheme === 'https') throw new Error('not asked');
    return (await fetch(server.url + LIST, { headers: { 'X-Access-Token': TOKEN } })).text();
  }
});
