import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { personal } from '../../../core/sensitivity.ts';
import { alias } from '../../../core/variant.ts';
import { quanshi } from '../provider.ts';
import { count, eventId, text } from '../schemas.ts';
import output from './getReport.example.json' with { type: 'json' };

/** 获取单场会议的参会记录数据. Times are Unix seconds. */
export const getReport = defineOperation({
  id: 'quanshi.getReport',
  provider: quanshi,
  route: { method: 'GET', path: '/v1/quanshi/conferences/{eventId}/report' },
  call: { method: 'POST', path: '/confopenapi/conference/report/getReportDatas/v2' },
  input: z.strictObject({ eventId }),
  output: z.looseObject({
    interaction: described(
      z.nullish(
        z.array(
          z.looseObject({
            name: text('Name.'),
            mobile: personal(text('Mobile, such as +86-13900000000.')),
            email: personal(text('E-mail.')),
            role: count('0 participant, 1 host.'),
            onlineTime: count('When they joined: Unix seconds.'),
            offlineTime: count('When they left: Unix seconds.'),
            deviceType: text('Kind of device.'),
            ip: personal(text('IP address.')),
            tempConferenceId: text('Id of the conference that they joined.'),
          }),
        ),
      ),
      'Who joined.',
    ),
    tempConfenceList: described(
      z.nullish(
        z.array(
          z.looseObject({
            tempConferenceId: text('Id of the conference while it ran.'),
            realStartTime: text('When it began: Unix seconds.'),
            realEndTime: text('When it ended: Unix seconds.'),
          }),
        ),
      ),
      'Each time that it was held. The odd name is the vendor’s.',
    ),
  }),
  variants: [alias('interaction[]', 'roleId', 'role')],
  effect: 'read',
  shareSeconds: 30,
});

/* @__PURE__ */ annotate(getReport, {
  summary: { en: 'Get who attended a conference', zh: '获取单场会议的参会记录数据' },
  description:
    'Everybody who joined a conference with one of the vendor’s clients: one row for each time. A conference may have been held several times; each has an id of its own.',
  docs: 'https://developer.quanshi.com/cn/node/482',
  example: { input: { eventId: 1165158 }, output },
});
