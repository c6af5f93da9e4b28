import { Hono } from 'hono/tiny';
import { Problem } from '../core/problem.ts';
import { type ProblemKind, problems } from '../core/problems.ts';
import type { AppEnv } from './context.ts';
import { respond, respondJson } from './respond.ts';

/**
 * `/problems/{slug}`: what the `type` of a problem leads to, as a page or as JSON. `/problems` lists them.
 */
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
    if (!c.req.header('Accept')?.includes('text/html')) return respondJson(c, { slug, ...kind });
    return respond(c, 200, page(slug, kind), { 'Content-Type': 'text/html; charset=UTF-8' });
  });
  return routes;
}

/** The table is our own text without a character that HTML would need escaped; a test holds it to that. */
const page = (slug: string, { status, title, meaning, remedy, retryable }: ProblemKind) => `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:1.1rem/1.6 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem}code{background:#8882;padding:.1em .3em}</style>
<h1>${title}</h1>
<p><code>${slug}</code> · HTTP ${status} · ${retryable ? 'may succeed later unchanged' : 'fails again unless changed'}</p>
<h2>What it means</h2><p>${meaning}</p>
<h2>What to do</h2><p>${remedy}</p>
</html>`;
