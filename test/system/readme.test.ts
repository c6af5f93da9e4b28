import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../functions/registry.ts';
import { FAULT_TYPES } from '../../mocks/faults/faultTypes.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { startServer } from '../../mocks/server/startServer.ts';

const README = readFileSync('README.md', 'utf8');
const SIMULATION = readFileSync('mocks/README.md', 'utf8');
/** Every document that people read in English: what stands in the guides is shown at `/docs/guides`. */
const DOCUMENTS = [
  README,
  readFileSync('functions/README.md', 'utf8'),
  SIMULATION,
  ...globSync('functions/console/guides/*.md')
    .filter((file) => !file.endsWith('.zh.md'))
    .map((file) => readFileSync(file, 'utf8')),
];
const ALL = DOCUMENTS.join('\n\n');
const ADDRESS = 'http://127.0.0.1:8787';

/** Every curl line of its own, and the answer that follows it. */
const examples = [...ALL.matchAll(/```sh\n(curl [^\n|]+)\n```\n\n(?:```json\n([\s\S]*?)\n```)?/g)].map(
  ([, command = '', answer]) => ({ command, answer }),
);

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ port: 0 });
});
afterAll(() => gateway.stop());

describe('the walk with curl', () => {
  /** Blocks of one walk, each run as it is printed, in a shell of its own. */
  const walks = [...SIMULATION.matchAll(/```sh walk( events)?\n([\s\S]*?)\n```/g)].map(
    ([, events, script = '']) => ({
      events: events !== undefined,
      script,
    }),
  );
  const subscriber = /^node -e '([\s\S]*?)'\n```/m.exec(SIMULATION)?.[1] ?? '';

  it('gets what it promises, step by step', async () => {
    const { url, close } = await startServer({ port: 0, seed: 42 });
    const listener = spawn(process.execPath, ['-e', subscriber.replace('7777', '7791')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const heard: string[] = [];
    listener.stdout.on('data', (text: Buffer) => heard.push(text.toString()));
    try {
      const printed: string[] = [];
      for (const { script } of walks) {
        const here = script
          .replaceAll('http://127.0.0.1:9090', url)
          .replaceAll('127.0.0.1:7777', '127.0.0.1:7791');
        printed.push((await promisify(execFile)('sh', ['-ec', here])).stdout);
      }
      const [huawei = '', quanshi = '', admin = '', faults = '', stories = '', events = ''] = printed;
      expect(huawei).toMatch(/"limit":"2","count":\d+/);
      expect(huawei).toMatch(/"offset":\d*0,"limit":"10","count":\d+/);
      expect(huawei).toMatch(/user8002/);
      expect(quanshi).toMatch(/"totalCount":\d+/);
      expect(quanshi).toMatch(/239719428/);
      expect(admin).toMatch(/"outcome":"met"/);
      expect(faults).toMatch(/html-error-page[\s\S]*"faults":\[\]/);
      expect(stories).toMatch(/"title":"Two come"[\s\S]*产品研发周例会[\s\S]*李雷/);
      expect(events).toMatch(/meeting\.join/);
      const joined =
        heard
          .join('')
          .split('\n')
          .find((line) => line.includes('meeting.join')) ?? '';
      expect(signatureOf(joined, 'key-1')).toBe(JSON.parse(joined).signature);
    } finally {
      listener.kill();
      await close();
    }
  });
});

describe('the stories of the simulation', () => {
  const stories = [...SIMULATION.matchAll(/```sh story (\w+)\n([\s\S]*?)\n```/g)].map(
    ([, vendor = '', script = '']) => ({ vendor, script }),
  );

  it('are of both vendors', () => {
    expect(stories.map(({ vendor }) => vendor)).toEqual(['huawei', 'quanshi']);
  });

  it.each(stories)('are true of $vendor, line by line', async ({ vendor, script }) => {
    const now = Date.parse('2026-03-02T09:00:00+08:00');
    const { url, close } = await startServer({ port: 0, seed: 42, now, speed: 0 });
    try {
      const here = script.replaceAll('http://127.0.0.1:9090', url);
      const { stdout } = await promisify(execFile)('sh', ['-ec', here]);
      // The last line is the truth: who came, from when to when.
      const told = JSON.parse(stdout.slice(stdout.lastIndexOf('{"id"')));
      const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
      expect(told).toMatchObject({ vendor, subject: '季度评审', status: 'ended', actualStart: at(61) });
      expect(told.people).toMatchObject([
        { name: '王芳', intervals: [{ joinedAt: at(61), leftAt: at(81) }] },
        { name: '李雷', intervals: [{ joinedAt: at(61), leftAt: at(81) }] },
      ]);
      // In the list of who is there, in the report of who was, and in the truth.
      expect(stdout.split('王芳').length).toBeGreaterThan(3);
      expect(stdout).not.toMatch(/error_code|"status":4\d{4}/);
    } finally {
      await close();
    }
  });
});

/** The signature of an event as the README words it: over the text of eventInfo as it was sent. */
function signatureOf(body: string, key: string): string {
  const { appID, timestamp, nonce } = JSON.parse(body);
  const eventInfo = body.slice(body.indexOf('"eventInfo":') + '"eventInfo":'.length, -1);
  return createHmac('sha256', key).update(`${appID}${timestamp}${nonce}${eventInfo}`).digest('hex');
}

describe('the README', () => {
  it.each(examples)('tells the truth about $command', ({ command, answer }) => {
    const output = execFileSync('sh', [
      '-c',
      `${command.replace('curl ', 'curl -s ')}`.replace(ADDRESS, gateway.url),
    ]);
    const printed: unknown = JSON.parse(output.toString().replaceAll(gateway.url, ADDRESS));
    expect(printed).toBeTypeOf('object');
    // How many run depends on the hour in Beijing.
    const counts = (name: string, value: unknown) =>
      ['count', 'total', 'totalCount'].includes(name) && value !== 1 ? expect.any(Number) : value;
    if (answer) expect(printed).toMatchObject(JSON.parse(answer, counts));
    // Meetings have a status as well, which is a word.
    else expect(printed).not.toMatchObject({ type: expect.any(String), status: expect.any(Number) });
  });

  it('shows operations that there are, each with a curl line and its answer', () => {
    const shown = [...ALL.matchAll(/^### (\w+\.\w+)$/gm)].map(([, id]) => id);
    expect(shown.length).toBeGreaterThan(0);
    expect(operations.map(({ id }) => id)).toEqual(expect.arrayContaining(shown));
    expect(examples.filter(({ answer }) => answer).length).toBeGreaterThanOrEqual(shown.length);
  });

  it('is short, as what is long stands elsewhere', () => {
    expect(README.split('\n').length).toBeLessThan(200);
  });

  it('links to files that there are', () => {
    const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(5);
    for (const path of links) expect([path, existsSync(path)]).toEqual([path, true]);
  });

  const scripts = [...ALL.matchAll(/```sh gate\n([\s\S]*?)\n```/g)].map(([, script = '']) => script);
  it.each(scripts)('has a script that runs as it is printed: %s', (script) => {
    const folder = mkdtempSync(join(tmpdir(), 'meetgate-readme-'));
    const here = script.replaceAll(ADDRESS, gateway.url).replaceAll('curl -s ', 'curl -sS --fail-with-body ');
    try {
      expect(execFileSync('sh', ['-ec', here], { cwd: folder, encoding: 'utf8' })).not.toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('pages as it says', () => {
    const [, command = '', printed] = /```sh\n(curl -i [^\n]+)\n```\n\n```http\n(.+)\n```/.exec(ALL) ?? [];
    const output = execFileSync('sh', [
      '-c',
      command.replace('curl ', 'curl -s ').replace(ADDRESS, gateway.url),
    ]);
    expect(output.toString().trim()).toBe(printed);
  });

  it('has TypeScript that runs: a page, every row of a list, a problem', () => {
    const [, program = ''] = /```ts\n([\s\S]*?)\n```/.exec(README) ?? [];
    const here = program
      .replaceAll("'./functions/", `'${pathToFileURL('functions')}/`)
      .replaceAll(ADDRESS, gateway.url);
    const [page, ...others] = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', here], {
      encoding: 'utf8',
    })
      .trim()
      .split('\n');
    const problem = others.pop();
    expect(page).toMatch(/^\d+ of \d+$/);
    expect(others.length).toBeGreaterThan(0);
    expect(others).not.toContain('undefined');
    expect(problem).toBe(`${gateway.url}/problems/invalid-input false undefined`);
  });

  it('lists every fault that the simulation has', () => {
    const listed = [...SIMULATION.matchAll(/^\| `([a-z-]+)` \| (?!\d)/gm)].map(([, name]) => name);
    for (const type of FAULT_TYPES) expect(listed).toContain(type);
  });
});
