import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Starts the simulation, asks it something, and prints which packages were loaded before and after. */
const LOADS = `
  import { registerHooks } from 'node:module';
  const loaded = new Set();
  const packageOf = (url) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1];
  registerHooks({ load: (url, context, next) => (loaded.add(packageOf(url)), next(url, context)) });
  const { startServer } = await import('./mocks/server/startServer.ts');
  const server = await startServer();
  const before = [...loaded];
  const { status } = await fetch(server.url + '/__mock/state');
  console.log(JSON.stringify({ before, status, after: [...loaded] }));
  process.exit();
`;

it('the simulation is ready without the packages that only its admin API needs', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', LOADS], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const { before, status, after } = JSON.parse(stdout);
  expect(before).toContain('@hono/node-server');
  expect(before).not.toContain('zod');
  expect(before).not.toContain('selfsigned');
  expect(status).toBe(200);
  expect(after).toContain('zod');
});

it('what Node compiled is kept for the next start, although a signal ends this one', async () => {
  const kept = mkdtempSync(join(tmpdir(), 'meetgate-compiled-'));
  const child = spawn(process.execPath, ['mocks/bin.ts', '--port', '0'], {
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: kept },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await expect
      .poll(() => readdirSync(kept, { recursive: true }).length, { timeout: 20_000 })
      .toBeGreaterThan(100);
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(child.signalCode).toBe('SIGTERM');
  } finally {
    child.kill('SIGKILL');
    rmSync(kept, { recursive: true, force: true });
  }
});
