import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/**
 * What workerd stores goes into memory where there is room: it waits for the disk at each write, and every test starts
 * afresh. Others keep their folder, as programs may be forbidden to run from there.
 */
const MEMORY = '/dev/shm';
/** All of it together is far less; a container often has 64 MiB. Bytes. */
const ROOM = 2 * 2 ** 30;
const disk = tmpdir();
if (existsSync(MEMORY)) {
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize >= ROOM) process.env.TMPDIR = MEMORY;
}

/** workerd with the bindings of `wrangler.toml`: real KV, real Durable Objects, MSW on the wire. */
const workerd = () =>
  cloudflareTest({
    wrangler: { configPath: '../wrangler.toml', environment: 'mock' },
    miniflare: {
      // The vendors' own addresses: MSW answers for them on the wire, and nothing leaves the machine.
      bindings: {
        HUAWEI_BASE_URL: 'https://api.meeting.huaweicloud.com',
        QUANSHI_BASE_URL: 'https://openapi.quanshi.com',
        QUANSHI_EVENTS_BASE_URL: 'https://events-openapi.quanshi.com',
        WATCH: '{"huawei/default":3600,"quanshi/default":3600}',
      },
      serviceBindings: { VENDORS: () => new Response(null, { status: 599 }) },
    },
  });

/**
 * Tests with real deadlines and processes share their machine with whatever else runs there: red is what fails twice. A retry is
 * told of in the report, so that a test which needs one is seen.
 */
const RETRY = 1;

/**
 * Two homes for tests: workerd, where the gateway lives, and Node, for what only a process can do (sockets, child processes,
 * the file system). In workerd, files share their isolates, as to start one takes longer than most of them.
 */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    // Every call writes a line to the log: of use where a test fails, and nowhere else.
    silent: 'passed-only',
    // Much of the time is spent waiting: a third one has two cores busy.
    maxWorkers: 3,
    projects: [
      {
        plugins: [workerd()],
        test: {
          name: 'workerd',
          include: ['unit/**/*.test.ts', 'contract/**/*.test.ts'],
          isolate: false,
          setupFiles: 'support/asNew.ts',
          testTimeout: 20_000,
          retry: RETRY,
        },
      },
      {
        test: {
          name: 'node',
          include: ['system/**/*.test.ts'],
          env: { TMPDIR: disk },
          retry: RETRY,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
