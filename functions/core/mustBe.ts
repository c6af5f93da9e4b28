import type * as z from 'zod/mini';
import type { Form } from './form.ts';

/** Says in words what a field must be, from its schema: `an integer from 1 to 500`. */
export function mustBe({ schema }: { schema: Form }): string {
  if (schema.words) return schema.words;
  if (schema.enum) return `one of ${schema.enum.map(String).join(', ')}`;
  if (schema.const !== undefined) return String(schema.const);
  switch (schema.type) {
    case 'integer':
    case 'number':
      return `${schema.type === 'integer' ? 'an integer' : 'a number'}${range(schema.minimum, schema.maximum)}`;
    case 'boolean':
      return 'true or false';
    case 'string':
      return `${schema.format === 'uri' ? 'a URL' : 'text'}${lengths(schema.minLength, schema.maxLength)}${
        schema.pattern && schema.format !== 'uri' ? ` matching ${schema.pattern}` : ''
      }`;
    default:
      return `a JSON ${schema.type ?? 'value'}`;
  }
}

/** A bound at the edge of exact integers says nothing to a reader. */
const tells = (bound: number | undefined): bound is number =>
  bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;

function range(least: number | undefined, most: number | undefined): string {
  if (tells(least) && tells(most)) return ` from ${least} to ${most}`;
  if (tells(least)) return ` of at least ${least}`;
  return tells(most) ? ` of at most ${most}` : '';
}

function lengths(least: number | undefined, most: number | undefined): string {
  if (least && most) return ` of ${least} to ${most} characters`;
  if (least) return least === 1 ? ' that is not empty' : ` of at least ${least} characters`;
  return most ? ` of at most ${most} characters` : '';
}

/** Says what is wrong where a schema has no words of its own for it. Never the value: it may be a secret. */
export function saidOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${mustBe({ schema: { type: typeOf(issue.expected) } })}`;
    case 'invalid_value':
      return `must be ${mustBe({ schema: { enum: issue.values.map(String) } })}`;
    case 'too_small':
      if (issue.origin === 'array') return `must be a list of at least ${issue.minimum}`;
      return `must be ${mustBe({ schema: bounded(issue.origin, { least: Number(issue.minimum) }) })}`;
    case 'too_big':
      return `must be ${mustBe({ schema: bounded(issue.origin, { most: Number(issue.maximum) }) })}`;
    case 'invalid_format':
      return issue.format === 'url'
        ? 'must be a URL'
        : `must be text matching ${issue.pattern ?? issue.format}`;
    case 'unrecognized_keys':
      return `has ${issue.keys.join(', ')}, which nobody knows`;
    default:
      return 'is not of the right form';
  }
}

const typeOf = (expected: string) => (expected === 'int' ? 'integer' : expected);

function bounded(origin: string, { least, most }: { least?: number; most?: number }): Form {
  return origin === 'string'
    ? { type: 'string', minLength: least, maxLength: most }
    : { type: typeOf(origin), minimum: least, maximum: most };
}
