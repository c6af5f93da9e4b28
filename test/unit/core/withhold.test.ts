import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { personal, secret } from '../../../functions/core/sensitivity.ts';
import { alias } from '../../../functions/core/variant.ts';
import { sensitiveNames, withhold } from '../../../functions/core/withhold.ts';

const text = z.string().nullish();
const output = z.array(
  z.looseObject({
    code: secret(text),
    who: personal(text),
    rooms: z.array(z.looseObject({ door: secret(text) })),
  }),
);
const names = sensitiveNames(output, [alias('[]', 'kode', 'code')]);
const value = [{ code: '1', kode: '2', who: 'x', name: 'n', rooms: [{ door: '3', floor: 1 }] }];

describe('withhold', () => {
  it('hides nothing from who may see everything', () => {
    expect(withhold(value, names, [])).toBe(value);
  });

  it('leaves out marked fields at any depth, in every spelling', () => {
    expect(withhold(value, names, ['secret'])).toEqual([{ who: 'x', name: 'n', rooms: [{ floor: 1 }] }]);
  });

  it('leaves out one kind and keeps the other', () => {
    expect(withhold([{ code: '1', who: 'x' }], names, ['personal'])).toEqual([{ code: '1' }]);
  });

  it('finds the marks behind what may be absent, at any depth', () => {
    const inner = z.looseObject({ door: secret(text) });
    const deep = z.looseObject({
      hall: z.array(inner.nullish()).nullish(),
      desk: inner.optional().default({}),
    });
    const { secret: found } = sensitiveNames(z.array(deep).nullable(), []);
    expect([...found]).toEqual(['door']);
    const value = { hall: [{ door: 1, n: 1 }], desk: { door: 2 } };
    expect(withhold([value], sensitiveNames(z.array(deep.nullish()), []), ['secret'])).toEqual([
      { hall: [{ n: 1 }], desk: {} },
    ]);
  });

  it('knows a name in whatever capitals it is written', () => {
    expect(withhold({ CODE: '1', Kode: '2', WHO: 'x', n: 1 }, names, ['secret', 'personal'])).toEqual({
      n: 1,
    });
  });

  it('searches texts that are JSON, objects and lists, texts within texts too', () => {
    const hidden = (value: unknown) => withhold({ extra: JSON.stringify(value) }, names, ['secret']);
    expect(hidden({ code: 1, n: 2 })).toEqual({ extra: '{"n":2}' });
    expect(hidden([{ code: 1, n: 2 }])).toEqual({ extra: '[{"n":2}]' });
    expect(hidden({ deep: JSON.stringify([{ code: 1 }]) })).toEqual({ extra: '{"deep":"[{}]"}' });
    expect(withhold({ extra: ' \n{"code":1}' }, names, ['secret'])).toEqual({ extra: '{}' });
  });

  it.each(['{ "n" : 1.0 }', '[ 1e2 ]\n', '{"code":', '[not JSON', 'code: {"code":1}', ''])(
    'leaves the text %j as it is, as nothing is hidden in it',
    (extra) => {
      expect(withhold({ extra }, names, ['secret'])).toEqual({ extra });
    },
  );

  it('goes by the kind also where no document lists the field', () => {
    const extra = { deputyMobile: '1', localIp: '2', guestPassword: '3', zip: '4', equip: '5' };
    expect(withhold(extra, names, ['secret'])).toEqual({
      deputyMobile: '1',
      localIp: '2',
      zip: '4',
      equip: '5',
    });
    expect(withhold(extra, names, ['personal'])).toEqual({ guestPassword: '3', zip: '4', equip: '5' });
  });

  it('leaves out a field that no document lists when its name tells what it is', () => {
    const extra = {
      newPasswd: 'x',
      guestToken: 'y',
      hostJoinUrl: 'z',
      workMobile: '1',
      subject: 's',
      limit: 1,
    };
    expect(withhold(extra, names, ['secret', 'personal'])).toEqual({ subject: 's', limit: 1 });
  });
});
