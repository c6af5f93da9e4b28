import { describe, expect, it } from 'vitest';
import { isPointer, valueAt } from '../../../../functions/webhooks/hooks/pointer.ts';

/** The document of RFC 6901, section 5. */
const DOCUMENT = JSON.parse(String.raw`{
  "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8
}`) as Record<string, unknown>;

describe('a JSON Pointer', () => {
  it.each([
    ['', DOCUMENT],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%j finds what the table of RFC 6901 has', (pointer, value) => {
    expect(isPointer(pointer)).toBe(true);
    expect(valueAt(DOCUMENT, pointer)).toEqual(value);
  });

  it('unescapes ~1 before ~0, so that ~01 is ~1', () => {
    expect(valueAt({ '~1': 'tilde', '/': 'slash' }, '/~01')).toBe('tilde');
  });

  it('finds null, and nothing where nothing is', () => {
    expect(valueAt({ a: null }, '/a')).toBeNull();
    for (const pointer of [
      '/b',
      '/foo/2',
      '/foo/-',
      '/foo/00',
      '/foo/-1',
      '/foo/1e0',
      '/foo/length',
      '/a~1b/x',
    ])
      expect(valueAt(DOCUMENT, pointer)).toBeUndefined();
    for (const document of [null, 1, 'text', undefined]) expect(valueAt(document, '/0')).toBeUndefined();
  });

  it('reaches nothing that an object inherits', () => {
    for (const pointer of ['/constructor', '/__proto__', '/toString', '/foo/constructor'])
      expect(valueAt(DOCUMENT, pointer)).toBeUndefined();
    expect(valueAt(JSON.parse('{"__proto__":{"a":1}}'), '/__proto__/a')).toBe(1);
  });

  it.each(['foo', 'foo/bar', '/~', '/~2', '/a~', '#/foo', ' /foo'])('%j is none', (text) => {
    expect(isPointer(text)).toBe(false);
  });
});
