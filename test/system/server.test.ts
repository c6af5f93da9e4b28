import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../mocks/server.ts';

const LIST = '/v1/wss/webinar/open/conferences/ongoing';

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
    const response = await fetch(server.url + LIST, { headers: { 'X-Request-Id': 'mine' } });
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
    spawnSync(process.execPath, ['mocks/server.ts', ...args], {
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
