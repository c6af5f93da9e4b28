import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEvents } from '../../mocks/local/connectEvents.ts';
import { demoKey } from '../../mocks/local/listOperations.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { faultsOf, hasBrowser, openBrowser, openPage, type Watched } from '../support/browser.ts';
import { unzipped } from '../support/unzipped.ts';

describe.skipIf(!hasBrowser('The console is not tested'))('the pages of npm start', () => {
  let gateway: Gateway;
  let browser: Browser;
  beforeAll(async () => {
    [gateway, browser] = await Promise.all([startGateway({ log: () => {} }), openBrowser()]);
    await connectEvents(gateway.url, demoKey, AbortSignal.timeout(30_000));
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
  });

  describe('to somebody who has never seen them', () => {
    let seen: Watched;
    const shows = (selector: string, text: string | RegExp) =>
      seen.page.locator(selector, { hasText: text }).first().waitFor();
    const tab = (name: string) => seen.page.click(`#tab-${name}`);
    beforeAll(async () => {
      seen = await openPage(browser, gateway.url);
    });
    afterAll(async () => {
      expect(seen.troubles.filter((text) => !/50\d|40\d/.test(text))).toEqual([]);
      await seen.context.close();
    });

    it('show who is meeting without a word typed', async () => {
      await seen.page.goto('/');
      await shows('#live .shown a', /./);
      await shows('#live-curl', 'meetgate-demo-key');
    });

    it('open a meeting with who is in it, and the same by its address', async () => {
      await seen.page.goto('/console');
      await seen.page.fill('#now-filter [name=q]', '周例会');
      await seen.page.locator('#now-list tr[data-open]', { hasText: 'quanshi' }).last().click();
      await shows('#sheet td', '张三');
      expect(await faultsOf(seen.page)).toEqual([]);
      await seen.page.reload();
      await shows('#sheet td', '张三');
      expect(await seen.page.inputValue('#now-filter [name=q]')).toBe('周例会');
    });

    it('give the attendance as a workbook for spreadsheets', async () => {
      const [download] = await Promise.all([
        seen.page.waitForEvent('download'),
        seen.page.click('#sheet button:has-text("Excel")'),
      ]);
      expect(download.suggestedFilename()).toMatch(/^周例会 [\d-]+\.xlsx$/);
      const files = unzipped(readFileSync(await download.path()));
      expect(files['xl/workbook.xml']).toMatch(/<sheet name="People" .*<sheet name="Stays" /);
      expect(files['xl/worksheets/sheet1.xml']).toContain('>张三<');
      await seen.page.press('body', 'Escape');
    });

    it('draw who was in a meeting that has ended, and when', async () => {
      await seen.page.goto('/console#now?status=ended&provider=huawei');
      await seen.page.reload();
      const rows = seen.page.locator('#now-list tr[data-open]');
      await rows.first().click();
      await seen.page.locator('#sheet img.picture').waitFor();
      const drawn = await seen.page.$eval('#sheet img.picture', (image) =>
        Reflect.get(image, 'naturalWidth'),
      );
      expect(drawn).toBe(960);
    });

    it('switch the language, and keep to it', async () => {
      await seen.page.goto('/');
      await seen.page.click('text=中文');
      await shows('h1', '一个入口');
      await seen.page.goto('/console#calls');
      await shows('#tab-calls[aria-selected=true]', '调用');
      await seen.page.click('text=English');
      await shows('#tab-calls[aria-selected=true]', 'Calls');
    });

    it('make a call in the reference, with the curl line and the code beside it', async () => {
      await seen.page.goto('/docs');
      await seen.page.fill('#filter', 'ongoingwebinars');
      const operation = seen.page.locator('details.operation:visible');
      expect(await operation.count()).toBe(1);
      await operation.locator('summary').first().click();
      await operation.locator('[name=limit]').fill('2');
      await shows('details.operation:visible pre', 'limit=2');
      await operation.locator('button.main').click();
      await shows('details.operation:visible output b', 'HTTP 200');
      await shows('details.operation:visible output pre', '"data"');
    });

    it('tell of that call with its receipt, which has an address', async () => {
      await seen.page.goto('/console#calls');
      await seen.page.selectOption('#calls-filter [name=operation]', 'huawei.listOngoingWebinars');
      await seen.page.locator('#calls-list tr[data-open]').first().waitFor();
      await seen.page.press('body', 'j');
      await seen.page.press(':focus', 'Enter');
      await shows('#sheet-title', 'huawei.listOngoingWebinars');
      expect(seen.page.url()).toMatch(/#calls\?operation=huawei.listOngoingWebinars&open=[\w-]+$/);
      expect(await faultsOf(seen.page)).toEqual([]);
      await seen.page.reload();
      await shows('#sheet-title', 'huawei.listOngoingWebinars');
      await seen.page.press('body', 'Escape');
      expect(seen.page.url()).not.toContain('open=');
      await seen.page.press('body', '?');
      await shows('#sheet kbd', 'Enter');
      await seen.page.press('body', 'Escape');
    });

    it('make a key, which is shown once and opens what it may', async () => {
      await tab('keys');
      await seen.page.fill('#keys-name', 'browser');
      await seen.page.click('#keys-new button.main');
      const key = (await seen.page.locator('#keys-new .made-key').textContent()) ?? '';
      const answer = await fetch(`${gateway.url}/v1/meetings/live/count`, {
        headers: { Authorization: `Bearer ${key}` },
      });
      expect(answer.status).toBe(200);
      await shows('#keys-list td', 'browser');
      await seen.page.reload();
      await shows('#keys-list td', 'browser');
      expect(await seen.page.content()).not.toContain(key);
    });

    it('make a hook and call it', async () => {
      await tab('webhooks');
      await seen.page.click('#panel-webhooks summary >> nth=0');
      await seen.page.fill('#hooks-name', 'live-count');
      await seen.page.selectOption('#hooks-operation', 'meetings.countLive');
      await seen.page.click('#hooks-new button.main');
      await seen.page.click('#hooks-call');
      await shows('#hooks-made b', 'HTTP 200');
      await shows('#hooks-made pre', '"total"');
      expect(await faultsOf(seen.page)).toEqual([]);
    });

    it('have a receiver told, show each attempt, and send again', async () => {
      let told = 0;
      const receiver = createServer((_, response) =>
        response.writeHead(++told > 1 ? 204 : 500).end('not yet'),
      );
      await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
      await seen.page.click('#panel-webhooks summary >> nth=1');
      const { port } = receiver.address() as AddressInfo;
      await seen.page.fill('#subscriptions-url', `http://127.0.0.1:${port}/in`);
      await seen.page.fill('#subscriptions-types', 'meetgate.meeting.cancelled');
      await seen.page.click('#subscriptions-new button.main');
      await seen.page.click('#subscriptions-list button >> nth=0');
      await seen.page.locator('#deliveries-list tr[data-open]').first().click();
      await shows('#sheet-body td .bad', '500');
      await seen.page.click('#sheet-body button:has-text("Send again")');
      await expect.poll(() => told, { timeout: 15_000 }).toBeGreaterThan(1);
      await shows('#deliveries-list .good', 'delivered');
      await seen.page.press('body', 'Escape');
      receiver.close();
    });

    it('show what happens at the vendors as it happens', async () => {
      await seen.page.locator('#events-live:visible').waitFor();
      const push = await fetch(`${gateway.url}/__mock/events`, {
        method: 'POST',
        body: JSON.stringify({ event: 'meeting.join' }),
      });
      expect(push.ok, await push.text()).toBe(true);
      await shows('#events-list td', 'meetgate.attendee.joined');
    });

    it('tell of a vendor that is broken by click, and that it is well again', async () => {
      await seen.page.goto('/__mock/');
      await seen.page.selectOption('#type', 'status');
      await seen.page.selectOption('#operation', 'ListOngoingWebinars');
      await seen.page.click('text=Add fault');
      await shows('#faults li', '503');
      await seen.page.goto('/docs/huawei.listOngoingWebinars');
      await seen.page.fill('[name=limit]', '3');
      for (let call = 0; call < 6; call++) {
        await seen.page.click('form[data-operation] button.main');
        await shows('output b', /HTTP 50\d/);
      }
      await seen.page.goto('/console#health');
      await shows('#health-vendors tr', /huawei.*failing/);
      await shows('#health-breakers td .bad', /open/);
      await seen.page.click('#tab-calls');
      await shows('#calls-list td .bad', /50\d provider-/);
      await seen.page.goto('/__mock/');
      await seen.page.click('#faults button');
      await seen.page.locator('#faults:empty').waitFor({ state: 'attached' });
    });
  });
});
