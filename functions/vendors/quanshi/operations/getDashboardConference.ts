import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { liveConference } from '../liveConference.ts';
import { quanshi } from '../provider.ts';
import { count, text } from '../schemas.ts';
import output from './getDashboardConference.example.json' with { type: 'json' };

/** 根据会议 ID 查询单条会议信息. Times are Unix seconds. */
export const getDashboardConference = defineOperation({
  id: 'quanshi.getDashboardConference',
  provider: quanshi,
  route: { method: 'GET', path: '/v1/quanshi/conferences/{tempConferenceId}/counters' },
  call: { method: 'POST', path: '/confopenapi/admin/dashboard/conference/info' },
  input: z.strictObject({
    tempConferenceId: described(
      z.string().check(z.regex(/^\d{1,20}$/)),
      'Id of the conference while it runs.',
    ),
  }),
  output: z.looseObject({
    ...liveConference,
    tempConferenceId: text('Id of the conference while it runs.'),
    // Not what the list of running conferences says of the same names.
    voipCnt: count('Connections by VoIP.'),
    pstnCnt: count('Connections by telephone.'),
    videoCnt: count('Times that a camera was shared.'),
    desktopCnt: count('Times that a screen was shared.'),
  }),
  variants: [],
  effect: 'read',
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(getDashboardConference, {
  summary: { en: 'Get a conference with its counters', zh: '根据会议 ID 查询单条会议信息' },
  description:
    'A conference that runs or ran, with how many people are in it and how. The id is the one that it has while it runs: `quanshi.getStatus` tells it.',
  docs: 'https://developer.quanshi.com/cn/api/665',
  example: { input: { tempConferenceId: '22188557' }, output },
});
