import { Hono } from 'hono/tiny';
import { Problem } from '../core/problem.ts';
import { readJsonObject } from '../core/readJsonObject.ts';
import { isOperation, operationOf, operations } from '../registry.ts';
import { call } from './call.ts';
import type { AppEnv } from './context.ts';

/** `POST /v1/invoke/{operation id}`: any operation, its input as one JSON object. */
export function invokeRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/v1/invoke/:id', async (c) => {
    const id = c.req.param('id');
    if (!isOperation(id)) {
      const ids = operations.map((operation) => operation.id).join(', ');
      throw new Problem('unknown-operation', `There is no such operation. There are: ${ids}.`);
    }
    return call(c, operationOf(id), async () => readJsonObject(await c.req.text()));
  });
}
