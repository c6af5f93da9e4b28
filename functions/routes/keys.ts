import { Hono } from 'hono/tiny';
import * as z from 'zod/mini';
import { listKeys, newApiKey, putKey, removeKey } from '../callers/keys.ts';
import { requireScope } from '../callers/permissions.ts';
import { apiKeyRecord } from '../config/settings.ts';
import { SCOPES } from '../core/caller.ts';
import { invalidInput } from '../core/problem.ts';
import { readJsonObject } from '../core/readJsonObject.ts';
import type { AppEnv } from './context.ts';
import { respond, respondJson } from './respond.ts';

/** KV lets nothing end within the next minute. [Workers KV, expiring keys] */
const LEAST_LIFE_MS = 60_000;
/** Nor does its binding take a later end: it counts seconds in 31 bits. [measured in workerd] */
const LATEST_S = 2 ** 31 - 1;

const newKey = z.catchall(
  z.extend(z.omit(apiKeyRecord, { createdAt: true }), {
    expires: z.optional(z.union([z.iso.date(), z.iso.datetime()])),
  }),
  z.never(),
);

/** What each member must be, told where it is not that. */
const MUST_BE: Record<string, string> = {
  name: '1 to 64 letters, digits, dots, dashes or underscores',
  scopes: `a list of one or more of ${SCOPES.join(', ')}`,
  accounts: 'a list of names of accounts, or ["*"]',
  users: 'a list of user ids of the vendors, or ["*"]',
  expires: 'a date to come before 2038, such as 2027-01-01 or 2027-01-01T08:00:00Z',
};

/** `/v1/keys`, with the scope `admin`: what `npm run keys` does, over HTTP. A key is shown once, when it is made. */
export function keyRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.use('/v1/keys/*', (c, next) => {
    requireScope(c.get('caller'), 'admin');
    return next();
  });
  routes.get('/v1/keys', async (c) => {
    const { keys, cursor } = await listKeys(c.env, c.req.query('cursor'));
    return respond(c, 200, JSON.stringify({ keys }), {
      'Content-Type': 'application/json',
      ...(cursor && { Link: `</v1/keys?${new URLSearchParams({ cursor })}>; rel="next"` }),
    });
  });
  routes.post('/v1/keys', async (c) => {
    const { expires, ...record } = readNewKey(readJsonObject(await c.req.text()), c.get('at'));
    const { key, sha256 } = await newApiKey();
    const made = { ...record, createdAt: new Date(c.get('at')).toISOString() };
    await putKey(sha256, made, expires, c.env);
    return respondJson(c, { ...made, sha256, expires: expires?.toISOString() ?? null, key }, 201);
  });
  routes.delete('/v1/keys/:sha256', async (c) => {
    const sha256 = c.req.param('sha256');
    if (!/^[0-9a-f]{64}$/.test(sha256))
      throw invalidInput({ field: 'sha256', detail: 'must be the hash of a key, as GET /v1/keys tells it' });
    await removeKey(sha256, c.env);
    return respond(c, 204, null, {});
  });
  return routes;
}

/** @throws Problem `invalid-input` that names what is wrong, and what it must be */
function readNewKey(body: Record<string, unknown>, now: number) {
  const { data, error } = newKey.safeParse(body);
  if (error) {
    throw invalidInput(
      ...error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((field) => ({
              field: field.slice(0, 64),
              detail: `is unknown; there are ${Object.keys(MUST_BE).join(', ')}`,
            }))
          : [
              {
                field: String(issue.path[0] ?? 'body'),
                detail: `must be ${MUST_BE[String(issue.path[0])] ?? 'a JSON object'}`,
              },
            ],
      ),
    );
  }
  const expires = data.expires === undefined ? undefined : new Date(data.expires);
  if (expires && (expires.getTime() <= now + LEAST_LIFE_MS || expires.getTime() > LATEST_S * 1000))
    throw invalidInput({ field: 'expires', detail: `must be ${MUST_BE.expires}` });
  return { ...data, expires };
}
