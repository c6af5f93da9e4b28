import { execFile, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../functions/registry.ts';
import { demoKey } from '../../mocks/local/listOperations.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';

const MEETGATE = join(import.meta.dirname, '../../functions/cli/meetgate.ts');
let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ log: () => undefined });
});
afterAll(() => gateway.stop());

/** Runs the command to its end. */
async function meetgate(
  args: string[],
  { env = {}, input }: { env?: Record<string, string>; input?: string } = {},
) {
  const environment = { ...process.env, MEETGATE_URL: gateway.url, MEETGATE_KEY: demoKey, ...env };
  const running = promisify(execFile)(process.execPath, [MEETGATE, ...args], { env: environment });
  running.child.stdin?.end(input ?? '');
  const ended = await running.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );
  return ended;
}

describe('meetgate', () => {
  it.each([[], ['--help'], ['help']])('tells its commands (%s)', async (...args) => {
    const { code, stdout } = await meetgate(args);
    expect(code).toBe(0);
    for (const name of ['start', 'mock', 'call', 'keys', 'hooks', 'doctor', 'completion'])
      expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });

  it.each(['start', 'mock', 'keys', 'hooks', 'call', 'doctor'])(
    '%s tells of itself by the name it is called by',
    async (name) => {
      const { code, stdout } = await meetgate([name, '--help']);
      expect([code, stdout]).toEqual([0, expect.stringContaining(`meetgate ${name}`)]);
      const scripted = await meetgate([name, '--help'], { env: { npm_lifecycle_event: name } });
      expect(scripted.stdout).toContain(name === 'start' ? 'npm start --' : `npm run ${name} --`);
    },
  );

  it.each([
    [['docter'], 'Did you mean doctor?'],
    [['call', 'huawei.listOngoingWebinar'], 'Did you mean huawei.listOngoingWebinars?'],
    [['call', 'huawei.listOngoingWebinars', '--limt', '5'], 'Did you mean limit?'],
    [['call', 'meetings.countLive', '--all'], 'is no list'],
    [['call', 'meetings.countLive', '--input', '[1]'], '--input must be'],
    [['call', 'meetings.countLive', 'twice'], "a word too many: 'twice'"],
    [['completion', 'tcsh'], 'must be one of bash, zsh, fish'],
    [['doctor', '--jsn'], '--jsn'],
  ])('says what is wrong with %j, and ends with code 2', async (args, said) => {
    const { code, stderr } = await meetgate(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  it('completes commands and operations in bash', async () => {
    const { stdout } = await meetgate(['completion', 'bash']);
    const script = `${stdout}\nCOMP_WORDS=(meetgate call huawei.list) COMP_CWORD=2; _meetgate; echo "\${COMPREPLY[@]}"`;
    const { stdout: completed } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(completed).toContain('huawei.listOngoingWebinars');
    expect(completed).not.toContain('quanshi');
  });
});

describe('meetgate call', () => {
  it('lists the operations, and tells what one takes', async () => {
    const { stdout } = await meetgate(['call']);
    for (const { id } of operations) expect(stdout).toContain(id);
    const { stdout: help } = await meetgate(['call', 'huawei.listOngoingWebinars', '--help']);
    expect(help).toMatch(/--limit +an integer from 1 to 500/);
  });

  it('asks with options as the schema has them, and prints the result', async () => {
    const { code, stdout } = await meetgate([
      'call',
      'huawei.listUpcomingWebinars',
      '--limit',
      '2',
      '--offset=1',
    ]);
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ limit: 2, offset: 1 })]);
  });

  it('takes the input as JSON from standard input, and options of the call', async () => {
    const { stdout } = await meetgate(
      ['call', 'huawei.listOngoingWebinars', '--input', '-', '--explain', '--request-id', 'mine'],
      { input: '{"limit":1}' },
    );
    expect(JSON.parse(stdout)).toMatchObject({ result: { limit: 1 }, receipt: { requestId: 'mine' } });
  });

  it('prints every row of a list, a line each', async () => {
    const { stdout } = await meetgate(['call', 'huawei.listOngoingWebinars', '--all', '--limit', '20']);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { confUUID: string });
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ confUUID }) => confUUID)).size).toBe(rows.length);
  });

  it('prints the problem, and ends with code 1', async () => {
    const { code, stderr } = await meetgate(['call', 'huawei.listOngoingWebinars', '--limit', '0']);
    expect([code, JSON.parse(stderr)]).toEqual([1, expect.objectContaining({ status: 400 })]);
  });

  it('says what cannot be reached', async () => {
    const { code, stderr } = await meetgate(['call', 'meetings.countLive', '--url', 'http://127.0.0.1:1']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('http://127.0.0.1:1 cannot be reached')]);
  });
});

describe('meetgate doctor', () => {
  type Report = { ok: boolean; checks: { name: string; state: string; detail: string; remedy?: string }[] };
  const examined = async (args: string[] = [], env?: Record<string, string>) => {
    const { code, stdout } = await meetgate(['doctor', '--json', ...args], env ? { env } : {});
    const report = JSON.parse(stdout) as Report;
    return { code, ...report, of: (name: string) => report.checks.find((check) => check.name === name) };
  };

  it('finds a gateway well, with a call of each vendor', async () => {
    const { code, ok, checks } = await examined();
    expect([code, ok]).toEqual([0, true]);
    expect(checks.map(({ name }) => name)).toEqual([
      'reachable',
      'tls',
      'clock',
      'headers',
      'readyz',
      'door',
      'key',
      'scopes',
      'huawei',
      'quanshi',
    ]);
  });

  it('prints a line each for people', async () => {
    const { stdout } = await meetgate(['doctor']);
    expect(stdout).toMatch(/^ok {4}reachable/m);
    expect(stdout).toMatch(/^note {2}tls/m);
  });

  it('says what to do where the key is unknown, or there is none', async () => {
    const unknown = await examined([], { MEETGATE_KEY: 'wrong' });
    expect([unknown.code, unknown.of('key')]).toEqual([1, expect.objectContaining({ state: 'wrong' })]);
    expect(unknown.of('key')?.remedy).toContain('keys');
  });

  it('says so where nothing answers', async () => {
    const { code, checks } = await examined(['--url', 'http://127.0.0.1:1']);
    expect([code, checks.map(({ name, state }) => [name, state])]).toEqual([1, [['reachable', 'wrong']]]);
  });

  /** Something before a gateway that has lost its bindings: clock, headers and door are all wrong. */
  async function spoiled(): Promise<{ url: string; server: Server }> {
    const missing = [{ name: 'TOKENS', kind: 'binding', detail: 'is missing: see wrangler.toml' }];
    const bodies: Record<string, object> = {
      '/healthz': { status: 'ok' },
      '/readyz': { status: 'not-ready', missing, providers: { huawei: { status: 'ready', missing: [] } } },
      '/v1/operations': { operations: [] },
    };
    const server = createServer((request, response) => {
      response.setHeader('Date', new Date(Date.now() - 600_000).toUTCString());
      response.end(JSON.stringify(bodies[request.url ?? ''] ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
  }

  it('finds what is wrong, each with what to do', async () => {
    const { url, server } = await spoiled();
    const { code, of, checks } = await examined(['--url', url]);
    server.close();
    expect(code).toBe(1);
    for (const name of ['clock', 'headers', 'readyz', 'door']) expect(of(name)?.state, name).toBe('wrong');
    expect(of('clock')?.detail).toContain('behind this machine');
    expect(of('readyz')?.remedy).toContain('add the binding TOKENS');
    for (const { state, remedy } of checks) if (state === 'wrong') expect(remedy).toBeTruthy();
  });
});
