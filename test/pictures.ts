import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { connectEvents } from '../mocks/local/connectEvents.ts';
import { demoKey } from '../mocks/local/listOperations.ts';
import { startGateway } from '../mocks/local/startGateway.ts';
import { hasBrowser, openBrowser, openPage } from './support/browser.ts';

/**
 * `npm run pictures`: takes the pictures of the README, of the console over the simulated vendors as they are at this hour. Look at
 * them before they are committed.
 */
const FOLDER = join(import.meta.dirname, 'system/pictures');

const keep = async (page: Page, name: string, part = 'html') => {
  // What comes by the network is there a moment after what shows it.
  await page.waitForTimeout(500);
  const path = join(FOLDER, `${name}.png`);
  const { x, y, width, height } = (await page.locator(part).boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  };
  const size = page.viewportSize() ?? { width, height };
  await page.screenshot({
    path,
    clip: { x, y: Math.max(0, y), width, height: Math.min(height, size.height) },
  });
  console.log(path);
};

if (hasBrowser('No picture is taken')) {
  const [gateway, browser] = await Promise.all([startGateway({ log: () => {} }), openBrowser()]);
  try {
    await connectEvents(gateway.url, demoKey, AbortSignal.timeout(30_000));
    const look = { width: 1280, scheme: 'light', locale: 'en-GB' } as const;
    const { page } = await openPage(browser, gateway.url, look);
    await page.setViewportSize({ width: 1280, height: 760 });
    await page.goto('/console');
    const rows = page.locator('#now-list tr[data-open]');
    await rows.first().waitFor();
    await keep(page, 'console');
    // A meeting that is over and fits into a picture, of the vendor that tells when people came and went.
    await page.goto('/console#now?status=ended&provider=huawei');
    await page.reload();
    await rows.first().waitFor();
    const people = (await rows.locator('td:nth-child(5)').allTextContents()).map(Number);
    const most = people.indexOf(Math.max(...people.filter((count) => count <= 20)));
    await rows.nth(most).click();
    await page.locator('#sheet img.picture').waitFor();
    await keep(page, 'attendance', '#sheet');
  } finally {
    await browser.close();
    await gateway.stop();
  }
}
