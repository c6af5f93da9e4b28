import * as z from 'zod';
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
  summary: { en: 'Count what runs now', zh: '统计正在召开的会议' },
  description:
    'How many webinars and conferences run now at each provider and account that the key may use. Where a source fails, its problem stands in its place and `complete` is false; where all fail, the call fails.',
  input: z.strictObject({}),
  output: z.looseObject({
    total: z.int().meta({ description: 'Webinars and conferences of all sources that answered.' }),
    complete: z.boolean().meta({ description: 'Whether every source answered.' }),
    sources: z.array(
      z.looseObject({
        provider: z.string().meta({ description: 'The provider.' }),
        account: z.string().meta({ description: 'The account at the provider.' }),
        kind: z.enum(['webinar', 'conference']).meta({ description: 'What is counted.' }),
        count: z.int().optional().meta({ description: 'How many run now; absent where the source failed.' }),
        problem: z
          .looseObject({ slug: z.string(), detail: z.string() })
          .optional()
          .meta({ description: 'Why there is no count: the problem and its detail.' }),
      }),
    ),
  }),
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
