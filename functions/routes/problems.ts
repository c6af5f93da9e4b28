import { Hono } from 'hono/tiny';
import { Problem } from '../core/problem.ts';
import { type ProblemKind, problems } from '../core/problems.ts';
import type { AppEnv } from './context.ts';
import { respondJson } from './respond.ts';

/** `/problems/{slug}`: what the `type` of a problem leads to, for programs. `/problems` lists them. People get a page. */
export function problemRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const table: Record<string, ProblemKind> = problems;
  routes.get('/problems', (c) =>
    respondJson(c, { problems: Object.entries(table).map(([slug, kind]) => ({ slug, ...kind })) }),
  );
  routes.get('/problems/:slug', (c) => {
    const slug = c.req.param('slug');
    const kind = Object.hasOwn(table, slug) ? table[slug] : undefined;
    if (!kind)
      throw new Problem('route-not-found', 'There is no such problem; GET /problems lists all of them.');
    return respondJson(c, { slug, ...kind });
  });
  return routes;
}
