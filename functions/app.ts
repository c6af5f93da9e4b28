import { cors } from 'hono/cors';
import { Hono } from 'hono/tiny';
import { answerHeaders } from './calls/options.ts';
import { unexpected } from './calls/perform.ts';
import { readConfig } from './config/config.ts';
import { consoleRoutes } from './console/console.ts';
import { Problem } from './core/problem.ts';
import { adminRoutes } from './routes/admin.ts';
import { admit, begin } from './routes/admit.ts';
import { calendarFeedRoutes, calendarRoutes } from './routes/calendars.ts';
import type { AppContext, AppEnv } from './routes/context.ts';
import { eventRoutes } from './routes/events.ts';
import { healthRoutes } from './routes/health.ts';
import { hookCallRoutes } from './routes/hookCalls.ts';
import { hookRoutes } from './routes/hooks.ts';
import { invocationRoutes } from './routes/invocations.ts';
import { invokeRoutes } from './routes/invoke.ts';
import { keptRoutes } from './routes/kept.ts';
import { keyRoutes } from './routes/keys.ts';
import { limitBody } from './routes/limitBody.ts';
import { mcpRoutes } from './routes/mcp.ts';
import { operationRoutes } from './routes/operations.ts';
import { problemRoutes } from './routes/problems.ts';
import { pushRoutes } from './routes/pushes.ts';
import { respondProblem } from './routes/respond.ts';
import { simulationRoutes } from './routes/simulation.ts';
import { subscriptionRoutes } from './routes/subscriptions.ts';

/** For how long a browser may remember what it is allowed. Seconds. */
const PREFLIGHT_S = 600;

/** The gateway as a Hono app: request id, caller, routes, and the one error handler. */
export function newApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const forBrowsers = cors({
    origin: (origin, c) => (readConfig(c.env).corsOrigins?.includes(origin) ? origin : null),
    exposeHeaders: Object.keys(answerHeaders),
    maxAge: PREFLIGHT_S,
  });
  // Programs send no origin: the middleware would cost each of their calls a second set of headers.
  app.use(begin, (c, next) => (c.req.header('Origin') === undefined ? next() : forBrowsers(c, next)));
  // Hooks and vendors have secrets of their own in the place of keys.
  for (const routes of [hookCallRoutes(), invocationRoutes(), pushRoutes(), calendarFeedRoutes()])
    app.route('/', routes);
  for (const path of ['/v1/*', '/mcp/*']) {
    app.use(path, admit);
    app.on(['POST', 'PATCH'], path, limitBody);
  }
  for (const routes of [
    consoleRoutes(),
    calendarRoutes(),
    operationRoutes(),
    invokeRoutes(),
    adminRoutes(),
    eventRoutes(),
    subscriptionRoutes(),
    keyRoutes(),
    mcpRoutes(),
    hookRoutes(),
    keptRoutes(),
    healthRoutes(),
    problemRoutes(),
    simulationRoutes(),
  ]) {
    app.route('/', routes);
  }
  app.notFound((c) => {
    const problem = otherMethod(app, c) ?? new Problem('route-not-found', 'Nothing is served at this path.');
    return respondProblem(c, problem);
  });
  app.onError((error, c) =>
    respondProblem(c, error instanceof Problem ? error : unexpected(error, c.get('requestId'))),
  );
  return app;
}

/** Whether the path is served under another method. Hono's own middleware for this brings a second router (1 KiB). */
function otherMethod(app: Hono<AppEnv>, c: AppContext): Problem | undefined {
  const served = ({ method, path }: { method: string; path: string }) =>
    method !== 'ALL' &&
    !path.endsWith('*') &&
    app.router
      .match(method, c.req.path)[0]
      .some(([[, route]]) => route.method === method && route.path === path);
  const allow = [...new Set(app.routes.filter(served).map(({ method }) => method))].join(', ');
  return allow
    ? new Problem('method-not-allowed', `The path takes ${allow}.`, {}, { Allow: allow })
    : undefined;
}
