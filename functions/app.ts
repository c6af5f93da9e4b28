import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { Hono } from 'hono/tiny';
import { authenticate } from './callers/authenticate.ts';
import { limitCaller } from './callers/limitCaller.ts';
import { Problem } from './core/problem.ts';
import { type Config, readConfig } from './env.ts';
import { newNotes, serverTiming, timed } from './receipts/receipt.ts';
import { adminRoutes } from './routes/admin.ts';
import type { AppContext, AppEnv } from './routes/context.ts';
import { healthRoutes } from './routes/health.ts';
import { invokeRoutes } from './routes/invoke.ts';
import { openapiRoutes } from './routes/openapi.ts';
import { operationRoutes } from './routes/operations.ts';
import { problemRoutes } from './routes/problems.ts';
import { simulationRoutes } from './routes/simulation.ts';

/** No input of any operation comes near it. Bytes. */
const MAX_BODY = 64 * 1024;

/** The gateway as a Hono app: request id, caller, routes, and the one error handler. */
export function newApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(
    requestId(),
    async (c, next) => {
      const notes = newNotes();
      c.set('started', Date.now());
      c.set('notes', notes);
      await timed(notes, 'total', next);
      c.res.headers.set('Server-Timing', serverTiming(notes.timings));
    },
    secureHeaders(),
    cors({
      origin: (origin, c) => (readConfig(c.env).corsOrigins?.includes(origin) ? origin : null),
      exposeHeaders: [
        'X-Request-Id',
        'X-Provider-Request-Id',
        'Retry-After',
        'Age',
        'Cache-Status',
        'RateLimit',
        'RateLimit-Policy',
      ],
      maxAge: 600,
    }),
  );
  app.use(
    '/v1/*',
    async (c, next) => {
      requireUsable(readConfig(c.env));
      c.set('caller', await timed(c.get('notes'), 'caller', () => authenticate(c)));
      await limitCaller(c);
      await next();
    },
    bodyLimit({
      maxSize: MAX_BODY,
      onError: () => {
        throw new Problem('body-too-large', `The body must not be longer than ${MAX_BODY} bytes.`);
      },
    }),
  );
  for (const routes of [
    operationRoutes(),
    invokeRoutes(),
    adminRoutes(),
    openapiRoutes(),
    healthRoutes(),
    problemRoutes(),
    simulationRoutes(),
  ]) {
    app.route('/', routes);
  }
  app.notFound((c) => {
    const problem = otherMethod(app, c) ?? new Problem('route-not-found', 'Nothing is served at this path.');
    return respond(c, problem);
  });
  app.onError((error, c) => respond(c, error instanceof Problem ? error : unexpected(error, c)));
  return app;
}

/** Without seal keys or bindings nobody can be served: better said than answered with 401. */
function requireUsable({ faults }: Config): void {
  if (faults.length === 0) return;
  const names = faults.map(({ name }) => name).join(', ');
  throw new Problem('not-configured', `The gateway is not configured: see GET /readyz for ${names}.`);
}

/** Whether the path is served under another method. Hono's own middleware for this brings a second router (1 KiB). */
function otherMethod(app: Hono<AppEnv>, c: AppContext): Problem | undefined {
  const served = ({ method }: { method: string }) =>
    method !== 'ALL' &&
    app.router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method);
  const allow = [...new Set(app.routes.filter(served).map(({ method }) => method))].join(', ');
  return allow
    ? new Problem('method-not-allowed', `The path takes ${allow}.`, {}, { Allow: allow })
    : undefined;
}

/** The cause goes to the log by name alone: a message may quote what the caller or the vendor sent. */
function unexpected(error: Error, c: AppContext): Problem {
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  console.error(
    JSON.stringify({
      event: 'internal-error',
      requestId: c.get('requestId'),
      error: error.name,
      stack: frames?.slice(0, 8),
    }),
  );
  return new Problem('internal-error', 'The gateway met a fault of its own.');
}

function respond(c: AppContext, problem: Problem): Response {
  const { origin, pathname } = new URL(c.req.url);
  const requestId = c.get('requestId');
  const response = problem.toResponse({ origin, instance: pathname, requestId });
  response.headers.set('X-Request-Id', requestId);
  return response;
}
