import { Hono } from 'hono';
import { ADMIN_PREFIX } from '../core/route.ts';
import type { Events } from '../events/events.ts';
import type { FaultList } from '../faults/faultList.ts';
import { languageOf } from '../page/languageOf.ts';
import { pageFiles } from '../page/page.ts';
import { VENDORS } from '../registry.ts';
import { AdminMistake, readBody } from './body.ts';
import { clockRoutes } from './clock.ts';
import { eventRoutes } from './events.ts';
import { faultRoutes } from './faults.ts';
import { journalRoutes } from './journal.ts';
import { meetingRoutes } from './meetings.ts';
import { overview, type Shown } from './overview.ts';
import { peopleRoutes } from './people.ts';
import { scenarioRoutes } from './scenarios.ts';

/** What of a simulation is administered. */
export interface Administered extends Shown {
  readonly faults: FaultList;
  readonly events: Events;
  reset(seed?: number): void;
}

/** The admin API and its page. Every answer is JSON but the page's own files. */
export function adminApp(simulation: Administered): Hono {
  // Not strict: the page is at /__mock/, and its files are beside it.
  const app = new Hono({ strict: false }).basePath(ADMIN_PREFIX);
  app.use(async (context, next) => {
    // A page of another site may not use this API, although the browser that shows it may reach this address.
    if (context.req.header('Sec-Fetch-Site') === 'cross-site')
      return context.json({ error: 'requests of other sites are refused' }, 403);
    return next();
  });
  for (const path of ['/', '/page.css', '/page.js'])
    app.get(path, (context) => {
      if (new URL(context.req.url).pathname === ADMIN_PREFIX) return context.redirect(`${ADMIN_PREFIX}/`);
      const language = languageOf(context.req.raw);
      const [type, text] = required(pageFiles(VENDORS, language)[path]);
      return context.body(text, 200, {
        'Content-Type': type,
        'Cache-Control': 'no-cache',
        Vary: 'Accept-Language, Cookie',
        // The gateway's pages remember the switch by the same cookie.
        ...(context.req.query('lang') === language && {
          'Set-Cookie': `lang=${language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`,
        }),
      });
    });
  app.get('/state', (context) => {
    const { running } = context.req.query();
    if (running !== undefined && !/^\d{1,3}$/.test(running))
      throw new AdminMistake('running must be a whole number from 0 to 999');
    return context.json(overview(simulation, running === undefined ? undefined : Number(running)));
  });
  app.post('/reset', async (context) => {
    const { seed } = await readBody(context, ['seed']);
    if (seed !== undefined && !isSeed(seed))
      throw new AdminMistake('seed must be a whole number from 0 to 4294967295');
    simulation.reset(seed);
    return context.json(overview(simulation));
  });
  app.route('/clock', clockRoutes(simulation.clock));
  app.route('/meetings', meetingRoutes(simulation));
  app.route('/people', peopleRoutes(simulation));
  app.route('/scenarios', scenarioRoutes(simulation));
  app.route('/faults', faultRoutes(simulation.faults));
  app.route(
    '/',
    journalRoutes(() => simulation.state.journal),
  );
  app.route('/', eventRoutes(simulation.events));
  app.notFound((context) =>
    context.json({ error: `${context.req.method} ${context.req.path} is no part of the admin API` }, 404),
  );
  app.onError((error, context) => {
    if (error instanceof AdminMistake) return context.json({ error: error.message }, error.status);
    throw error;
  });
  return app;
}

const required = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('a file of the page is missing');
  return value;
};

const isSeed = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
