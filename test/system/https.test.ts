import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownCertificate } from '../../mocks/server/certificate.ts';

const ROOT = join(import.meta.dirname, '../..');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meetgate-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `npm run mock` until it has said everything, and gives what it said. */
async function run(args: string[], lines: number): Promise<{ child: ChildProcess; said: string[] }> {
  const child = spawn(process.execPath, ['mocks/bin.ts', '--port', '0', ...args], {
    cwd: ROOT,
    env: { ...process.env, XDG_CACHE_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === lines) break;
  }
  return { child, said };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

/** GET over TLS, verified against a certificate, under a name. */
function status(url: string, ca: string, servername: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { ca, servername, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
}

describe('npm run mock -- --https', () => {
  it('makes a certificate, says where, and is trusted under the vendors’ names by whoever trusts it', async () => {
    const { child, said } = await run(['--https'], 3);
    try {
      const url = /https:\/\/127\.0\.0\.1:\d+/.exec(said[0] ?? '')?.[0] ?? '';
      const path = /^Certificate to trust: (.+)$/.exec(said[2] ?? '')?.[1] ?? '';
      expect(path).toBe(join(folder, 'meetgate/mock-cert.pem'));
      const ca = await readFile(path, 'utf8');
      for (const name of ['localhost', 'api.meeting.huaweicloud.com', 'openapi.quanshi.com'])
        expect(await status(`${url}/v1/wss/webinar/open/conferences/ongoing`, ca, name)).toBe(401);
      await expect(status(url, ca, 'elsewhere.example')).rejects.toThrow(/altnames/);
      const stranger = await ownCertificate(join(folder, 'stranger'));
      await expect(status(url, stranger.cert, 'localhost')).rejects.toThrow(/self-signed/);
      expect((await stat(path.replace('cert', 'key'))).mode & 0o077).toBe(0);
    } finally {
      await stop(child);
    }
  });

  it('takes another certificate', async () => {
    const own = await ownCertificate(join(folder, 'own'));
    const { child, said } = await run(['--https', '--cert', own.certPath, '--key', own.keyPath], 3);
    try {
      const url = /https:\/\/\S+/.exec(said[0] ?? '')?.[0] ?? '';
      expect(said[2]).toContain(own.certPath);
      expect(await status(`${url}/v1/nothing`, own.cert, 'localhost')).toBe(404);
    } finally {
      await stop(child);
    }
  });
});

describe('the certificate', () => {
  it('is made once, and again when a day from its end', async () => {
    const first = await ownCertificate(join(folder, 'kept'));
    const again = await ownCertificate(join(folder, 'kept'));
    expect(again.cert).toBe(first.cert);
    const read = new X509Certificate(first.cert);
    expect(read.subjectAltName).toContain('IP Address:127.0.0.1');
    expect(Date.parse(read.validTo)).toBeGreaterThan(Date.now() + 700 * 86_400_000);
    const late = await ownCertificate(join(folder, 'kept'), Date.parse(read.validTo) - 1000);
    expect(late.cert).not.toBe(first.cert);
  });
});
