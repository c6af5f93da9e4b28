import { CONTROL_PARAMETERS } from '../calls/options.ts';
import type { InputField, Operation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';

/** What of an HTTP request becomes the input of an operation. */
export interface InputSources {
  path: Record<string, string>;
  /** Every value of each query parameter. */
  query: Record<string, readonly string[]>;
  header: (name: string) => string | undefined;
  /** The body, where the operation's fields travel in it. */
  body?: Record<string, unknown>;
}

/**
 * Gathers an operation's input from where its route puts it. Texts become numbers and booleans where the schema
 * has them; what cannot become one stays text, so that the schema's own error tells what it must be.
 *
 * @throws Problem `invalid-input` where a query parameter is given twice
 */
export function readInput(
  { fields }: Pick<Operation, 'fields'>,
  { path, query, header, body }: InputSources,
): Record<string, unknown> {
  const input: Record<string, unknown> = { ...body };
  for (const field of fields) {
    if (field.in === 'body' || field.in === 'query') continue;
    const text = field.in === 'path' ? path[field.name] : header(field.wire);
    if (text !== undefined) input[field.name] = fromText(field, text);
  }
  for (const [name, [text = '', ...others]] of Object.entries(query)) {
    if (CONTROL_PARAMETERS.includes(name)) continue;
    if (others.length > 0) {
      throw new Problem('invalid-input', `${name.slice(0, 64)} is given ${others.length + 1} times.`, {
        errors: [{ field: name.slice(0, 64), detail: 'must be given once' }],
      });
    }
    const field = fields.find((one) => one.in === 'query' && one.name === name);
    // What is unknown here goes on to the schema, which refuses it by name.
    input[name] = field ? fromText(field, text) : text;
  }
  return input;
}

function fromText({ schema }: InputField, text: string): unknown {
  if ((schema.type === 'integer' || schema.type === 'number') && /^-?\d{1,16}$/.test(text))
    return Number(text);
  if (schema.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
