import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { normalise } from '../../../functions/core/normalise.ts';
import { Problem } from '../../../functions/core/problem.ts';
import { alias } from '../../../functions/core/variant.ts';

const output = z.looseObject({
  limit: z.int(),
  rows: z.array(
    z.looseObject({ title: z.string().nullish(), start: z.string().nullish(), open: z.boolean().nullish() }),
  ),
  extra: z.looseObject({ level: z.int().nullish() }).nullish(),
});
const read = (result: unknown) =>
  normalise(result, { output, variants: [alias('rows[]', 'name', 'title')], provider: 'huawei' });

describe('normalise', () => {
  it('leaves an answer in the form of the table as it is, unknown fields included', () => {
    const result = { limit: 10, rows: [{ title: 'a', start: '1', open: true, new: { x: 1 } }], more: 1 };
    expect(read(structuredClone(result))).toEqual({ value: result, met: [] });
  });

  it('reads a number written as text, and counts that it did', () => {
    expect(read({ limit: '10', rows: [] })).toEqual({
      value: { limit: 10, rows: [] },
      met: ['limit as string'],
    });
  });

  it.each(['0x10', ' 1e3', '1e3', '.5', '5.', '+5', '0b1', '1_000', 'Infinity', '', '  ', '1 2', '−5', '１'])(
    'takes no number from %j, although a program might',
    (level) => {
      expect(read({ limit: 1, rows: [], extra: { level } })).toEqual({
        value: { limit: 1, rows: [], extra: {} },
        met: ['extra.level unreadable'],
      });
    },
  );

  it.each([
    [' 7\n', 7],
    ['-7', -7],
    ['007', 7],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('takes the number of %j, blanks or not', (level, number) => {
    expect(read({ limit: 1, rows: [], extra: { level } }).value.extra).toEqual({ level: number });
  });

  it.each(['7.5', '9007199254740993'])('takes no whole number from %j', (level) => {
    expect(read({ limit: 1, rows: [], extra: { level } }).value.extra).toEqual({});
  });

  it('reads text written as a number, and a boolean written as 0 or 1', () => {
    const { value, met } = read({ limit: 1, rows: [{ start: 1654608600, open: 1 }] });
    expect(value.rows).toEqual([{ start: '1654608600', open: true }]);
    expect(met).toEqual(['rows[].start as number', 'rows[].open as number']);
  });

  it.each([
    [1, true],
    ['1', true],
    ['TRUE', true],
    ['true', true],
    [0, false],
    ['0', false],
    ['False', false],
  ])('reads the boolean of %j', (open, value) => {
    expect(read({ limit: 1, rows: [{ open }] }).value.rows).toEqual([{ open: value }]);
  });

  it.each([2, 'yes', '', '01', [], {}])('takes no boolean from %j', (open) => {
    expect(read({ limit: 1, rows: [{ open }] }).value.rows).toEqual([{}]);
  });

  it('reads a boolean where there should be text, and one row where there should be a list', () => {
    const { value, met } = read({ limit: 1, rows: { title: true } });
    expect(value.rows).toEqual([{ title: 'true' }]);
    expect(met).toEqual(['rows as object', 'rows[].title as boolean']);
  });

  it('reads every variant that there is, and names those that it met', () => {
    const variants = [
      alias('rows[]', 'name', 'title'),
      alias('rows[]', 'from', 'start'),
      alias('', 'max', 'limit'),
    ];
    const { value, met } = normalise(
      { max: 1, rows: [{ name: 'a' }, { from: '2' }] },
      { output, variants, provider: 'huawei' },
    );
    expect(value).toEqual({ limit: 1, rows: [{ title: 'a' }, { start: '2' }] });
    expect(met).toEqual(['rows[].name as title', 'rows[].from as start', 'max as limit']);
  });

  it('names ten places at most that it cannot read, each once', () => {
    const many = z.looseObject(Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${n}`, z.int()])));
    expect(() => normalise({}, { output: many, variants: [], provider: 'huawei' })).toThrow(
      `at: ${Array.from({ length: 10 }, (_, n) => `f${n}`).join(', ')}.`,
    );
    expect(() => read({ limit: 1, rows: ['x', 'y'] })).toThrow('at: rows[].');
  });

  it('writes the spelling of the table where the vendor uses the other one', () => {
    const { value, met } = read({ limit: 1, rows: [{ name: 'a' }, { name: 'b', title: 'c' }] });
    expect(value.rows).toEqual([{ title: 'a' }, { title: 'c' }]);
    expect(met).toEqual(['rows[].name as title']);
  });

  it('opens JSON that was written as text, at any depth', () => {
    const { value } = read(JSON.stringify({ limit: '5', rows: [], extra: '{"level":"3"}' }));
    expect(value).toEqual({ limit: 5, rows: [], extra: { level: 3 } });
  });

  it('leaves out a field that nothing can be made of, and keeps the rest', () => {
    const { value, met } = read({ limit: 1, rows: [{ title: { deep: 1 }, start: '1' }] });
    expect(value.rows).toEqual([{ start: '1' }]);
    expect(met).toEqual(['rows[].title unreadable']);
  });

  it('keeps nulls', () => {
    expect(read({ limit: 1, rows: [{ title: null }] }).value.rows).toEqual([{ title: null }]);
  });

  it.each([
    ['a page without its rows', { limit: 1 }, 'rows'],
    ['a page whose limit is a word', { limit: 'many', rows: [] }, 'limit'],
    ['a list where a page should be', 42, 'result'],
    ['a row that is no object', { limit: 1, rows: ['x'] }, 'rows[]'],
  ])('refuses %s, naming the place and not the value', (_, result, place) => {
    const caught = (() => {
      try {
        read(result);
      } catch (error) {
        return error;
      }
    })() as Problem;
    expect(caught).toBeInstanceOf(Problem);
    expect(caught.slug).toBe('provider-malformed');
    expect(caught.message).toBe(`The answer of the vendor cannot be read at: ${place}.`);
  });
});
