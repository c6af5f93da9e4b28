/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { described } from '../../../functions/core/described.ts';
import { annotate } from '../../../functions/core/notes.ts';
import { defineOperation, type Operation } from '../../../functions/core/operation.ts';
import { operations } from '../../../functions/registry.ts';
import { huawei } from '../../../functions/vendors/huawei/provider.ts';
import { checkRegistry } from '../../docs/checkRegistry.ts';

/** An operation that holds together, with some of it changed. */
function sound(change: object = {}, said: object = {}): Operation {
  const made = defineOperation({
    id: 'huawei.test',
    provider: huawei,
    route: { method: 'GET', path: '/v1/huawei/test' },
    call: { method: 'GET', path: '/test' },
    input: z.strictObject({ a: described(z.string(), 'A.') }),
    output: z.looseObject({}),
    variants: [],
    effect: 'read',
    shareSeconds: 0,
  });
  const operation = { ...made, ...change };
  annotate(operation, {
    summary: { en: 'Test', zh: '测试' },
    description: 'A test.',
    docs: 'https://example.com',
    example: { input: { a: 'x' }, output: {} },
    ...said,
  });
  return operation as unknown as Operation;
}

describe('the registry', () => {
  it('holds an operation for every answer that the documents print', () => {
    const printed = Object.keys(import.meta.glob('../../../fixtures/documents/*.response.json')).map((path) =>
      path.replace(/^.*\/|\.response\.json$/g, ''),
    );
    expect(printed.length).toBeGreaterThanOrEqual(5);
    expect(operations.map(({ id }) => id)).toEqual(expect.arrayContaining(printed));
  });

  it('holds together', () => {
    expect(() => checkRegistry(operations)).not.toThrow();
  });

  it('takes a sound operation', () => {
    expect(() => checkRegistry([sound()])).not.toThrow();
  });

  it.each([
    ['an id of another provider', { id: 'quanshi.test' }, {}, 'the id must start with huawei.'],
    [
      'a call with an input there is not',
      { call: { method: 'GET', path: '/', names: { b: 'c' } } },
      {},
      'no input b',
    ],
    [
      'an example that does not fit',
      {},
      { example: { input: {}, output: {} } },
      'the example input does not fit',
    ],
    ['no document of the vendor', {}, { docs: '' }, 'must be named'],
  ])('refuses %s', (_, change, said, why) => {
    expect(() => checkRegistry([sound(change, said)])).toThrow(why);
  });

  it('refuses an operation of which nothing is told', () => {
    expect(() => checkRegistry([{ ...sound() }])).toThrow('Operation huawei.test: nothing is told of it');
  });

  it('refuses two operations on one route', () => {
    expect(() => checkRegistry([sound(), sound({ id: 'huawei.other' })])).toThrow('is taken');
  });
});
