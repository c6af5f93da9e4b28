import { bodyLimit } from 'hono/body-limit';
import { requestId } from 'hono/request-id';
import { Hono } from 'hono/tiny';
import { authenticate } from './core/caller.ts';
import { Problem } from './core/problem.ts';
import { type Config, readConfig } from './env.ts';
import type { AppContext, AppEnv } from './routes/context.ts';
import { healthRoutes } from './routes/health.ts';
import { invokeRoutes } from './routes/invoke.ts';
import { openapiRoutes } from './routes/openapi.ts';
import { operationRoutes } from './routes/operations.ts';
import { problemRoutes } from './routes/problems.ts';

/** No input of any operation comes near it. Bytes. */
const MAX_BODY = 64 * 1024;

/** The gateway as a Hono app: request id, caller, routes, and the one error handler. */
export function newApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(requestId());
  app.use(
    '/v1/*',
    async (c, next) => {
      c.set('caller', await authenticate(c.req.header('Authorization'), usable(readConfig(c.env))));
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
    openapiRoutes(),
    healthRoutes(),
    problemRoutes(),
  ]) {
    app.route('/', routes);
  }
  app.notFound((c) =>
    respond(c, otherMethod(app, c) ?? new Problem('route-not-found', 'Nothing is served at this path.')),
  );
  app.onError((error, c) => respond(c, error instanceof Problem ? error : unexpected(error, c)));
  return app;
}

/** Without keys or seal keys nobody can be served: better said than answered with 401. */
function usable(config: Config): Config {
  if (config.faults.length === 0) return config;
  const names = config.faults.map(({ name }) => name).join(', ');
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
  console.error(
    JSON.stringify({
      event: 'internal-error',
      requestId: c.get('requestId'),
      error: error.name,
      stack: stackOf(error),
    }),
  );
  return new Problem('internal-error', 'The gateway met a fault of its own.');
}

/** The frames of a stack without its first line, which holds the message. */
const stackOf = (error: Error) =>
  error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);

function respond(c: AppContext, problem: Problem): Response {
  const { origin, pathname } = new URL(c.req.url);
  const requestId = c.get('requestId');
  const response = problem.toResponse({ origin, instance: pathname, requestId });
  response.headers.set('X-Request-Id', requestId);
  return response;
}
