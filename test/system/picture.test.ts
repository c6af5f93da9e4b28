import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STYLE } from '../../functions/meetings/picture/look.ts';
import { timelineOf } from '../../functions/meetings/picture/timelineOf.ts';
import { crowd } from '../support/crowd.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const there = existsSync(CHROMIUM);
if (!there) console.warn(`The picture is not looked at: there is no ${CHROMIUM} (or set CHROMIUM).`);
/** KEEP_PICTURES=1 writes the images anew: look at them before they are kept. */
const KEEP = process.env.KEEP_PICTURES === '1';
/** Fonts differ between machines, and so do the edges of letters; a bar that is missing is more than this. */
const MOST_DIFFERENT = 0.04;

const options = { subject: '季度经营分析会 & <Q4>', timeZone: 'Asia/Shanghai', lang: 'zh' } as const;
const picture = (people: number) => timelineOf(crowd(people), options);
const digest = async () => {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE));
  return Buffer.from(bytes).toString('base64');
};

describe.skipIf(!there)('the picture in a browser', () => {
  let browser: Browser;
  let server: Server;
  let base: string;

  beforeAll(async () => {
    const style = await digest();
    server = createServer((request, response) => {
      const [, path = '', people] = /^\/(\w+)\/(\d+)$/.exec(request.url ?? '') ?? [];
      const policies: Record<string, string> = {
        // By itself, as the gateway may send it: nothing but its one style.
        svg: `default-src 'none'; style-src 'sha256-${style}'`,
        strict: "default-src 'none'",
        page: "default-src 'none'; img-src 'self'; style-src 'self'",
      };
      const image =
        path === 'page'
          ? `<!doctype html><meta name="color-scheme" content="light dark"><img src="/svg/${people}">`
          : picture(Number(people));
      const type = path === 'page' ? 'text/html' : 'image/svg+xml';
      response
        .writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policies[path] ?? '' })
        .end(image);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  /** What a browser shows of an address. Half the size is enough to see a bar that is missing, and small to keep. */
  async function shotOf(path: string, colorScheme: 'light' | 'dark', deviceScaleFactor = 1) {
    const page = await browser.newPage({
      colorScheme,
      deviceScaleFactor,
      viewport: { width: 960, height: 300 },
    });
    try {
      await page.goto(base + path);
      const target = page.locator(path.startsWith('/page') ? 'img' : 'svg').first();
      return (await target.screenshot()).toString('base64');
    } finally {
      await page.close();
    }
  }

  /** Reads PNGs with the browser: their size, one pixel of the first, and which part of them differs. */
  async function look(one: string, other = one) {
    const page = await browser.newPage();
    try {
      return (await page.evaluate(`(async () => {
        const read = async (png) => {
          const image = new Image();
          image.src = 'data:image/png;base64,' + png;
          await image.decode();
          const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
          const context = canvas.getContext('2d');
          context.drawImage(image, 0, 0);
          return { size: [image.width, image.height], data: context.getImageData(0, 0, image.width, image.height).data };
        };
        const [a, b] = [await read('${one}'), await read('${other}')];
        let different = 0;
        for (let at = 0; at < a.data.length; at += 4)
          if ([0, 1, 2].some((part) => Math.abs(a.data[at + part] - b.data[at + part]) > 40)) different++;
        return { sizes: [a.size, b.size], corner: [...a.data.slice(0, 3)], different: (different * 4) / a.data.length };
      })()`)) as { sizes: [number[], number[]]; corner: number[]; different: number };
    } finally {
      await page.close();
    }
  }

  it.each([
    [5, 'light'],
    [50, 'light'],
    [300, 'light'],
    [300, 'dark'],
  ] as const)('of %i people on a %s screen looks as it was found to be good', async (people, scheme) => {
    const file = join(import.meta.dirname, `pictures/timeline-${people}-${scheme}.png`);
    const shot = await shotOf(`/svg/${people}`, scheme, 0.5);
    if (KEEP) writeFileSync(file, Buffer.from(shot, 'base64'));
    const { sizes, different } = await look(shot, readFileSync(file).toString('base64'));
    expect(sizes[0]).toEqual(sizes[1]);
    expect(different).toBeLessThan(MOST_DIFFERENT);
  });

  it('is told apart from another meeting’s', async () => {
    const kept = readFileSync(join(import.meta.dirname, 'pictures/timeline-50-light.png')).toString('base64');
    const other = readFileSync(join(import.meta.dirname, 'pictures/timeline-300-light.png')).toString(
      'base64',
    );
    expect((await look(kept, other)).different).toBeGreaterThan(2 * MOST_DIFFERENT);
  });

  it('follows a dark screen by itself and in a page that forbids styles; without its style it stays light', async () => {
    const corner = async (path: string, scheme: 'light' | 'dark') =>
      (await look(await shotOf(path, scheme))).corner;
    expect(await corner('/svg/5', 'dark')).toEqual([13, 17, 23]);
    expect(await corner('/page/5', 'dark')).toEqual([13, 17, 23]);
    expect(await corner('/svg/5', 'light')).toEqual([255, 255, 255]);
    expect(await corner('/strict/5', 'dark')).toEqual([255, 255, 255]);
  });

  it('is read without a mistake, and its names stay within their column', async () => {
    const page = await browser.newPage({ viewport: { width: 960, height: 600 } });
    await page.goto(`${base}/svg/300`);
    const found = (await page.evaluate(`(() => {
      const texts = [...document.querySelectorAll('text')].filter((one) => one.getAttribute('x') === '24' && +one.getAttribute('y') > 160);
      return {
        root: document.documentElement.tagName,
        errors: document.querySelectorAll('parsererror').length,
        names: texts.length,
        widest: Math.max(...texts.map((one) => one.getBBox().x + one.getBBox().width)),
        lengths: Math.min(...[...document.querySelectorAll('text[text-anchor=end]')].map((one) => one.getBBox().x)),
      };
    })()`)) as Record<string, number | string>;
    await page.close();
    expect(found).toMatchObject({ root: 'svg', errors: 0, names: 61 });
    expect(found.widest).toBeLessThan(192);
    expect(found.lengths).toBeGreaterThan(842);
  });
});
