import * as z from 'zod/mini';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { meetingDetail } from '../meetingDetail.ts';
import { huawei } from '../provider.ts';
import { confUUID, invited } from '../schemas.ts';
import output from './showHistoryMeeting.example.json' with { type: 'json' };

/** 查询历史会议详情. Times are UTC, `yyyy-MM-dd HH:mm`. */
export const showHistoryMeeting = defineOperation({
  id: 'huawei.showHistoryMeeting',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/conferences/{confUUID}/history' },
  call: {
    method: 'GET',
    path: '/v1/mmc/management/conferences/history/confDetail',
  },
  input: z.strictObject({ confUUID, ...invited }),
  output: meetingDetail,
  variants: [],
  effect: 'read',
  shareSeconds: 30,
});

/* @__PURE__ */ annotate(showHistoryMeeting, {
  summary: { en: 'Show a meeting that has ended', zh: '查询历史会议详情' },
  description:
    'A meeting that has ended, and who was invited to it; who came tells `huawei.searchAttendanceRecords`.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_0052.html',
  example: { input: { confUUID: '9a0fa6d10a5b11eaae5e191763c22c0e' }, output },
});
