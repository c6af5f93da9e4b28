import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';

let state: string;
let gateway: Gateway | undefined;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'meetgate-keys-'));
});
afterAll(async () => {
  await gateway?.stop();
  await rm(state, { recursive: true, force: true, maxRetries: 3 });
});

/** `npm run keys`, followed to its end. */
function keys(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const script = join(import.meta.dirname, '../../functions/cli/keys.ts');
    const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(state, 'logs') };
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const here = () => ['--env', 'mock', '--local', '--persist-to', state];

/** Makes a key and reads it off the screen, where it is this once. */
async function create(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await keys('create', ...args, ...here());
  expect([code, stderr]).toEqual([0, '']);
  const [key = ''] = stdout.split('\n');
  expect(key).toMatch(/^mg_[\w-]{43}$/);
  return key;
}

async function restart(): Promise<void> {
  await gateway?.stop();
  gateway = await startGateway({ persistTo: state, log: () => undefined });
}

async function call(key: string, headers: Record<string, string> = {}) {
  const url = `${gateway?.url}/v1/huawei/webinars/ongoing?limit=2`;
  const response = await fetch(url, { headers: { Authorization: `Bearer ${key}`, ...headers } });
  return { status: response.status, text: await response.text() };
}

describe('npm run keys', () => {
  test('makes a key that calls with its scopes and accounts, shows its last use, and takes it away', async () => {
    const kiosk = await create('--name', 'kiosk', '--scopes', 'read');
    const desk = await create(
      '--name',
      'desk',
      '--scopes',
      'read, secrets',
      '--accounts',
      'default,branch',
      '--users',
      'li.si',
    );
    await restart();

    const seen = await call(kiosk);
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('subject');
    expect(seen.text).not.toMatch(/Passwd|JoinUri/);
    expect((await call(desk)).text).toMatch(/Passwd/);
    expect((await call(kiosk, { 'X-Account': 'branch' })).status).toBe(403);
    expect((await call(desk, { 'X-Account': 'branch' })).status).toBe(400);
    expect((await call(kiosk, { 'X-On-Behalf-Of': 'li.si' })).status).toBe(403);
    expect((await call(desk, { 'X-On-Behalf-Of': 'li.si' })).status).toBe(200);
    expect((await call(`${kiosk}x`)).status).toBe(401);
    await gateway?.stop();

    const { stdout } = await keys('list', ...here());
    const rows = Object.fromEntries(
      stdout
        .trim()
        .split('\n')
        .map((line) => [line.split(/\s+/)[0], line.split(/ {2,}/)]),
    );
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(rows.kiosk).toEqual(['kiosk', expect.any(String), 'read', 'default', '-', time, time, 'never']);
    expect(rows.desk.slice(2, 5)).toEqual(['read,secrets', 'default,branch', 'li.si']);
    for (const key of [kiosk, desk]) expect(stdout).not.toContain(key);

    expect((await keys('revoke', 'kiosk', ...here())).code).toBe(0);
    expect((await keys('revoke', rows.desk[1], ...here())).code).toBe(0);
    expect((await keys('list', ...here())).stdout).toBe('There are no keys.\n');
    await restart();
    expect((await call(kiosk)).status).toBe(401);
    expect((await call(desk)).status).toBe(401);
  });

  test('does not guess which of two keys of one name to revoke', async () => {
    await create('--name', 'twin', '--scopes', 'read', '--expires', '2035-01-01');
    await create('--name', 'twin', '--scopes', 'read');
    const { code, stderr } = await keys('revoke', 'twin', ...here());
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^'twin' is not one key but 2: revoke by the hash, one of [0-9a-f]{12}, [0-9a-f]{12}\.$/m,
    );
    expect((await keys('list', ...here())).stdout).toMatch(/twin .* 2035-01-01T00:00:00\.000Z$/m);
    expect((await keys('revoke', 'nobody', ...here())).stderr).toMatch("There is no key 'nobody'");
  });

  test.each([
    ['', /create, list or revoke/],
    ['make', /create, list or revoke, not 'make'/],
    ['create --scopes read', /--name/],
    ['create --name kiosk', /--scopes: one or more of read, secrets, personal, events, admin/],
    ['create --name kiosk --scopes write', /--scopes must be one or more of read/],
    ['create --name a/b --scopes read', /--name must be/],
    ['create --name kiosk --scopes read --accounts a/b', /--accounts must be/],
    ['create --name kiosk --scopes read --users a,b,', /--users must be/],
    ['create --name kiosk --scopes read --expires 2001-01-01', /--expires must be a date to come/],
    ['create --name kiosk --scopes read --expires tomorrow', /--expires must be a date to come/],
    ['list --name kiosk', /--name goes with create/],
    ['list all', /'all'/],
    ['revoke', /revoke needs/],
    ['list --persist-to x', /goes with --local/],
    ['list --colour', /--colour/],
  ])('refuses "%s", says why, shows the usage and ends with 2', async (line, why) => {
    const { code, stdout, stderr } = await keys(...line.split(' ').filter(Boolean));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[0]).toMatch(why);
    expect(stderr).toContain('revoke <name or start of the hash>');
  });

  test('explains itself with --help', async () => {
    const { code, stdout } = await keys('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('create --name <name>');
  });
});
