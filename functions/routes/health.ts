import { Hono } from 'hono/tiny';
import { readConfig } from '../env.ts';
import type { AppEnv } from './context.ts';

/** `/healthz`: the Worker runs. `/readyz`: it can serve, or which binding, var or secret is missing. */
export function healthRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/healthz', (c) => c.json({ status: 'ok' }));
  routes.get('/readyz', (c) => {
    const { faults, providerFaults, accounts } = readConfig(c.env);
    const providers = Object.fromEntries(
      Object.entries(providerFaults).map(([id, missing]) => [
        id,
        { status: missing.length === 0 ? 'ready' : 'not-configured', missing },
      ]),
    );
    const ready = faults.length === 0 && accounts.length > 0;
    return c.json({ status: ready ? 'ready' : 'not-ready', missing: faults, providers }, ready ? 200 : 503);
  });
  return routes;
}
