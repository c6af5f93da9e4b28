import type { InputField } from './operation.ts';

/** Says in words what a field must be, from its schema: `an integer from 1 to 500`. */
export function mustBe({ schema }: Pick<InputField, 'schema'>): string {
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
