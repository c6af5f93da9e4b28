import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

/** An empty folder with the packed package installed, and msw, which its users bring along. */
let home = '';
let packed: { files: { path: string }[] };

const run = (command: string, args: string[], cwd: string) =>
  execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, npm_config_loglevel: 'error' },
  });

/** Writes a module into the folder and runs it: plain JavaScript, as its users write it. */
function runScript(name: string, source: string): string {
  writeFileSync(join(home, name), source);
  return run(process.execPath, [name], home);
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'meetgate-package-'));
  mkdirSync(join(home, 'tarball'));
  const told = run('npm', ['pack', '--json', '--pack-destination', join(home, 'tarball')], root);
  // What the build says comes before the JSON.
  const report: unknown = JSON.parse(told.slice(told.search(/^[[{]/m)));
  const [first] = Object.values(report as Record<string, { filename: string; files: { path: string }[] }>);
  if (!first) throw new Error('npm pack reported nothing');
  packed = first;
  writeFileSync(join(home, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  const wanted = [join(home, 'tarball', first.filename), `msw@${packageJson.devDependencies.msw}`];
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...wanted], home);
}, 240_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

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
  beforeAll(() => writeFileSync(join(home, 'login.js'), LOGIN));

  it('holds the build, and neither sources nor tests', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['dist/mocks/index.js', 'dist/mocks/index.d.ts', 'LICENSE', 'README.md']),
    );
    expect(
      paths.filter((path) => !/^(dist\/|package\.json$|LICENSE$|[A-Z]+[\w.-]*\.md$)/.test(path)),
    ).toEqual([]);
    expect(paths.filter((path) => /(?<!\.d)\.ts$|test/.test(path))).toEqual([]);
    // The client takes the gateway's types, and of its code what it imports itself.
    expect(paths.filter((path) => /^dist\/functions\/.*\.js$/.test(path)).sort()).toEqual([
      'dist/functions/calls/options.js',
      'dist/functions/client/client.js',
      'dist/functions/client/pagings.js',
      'dist/functions/core/paging.js',
    ]);
  });

  it('answers a login and a list under msw/node, from plain JavaScript', () => {
    const printed = runScript(
      'handlers.js',
      `import { setupServer } from 'msw/node';
       import { createHandlers, createVendors, handlers } from 'meetgate/mocks';
       import { list, login } from './login.js';
       const base = 'https://api.meeting.huaweicloud.com';
       const server = setupServer(...handlers);
       server.listen({ onUnhandledFrame: 'error' });
       const first = await list(base, await login(base));
       server.close();
       const vendors = createVendors({ seed: 7, now: Date.UTC(2026, 2, 2, 1) });
       const mine = setupServer(...createHandlers(vendors));
       mine.listen();
       const second = await list(base, await login(base));
       mine.close();
       console.log(JSON.stringify({ count: first.count, second: second.count, logins: vendors.state.huawei.logins }));`,
    );
    expect(JSON.parse(printed)).toEqual({ count: 37, second: 37, logins: 1 });
  });

  it('starts a server from code', () => {
    const printed = runScript(
      'server.js',
      `import { startServer } from 'meetgate/server';
       import { list, login } from './login.js';
       const server = await startServer({ now: Date.UTC(2026, 2, 2, 1) });
       const { count } = await list(server.url, await login(server.url));
       await server.close();
       console.log(count);`,
    );
    expect(printed.trim()).toBe('37');
  });

  it('has a client of the gateway', () => {
    const printed = runScript(
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

  it('has a command that starts, says where, and answers', async () => {
    const command = spawn(join(home, 'node_modules/.bin/meetgate-mock'), ['--port', '0'], { cwd: home });
    try {
      let complaints = '';
      command.stderr.on('data', (text) => (complaints += text));
      const url = await new Promise<string>((resolve, reject) => {
        createInterface({ input: command.stdout }).on('line', (line) => {
          const found = /listen on (http:\S+)/.exec(line)?.[1];
          if (found) resolve(found);
        });
        command.once('exit', (code) => reject(new Error(`it ended with ${code}: ${complaints}`)));
      });
      expect((await fetch(`${url}/v1/wss/webinar/open/conferences/ongoing`)).status).toBe(401);
    } finally {
      command.kill();
    }
  });

  it('has types that a strict consumer resolves', () => {
    writeFileSync(
      join(home, 'consumer.ts'),
      `import { createClient } from 'meetgate/client';
       import { createHandlers, createVendors, type Vendors } from 'meetgate/mocks';
       import { type RunningServer, startServer } from 'meetgate/server';
       const vendors: Vendors = createVendors({ seed: 1, size: 'small' });
       export const count: number = createHandlers(vendors).length;
       export const server: Promise<RunningServer> = startServer({ port: 0 });
       const gate = createClient({ baseUrl: '', apiKey: '' });
       export const first: Promise<number | null | undefined> = gate.huawei
         .listOngoingWebinars({ limit: 3 })
         .then((page) => page.data[0]?.onlineAttendeeCount);
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
      join(home, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }),
    );
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    expect(spawnSync(process.execPath, [compiler, '-p', home], { encoding: 'utf8' }).stdout).toBe('');
  });
});
