import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../mocks/server/startServer.ts';
import { faultsOf, hasBrowser, LOOKS, openBrowser, openPage } from '../support/browser.ts';
import { HUAWEI } from '../support/simulation.ts';

describe.skipIf(!hasBrowser('The page is not tested'))('the page at /__mock/', () => {
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  let troubles: string[];

  beforeAll(async () => {
    server = await startServer({ now: Date.UTC(2026, 2, 2, 1) });
    browser = await openBrowser();
    const opened = await openPage(browser, server.url);
    page = opened.page;
    troubles = opened.troubles;
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

  it('opens a meeting with its people, and puts somebody in and takes them out', async () => {
    await page.locator('#quanshi button').first().click();
    await page.locator('#sheet svg.timeline rect').first().waitFor();
    await page.fill('#who', '来宾甲');
    await page.click('#sheet form button');
    const guest = page.locator('#sheet .people li', { hasText: '来宾甲' });
    await guest.locator('button').click();
    await guest.locator('button').waitFor({ state: 'detached' });
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('#sheet').isVisible()).toBe(false);
  });

  it('opens a request with its answer, and reaches the first of many', async () => {
    await Promise.all(Array.from({ length: 120 }, () => fetch(server.url + HUAWEI.ongoing)));
    await page.click('#older');
    const first = page.locator('#journal tr', { has: page.locator('td:first-child', { hasText: /^1$/ }) });
    await first.press('Enter');
    await shows('#sheet-title', '#1 ');
    await shows('#sheet pre', 'error_code');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('acts out a scenario by click', async () => {
    await page.locator('#scenarios button').first().click();
    await shows('#begun button', 'running');
  });

  it('shows what is to come and what was sent', async () => {
    await page.click('#events-fold summary');
    await shows('#subscribers', 'Nobody listens.');
    await page.locator('#coming button').first().click();
    await shows('#sheet pre', '"vendor"');
    await page.keyboard.press('Escape');
  });

  it.each(LOOKS)('fits at $width px, $scheme, $locale, and axe-core has nothing against it', async (look) => {
    const opened = await openPage(browser, server.url, look);
    await opened.page.goto('/__mock/');
    await opened.page.locator('#huawei li').first().waitFor();
    expect([await faultsOf(opened.page), opened.troubles]).toEqual([[], []]);
    const [lang, title] = [await opened.page.getAttribute('html', 'lang'), await opened.page.title()];
    expect([lang, title.includes('模拟')]).toEqual(look.locale === 'zh-CN' ? ['zh-CN', true] : ['en', false]);
    await opened.context.close();
  });

  it('has no errors but the refusal asked for, and asks nobody else', () => {
    expect(troubles.filter((text) => !text.includes('400'))).toEqual([]);
  });
});
