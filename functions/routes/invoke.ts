import { Hono } from 'hono/tiny';
import { Problem } from '../core/problem.ts';
import { readJsonObject } from '../core/readInput.ts';
import { isOperation, operationOf, operations } from '../registry.ts';
import { answer } from './answer.ts';
import type { AppEnv } from './context.ts';

/** `POST /v1/invoke/{operation id}`: any operation, its input as one JSON object. */
export function invokeRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/v1/invoke/:id', async (c) => {
    const id = c.req.param('id');
    if (!isOperation(id)) {
      const ids = operations.map(({ id }) => id).join(', ');
      throw new Problem('unknown-operation', `There is no such operation. There are: ${ids}.`);
    }
    return answer(c, operationOf(id), readJsonObject(await c.req.text()));
  });
}
