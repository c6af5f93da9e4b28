import { expect, it } from 'vitest';
import { isKept, LONGEST_KEPT } from '../../../../functions/webhooks/hooks/carryOut.ts';

it('an answer is kept up to its last character that fits, and not with one more', () => {
  expect([isKept('x'.repeat(LONGEST_KEPT)), isKept('x'.repeat(LONGEST_KEPT + 1))]).toEqual([true, false]);
});
