import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { personal, secret } from '../../../functions/core/sensitivity.ts';
import { alias } from '../../../functions/core/variant.ts';
import { viewOf, viewOfBody } from '../../../functions/core/view.ts';
import { withhold } from '../../../functions/core/withhold.ts';

const text = z.string().nullish();
const output = z.array(
  z.looseObject({
    code: secret(text),
    who: personal(text),
    name: text,
    size: z.int().nullish(),
    rooms: z.array(z.looseObject({ door: secret(text), floor: z.int().nullish(), label: text })).default([]),
    more: z.looseObject({ word: secret(text), tag: text }).nullish(),
  }),
);
const view = viewOf(output, [alias('[]', 'kode', 'code'), alias('[].rooms[]', 'etage', 'floor')]);
const value = [
  { code: '1', kode: '2', who: 'x', name: 'n', new: 9, rooms: [{ door: '3', floor: 1, new: 9 }] },
];
const none = (given: unknown) => withhold(given, view, ['secret', 'personal']);

describe('withhold', () => {
  it('hides nothing from who may see everything', () => {
    expect(withhold(value, view, [])).toBe(value);
  });

  it('leaves out marked and unknown fields at any depth, in every spelling', () => {
    expect(withhold(value, view, ['secret'])).toEqual([{ who: 'x', name: 'n', rooms: [{ floor: 1 }] }]);
  });

  it('leaves out one kind and keeps the other', () => {
    expect(withhold([{ code: '1', who: 'x' }], view, ['personal'])).toEqual([{ code: '1' }]);
  });

  it('knows the other spellings of what may be seen', () => {
    expect(none([{ rooms: [{ etage: 4 }] }])).toEqual([{ rooms: [{ etage: 4 }] }]);
  });

  it('leaves its argument as it is', () => {
    const before = structuredClone(value);
    none(value);
    expect(value).toEqual(before);
  });

  it('takes a value out of all that lies within its row, and whole words out of the rest', () => {
    expect(
      none([
        { code: 'Ab12Cd34', rooms: [{ label: 'xAb12Cd34x' }], name: 'n' },
        { name: 'xAb12Cd34x' },
        { name: 'to Ab12Cd34!' },
        { name: 'Ab12Cd34' },
      ]),
    ).toEqual([
      { rooms: [{ label: 'x[withheld]x' }], name: 'n' },
      { name: 'xAb12Cd34x' },
      { name: 'to [withheld]!' },
      {},
    ]);
  });

  it.each([
    ['123', '123', { name: '123' }],
    ['1234', '1234', {}],
    ['1234', 'x1234', { name: 'x1234' }],
    ['1234', '会1234议', { name: '会[withheld]议' }],
    ['1234567', 'x1234567', { name: 'x1234567' }],
    ['12345678', 'x12345678', { name: 'x[withheld]' }],
  ])('of the value %j leaves of the text %j in its row %j', (code, name, left) => {
    expect(none([{ code, name }])).toEqual([left]);
  });

  it('drops a number that is a withheld value of its row, and of that row alone', () => {
    expect(none([{ code: '2021', size: 2021 }, { size: 2021 }])).toEqual([{}, { size: 2021 }]);
  });

  it('drops what is no text where a text is known', () => {
    expect(none([{ name: { a: 'b' } }, { name: ['b'] }, { name: true }, { name: null }])).toEqual([
      {},
      {},
      { name: true },
      { name: null },
    ]);
  });

  it('reads an object or a list that is written as text, and keeps it text', () => {
    const more = JSON.stringify({ word: 'Ab12Cd34', tag: 'Ab12Cd34 t', new: 1 });
    expect(none([{ more }])).toEqual([{ more: '{"tag":"[withheld] t"}' }]);
    for (const odd of ['', 'x', '"x"', '{', `${'['.repeat(9_000)}${']'.repeat(9_000)}`, JSON.stringify(more)])
      expect(none([{ more: odd }])).toEqual([{}]);
  });

  it('reads one object where a list is known', () => {
    expect(none({ name: 'n', code: '1', rooms: { label: 'l', door: '2' } })).toEqual({
      name: 'n',
      rooms: { label: 'l' },
    });
  });

  it('knows the envelope around a result, and no more of the body', () => {
    const body = viewOfBody(view, { results: ['result'], beside: ['status', 'msg'] });
    expect(
      withhold({ status: 0, msg: 'ok', debug: 'x', result: [{ code: '1', name: 'n' }] }, body, ['secret']),
    ).toEqual({ status: 0, msg: 'ok', result: [{ name: 'n' }] });
  });

  it('takes time in proportion to its text, whatever the text is', () => {
    const parts = [
      'a',
      '1',
      'a.',
      'a@',
      '+1',
      '1:',
      'ff:',
      'password',
      'pin ',
      '密码',
      '://',
      'eyJ',
      '0.0.',
      "'",
      '-',
    ];
    for (const part of parts) {
      const rows = Array.from({ length: 40 }, () => ({ name: part.repeat(9_990 / part.length) }));
      const started = performance.now();
      none(rows);
      // Quadratic patterns take minutes.
      expect(performance.now() - started, part).toBeLessThan(2_000);
    }
  });
});
