import { Hono } from 'hono/tiny';
import { requireScope } from '../callers/permissions.ts';
import { describeReceipt } from '../calls/describeReceipt.ts';
import { readConfig } from '../config/config.ts';
import { Problem } from '../core/problem.ts';
import { findReceipts } from '../receipts/fileReceipt.ts';
import type { Receipt } from '../receipts/receipt.ts';
import { listBreakers } from '../resilience/breakers.ts';
import { listCredentials } from '../tokens/listCredentials.ts';
import type { AppEnv } from './context.ts';
import { respond, respondJson } from './respond.ts';

/** What operators see, with the scope `admin`: credentials, receipts, breakers. Never a token. */
export function adminRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/credentials', async (c) => {
    requireScope(c.get('caller'), 'admin');
    const { credentials, next } = await listCredentials(c.env, pageOf(c.req.query()));
    return respond(c, 200, JSON.stringify({ credentials }), {
      'Content-Type': 'application/json',
      ...(next && { Link: `</v1/credentials?${new URLSearchParams(next)}>; rel="next"` }),
    });
  });
  routes.get('/v1/receipts/:id', async (c) => {
    requireScope(c.get('caller'), 'admin');
    const [latest, ...others] = await findReceipts(c.req.param('id'), c.env);
    if (!latest)
      throw new Problem(
        'receipt-not-found',
        'There is no receipt of this request, or it was more than ten minutes ago.',
      );
    const describe = (receipt: Receipt) => describeReceipt(receipt, readConfig(c.env));
    // Request ids are the callers' own choice: where several have used this one, each has a receipt.
    return respondJson(c, {
      ...describe(latest),
      ...(others.length > 0 && { others: others.map(describe) }),
    });
  });
  routes.get('/v1/breakers', async (c) => {
    requireScope(c.get('caller'), 'admin');
    return respondJson(c, { breakers: await listBreakers(c.env) });
  });
  return routes;
}

/** As many as a person looks through at once. */
const PAGE = 100;
/** KV lists no more at a time. [Workers KV, list] */
const LONGEST_PAGE = 1000;

/** @throws Problem `invalid-input` */
function pageOf({ limit = String(PAGE), cursor }: Record<string, string>): {
  limit: number;
  cursor?: string;
} {
  const wrong = (field: string, detail: string) =>
    new Problem('invalid-input', `${field} ${detail}`, { errors: [{ field, detail }] });
  const size = /^\d{1,4}$/.test(limit) ? Number(limit) : 0;
  if (size < 1 || size > LONGEST_PAGE) throw wrong('limit', `must be a number from 1 to ${LONGEST_PAGE}`);
  if (cursor === undefined) return { limit: size };
  if (!/^[\w+/=.:-]{1,1024}$/.test(cursor)) throw wrong('cursor', 'must be that of a link to the next page');
  return { limit: size, cursor };
}
