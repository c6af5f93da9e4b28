import { describe, expect, it } from 'vitest';
import { forgetIsolate, isolateMemory, rememberBounded } from '../../../functions/core/isolate.ts';

describe('a bounded memory', () => {
  const filled = () => {
    const map = new Map<string, number>();
    for (const [n, key] of ['a', 'b', 'c'].entries()) rememberBounded(map, key, n, 3);
    return map;
  };

  it('lets the entry go that has waited longest, and only where there is one too many', () => {
    const map = filled();
    expect([...map.keys()]).toEqual(['a', 'b', 'c']);
    expect(rememberBounded(map, 'd', 3, 3)).toBe(3);
    expect([...map]).toEqual([
      ['b', 1],
      ['c', 2],
      ['d', 3],
    ]);
  });

  it('takes what is remembered again for new: the next one goes in its place', () => {
    const map = filled();
    rememberBounded(map, 'a', 9, 3);
    expect([...map.keys()]).toEqual(['b', 'c', 'a']);
    rememberBounded(map, 'd', 3, 3);
    expect([...map]).toEqual([
      ['c', 2],
      ['a', 9],
      ['d', 3],
    ]);
  });
});

it('an isolate that is as good as new remembers nothing of anything', () => {
  const [first, second] = [isolateMemory(() => new Map<string, number>()), isolateMemory(() => ({ n: 0 }))];
  first().set('a', 1);
  second().n = 1;
  expect(first()).toBe(first());
  forgetIsolate();
  expect([first().size, second().n]).toEqual([0, 0]);
});
