import { Hono } from 'hono/tiny';
import { readConfig } from '../config/config.ts';
import { upstreamOf } from '../core/upstream.ts';
import type { AppEnv } from './context.ts';

/** `/__mock/*` goes on to the simulated vendors, so that one port is enough. Without a simulation there is no such route. */
export function simulationRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>().all('/__mock/*', async (c, next) => {
    const { simulation } = readConfig(c.env);
    if (!simulation) return next();
    const upstream = upstreamOf(simulation, c.env);
    const { pathname, search } = new URL(c.req.url);
    const { method, headers, body } = c.req.raw;
    return upstream.fetch(`${upstream.baseUrl}${pathname}${search}`, {
      method,
      headers,
      body,
      redirect: 'manual',
    });
  });
}
