import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoKey } from '../../mocks/local/listOperations.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { freePort } from '../support/freePort.ts';
import { type Receiver, startReceiver, verified } from '../support/receiver.ts';

const ROOT = join(import.meta.dirname, '../..');
const children: ChildProcess[] = [];
let gateway: Gateway;
let receiver: Receiver;
let port: number;
let state: string;
const start = () => startGateway({ port, persistTo: state, log: () => undefined });
const mock = async (path: string, body: object, method = 'POST') => {
  const response = await fetch(`${gateway.url}/__mock/${path}`, { method, body: JSON.stringify(body) });
  return (await response.json()) as { result?: unknown };
};

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'meetgate-commands-'));
  port = await freePort();
  gateway = await start();
  receiver = await startReceiver();
  // Only what a test lets happen does.
  await mock('clock', { speed: 0 }, 'PUT');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});
afterAll(async () => {
  await gateway.stop();
  await receiver.stop();
  await rm(state, { recursive: true, force: true, maxRetries: 3 });
});

const environment = () => ({ ...process.env, MEETGATE_URL: gateway.url, MEETGATE_KEY: demoKey });

/** Runs `npm run hooks` to its end. */
const hooks = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(ROOT, 'functions/cli/hooks.ts'), ...args], {
    env: environment(),
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );

/** Starts `npm run listen`, and waits until it listens. */
async function listen(...args: string[]) {
  const child = spawn(process.execPath, [join(ROOT, 'functions/cli/listen.ts'), ...args], {
    env: environment(),
  });
  children.push(child);
  const heard = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (text) => {
      heard[name] += text;
    });
  await expect.poll(() => heard.stderr, { timeout: 20_000 }).toContain('Listening to');
  // Without a place it begins with what comes from now on: it must be there before that.
  const streams = async () => {
    const headers = { Authorization: `Bearer ${demoKey}` };
    const response = await fetch(`${gateway.url}/v1/events/status`, { headers });
    return ((await response.json()) as { log: { streams: number } }).log.streams;
  };
  await expect.poll(streams, { timeout: 20_000 }).toBeGreaterThan(0);
  const over = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, heard, over };
}

describe('npm run hooks -- connect', () => {
  it('registers, looks at and takes away the push of Huawei', async () => {
    const where = `${gateway.url}/v1/events/huawei/default`;
    expect(await hooks('connect', 'huawei', '--check')).toMatchObject({
      code: 0,
      stdout: 'The vendor pushes no events of huawei/default.\n',
    });
    const said = `The vendor pushes the events of huawei/default to ${where}.\n`;
    expect(await hooks('connect', 'huawei')).toMatchObject({ code: 0, stdout: said });
    expect(await hooks('connect', 'huawei', '--check')).toMatchObject({ code: 0, stdout: said });
    expect(await hooks('connect', 'huawei', '--remove')).toMatchObject({
      code: 0,
      stdout: 'The vendor pushes no events of huawei/default.\n',
    });
    expect((await hooks('connect', 'huawei')).code).toBe(0);
  });

  it.each<[string[], number, string | RegExp]>([
    [['connect'], 2, 'connect takes one provider'],
    [['connect', 'huawei', 'twice'], 2, 'connect takes one provider'],
    [['connect', 'huawei', '--check', '--remove'], 2, 'do not go together'],
    [['connect', 'quanshi'], 1, 'tell its support the URL'],
    [['connect', 'zoom'], 1, /404/],
    [['connect', 'huawei', '--account', 'nobody'], 1, /ACCOUNTS/],
    [['connect', 'huawei', '--origin', 'gate.example'], 1, 'https://gate.example.com'],
    [['trigger'], 2, 'trigger takes one event'],
    [['trigger', 'meeting.exploded'], 1, 'meeting.started'],
  ])('says what is wrong with %j', async (args, code, said) => {
    const ended = await hooks(...args);
    expect([ended.code, ended.stderr]).toEqual([
      code,
      typeof said === 'string' ? expect.stringContaining(said) : expect.stringMatching(said),
    ]);
  });
});

describe('npm run listen', () => {
  it('prints events as they come, and sends them on signed, also after a restart of the gateway', async () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    const { heard, child, over } = await listen(
      '--forward-to',
      `${receiver.url}/hook`,
      '--secret',
      secret,
      '--json',
    );
    const arrived = async (count: number) => {
      await expect.poll(() => receiver.at('/hook').length, { timeout: 30_000 }).toBe(count);
      return receiver.at('/hook').map((got) => verified(secret, got) as { id: string; type: string });
    };
    const triggered = await hooks('trigger', 'meeting.started');
    expect(triggered).toMatchObject({
      code: 0,
      stdout: 'meeting.started of huawei: delivered, answered 200\n',
    });
    const [started] = await arrived(1);
    expect(started?.type).toBe('meetgate.meeting.started');
    expect(receiver.at('/hook')[0]?.headers['webhook-id']).toBe(started?.id);
    await gateway.stop();
    gateway = await start();
    expect((await hooks('trigger', 'record.finish')).code).toBe(0);
    expect((await arrived(2)).map(({ type }) => type)).toEqual([
      'meetgate.meeting.started',
      'meetgate.recording.finished',
    ]);
    // What is printed is what was sent on, a line each; all else goes to the other stream.
    const lines = heard.stdout.trim().split('\n');
    expect(lines).toEqual(receiver.at('/hook').map(({ body }) => body));
    expect(heard.stderr).toContain('The stream broke off');
    child.kill('SIGINT');
    expect(await over).toBe(0);
  });

  it('prints a line that a person reads, of the types that were asked for', async () => {
    const { heard, over } = await listen('--type', 'meetgate.meeting.cancelled', '--for', '8');
    await hooks('trigger', 'meeting.create');
    await hooks('trigger', 'meeting.cancel');
    await expect.poll(() => heard.stdout, { timeout: 10_000 }).not.toBe('');
    expect(heard.stdout).toMatch(/^\d\d:\d\d:\d\d {2}meeting\.cancelled {2}\d{9} {2}\/huawei\/default\n$/);
    expect(await over).toBe(0);
  });

  it.each([
    [['--forward-to', 'ftp://x'], 2, '--forward-to must be'],
    [['--secret', 'short'], 2, '--secret must be'],
    [['--for', 'ever'], 2, '--for must be'],
    [['--type', 'zoom.*'], 1, 'GET /v1/events/types'],
    [['--after', 'x'], 1, 'after'],
    [['--key', 'nobody'], 1, '401'],
  ])('says what is wrong with %j, and ends', async (args, code, said) => {
    const child = spawn(process.execPath, [join(ROOT, 'functions/cli/listen.ts'), ...args], {
      env: environment(),
    });
    children.push(child);
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const ended = await new Promise((resolve) => child.once('close', resolve));
    expect([ended, stderr]).toEqual([code, expect.stringContaining(said)]);
  });
});
