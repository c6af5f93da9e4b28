import { isRecord } from './isRecord.ts';
import { Problem } from './problem.ts';

/**
 * Reads a body as one JSON object; an empty body is an empty object.
 *
 * @throws Problem `malformed-body`
 */
export function readJsonObject(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body)) return body;
  } catch {
    // Said below: the parser's own message would quote the body.
  }
  throw new Problem('malformed-body', 'The body must be one JSON object.');
}
