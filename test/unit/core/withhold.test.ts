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
