import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { operations } from '../../functions/registry.ts';
import { curlLine, type ListedOperation } from '../../mocks/local/curlLine.ts';
import { startServer } from '../../mocks/server/startServer.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** `npm start`, followed until it is ready or over. */
interface Run {
  child: ChildProcess;
  output: () => string;
  /** Resolves with the exit code. */
  over: Promise<number | null>;
  /** Resolves with the curl lines, once all is printed; rejects if it ends first. */
  curls: () => Promise<string[]>;
}

function start(...options: string[]): Run {
  // As the script of package.json has it: without the dashes Node takes --env-file for its own.
  const child = spawn(process.execPath, [
    '--',
    join(import.meta.dirname, '../../mocks/local/start.ts'),
    ...options,
  ]);
  let output = '';
  const over = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        output += text;
        if (output.includes('Ctrl-C stops it.')) resolve();
      });
    }
  });
  cleanUps.push(async () => {
    child.kill('SIGTERM');
    await over;
  });
  const curls = async () => {
    const code = await Promise.race([ready, over]);
    if (code !== undefined) throw new Error(`start ended with ${code}: ${output}`);
    return output.split('\n').filter((line) => line.startsWith('curl '));
  };
  return { child, output: () => output, over, curls };
}

/** A server on a free port, which counts the requests it gets. */
async function listen(answer: (url: string, body: string) => { status: number; body: string }) {
  const urls: string[] = [];
  const bodies: string[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    urls.push(request.url ?? '');
    bodies.push(body);
    const { status, body: text } = answer(request.url ?? '', body);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => new Promise((resolve) => server.close(resolve)));
  cleanUps.push(() => server.closeAllConnections());
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { port, url: `http://127.0.0.1:${port}`, urls, bodies };
}

const paste = async (line: string) => (await promisify(execFile)('sh', ['-c', line])).stdout;
const statusOf = (line: string) => paste(`${line} -s -o /dev/null -w '%{http_code}'`);
const portOf = (line: string) => Number(/127\.0\.0\.1:(\d+)/.exec(line)?.[1]);

/** Every living process of the groups that descend from `pid`: each of its children leads one. */
function living(groups: number[]): string[] {
  const rows = execFileSync('ps', ['-eo', 'pgid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n');
  return rows.filter((row) => {
    const [group, state] = row.trim().split(/\s+/);
    return groups.includes(Number(group)) && !state?.startsWith('Z');
  });
}

function childrenOf(pid: number | undefined): number[] {
  const rows = execFileSync('ps', ['-eo', 'ppid=,pid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([parent, child = 0]) => (parent === pid ? [child] : []));
}

function refused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
    socket.once('connect', () => socket.destroy());
  });
}

