import * as z from 'zod/mini';
import { isRecord } from '../core/isRecord.ts';
import { mustBe } from '../core/mustBe.ts';
import type { Operation } from '../core/operation.ts';
import { type FieldError, Problem } from '../core/problem.ts';

/** Nobody mends more at once, and what a caller sends must not come back many times as long. */
const MOST_ERRORS = 20;

/**
 * Checks an input against an operation's schema, and fills in what it leaves to the operation.
 *
 * @throws Problem `invalid-input` that names the wrong fields and what each must be, never the value it had.
 */
export function checkInput(
  operation: Pick<Operation, 'input' | 'fields'>,
  input: unknown,
): Record<string, unknown> {
  const parsed = z.safeParse(operation.input, input);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const errors = new Map<string, FieldError>();
  for (const error of parsed.error.issues.flatMap((issue) => toFieldErrors(issue, operation, input))) {
    errors.set(error.field, error);
  }
  const fields = [...errors.values()].slice(0, MOST_ERRORS);
  const said = fields.map(({ field, detail }) => `${field} ${detail}`);
  if (errors.size > fields.length) said.push(`and ${errors.size - fields.length} more`);
  throw new Problem('invalid-input', said.join('; '), { errors: fields });
}

function toFieldErrors(
  issue: z.core.$ZodIssue,
  { fields }: Pick<Operation, 'fields'>,
  input: unknown,
): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    const known = fields.map(({ name }) => name).join(', ') || 'no input';
    return issue.keys.map((field) => ({
      field: field.slice(0, 64),
      detail: `is unknown; the operation takes ${known}`,
    }));
  }
  // What concerns several fields says itself what is wrong.
  if (issue.code === 'custom' && issue.path.length === 0) return [{ field: 'input', detail: issue.message }];
  const field = fields.find(({ name }) => name === issue.path[0]);
  if (!field) return [{ field: 'input', detail: 'must be a JSON object' }];
  const missing = field.required && isRecord(input) && input[field.name] === undefined;
  return [{ field: field.name, detail: `${missing ? 'is required and ' : ''}must be ${mustBe(field)}` }];
}
