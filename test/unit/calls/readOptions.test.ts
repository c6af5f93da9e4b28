import { describe, expect, it } from 'vitest';
import { answerHeaders, callOptions, VARY } from '../../../functions/calls/options.ts';
import { readOptions } from '../../../functions/calls/readOptions.ts';
import { Problem } from '../../../functions/core/problem.ts';

const read = (headers: Record<string, string> = {}, query: Record<string, string[]> = {}) =>
  readOptions({ header: (name) => headers[name], query: (name) => query[name] });
const refusal = (headers: Record<string, string>, query: Record<string, string[]> = {}) => {
  try {
    read(headers, query);
  } catch (error) {
    if (error instanceof Problem) return error.members.errors?.[0];
    throw error;
  }
  return undefined;
};

describe('the options of a call', () => {
  it('are read by their names on the wire, and absent where nothing is sent', () => {
    expect(read()).toEqual({});
    expect(
      read(
        {
          'X-Request-Id': 'id_1=',
          'X-Account': 'main',
          'X-On-Behalf-Of': 'zhang',
          'Accept-Language': 'zh-CN, en;q=0.5',
          'X-Timeout-Ms': '2000',
          'Cache-Control': 'no-cache',
        },
        { raw: ['true'], explain: ['false'] },
      ),
    ).toEqual({
      requestId: 'id_1=',
      account: 'main',
      onBehalfOf: 'zhang',
      acceptLanguage: 'zh-CN, en;q=0.5',
      timeoutMs: 2000,
      cache: 'no-cache',
      raw: true,
      explain: false,
    });
  });

  it.each([
    ['100', 100],
    ['99999', 99_999],
  ])('take a deadline of %s ms, a border', (text, timeoutMs) => {
    expect(read({ 'X-Timeout-Ms': text })).toEqual({ timeoutMs });
  });

  it.each(['99', '100000', '0100', '1e3', '-200', ' 200', '200.5', ''])('refuse a deadline of %j', (text) => {
    expect(refusal({ 'X-Timeout-Ms': text })).toEqual({
      field: 'X-Timeout-Ms',
      detail: 'must be milliseconds from 100 to 99999',
    });
  });

  it('refuse a parameter that is given twice, and one that is neither true nor false', () => {
    for (const raw of [['true', 'true'], ['true', 'false'], ['1'], ['TRUE'], ['']])
      expect(refusal({}, { raw })).toEqual({ field: 'raw', detail: 'must be true or false' });
  });

  it.each([
    ['no-store', 'no-store'],
    ['NO-STORE, no-cache', 'no-store'],
    ['no-cache, no-store', 'no-store'],
    ['no-cache', 'no-cache'],
    ['max-age=0', 'no-cache'],
    ['max-age=60', undefined],
    ['only-if-cached', undefined],
    ['', undefined],
  ])('take Cache-Control: %s as %s', (header, cache) => {
    expect(read({ 'Cache-Control': header })).toEqual(cache ? { cache } : {});
  });

  it('refuse an account that is no name, and languages that are none', () => {
    expect(refusal({ 'X-Account': 'a b' })?.field).toBe('X-Account');
    expect(refusal({ 'X-Account': 'x'.repeat(65) })?.field).toBe('X-Account');
    expect(refusal({ 'Accept-Language': 'zh\u0007' })?.field).toBe('Accept-Language');
    expect(refusal({ 'Accept-Language': 'x'.repeat(129) })?.field).toBe('Accept-Language');
  });

  it('leave out a request id that is none: it is made anew', () => {
    expect(read({ 'X-Request-Id': 'with space' })).toEqual({});
    expect(read({ 'X-Request-Id': 'x'.repeat(256) })).toEqual({});
  });
});

describe('the table of options', () => {
  it('says of each header that changes an answer that answers vary by it', () => {
    expect(VARY).toBe('Authorization, X-Account, X-On-Behalf-Of, Accept-Language');
  });

  it('names what it declares in answers, too', () => {
    expect(Object.keys(answerHeaders)).toContain(callOptions.requestId.name);
  });
});
