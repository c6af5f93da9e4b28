import { HonoRequest } from 'hono/request';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../functions/core/operation.ts';
import { readJsonObject } from '../../../functions/core/readJsonObject.ts';
import { readInput } from '../../../functions/routes/readInput.ts';
import { createAuthRandom } from '../../../functions/vendors/huawei/operations/createAuthRandom.ts';
import { listLiveConferences } from '../../../functions/vendors/quanshi/operations/listLiveConferences.ts';

const from = (operation: unknown, query: string, path = {}, headers: Record<string, string> = {}) =>
  readInput(operation as Operation, {
    path,
    query: new HonoRequest(new Request(`https://gate.example/?${query}`)).queries(),
    header: (name) => headers[name],
  });

describe('readInput', () => {
  it('turns the texts of a query into the numbers and booleans of the schema', () => {
    expect(from(listLiveConferences, 'page=2&filterOneAttendee=true')).toEqual({
      page: 2,
      filterOneAttendee: true,
    });
  });

  it('gathers path, query and header', () => {
    expect(
      from(createAuthRandom, 'guestWaiting=1', { conferenceId: '007' }, { 'X-Password': '123' }),
    ).toEqual({
      conferenceId: '007',
      guestWaiting: 1,
      password: '123',
    });
  });

  it.each(['1e3', '0x10', ' 5', '5 ', '', '1.5', '99999999999999999'])(
    'keeps %j as text, which the schema refuses',
    (page) => {
      expect(from(listLiveConferences, new URLSearchParams({ page }).toString())).toEqual({ page });
    },
  );

  it('leaves the steering parameters alone and passes on unknown ones to be refused', () => {
    expect(from(listLiveConferences, 'raw=true&colour=red')).toEqual({ colour: 'red' });
  });

  it('leaves a steering parameter alone however often it is given: what steers refuses it', () => {
    expect(from(listLiveConferences, 'raw=true&raw=false&explain=1&explain=2')).toEqual({});
  });

  it('takes negative numbers, up to sixteen digits, and the word false', () => {
    expect(from(listLiveConferences, 'page=-2&count=1234567890123456&filterOneAttendee=false')).toEqual({
      page: -2,
      count: 1234567890123456,
      filterOneAttendee: false,
    });
    expect(from(listLiveConferences, 'filterOneAttendee=TRUE')).toEqual({ filterOneAttendee: 'TRUE' });
  });

  it('refuses a parameter that is given twice', () => {
    expect(() => from(listLiveConferences, 'page=1&page=2')).toThrow('page is given 2 times');
  });
});

describe('readJsonObject', () => {
  it('takes an empty body for an empty object', () => {
    for (const text of ['', ' ', '\r\n\t']) expect(readJsonObject(text)).toEqual({});
  });

  it.each(['[]', 'null', '"x"', '{', 'a=b'])('refuses %j without quoting it', (text) => {
    expect(() => readJsonObject(text)).toThrow('The body must be one JSON object.');
  });
});
