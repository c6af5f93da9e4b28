import { Hono } from 'hono/tiny';
import { readConfig } from '../config/config.ts';
import type { AppEnv } from './context.ts';
import { respondJson } from './respond.ts';

/** `/healthz`: the Worker runs. `/readyz`: it can serve, or which binding, var or secret is missing. */
export function healthRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/healthz', (c) => respondJson(c, { status: 'ok' }));
  routes.get('/readyz', (c) => {
    const { misconfigurations, providerMisconfigurations, accounts } = readConfig(c.env);
    const providers = Object.fromEntries(
      Object.entries(providerMisconfigurations).map(([id, missing]) => [
        id,
        { status: missing.length === 0 ? 'ready' : 'not-configured', missing },
      ]),
    );
    const ready = misconfigurations.length === 0 && accounts.length > 0;
    return respondJson(
      c,
      { status: ready ? 'ready' : 'not-ready', missing: misconfigurations, providers },
      ready ? 200 : 503,
    );
  });
  return routes;
}