describe('npm start', () => {
  test('says where everything is in a handful of lines, and lets a call be pasted', async () => {
    const run = start('--port', '0');
    const [line = '', ...others] = await run.curls();
    expect(others).toEqual([]);
    expect(run.output().split('\n').length).toBeLessThan(18);
    for (const path of ['/console', '/docs', '/openapi.json', '/mcp', '/__mock/'])
      expect(await statusOf(`curl 'http://127.0.0.1:${portOf(line)}${path}'`), path).toMatch(
        path === '/mcp' ? '4' : '200',
      );
    expect(await statusOf(line)).toBe('200');
    // One line a call, as a person reads it.
    await expect.poll(run.output).toMatch(/^\d\d:\d\d:\d\d {2}200 {2}meetings\.countLive +\d+ ms {2}demo/m);
    expect(run.output()).not.toContain('wrangler:info');
  });

  test('with --curl prints for every operation a curl line that works when pasted', async () => {
    const run = start('--port', '0', '--curl');
    const [, ...curls] = await run.curls();
    expect(run.output()).toMatch('Key: meetgate-demo-key');
    expect(curls).toHaveLength(operations.length);
    for (const line of curls) expect(await statusOf(line), line).toBe('200');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('leaves no process behind on %s', async (signal) => {
    const run = start('--port', '0');
    const [line = ''] = await run.curls();
    const groups = childrenOf(run.child.pid);
    expect(living(groups).join('\n')).toMatch('workerd');
    run.child.kill(signal);
    expect(await run.over).toBe(0);
    // A process that was killed is listed until the system has cleared it away.
    await expect.poll(() => living(groups), { timeout: 5_000 }).toEqual([]);
    expect(await refused(portOf(line))).toBe(true);
  });

  test('says so, and ends with 1, when wrangler dies', async () => {
    const run = start('--port', '0');
    await run.curls();
    const groups = childrenOf(run.child.pid);
    for (const wrangler of groups) process.kill(wrangler, 'SIGKILL');
    expect(await run.over).toBe(1);
    expect(run.output()).toMatch('The gateway died: wrangler ended with SIGKILL.');
    // A process that was killed is listed until the system has cleared it away.
    await expect.poll(() => living(groups), { timeout: 5_000 }).toEqual([]);
  });

  test('says so, and ends with 1, when the port is taken', async () => {
    const { port } = await listen(() => ({ status: 200, body: '{}' }));
    const run = start('--port', String(port));
    expect(await run.over).toBe(1);
    expect(run.output()).toBe(`Port ${port} is taken: choose another with --port.\n`);
  });

  test.each([
    '--prot 1',
    '--port 65536',
    '--port -1',
    '--port',
    '--vendors localhost:9090',
    '--log xml',
    '--vendors http://a --env-file b',
    'stop',
  ])('refuses %s with the usage and ends with 2', async (options) => {
    const run = start(...options.split(' '));
    expect(await run.over).toBe(2);
    expect(run.output()).toMatch(/--port <number>/);
  });

  test('explains itself with --help', async () => {
    const run = start('--help');
    expect(await run.over).toBe(0);
    expect(run.output()).toMatch(/--vendors <url>/);
  });
});

describe('npm start -- --env-file', () => {
  test('calls the vendors that the file names, with its credentials, and simulates nothing', async () => {
    const vendors = await listen(() => ({ status: 500, body: '{"error_code":"X","error_msg":"down"}' }));
    const folder = mkdtempSync(join(tmpdir(), 'meetgate-env-'));
    cleanUps.push(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'real.env');
    writeFileSync(file, `HUAWEI_BASE_URL=${vendors.url}\nHUAWEI_APP_ID=ours\nHUAWEI_APP_KEY=our-key\n`);
    const run = start('--port', '0', '--env-file', file);
    const [line = ''] = await run.curls();
    const url = `http://127.0.0.1:${portOf(line)}`;
    expect(await statusOf(`curl '${url}/__mock/'`)).toBe('404');
    await paste(`curl -s '${url}/v1/huawei/webinars/ongoing' -H 'Authorization: Bearer meetgate-demo-key'`);
    expect(vendors.urls).toContain('/v2/usg/acs/auth/appauth');
    expect(vendors.bodies.join()).toContain('"appId":"ours"');
    expect(run.output()).not.toContain('our-key');
  });
});

describe('npm start -- --vendors', () => {
  test('works against the standalone simulation, and only while that runs', async () => {
    const server = await startServer({ seed: 7 });
    cleanUps.push(() => server.close().catch(() => undefined));
    const [, ...curls] = await start('--port', '0', '--curl', '--vendors', server.url).curls();
    expect(curls).toHaveLength(operations.length);
    for (const line of curls) expect(await statusOf(line), line).toBe('200');
    await server.close();
    // What was answered a moment ago is served while the vendor is down, unless it is wanted afresh. Who asks for a list
    // that another has found down five times is told so at once (503).
    for (const line of curls)
      expect(await statusOf(`${line} -H 'Cache-Control: no-store'`), line).toMatch(/^50[23]$/);
  });

  test('calls the vendors at that base URL, with the path it has, and not the simulation', async () => {
    const vendors = await listen(() => ({ status: 500, body: '{"error_code":"X","error_msg":"down"}' }));
    const [, ...curls] = await start('--port', '0', '--curl', '--vendors', `${vendors.url}/behind/`).curls();
    for (const line of curls) expect(await statusOf(line), line).toMatch(/^50[234]$/);
    expect(vendors.urls).toContain('/behind/v2/usg/acs/auth/appauth');
    expect(vendors.urls).toContain('/behind/eventopenapi/token/create');
  });
});

describe('curlLine', () => {
  test('survives the shell, whatever the example holds', async () => {
    const nasty = `it's "$HOME" \`x\` \\ & 会议? #%{}[]`;
    const parameter = (name: string, place: ListedOperation['parameters'][number]['in']) => ({
      name,
      in: place,
    });
    const operation: ListedOperation = {
      id: 'any',
      method: 'POST',
      path: '/a/{id}/b',
      parameters: [
        parameter('id', 'path'),
        parameter('q', 'query'),
        parameter('absent', 'query'),
        parameter('text', 'body'),
        parameter('number', 'body'),
        { name: 'password', in: 'header', wire: 'X-Password' },
      ],
      example: { input: { id: 'a b/c', q: nasty, text: nasty, number: 3, password: `a'b"$c` } },
    };
    const echo = await listen((url, body) => ({ status: 200, body: JSON.stringify({ url, body }) }));
    const line = curlLine(echo.url, 'key', operation);
    const answer = JSON.parse(await paste(`${line} -s`)) as { url: string; body: string };
    const url = new URL(answer.url, echo.url);
    expect(url.pathname).toBe('/a/a%20b%2Fc/b');
    expect([...url.searchParams]).toEqual([['q', nasty]]);
    expect(JSON.parse(answer.body)).toEqual({ text: nasty, number: 3 });
    expect(line).toMatch(`-H 'X-Password: a'\\''b"$c'`);
    expect(line).not.toMatch('-X');
  });
});
