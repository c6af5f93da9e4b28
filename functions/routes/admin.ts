import { Hono } from 'hono/tiny';
import { requireScope } from '../callers/permissions.ts';
import { describeReceipt } from '../calls/describeReceipt.ts';
import { readConfig } from '../config/config.ts';
import { Problem } from '../core/problem.ts';
import { findReceipts } from '../receipts/fileReceipt.ts';
import type { Receipt } from '../receipts/receipt.ts';
import { providerOf } from '../registry.ts';
import { listBreakers } from '../resilience/breakers.ts';
import { credentialKey } from '../tokens/credentialKey.ts';
import type { AppEnv } from './context.ts';
import { respondJson } from './respond.ts';

/** What operators see, with the scope `admin`: credentials, receipts, breakers. Never a token. */
export function adminRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/credentials', async (c) => {
    requireScope(c.get('caller'), 'admin');
    return respondJson(c, { credentials: await describeCredentials(c.env) });
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

/** KV lists a thousand keys at a time: more users than an operator reads through. [Workers KV, list] */
const MOST_LISTED = 1000;

/** Every configured account, and every user on whose behalf somebody has called. */
async function describeCredentials(env: Env) {
  const { accounts } = readConfig(env);
  const renewed = accounts.filter((account) => !providerOf(account.provider).staticToken(account.settings));
  const own = await Promise.all(
    renewed.map((account) => credentialKey(providerOf(account.provider), account)),
  );
  const { keys } = await env.TOKENS.list({ prefix: 'token:', limit: MOST_LISTED });
  const names = [...new Set([...own, ...keys.map(({ name }) => name)])];
  return Promise.all(
    names.map(async (name) => {
      const described = await env.CREDENTIALS.getByName(name).describe();
      const account = renewed[own.indexOf(name)];
      return account ? { ...described, provider: account.provider, account: account.name } : described;
    }),
  );
}
