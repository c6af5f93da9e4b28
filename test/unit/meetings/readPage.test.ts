import { describe, expect, it } from 'vitest';
import type { ComposeContext } from '../../../functions/core/operation.ts';
import { Problem } from '../../../functions/core/problem.ts';
import { readPage } from '../../../functions/meetings/lists/readPage.ts';

describe('a page of which every list fails', () => {
  it.each(['the first of them', 'the last of them'])(
    'is told by what opened a breaker where that is %s, and not by the breaker',
    async (place) => {
      let asked = 0;
      const context = {
        at: 0,
        accounts: [
          { provider: 'huawei', name: 'default' },
          { provider: 'quanshi', name: 'default' },
        ],
        ask: async () => {
          asked++;
          const cause = (asked === 1) === (place === 'the first of them');
          throw new Problem(cause ? 'provider-unreachable' : 'provider-circuit-open', 'No answer.');
        },
      } as unknown as ComposeContext;
      const reading = readPage(
        { lists: ({ has }) => has.includes('ongoing'), keep: () => true, limit: 1, from: 0, to: 1 },
        { began: 0, at: {}, given: [] },
        context,
      );
      await expect(reading).rejects.toMatchObject({ slug: 'provider-unreachable' });
      expect(asked).toBeGreaterThan(1);
    },
  );
});
