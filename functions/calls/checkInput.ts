import type * as z from 'zod';
import { isRecord } from '../core/isRecord.ts';
import { mustBe } from '../core/mustBe.ts';
import type { Operation } from '../core/operation.ts';
import { type FieldError, Problem } from '../core/problem.ts';

/**
 * Checks an input against an operation's schema, and fills in what it leaves to the operation.
 *
 * @throws Problem `invalid-input` that names every wrong field and what it must be, never the value it had.
 */
export function checkInput(
  operation: Pick<Operation, 'input' | 'fields'>,
  input: unknown,
): Record<string, unknown> {
  const parsed = operation.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = new Map<string, FieldError>();
  for (const error of parsed.error.issues.flatMap((issue) => toFieldErrors(issue, operation, input))) {
    errors.set(error.field, error);
  }
  const fields = [...errors.values()];
  throw new Problem('invalid-input', fields.map(({ field, detail }) => `${field} ${detail}`).join('; '), {
    errors: fields,
  });
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
  const field = fields.find(({ name }) => name === issue.path[0]);
  if (!field) return [{ field: 'input', detail: 'must be a JSON object' }];
  const missing = field.required && isRecord(input) && input[field.name] === undefined;
  return [{ field: field.name, detail: `${missing ? 'is required and ' : ''}must be ${mustBe(field)}` }];
}
