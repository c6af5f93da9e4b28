import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../mocks/server/startServer.ts';
import { HUAWEI } from '../support/simulation.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const there = existsSync(CHROMIUM);
if (!there)
  console.warn(
    `The page is not tested: there is no ${CHROMIUM} (apt-get install chromium, or set CHROMIUM).`,
  );

describe.skipIf(!there)('the page at /__mock/', () => {
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  const troubles: string[] = [];

  beforeAll(async () => {
    server = await startServer({ now: Date.UTC(2026, 2, 2, 1) });
    // As root, as in CI, Chromium runs without its sandbox only; it opens this one page.
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1320, height: 1000 } });
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    await page.goto(`${server.url}/__mock`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const shows = (selector: string, text: string) =>
    page.locator(selector, { hasText: text }).first().waitFor({ timeout: 10_000 });

  it('shows the clock and what runs', async () => {
    await shows('#now', '2026-03-02 09:00:00');
    await shows('#speed', 'stopped');
    await shows('#huawei li', '网络研讨会');
    expect(await page.locator('#quanshi li').count()).toBe(8);
  });

  it('shows a request as it comes in, and why it was refused, as text', async () => {
    await fetch(`${server.url}${HUAWEI.ongoing}?searchKey=%3Cb%3E`);
    await shows('#journal tr', 'ListOngoingWebinars');
    await shows('#journal .bad', '401');
    await shows('#journal .why', 'X-Access-Token');
  });

  it('moves the clock and sets its speed', async () => {
    await page.click('text=+1 h');
    await shows('#now', '2026-03-02 10:00:00');
    await page.selectOption('#speeds', '60');
    await shows('#speed', '60×');
    await page.selectOption('#speeds', '0');
    await shows('#speed', 'stopped');
    expect(server.vendors.clock.speed).toBe(0);
  });

  it('puts a fault in force, shows that it strikes, and takes it away', async () => {
    await page.selectOption('#type', 'status');
    await page.selectOption('#operation', 'ListOngoingWebinars');
    await page.click('text=Add fault');
    await shows('#faults li', '"status":503');
    expect((await fetch(server.url + HUAWEI.ongoing)).status).toBe(503);
    await shows('#faults .hits', '1×');
    await shows('#journal .tag', 'fault');
    await page.click('#faults button');
    await expect.poll(() => server.vendors.faults.list().length).toBe(0);
  });

  it('says which member of a fault is wrong', async () => {
    await page.fill('#more', '"status": 9');
    await page.click('text=Add fault');
    await shows('#mistake', 'fault.status');
  });

  it('takes nothing from anywhere else, and has no errors but the refusal asked for', () => {
    expect(asked.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([]);
    expect(troubles.filter((text) => !text.includes('400'))).toEqual([]);
  });
});
