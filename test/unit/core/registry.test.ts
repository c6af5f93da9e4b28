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
    call: { method: 'GET', path: '/test', query: { a: 'a' } },
    summary: { en: 'Test', zh: '测试' },
    description: 'A test.',
    docs: 'https://example.com',
    input: z.strictObject({ a: z.string().meta({ description: 'A.' }) }),
    output: z.looseObject({}),
    variants: [],
    repeatable: true,
    shareSeconds: 0,
    example: { input: { a: 'x' }, output: {} },
  }) as unknown as Operation;

describe('the registry', () => {
  it('holds the operations of the five documents', () => {
    expect(operations.map(({ id }) => id)).toEqual([
      'huawei.listOngoingWebinars',
      'huawei.searchAttendanceRecords',
      'huawei.createAuthRandom',
      'quanshi.listLiveConferences',
      'quanshi.getConferenceByJoinUrl',
    ]);
  });

  it('takes a sound operation', () => {
    expect(() => checkRegistry([sound()])).not.toThrow();
  });

  it.each([
    ['an id of another provider', { id: 'quanshi.test' }, 'the id must start with huawei.'],
    ['an input that goes nowhere', { call: { method: 'GET', path: '/test' } }, 'the input a goes nowhere'],
    [
      'a call with an input there is not',
      { call: { method: 'GET', path: '/', query: { a: 'a', b: 'b' } } },
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
