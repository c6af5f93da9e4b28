import * as z from 'zod/mini';
import { described } from '../core/described.ts';
import { annotate } from '../core/notes.ts';
import { composeOperation, type Perform } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import type { ProviderId } from '../core/provider.ts';
import { listOngoingWebinars } from '../vendors/huawei/operations/listOngoingWebinars.ts';
import { listLiveConferences } from '../vendors/quanshi/operations/listLiveConferences.ts';

/** What runs at one account of a provider: a page of one row tells how many rows there are. */
const sources: Record<
  ProviderId,
  { kind: 'webinar' | 'conference'; count(perform: Perform, account: string): Promise<number> }
> = {
  huawei: {
    kind: 'webinar',
    count: async (perform, account) => (await perform(listOngoingWebinars, { limit: 1 }, account)).count,
  },
  quanshi: {
    kind: 'conference',
    count: async (perform, account) => (await perform(listLiveConferences, { count: 1 }, account)).totalCount,
  },
};

/** How much runs now, over every account that the caller may use. A source that fails does not fail the others. */
export const countLive = composeOperation({
  id: 'meetings.countLive',
  route: { method: 'GET', path: '/v1/meetings/live/count' },
  input: z.strictObject({}),
  output: z.looseObject({
    total: described(z.int(), 'Webinars and conferences of all sources that answered.'),
    complete: described(z.boolean(), 'Whether every source answered.'),
    sources: z.array(
      z.looseObject({
        provider: described(z.string(), 'The provider.'),
        account: described(z.string(), 'The account at the provider.'),
        kind: described(z.enum(['webinar', 'conference']), 'What is counted.'),
        count: described(z.optional(z.int()), 'How many run now; absent where the source failed.'),
        problem: described(
          z.optional(z.looseObject({ slug: z.string(), detail: z.string() })),
          'Why there is no count: the problem and its detail.',
        ),
      }),
    ),
  }),
  async run(_, perform, { accounts }) {
    const failures: Problem[] = [];
    const counted = await Promise.all(
      accounts.map(async ({ provider, name: account }) => {
        const { kind, count } = sources[provider];
        try {
          return { provider, account, kind, count: await count(perform, account) };
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          failures.push(error);
          return { provider, account, kind, problem: { slug: error.slug, detail: error.message } };
        }
      }),
    );
    const [failure] = failures;
    if (failure && failures.length === counted.length) throw failure;
    return {
      total: counted.reduce((sum, { count = 0 }) => sum + count, 0),
      complete: failures.length === 0,
      sources: counted,
    };
  },
});

/* @__PURE__ */ annotate(countLive, {
  summary: { en: 'Count what runs now', zh: '统计正在召开的会议' },
  description:
    'How many webinars and conferences run now at each provider and account that the key may use. Where a source fails, its problem stands in its place and `complete` is false; where all fail, the call fails.',
  example: {
    input: {},
    output: {
      total: 3,
      complete: true,
      sources: [
        { provider: 'huawei', account: 'default', kind: 'webinar', count: 1 },
        { provider: 'quanshi', account: 'default', kind: 'conference', count: 2 },
      ],
    },
  },
});
