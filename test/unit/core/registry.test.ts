/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineOperation, type Operation } from '../../../functions/core/operation.ts';
import { checkRegistry, operations } from '../../../functions/registry.ts';
import { huawei } from '../../../functions/vendors/huawei/provider.ts';

const sound = () =>
  defineOperation({
    id: 'huawei.test',
    provider: huawei,
    route: { method: 'GET', path: '/v1/huawei/test' },
    call: { method: 'GET', path: '/test' },
    summary: { en: 'Test', zh: '测试' },
    description: 'A test.',
    docs: 'https://example.com',
    input: z.strictObject({ a: z.string().meta({ description: 'A.' }) }),
    output: z.looseObject({}),
    variants: [],
    effect: 'read',
    shareSeconds: 0,
    example: { input: { a: 'x' }, output: {} },
  }) as unknown as Operation;

describe('the registry', () => {
  it('holds an operation for every answer that the documents print', () => {
    const printed = Object.keys(import.meta.glob('../../../fixtures/documents/*.response.json')).map((path) =>
      path.replace(/^.*\/|\.response\.json$/g, ''),
    );
    expect(printed.length).toBeGreaterThanOrEqual(5);
    expect(operations.map(({ id }) => id)).toEqual(expect.arrayContaining(printed));
  });

  it('takes a sound operation', () => {
    expect(() => checkRegistry([sound()])).not.toThrow();
  });

  it.each([
    ['an id of another provider', { id: 'quanshi.test' }, 'the id must start with huawei.'],
    [
      'a call with an input there is not',
      { call: { method: 'GET', path: '/', names: { b: 'c' } } },
      'no input b',
    ],
    [
      'an example that does not fit',
      { example: { input: {}, output: {} } },
      'the example input does not fit',
    ],
  ])('refuses %s', (_, change, why) => {
    expect(() => checkRegistry([{ ...sound(), ...change } as Operation])).toThrow(why);
  });

  it('refuses two operations on one route', () => {
    expect(() => checkRegistry([sound(), { ...sound(), id: 'huawei.other' }])).toThrow('is taken');
  });
});
