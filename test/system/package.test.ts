import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../../mocks/registry.ts';

const root = join(import.meta.dirname, '../..');
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

/** What its users bring along: nothing, or one of the versions of msw that it says it works with. */
const HOMES = { bare: [], msw2: ['msw@2'], msw3: [`msw@${packageJson.devDependencies.msw}`] };
type Home = keyof typeof HOMES;

/** A folder with a folder for each of them, in which the packed package is installed. */
let place = '';
let packed: { files: { path: string }[] };

const homeOf = (home: Home) => join(place, home);
const environment = { ...process.env, npm_config_loglevel: 'error' };
const run = (command: string, args: string[], cwd: string) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', env: environment });

/** Writes a module into a folder and runs it: plain JavaScript, as its users write it. */
function runScript(home: Home, name: string, source: string, node = process.execPath): string {
  writeFileSync(join(homeOf(home), name), source);
  return run(node, [name], homeOf(home));
}

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'meetgate-package-'));
  const told = run('npm', ['pack', '--json', '--pack-destination', place], root);
  // What the build says comes before the JSON.
  const report: unknown = JSON.parse(told.slice(told.search(/^[[{]/m)));
  const [first] = Object.values(report as Record<string, { filename: string; files: { path: string }[] }>);
  if (!first) throw new Error('npm pack reported nothing');
  packed = first;
  const tarball = join(place, first.filename);
  const installed = Object.entries(HOMES).map(([home, others]) => {
    const cwd = homeOf(home as Home);
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
    const options = ['--prefer-offline', '--no-audit', '--no-fund'];
    return promisify(execFile)('npm', ['install', ...options, tarball, ...others], { cwd, env: environment });
  });
  await Promise.all(installed);
}, 240_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

const LOGIN = `
import { createHmac } from 'node:crypto';
export async function login(base) {
  const nonce = '0123456789abcdef0123456789abcdef';
  const signature = createHmac('sha256', 'demo-key').update('demo-app::0:' + nonce).digest('hex');
  const response = await fetch(base + '/v2/usg/acs/auth/appauth', {
    method: 'POST',
    headers: { Authorization: 'HMAC-SHA256 signature=' + signature },
    body: JSON.stringify({ appId: 'demo-app', userId: '', expireTime: 0, nonce, clientType: 72 }),
  });
  return (await response.json()).accessToken;
}
export async function list(base, token) {
  const url = base + '/v1/wss/webinar/open/conferences/ongoing';
  return (await fetch(url, { headers: { 'X-Access-Token': token } })).json();
}
`;

describe('the packed package', () => {
  beforeAll(() => {
    for (const home of Object.keys(HOMES)) writeFileSync(join(place, home, 'login.js'), LOGIN);
  });

  it('holds the build, and neither sources nor tests', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['dist/mocks/index.js', 'dist/mocks/index.d.ts', 'LICENSE', 'README.md']),
    );
    expect(
      paths.filter((path) => !/^(dist\/|package\.json$|LICENSE$|[A-Z]+[\w.-]*\.md$)/.test(path)),
    ).toEqual([]);
    expect(paths.filter((path) => /(?<!\.d)\.ts$|test/.test(path))).toEqual([]);
    // What `meetgate start` runs.
    expect(paths).toEqual(
      expect.arrayContaining(['dist/wrangler.toml', 'dist/functions/worker.js', 'dist/mocks/worker.js']),
    );
  });

  it.each(['msw2', 'msw3'] as const)('answers a login and a list under %s, from plain JavaScript', (home) => {
    const printed = runScript(
      home,
      'handlers.js',
      `import { setupServer } from 'msw/node';
       import { createHandlers, createVendors, handlers } from 'meetgate/mocks';
       import { list, login } from './login.js';
       const base = 'https://api.meeting.huaweicloud.com';
       const server = setupServer(...handlers);
       server.listen({ onUnhandledFrame: 'error' });
       const first = await list(base, await login(base));
       server.close();
       const vendors = createVendors({ seed: 7, now: Date.UTC(2026, 2, 2, 2, 40) });
       const mine = setupServer(...createHandlers(vendors));
       mine.listen();
       const second = await list(base, await login(base));
       mine.close();
       console.log(JSON.stringify({ count: first.count, second: second.count, logins: vendors.state.huawei.logins }));`,
    );
    const { count, second, logins } = JSON.parse(printed);
    // By the machine's clock, and on a Monday morning in Beijing.
    expect(count).toBeGreaterThan(0);
    expect(second).toBe(createWorld(7).huawei.ongoing('webinar', Date.UTC(2026, 2, 2, 2, 40)).length);
    expect(logins).toBe(1);
  });

  it.each(['msw2', 'msw3'] as const)('mocks the gateway for an application under %s', (home) => {
    const printed = runScript(
      home,
      'gateway.js',
      `import { setupServer } from 'msw/node';
       import { createClient } from 'meetgate/client';
       import { createGatewayHandlers, gatewayProblem } from 'meetgate/client/handlers';
       const baseUrl = 'https://gate.example';
       const answers = { 'meetings.countLive': gatewayProblem('provider-throttled', { retryAfter: 2 }) };
       const server = setupServer(...createGatewayHandlers({ baseUrl, answers }));
       server.listen();
       const gate = createClient({ baseUrl, apiKey: 'any' });
       const { count } = await gate.huawei.listOngoingWebinars();
       const error = await gate.meetings.countLive().catch((thrown) => thrown);
       server.close();
       console.log(JSON.stringify([count, error.kind, error.retryAfter]));`,
    );
    expect(JSON.parse(printed)).toEqual([expect.any(Number), 'problem', 2]);
  });

  /** The Node of this machine, where it is another than the one that runs the tests: CI has the oldest that is promised. */
  const stock = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .find((file) => existsSync(file) && realpathSync(file) !== realpathSync(process.execPath));

  it.skipIf(!stock)('runs under the Node of the machine, too: client, handlers and command', () => {
    const printed = runScript(
      'msw2',
      'stock.js',
      `import { setupServer } from 'msw/node';
       import { createClient } from 'meetgate/client';
       import { createGatewayHandlers } from 'meetgate/client/handlers';
       const server = setupServer(...createGatewayHandlers());
       server.listen();
       const gate = createClient({ baseUrl: 'https://gate.example', apiKey: 'any', retry: { attempts: 2 } });
       let rows = 0;
       for await (const row of gate.quanshi.listLiveConferences.all({})) rows += row ? 1 : 0;
       server.close();
       console.log(rows > 0);`,
      stock,
    );
    expect(printed.trim()).toBe('true');
    const command = join(homeOf('msw2'), 'node_modules/meetgate/dist/functions/cli/meetgate.js');
    expect(run(stock ?? '', [command, 'call', '--help'], homeOf('msw2'))).toContain('meetgate call');
  });

  it('starts a server from code', () => {
    const printed = runScript(
      'bare',
      'server.js',
      `import { startServer } from 'meetgate/server';
       import { list, login } from './login.js';
       const server = await startServer({ now: Date.UTC(2026, 2, 2, 2, 40) });
       const { count } = await list(server.url, await login(server.url));
       await server.close();
       console.log(count);`,
    );
    expect(Number(printed)).toBe(
      createWorld(42).huawei.ongoing('webinar', Date.UTC(2026, 2, 2, 2, 40)).length,
    );
  });

  it('has a client of the gateway, which needs none of the packages beside it', () => {
    const printed = runScript(
      'bare',
      'client.js',
      `import { ClientError, createClient } from 'meetgate/client';
       const asked = [];
       const answer = async (url, init) => { asked.push(url, init.body); return Response.json({ count: 3, data: [] }); };
       const gate = createClient({ baseUrl: 'http://gate.test', apiKey: 'k', fetch: answer });
       const { count } = await gate.huawei.listOngoingWebinars({ limit: 3 });
       const rows = await Array.fromAsync(gate.quanshi.listLiveConferences.all({}, { account: 'main' }));
       console.log(JSON.stringify([count, rows, asked, typeof ClientError]));`,
    );
    const invoke = 'http://gate.test/v1/invoke';
    expect(JSON.parse(printed)).toEqual([
      3,
      [],
      [`${invoke}/huawei.listOngoingWebinars`, '{"limit":3}', `${invoke}/quanshi.listLiveConferences`, '{}'],
      'function',
    ]);
  });

  /** Runs the command of the package until it says where it listens. */
  async function until(said: RegExp, ...args: string[]) {
    const command = spawn(join(homeOf('bare'), 'node_modules/.bin/meetgate'), args, { cwd: homeOf('bare') });
    const over = once(command, 'exit');
    let complaints = '';
    command.stderr.on('data', (text) => (complaints += text));
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: command.stdout }).on('line', (line) => {
        const found = said.exec(line)?.[1];
        if (found) resolve(found);
      });
      over.then(([code]) => reject(new Error(`it ended with ${code}: ${complaints}`)));
    });
    const stop = async () => {
      command.kill('SIGTERM');
      await over;
    };
    return { url, stop };
  }

  it('has a command that simulates the vendors, says where, and answers', async () => {
    const { url, stop } = await until(/listen on (http:\S+)/, 'mock', '--port', '0');
    expect((await fetch(`${url}/v1/wss/webinar/open/conferences/ongoing`)).status).toBe(401);
    await stop();
  });

  it('has a command that starts the gateway, where wrangler is there, and says so where it is not', async () => {
    const alone = spawnSync(join(homeOf('bare'), 'node_modules/.bin/meetgate'), ['start', '--port', '0'], {
      cwd: homeOf('bare'),
      encoding: 'utf8',
    });
    expect([alone.status, alone.stderr]).toEqual([
      1,
      expect.stringContaining('npm install --save-dev wrangler'),
    ]);
    symlinkSync(join(root, 'node_modules/wrangler'), join(homeOf('bare'), 'node_modules/wrangler'));
    const { url, stop } = await until(/(http:\/\/127\.0\.0\.1:\d+)/, 'start', '--port', '0');
    const call = ['call', 'meetings.countLive', '--url', url, '--key', 'meetgate-demo-key'];
    const printed = run(join(homeOf('bare'), 'node_modules/.bin/meetgate'), call, homeOf('bare'));
    expect(JSON.parse(printed)).toMatchObject({ complete: true });
    await stop();
  });

  it.each(['msw2', 'msw3'] as const)('has types that a strict consumer resolves beside %s', (home) => {
    writeFileSync(
      join(homeOf(home), 'consumer.ts'),
      `import { createClient } from 'meetgate/client';
       import { createGatewayHandlers } from 'meetgate/client/handlers';
       import { createHandlers, createVendors, type Vendors } from 'meetgate/mocks';
       import { type RunningServer, startServer } from 'meetgate/server';
       const vendors: Vendors = createVendors({ seed: 1, size: 'small' });
       export const count: number = createHandlers(vendors).length;
       export const server: Promise<RunningServer> = startServer({ port: 0 });
       const gate = createClient({ baseUrl: '', apiKey: '' });
       export const first: Promise<number | null | undefined> = gate.huawei
         .listOngoingWebinars({ limit: 3 })
         .then((page) => page.data[0]?.onlineAttendeeCount);
       export const live: Promise<number> = gate.meetings.countLive.withResponse().then(({ result }) => result.total);
       export const more: Promise<unknown> = gate.meetings.countLive().then((result) => result.later);
       createGatewayHandlers({ answers: { 'meetings.countLive': { total: 0, complete: true, sources: [] } } });
       // @ts-expect-error the input must name the conference
       void gate.huawei.searchAttendanceRecords();
       // @ts-expect-error limit is a number
       void gate.huawei.listOngoingWebinars({ limit: 'three' });
       // @ts-expect-error there is no such option
       createVendors({ sead: 1 });`,
    );
    const options = {
      strict: true,
      noEmit: true,
      target: 'esnext',
      module: 'nodenext',
      lib: ['esnext', 'dom'],
      skipLibCheck: true,
      types: [],
    };
    writeFileSync(
      join(homeOf(home), 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }),
    );
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    expect(spawnSync(process.execPath, [compiler, '-p', homeOf(home)], { encoding: 'utf8' }).stdout).toBe('');
  });
});
