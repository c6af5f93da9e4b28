import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/**
 * Two homes for tests: workerd, where the gateway lives (real KV, real Durable Objects, MSW on the wire),
 * and Node, for what only a process can do (sockets, child processes, the file system).
 */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    // Every call writes a line to the log: of use where a test fails, and nowhere else.
    silent: 'passed-only',
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: '../wrangler.toml', environment: 'mock' },
            miniflare: {
              // The vendors' own addresses: MSW answers for them on the wire, and nothing leaves the machine.
              bindings: {
                HUAWEI_BASE_URL: 'https://api.meeting.huaweicloud.com',
                QUANSHI_BASE_URL: 'https://openapi.quanshi.com',
                QUANSHI_EVENTS_BASE_URL: 'https://events-openapi.quanshi.com',
              },
              serviceBindings: { VENDORS: () => new Response(null, { status: 599 }) },
            },
          }),
        ],
        test: {
          name: 'workerd',
          include: ['unit/**/*.test.ts', 'contract/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: { name: 'node', include: ['system/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
});
