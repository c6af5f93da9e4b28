import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wranglerCommand } from '../../mocks/local/wranglerCommand.ts';

const root = join(import.meta.dirname, '../..');
const ADMIN = { Authorization: 'Bearer admin-key' };

/** The sandboxes in a workerd of their own, over a storage that outlives it. */
async function startSandboxes(storage: string, target: string) {
  const { environment, arguments: usual } = wranglerCommand({ port: 0, state: storage });
  const [noWarnings = '', wrangler = ''] = usual;
  const vars = ['--var', 'ADMIN_KEY:admin-key', '--var', `EVENT_TARGETS:${target}`];
  const child: ChildProcess = spawn(
    process.execPath,
    [
      ...[noWarnings, wrangler, 'dev', '--config', 'mocks/wrangler.toml', '--env', 'sandbox', '--local'],
      ...['--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0', '--persist-to', storage],
      ...['--show-interactive-dev-session', 'false', ...vars],
    ],
    { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => {
        said += text;
        const found = /Ready on (http:\/\/[\d.]+:\d+)/.exec(said)?.[1];
        if (found) resolve(found);
      });
    child.once('exit', (code) => reject(new Error(`wrangler ended with ${code}: ${said}`)));
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    });
  return { url, stop };
}

async function login(base: string): Promise<string> {
  const nonce = '0123456789abcdef0123456789abcdef';
  const signature = createHmac('sha256', 'demo-key').update(`demo-app::0:${nonce}`).digest('hex');
  const answer = await fetch(`${base}/v2/usg/acs/auth/appauth`, {
    method: 'POST',
    headers: { Authorization: `HMAC-SHA256 signature=${signature}` },
    body: JSON.stringify({ appId: 'demo-app', userId: '', expireTime: 0, nonce, clientType: 72 }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

const list = (base: string, token: string) =>
  fetch(`${base}/v1/wss/webinar/open/conferences/ongoing`, { headers: { 'X-Access-Token': token } });
const admin = async (base: string, path: string, body?: object, method = body ? 'POST' : 'GET') => {
  const answer = await fetch(`${base}/__mock/${path}`, {
    method,
    headers: ADMIN,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, never> };
};

describe('the shared sandbox', () => {
  const storage = mkdtempSync(join(tmpdir(), 'meetgate-sandbox-'));
  const heard: { body: string; event: string }[] = [];
  let hook: Server;
  let target = '';
  let sandboxes: Awaited<ReturnType<typeof startSandboxes>>;

  beforeAll(async () => {
    hook = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { nonce, eventInfo } = JSON.parse(body) as { nonce: string; eventInfo: { event: string } };
      heard.push({ body, event: eventInfo.event });
      response.end(
        eventInfo.event === 'meeting.verify' ? JSON.stringify({ event: eventInfo.event, nonce }) : '',
      );
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    target = `127.0.0.1:${(hook.address() as AddressInfo).port}`;
    sandboxes = await startSandboxes(storage, target);
  });
  afterAll(async () => {
    await sandboxes.stop();
    hook.close();
    rmSync(storage, { recursive: true, force: true, maxRetries: 5 });
  });

  it('has a state for each name, and keeps it when the object is evicted', async () => {
    const token = await login(`${sandboxes.url}/~alice`);
    await admin(`${sandboxes.url}/~alice`, 'clock', { now: '2026-03-02T09:00:00+08:00', speed: 0 }, 'PUT');
    await admin(`${sandboxes.url}/~alice`, 'faults', {
      match: { vendor: 'quanshi' },
      fault: { type: 'half-body' },
    });
    const before = await (await list(`${sandboxes.url}/~alice`, token)).json();
    expect((await list(`${sandboxes.url}/~bob`, token)).status).toBe(401);
    await sandboxes.stop();
    sandboxes = await startSandboxes(storage, target);
    const after = await list(`${sandboxes.url}/~alice`, token);
    expect([after.status, await after.json()]).toEqual([200, before]);
    expect((await admin(`${sandboxes.url}/~alice`, 'state')).body).toMatchObject({
      clock: { now: Date.UTC(2026, 2, 2, 1), speed: 0 },
      faults: 1,
      huawei: { logins: 1 },
    });
    expect((await admin(`${sandboxes.url}/~bob`, 'state')).body).toMatchObject({ huawei: { logins: 0 } });
  });

  it('serves many at once: each login has a token of its own, and all are good', async () => {
    const base = `${sandboxes.url}/~crowd`;
    const tokens = await Promise.all(Array.from({ length: 40 }, () => login(base)));
    expect(new Set(tokens).size).toBe(40);
    const answers = await Promise.all(tokens.map((token) => list(base, token)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await admin(base, 'state')).body).toMatchObject({ huawei: { logins: 40 } });
  });

  it('shows its admin API to nobody without the key', async () => {
    for (const headers of [{}, { Authorization: 'Bearer another' }])
      expect((await fetch(`${sandboxes.url}/~alice/__mock/state`, { headers })).status).toBe(403);
  });

  it('refuses a name that is none', async () => {
    expect((await fetch(`${sandboxes.url}/~A_B/v1/x`)).status).toBe(404);
  });

  it('sends events where they are allowed to go and nowhere else, by its own alarm', async () => {
    const base = `${sandboxes.url}/~events`;
    // On a working morning: at night nothing starts for hours.
    await admin(base, 'clock', { now: '2026-03-03T08:30:00+08:00', speed: 600 }, 'PUT');
    const subscription = { vendor: 'huawei', url: `http://${target}/`, events: ['meeting.started'] };
    const elsewhere = { ...subscription, url: 'http://127.0.0.1:9/' };
    expect((await admin(base, 'subscriptions', elsewhere)).status).toBe(422);
    expect((await admin(base, 'subscriptions', subscription)).status).toBe(201);
    const told = () => heard.filter(({ event }) => event === 'meeting.started').length;
    // Nobody asks it anything meanwhile.
    await expect.poll(told, { timeout: 20_000 }).toBeGreaterThan(5);
  });
});
