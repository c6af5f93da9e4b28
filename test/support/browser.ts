import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a browser to test with; `what` is not tested otherwise, and that is said. */
export function hasBrowser(what: string): boolean {
  const there = existsSync(CHROMIUM);
  if (!there) console.warn(`${what}: there is no ${CHROMIUM} (apt-get install chromium, or set CHROMIUM).`);
  return there;
}

/** As root, as in CI, Chromium runs without its sandbox only; it opens our own pages. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });

/** How a reader looks at a page. */
export interface Look {
  width: number;
  scheme: 'light' | 'dark';
  locale: 'en-GB' | 'zh-CN';
}

/** The widths of a telephone, a laptop and a screen. */
export const LOOKS: readonly Look[] = [390, 1280, 1920].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({
    width,
    scheme,
    // Either language is seen at each width.
    locale: (width === 1280) === (scheme === 'light') ? ('en-GB' as const) : ('zh-CN' as const),
  })),
);

/** A page that is watched: what it asked for elsewhere, and what went wrong in it. */
export interface Watched {
  page: Page;
  context: BrowserContext;
  troubles: string[];
}

/** Opens a page of `base` as a reader would who looks so. */
export async function openPage(
  browser: Browser,
  base: string,
  { width, scheme, locale }: Look = { width: 1280, scheme: 'light', locale: 'en-GB' },
): Promise<Watched> {
  const context = await browser.newContext({
    baseURL: base,
    locale,
    colorScheme: scheme,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const troubles: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !/^(data|blob):/.test(url)) troubles.push(`asked ${url}`);
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  return { page, context, troubles };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core has against a page as it is now, and by how much it is wider than the screen. Empty where all is well. */
export async function faultsOf(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the policy of the page does not concern.
  await page.evaluate(`(() => { if (!window.axe) { ${axe} } })()`);
  return (await page.evaluate(`(async () => {
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => id + ': ' + html.slice(0, 160) + ' ' + (any[0]?.message ?? '').slice(0, 160)));
    const wider = document.documentElement.scrollWidth - innerWidth;
    return [...told, ...(wider > 0 ? ['wider than the screen by ' + wider] : [])];
  })()`)) as string[];
}
