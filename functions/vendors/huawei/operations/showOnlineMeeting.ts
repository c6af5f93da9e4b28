import * as z from 'zod/mini';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { meetingDetail } from '../meetingDetail.ts';
import { huawei } from '../provider.ts';
import { conferenceId, invited } from '../schemas.ts';
import output from './showOnlineMeeting.example.json' with { type: 'json' };

/** 查询在线会议详情. Times are UTC, `yyyy-MM-dd HH:mm`. */
export const showOnlineMeeting = defineOperation({
  id: 'huawei.showOnlineMeeting',
  provider: huawei,
  route: { method: 'GET', path: '/v1/huawei/conferences/{conferenceId}/online' },
  call: {
    method: 'GET',
    path: '/v1/mmc/management/conferences/online/confDetail',
    names: { conferenceId: 'conferenceID' },
  },
  input: z.strictObject({ conferenceId, ...invited }),
  output: meetingDetail,
  variants: [],
  effect: 'read',
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(showOnlineMeeting, {
  summary: { en: 'Show a running meeting', zh: '查询在线会议详情' },
  description:
    'A meeting that is running, and who is invited to it; who is in it tells `huawei.listOnlineAttendees`.',
  docs: 'https://support.huaweicloud.com/api-meeting/meeting_21_0026.html',
  example: { input: { conferenceId: '914047175' }, output },
});
