import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const there = existsSync(CHROMIUM);
if (!there)
  console.warn(`The handlers are not tested in a browser: there is no ${CHROMIUM} (or set CHROMIUM).`);

const root = join(import.meta.dirname, '../..');

// What a developer would write: msw/browser with its Service Worker, and the handlers.
const APP = `
import { setupWorker } from 'msw/browser';
import { createHandlers, createVendors } from '${join(root, 'mocks/index.ts')}';
const vendors = createVendors({ now: Date.UTC(2026, 2, 2, 1) });
await setupWorker(...createHandlers(vendors)).start({ quiet: true });
globalThis.started = true;
`;

describe.skipIf(!there)('the handlers in a browser', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    // The bundler that vitest brings with vite.
    const bundle = await rolldown({
      input: 'app.js',
      platform: 'browser',
      plugins: [
        {
          name: 'app',
          resolveId: (id) => (id === 'app.js' ? join(root, 'app.js') : null),
          load: (id) => (id === join(root, 'app.js') ? APP : null),
        },
      ],
    });
    const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
    const files: Record<string, [string, string]> = {
      '/': ['text/html', '<!doctype html><script type="module" src="/app.js"></script>'],
      '/app.js': ['text/javascript', output[0].code],
      '/mockServiceWorker.js': [
        'text/javascript',
        readFileSync(join(root, 'node_modules/msw/lib/mockServiceWorker.js'), 'utf8'),
      ],
    };
    server = createServer((request, response) => {
      const [type, text] = files[request.url ?? ''] ?? [];
      response.writeHead(text === undefined ? 404 : 200, { 'Content-Type': type ?? 'text/plain' }).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('globalThis.started === true', undefined, { timeout: 20_000 });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it('answer a login and a list to the page’s own fetch, with no server behind them', async () => {
    const answers = await page.evaluate(`(async () => {
      const base = 'https://api.meeting.huaweicloud.com';
      const nonce = '0123456789abcdef0123456789abcdef';
      const bytes = (text) => new TextEncoder().encode(text);
      const hmac = { name: 'HMAC', hash: 'SHA-256' };
      const key = await crypto.subtle.importKey('raw', bytes('demo-key'), hmac, false, ['sign']);
      const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes('demo-app::0:' + nonce)));
      const signature = Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('');
      const login = await fetch(base + '/v2/usg/acs/auth/appauth', {
        method: 'POST',
        headers: { Authorization: 'HMAC-SHA256 signature=' + signature },
        body: JSON.stringify({ appId: 'demo-app', userId: '', expireTime: 0, nonce, clientType: 72 }),
      });
      const { accessToken } = await login.json();
      const headers = { 'X-Access-Token': accessToken };
      const list = await fetch(base + '/v1/wss/webinar/open/conferences/ongoing?limit=5', { headers });
      const { count, data } = await list.json();
      return { status: list.status, count, shown: data.length };
    })()`);
    // How many run depends on the hour in Beijing; the documents' own webinar always does.
    expect(answers).toMatchObject({ status: 200, count: expect.any(Number) });
    const { count, shown } = answers as { count: number; shown: number };
    expect(count).toBeGreaterThan(0);
    expect(shown).toBe(Math.min(5, count));
  });
});
