import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseArguments } from '../../mocks/server/parseArguments.ts';
import { type RunningServer, startServer } from '../../mocks/server/startServer.ts';
import { LARGE } from '../../mocks/world/size.ts';
import { HUAWEI } from '../support/simulation.ts';

describe('the simulation over HTTP', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ seed: 42, now: Date.UTC(2026, 2, 2, 1) });
  });
  afterAll(() => server.close());

  it('listens on a free port of this machine only', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('answers as the vendors do, hint included', async () => {
    const response = await fetch(server.url + HUAWEI.ongoing, { headers: { 'X-Request-Id': 'mine' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('X-Request-Id')).toBe('mine');
    expect(response.headers.get('Date')).toBe('Mon, 02 Mar 2026 01:00:00 GMT');
    expect(response.headers.get('X-Mock-Hint')).toContain('X-Access-Token');
    expect(await response.json()).toMatchObject({ error_code: 'USG.000000004' });
  });

  it('says in words that a port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startServer({ port })).rejects.toThrow(`port ${port} on 127.0.0.1 is in use`);
  });
});

describe('the command line', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['mocks/bin.ts', ...args], {
      encoding: 'utf8',
      cwd: `${import.meta.dirname}/../..`,
    });

  it('explains itself', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--port');
  });

  it.each([['--prot', '1'], ['--port', 'abc'], ['--port', '70000'], ['--seed', '-1'], ['extra']])(
    'refuses %s %s with exit code 2',
    (...args) => {
      const { status, stdout, stderr } = run(...args);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain(args[0]);
    },
  );
});

describe('the options of the clock, the size and the faults', () => {
  it('are refused in words', () => {
    const refusal = (...args: string[]) => parseArguments(args);
    expect(refusal('--now', '2026-03-02T09:00:00')).toEqual({
      mistake: expect.stringContaining('--now must be'),
    });
    expect(refusal('--speed', 'fast')).toEqual({ mistake: expect.stringContaining('--speed must be') });
    expect(refusal('--size', 'tiny')).toEqual({ mistake: expect.stringContaining('small, large, huge') });
    expect(refusal('--cert', 'a')).toEqual({ mistake: expect.stringContaining('go together') });
  });

  it('set the simulation', async () => {
    const read = parseArguments([
      '--port',
      '0',
      '--now',
      '2026-03-02T09:00:00+08:00',
      '--speed',
      '0',
      '--size',
      'large',
    ]);
    if (!('options' in read)) throw new Error('they are not read');
    const server = await startServer(read.options);
    const state: unknown = await (await fetch(`${server.url}/__mock/state`)).json();
    await server.close();
    expect(state).toMatchObject({
      clock: { iso: '2026-03-02T01:00:00.000Z', speed: 0 },
      size: LARGE,
    });
  });

  it('name the member of a faults file that is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'meetgate-test-'));
    const file = join(folder, 'faults.json');
    await writeFile(file, '{"faults":[{"fault":{"type":"latency","ms":1}},{"fault":{"type":"letency"}}]}');
    const { status, stderr } = spawnSync(
      process.execPath,
      ['mocks/bin.ts', '--port', '0', '--faults', file],
      {
        encoding: 'utf8',
        cwd: `${import.meta.dirname}/../..`,
      },
    );
    await rm(folder, { recursive: true });
    expect([status, stderr]).toEqual([1, expect.stringContaining('faults[1].fault.type must be one of')]);
  });
});
