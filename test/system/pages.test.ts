import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { faultsOf, hasBrowser, LOOKS, openBrowser, openPage } from '../support/browser.ts';

/** What somebody opens who has never seen it. Of the console, each tab. */
const PAGES = [
  '/',
  '/docs',
  '/docs/huawei.listOngoingWebinars',
  '/docs/guides',
  '/docs/guides/start',
  '/problems',
  '/problems/unauthenticated',
  '/console#now',
  '/console#calls',
  '/console#health',
  '/console#webhooks',
  '/console#keys',
  '/console#try?operation=huawei.listOngoingWebinars',
  '/__mock/',
];
/** No page loads more, whatever it needs for it. */
const MOST_BYTES = 150 * 1024;

describe.skipIf(!hasBrowser('The pages are not tested'))('the pages of npm start', () => {
  let gateway: Gateway;
  let browser: Browser;
  beforeAll(async () => {
    [gateway, browser] = await Promise.all([startGateway({ log: () => {} }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
  });

  /** Opens a path, and goes on when what it shows has been had. */
  async function go(page: Page, path: string): Promise<void> {
    await page.goto(path);
    // Only the fragment has changed: a reader who comes from elsewhere has the page anew.
    if (path.includes('#')) await page.reload();
    await page.waitForLoadState('load');
    const shown = /#(\w+)/.exec(path)?.[1];
    if (shown && shown !== 'try')
      await page.locator(`#${shown}-age:not(:empty), #keys-list:not(:empty)`).first().waitFor();
    if (shown === 'try') await page.locator('#try-form form').waitFor();
  }

  describe.each(LOOKS)('at $width px, $scheme, $locale', (look) => {
    it('have no error, ask nobody else, fit the screen, and axe-core has nothing against them', async () => {
      const { page, context, troubles } = await openPage(browser, gateway.url, look);
      for (const path of PAGES) {
        await go(page, path);
        expect([path, await faultsOf(page), troubles]).toEqual([path, [], []]);
        const lang = await page.getAttribute('html', 'lang');
        expect([path, lang]).toEqual([path, look.locale === 'zh-CN' ? 'zh-CN' : 'en']);
      }
      await context.close();
    });
  });

  it('load no more than 150 KiB each', async () => {
    const { page, context } = await openPage(browser, gateway.url);
    for (const path of PAGES.filter((one) => one !== '/__mock/')) {
      let bytes = 0;
      const count = async (response: { body(): Promise<Uint8Array>; url(): string }) => {
        if (!response.url().includes('/v1/')) bytes += (await response.body().catch(() => '')).length;
      };
      page.on('response', count);
      await go(page, path);
      page.off('response', count);
      // A page with a fragment is loaded twice here.
      expect([path, bytes / (path.includes('#') ? 2 : 1) < MOST_BYTES]).toEqual([path, true]);
    }
    await context.close();
  });
});
