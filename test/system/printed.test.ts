import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownCertificate } from '../../mocks/server/certificate.ts';
import { type RunningServer, startServer } from '../../mocks/server/startServer.ts';
import { HUAWEI } from '../support/simulation.ts';

/*
 * What the documents print, over real sockets: their curl lines in a real shell, and every line of the head of an answer.
 */
interface Printed {
  operation: string;
  kind: string;
  text: string;
  origin?: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}
const folder = join(import.meta.dirname, '../../fixtures/documents');
const printed = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Printed,
);
const of = (kind: string, operation?: string) =>
  printed.filter((one) => one.kind === kind && (operation ?? one.operation) === one.operation);

const cache = mkdtempSync(join(tmpdir(), 'meetgate-printed-'));
let http: RunningServer;
let https: RunningServer;
beforeAll(async () => {
  http = await startServer({});
  https = await startServer({ https: await ownCertificate(cache) });
});
afterAll(async () => {
  await Promise.all([http.close(), https.close()]);
  rmSync(cache, { recursive: true });
});

/** Everything that comes back for a request as it is given. */
function raw(lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(http.url).port), '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    // Half a second of silence ends what is kept alive.
    socket.setTimeout(500, () => socket.destroy());
    socket.once('close', () => resolve(text)).once('error', reject);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}

describe('every line of curl in the documents', () => {
  test('is among the fixtures, one for each document that prints one', () => {
    expect(of('curl').map(({ operation }) => operation)).toEqual([
      'huawei.createAuthRandom',
      'huawei.listOngoingWebinars',
      'huawei.searchAttendanceRecords',
    ]);
  });

  test.each(of('curl'))(
    '$operation works as it is printed but for the host',
    async ({ text, origin = '' }) => {
      expect(text).toContain(origin);
      // A shell cuts an address at an & that is not quoted; what stands before it is asked for all the same.
      const { stdout } = await promisify(execFile)('sh', ['-c', text.replace(origin, https.url)]);
      const [head = '', body = ''] = stdout.split(/\r\n\r\n/);
      expect(head).toMatch(/^HTTP\/1\.1 200/);
      expect(JSON.parse(body)).not.toHaveProperty('error_code');
    },
  );
});

describe('the head of an answer', () => {
  // What the printed request asks, of the debugging gateway where it does.
  test.each(of('curl'))(
    'of $operation has the printed lines, in their case and order',
    async ({ operation }) => {
      const [request] = of('request', operation);
      const [curl] = of('curl', operation);
      const [response] = of('response', operation);
      const answer = await raw([
        `GET ${curl?.path}?${new URLSearchParams(curl?.query)} HTTP/1.1`,
        ...Object.entries({ ...request?.headers, ...curl?.headers }).map(
          ([name, value]) => `${name}: ${value}`,
        ),
      ]);
      const [line = '', ...head] = answer.slice(0, answer.indexOf('\r\n\r\n')).split('\r\n');
      expect(line).toBe(response?.text.split('\n')[0]?.replace(/\r$/, ''));
      expect(head.map((one) => one.split(':')[0])).toEqual(Object.keys(response?.headers ?? {}));
      // These are of every answer of their front.
      for (const name of ['Transfer-Encoding', 'Connection', 'Content-Type', 'Server', 'Vary', 'Expires'])
        if (response?.headers[name] !== undefined)
          expect(head).toContain(`${name}: ${response.headers[name]}`);
    },
  );

  test('ends the connection where the caller wants that', async () => {
    const answer = await raw([`GET ${HUAWEI.ongoing} HTTP/1.1`, 'Host: x', 'Connection: close']);
    expect(answer).toContain('\r\nConnection: close\r\n');
  });
});

describe('what is too large for the API gateway', () => {
  const head = ['Host: x', 'Connection: close'];
  const long = 'a'.repeat(40_000);

  test.each([
    ['the headers', 494, [`GET ${HUAWEI.ongoing} HTTP/1.1`, ...head, `X-Long: ${long}`]],
    ['the address', 414, [`GET ${HUAWEI.ongoing}?searchKey=${long} HTTP/1.1`, ...head]],
  ])('%s is refused with %i in its words, not in those of the server', async (_, status, request) => {
    const answer = await raw(request);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('"error_code":"APIG.0201"');
  });
});
