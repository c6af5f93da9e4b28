import { isRecord } from '../../core/isRecord.ts';
import type { Operation } from '../../core/operation.ts';
import { invalidInput, Problem } from '../../core/problem.ts';
import { readJsonObject } from '../../core/readJsonObject.ts';
import { isOperation, operationOf } from '../../registry.ts';
import { ANY_OPERATION, type HookDefinition } from './hookRecord.ts';
import { valueAt } from './pointer.ts';

/** What a body asks of a hook. */
export interface Prepared {
  /** Absent where the body names none that there is. */
  operation?: Operation;
  input: Record<string, unknown>;
  /** Why it is refused. Said only after it is known that the body is no repetition. */
  wrong?: Problem;
}

/** Reads what a body asks of a hook. What is wrong with it is told and not thrown: other refusals come before. */
export function prepare(
  hook: Pick<HookDefinition, 'operation' | 'input' | 'pointers'>,
  body: Uint8Array,
): Prepared {
  const known = isOperation(hook.operation) ? operationOf(hook.operation) : undefined;
  try {
    const input = { ...hook.input, ...found(hook.pointers, new TextDecoder().decode(body)) };
    if (known) return { operation: known, input };
    if (hook.operation === ANY_OPERATION) return named(input);
    throw new Problem('unknown-operation', 'The operation of the hook is no more.');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...(known && { operation: known }), input: {}, wrong: error };
  }
}

/** @throws Problem `malformed-body` */
function found(pointers: HookDefinition['pointers'], text: string): Record<string, unknown> {
  const entries = Object.entries(pointers);
  if (entries.length === 0) return readJsonObject(text);
  const body = anyJson(text);
  const values = entries.map(([field, pointer]) => [field, valueAt(body, pointer)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Of a body into which pointers lead only this is asked: it is somebody else's, and may be a list. */
function anyJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message would quote the body.
    throw new Problem('malformed-body', 'The body must be JSON.');
  }
}

/** The operation that a body names, with its input. @throws Problem `invalid-input`, `unknown-operation` */
function named({ operation, input = {}, ...others }: Record<string, unknown>): Prepared {
  const wrong = (field: string, detail: string) => invalidInput({ field, detail });
  const [strange] = Object.keys(others);
  if (strange !== undefined) throw wrong(strange.slice(0, 64), 'is unknown; the hook takes operation, input');
  if (typeof operation !== 'string')
    throw wrong('operation', 'is required and must be the id of an operation');
  if (!isRecord(input)) throw wrong('input', 'must be a JSON object');
  if (!isOperation(operation))
    throw new Problem('unknown-operation', 'There is no such operation: GET /v1/operations lists them.');
  return { operation: operationOf(operation), input };
}
