import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { writtenExample } from '../../../functions/console/pages/describeOperation.ts';
import { fits } from '../../../functions/core/fits.ts';
import { vendorOperations as operations } from '../../../functions/registry.ts';

/** The paths of every value within a value. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

/** A copy with another value at a path. */
function replaced(value: unknown, [key, ...rest]: (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** zod leaves out a field of this name; passed on as JSON it does nobody harm. */
const key = fc.string().filter((name) => name !== '__proto__');

describe.each(operations)('the fast check of $id', (operation) => {
  const { output } = operation;
  const example = writtenExample(operation);

  it('takes the documented answer', () => {
    expect(fits(output, example)).toBe(true);
  });

  it('takes nothing that zod would refuse or change', () => {
    const paths = pathsOf(example);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.anything({ maxDepth: 1, key }), (path, value) => {
        const changed = replaced(example, path, value);
        if (!fits(output, changed)) return;
        const parsed = z.safeParse(output, changed);
        expect(parsed.success).toBe(true);
        expect(parsed.data).toEqual(changed);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a number written as text', () => {
    const numbers = pathsOf(example).filter((path) => {
      const value = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], example);
      return typeof value === 'number' && path.at(-1) !== 'productStatus';
    });
    for (const path of numbers)
      expect(fits(output, replaced(example, path, '7')), path.join('.')).toBe(false);
  });
});
