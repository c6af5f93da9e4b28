import { Hono } from 'hono/tiny';
import { readConfig } from '../config/config.ts';
import { Problem } from '../core/problem.ts';
import type { AppContext, AppEnv } from '../routes/context.ts';
import { respond } from '../routes/respond.ts';

/**
 * What pages may do: run our own modules, call this gateway, nothing else. No inline script or style needs an exception.
 * [OWASP, content security policy cheat sheet]
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Pages for people, as `npm run docs` makes them from `pages/`: the Worker chooses the language and says what they may do. */
const PAGES: Record<string, string> = {
  '/': 'index',
  '/docs': 'reference',
  '/docs/guides': 'guides/index',
  '/console': 'console',
};

/** The pages. What programs ask for at the same path (`/problems`) goes on to its route. */
export function consoleRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  for (const [path, name] of Object.entries(PAGES)) routes.get(path, (c) => page(c, name));
  routes.get('/docs/guides/:name', (c) => page(c, `guides/${c.req.param('name')}`));
  routes.get('/docs/:operation', (c) => page(c, `operations/${c.req.param('operation')}`));
  routes.get('/problems', (c, next) => (wantsPage(c) ? page(c, 'problems/index') : next()));
  routes.get('/problems/:slug', (c, next) =>
    wantsPage(c) ? page(c, `problems/${c.req.param('slug')}`) : next(),
  );
  routes.get('/favicon.ico', (c) => respond(c, 301, null, { Location: '/static/favicon.svg' }));
  return routes;
}

const wantsPage = (c: AppContext) => c.req.header('Accept')?.includes('text/html') === true;

/** @throws Problem `route-not-found` */
async function page(c: AppContext, name: string): Promise<Response> {
  const chosen = c.req.query('lang');
  const language = chosen === 'zh' || chosen === 'en' ? chosen : languageOf(c);
  // A name has letters, and a dot between those of an operation.
  const asset = /^[\w/-]+(\.\w+)?$/.test(name)
    ? await c.env.ASSETS.fetch(new URL(`/pages/${language}/${name}.html`, c.req.url))
    : undefined;
  if (!asset?.ok) throw new Problem('route-not-found', 'There is no such page.');
  const { simulation } = readConfig(c.env);
  const body = simulation
    ? new HTMLRewriter()
        .on('html', { element: (html) => void html.setAttribute('data-simulated', '') })
        .transform(asset).body
    : asset.body;
  return respond(c, 200, body, {
    'Content-Type': 'text/html; charset=UTF-8',
    'Content-Language': language === 'zh' ? 'zh-CN' : 'en',
    'Content-Security-Policy': POLICY,
    'Cache-Control': 'no-cache',
    Vary: 'Accept, Accept-Language, Cookie',
    // The switch is remembered; it tells nothing of the reader but the language.
    ...(chosen === language && {
      'Set-Cookie': `lang=${language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`,
    }),
  });
}

/** The language of the cookie that the switch leaves, else the first of the browser's own that there is. */
function languageOf(c: AppContext): 'en' | 'zh' {
  const kept = /(?:^|;\s*)lang=(en|zh)(?:;|$)/.exec(c.req.header('Cookie') ?? '')?.[1];
  if (kept === 'en' || kept === 'zh') return kept;
  const wanted = (c.req.header('Accept-Language') ?? '').slice(0, 200).toLowerCase().split(',');
  const first = wanted.find((one) => /^\s*(en|zh)\b/.test(one));
  return first?.trim().startsWith('zh') ? 'zh' : 'en';
}
