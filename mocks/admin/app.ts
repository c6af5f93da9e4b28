import { Hono } from 'hono';
import { PAGE } from '../page/page.ts';
import type { Vendors } from '../vendors.ts';
import { AdminMistake, readBody } from './body.ts';
import { clockRoutes } from './clock.ts';
import { eventRoutes } from './events.ts';
import { faultRoutes } from './faults.ts';
import { journalRoutes } from './journal.ts';
import { overview } from './overview.ts';

/** Where the admin API is served: no vendor has such a path. */
export const ADMIN_PREFIX = '/__mock';

/** The admin API and its page. Every answer is JSON but the page's own files. */
export function adminApp(vendors: Vendors): Hono {
  // Not strict: the page is at /__mock/, and its files are beside it.
  const app = new Hono({ strict: false }).basePath(ADMIN_PREFIX);
  app.use(async (context, next) => {
    // A page of some other site has no business here, even if its reader's browser reaches this address.
    if (context.req.header('Sec-Fetch-Site') === 'cross-site')
      return context.json({ error: 'requests of other sites are refused' }, 403);
    return next();
  });
  for (const [path, [type, text]] of Object.entries(PAGE))
    app.get(path, (context) =>
      new URL(context.req.url).pathname === ADMIN_PREFIX
        ? context.redirect(`${ADMIN_PREFIX}/`)
        : context.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }),
    );
  app.get('/state', (context) => context.json(overview(vendors)));
  app.post('/reset', async (context) => {
    const { seed } = await readBody(context, ['seed']);
    if (seed !== undefined && !isSeed(seed))
      throw new AdminMistake('seed must be a whole number from 0 to 4294967295');
    vendors.reset(seed);
    return context.json(overview(vendors));
  });
  app.route('/clock', clockRoutes(vendors));
  app.route('/faults', faultRoutes(vendors));
  app.route('/', journalRoutes(vendors));
  app.route('/', eventRoutes(vendors));
  app.notFound((context) =>
    context.json({ error: `${context.req.method} ${context.req.path} is no part of the admin API` }, 404),
  );
  app.onError((error, context) => {
    if (error instanceof AdminMistake) return context.json({ error: error.message }, 400);
    throw error;
  });
  return app;
}

const isSeed = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
