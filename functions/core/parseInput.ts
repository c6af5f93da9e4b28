import type * as z from 'zod';
import { mustBe } from './mustBe.ts';
import type { Operation } from './operation.ts';
import { type FieldError, Problem } from './problem.ts';
import { isRecord } from './variant.ts';

/**
 * Checks an input against an operation's schema.
 *
 * @throws Problem `invalid-input` that names every wrong field and what it must be, never the value it had.
 */
export function parseInput<Input extends z.ZodObject>(
  operation: Operation<string, Input>,
  input: unknown,
): z.output<Input> {
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

function toFieldErrors(issue: z.core.$ZodIssue, operation: Operation, input: unknown): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    const known = operation.fields.map(({ name }) => name).join(', ');
    return issue.keys.map((field) => ({
      field: field.slice(0, 64),
      detail: `is unknown; the operation takes ${known}`,
    }));
  }
  const field = operation.fields.find(({ name }) => name === issue.path[0]);
  if (!field) return [{ field: 'input', detail: 'must be a JSON object' }];
  const missing = field.required && isRecord(input) && input[field.name] === undefined;
  return [{ field: field.name, detail: `${missing ? 'is required and ' : ''}must be ${mustBe(field)}` }];
}
