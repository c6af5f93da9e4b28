import { Hono } from 'hono/tiny';
import { requireScope } from '../callers/permissions.ts';
import { describeReceipt } from '../calls/describeReceipt.ts';
import { readConfig } from '../config/config.ts';
import { invalidInput, Problem } from '../core/problem.ts';
import { findReceipts, listReceipts } from '../receipts/fileReceipt.ts';
import type { Receipt } from '../receipts/receipt.ts';
import type { ReceiptFilter } from '../receipts/receipts.object.ts';
import { listBreakers } from '../resilience/breakers.ts';
import { listQuotas } from '../resilience/listQuotas.ts';
import { listApplications } from '../tokens/listApplications.ts';
import { listCredentials } from '../tokens/listCredentials.ts';
import type { AppEnv } from './context.ts';
import { pageOf } from './pageOf.ts';
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
  routes.get('/v1/receipts', async (c) => {
    requireScope(c.get('caller'), 'admin');
    const { limit, filter } = receiptsOf(c.req.query());
    const receipts = await listReceipts(filter, limit, c.env);
    const last = receipts.length === limit ? receipts.at(-1) : undefined;
    const next = last && new URLSearchParams({ ...c.req.query(), before: new Date(last.at).toISOString() });
    return respond(c, 200, JSON.stringify({ receipts: receipts.map(inList) }), {
      'Content-Type': 'application/json',
      ...(next && { Link: `</v1/receipts?${next}>; rel="next"` }),
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
  routes.get('/v1/quotas', async (c) => {
    requireScope(c.get('caller'), 'admin');
    return respondJson(c, { quotas: await listQuotas(c.env) });
  });
  routes.get('/v1/applications', async (c) => {
    requireScope(c.get('caller'), 'admin');
    return respondJson(c, { applications: await listApplications(c.env) });
  });
  return routes;
}

/** Of a receipt what a list of them shows; the rest is at `/v1/receipts/{request id}`. */
export const inList = ({
  requestId,
  at,
  operation,
  caller,
  account,
  status,
  problem,
  cache,
  ms,
  attempts,
}: Receipt) => ({
  requestId,
  at: new Date(at).toISOString(),
  operation,
  caller,
  account,
  status,
  problem,
  cache,
  ms,
  attempts: attempts.length,
});

const wrong = (field: string, detail: string) => invalidInput({ field, detail });

/** Receipts that one page shows, unless told, and at most: each of several objects is asked for as many. */
const RECEIPTS = { usual: 50, most: 200 };

/** @throws Problem `invalid-input` */
function receiptsOf(query: Record<string, string>): { limit: number; filter: ReceiptFilter } {
  const { limit: size = String(RECEIPTS.usual), status, before, operation, caller } = query;
  const limit = /^\d{1,3}$/.test(size) ? Number(size) : 0;
  if (limit < 1 || limit > RECEIPTS.most) throw wrong('limit', `must be a number from 1 to ${RECEIPTS.most}`);
  if (status !== undefined && !/^[1-5](\d\d|xx)$/.test(status))
    throw wrong('status', 'must be an HTTP status such as 429, or a class of them such as 5xx');
  if (before !== undefined && Number.isNaN(Date.parse(before)))
    throw wrong('before', 'must be a time such as 2026-11-25T08:00:00.000Z');
  return {
    limit,
    filter: {
      operation,
      caller,
      ...(status !== undefined && {
        status: [Number(status.replace('xx', '00')), Number(status.replace('xx', '99'))],
      }),
      ...(before !== undefined && { before: Date.parse(before) }),
    },
  };
}
