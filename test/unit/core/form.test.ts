import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { formOf } from '../../../functions/core/form.ts';
import { mustBe } from '../../../functions/core/mustBe.ts';
import { operations } from '../../../functions/registry.ts';

/** What a JSON Schema says of what lies within, and of the edge of exact integers. */
const beyond = ([name, value]: [string, unknown]) =>
  [
    'items',
    'properties',
    'required',
    'additionalProperties',
    'propertyNames',
    'x-sensitivity',
    'minItems',
  ].includes(name) ||
  name === 'maxItems' ||
  Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER;

const outside = (schema: object) => Object.fromEntries(Object.entries(schema).filter((one) => !beyond(one)));

describe('the form of an input', () => {
  it.each(operations)('of $id is what its JSON Schema says of the value itself', ({ input, fields }) => {
    const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input' });
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(properties));
    for (const { name, schema, required: needed } of fields) {
      const { words: _, ...form } = schema;
      expect(form, name).toStrictEqual(outside(properties[name] as object));
      expect(needed, name).toBe(required.includes(name));
    }
  });

  it.each([
    z.literal('a'),
    z.literal(['a', 'b']),
    z.nullable(z.iso.datetime()),
    z.email().check(z.maxLength(9)),
    z._default(z.enum(['a', 'b']), 'a'),
    z.pipe(z.string().check(z.regex(/^a$/)), z.transform(Number)),
  ])('is the same for what no operation takes yet: %#', (schema) => {
    const { $schema: _, anyOf: [inner = {}] = [], ...rest } = z.toJSONSchema(schema, { io: 'input' });
    const { type: __, ...said } = { ...rest, ...(inner as object) } as Record<string, unknown>;
    expect(formOf(schema)).toMatchObject(said);
  });

  it('has the words of a schema that says itself what a value must be, and a refusal has them', () => {
    const schema = formOf(z.string().check(z.regex(/^[a-f]$/, 'must be a letter from a to f')));
    expect(schema).toEqual({ type: 'string', pattern: '^[a-f]$', words: 'a letter from a to f' });
    expect(mustBe({ schema })).toBe('a letter from a to f');
  });
});
