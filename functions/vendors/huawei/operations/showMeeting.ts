import * as z from 'zod/mini';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { meetingDetail } from '../meetingDetail.ts';
import { huawei } from '../provider.ts';
import { conferenceId, invited } from '../schemas.ts';
import output from './showMeeting.example.json' with { type: 'json' };

/** 查询会议详情. Times are UTC, `yyyy-MM-dd HH:mm`. */
export const showMeeting = defineOperation({
  id: 'huawei.showMeeting',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/conferences/{conferenceId}' },
  call: {
    method: 'GET',
    path: '/v1/mmc/management/conferences/confDetail',
    names: { conferenceId: 'conferenceID' },
  },
  input: z.strictObject({ conferenceId, ...invited }),
  output: meetingDetail,
  variants: [],
  effect: 'read',
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(showMeeting, {
  summary: { en: 'Show a meeting that is booked or running', zh: '查询会议详情' },
  description: 'A meeting that has not ended, and who is invited to it.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_0018.html',
  example: { input: { conferenceId: '914047175' }, output },
});
