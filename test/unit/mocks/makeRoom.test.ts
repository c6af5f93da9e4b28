import { expect, it } from 'vitest';
import { makeRoom } from '../../../mocks/core/makeRoom.ts';

const NOW = 1_000;
/** Sessions by when they expire, the oldest first. */
const sessions = (...expiries: number[]) =>
  new Map(expiries.map((expiresAt, index) => [`token-${index}`, { expiresAt }]));

it('nothing goes while there is room', () => {
  const kept = sessions(1, 2_000, 2_000);
  makeRoom(kept, NOW, 4);
  expect(kept.size).toBe(3);
});

it('those past their time go first, at the very instant too, and no other where that is enough', () => {
  const kept = sessions(2_000, 999, 1_000, 1_001);
  makeRoom(kept, NOW, 4);
  expect([...kept.keys()]).toEqual(['token-0', 'token-3']);
});

it('then the oldest go, until there is room for one more', () => {
  const kept = sessions(2_000, 2_000, 2_000, 2_000, 2_000);
  makeRoom(kept, NOW, 4);
  expect([...kept.keys()]).toEqual(['token-2', 'token-3', 'token-4']);
});
