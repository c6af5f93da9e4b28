import type { Context } from 'hono';
import { type JsonObject, parseObject } from '../core/json.ts';

/** A request to the admin API that cannot be done, in words that name the member. */
export class AdminMistake extends Error {
  override readonly name = 'AdminMistake';
  readonly status: 400 | 404 | 422;

  /** @param status HTTP: 404 for what is not there, 422 for what cannot be done */
  constructor(message: string, status: 400 | 404 | 422 = 400) {
    super(message);
    this.status = status;
  }
}

/**
 * Reads a JSON object with no other members than those known; an empty body is an empty object.
 * @throws AdminMistake
 */
export async function readBody(context: Context, known: readonly string[]): Promise<JsonObject> {
  const text = await context.req.text();
  const body = text.trim() === '' ? {} : parseObject(text);
  if (!body) throw new AdminMistake('the body must be a JSON object');
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new AdminMistake(`there is no member "${unknown}": ${known.join(', ')} are`);
  return body;
}

/**
 * Reads any JSON.
 * @throws AdminMistake
 */
export async function readJson(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    throw new AdminMistake('the body must be JSON');
  }
}
