import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { personal } from '../../../core/sensitivity.ts';
import { quanshi } from '../provider.ts';
import { count, eventId, text } from '../schemas.ts';
import output from './listAttendees.example.json' with { type: 'json' };

/** 查询会中参会人终端列表. */
export const listAttendees = defineOperation({
  id: 'quanshi.listAttendees',
  provider: quanshi,
  route: { method: 'GET', path: '/v1/quanshi/conferences/{eventId}/attendees' },
  call: { method: 'POST', path: '/confopenapi/conference/attendee/list' },
  input: z.strictObject({
    eventId,
    page: described(z._default(z.int().check(z.minimum(1), z.maximum(2_147_483_647)), 1), 'Page, from 1.'),
    // No maximum is documented: as on the list of conferences.
    count: described(z._default(z.int().check(z.minimum(1), z.maximum(1000)), 20), 'Rows of a page.'),
  }),
  output: z.looseObject({
    list: z.array(
      z.looseObject({
        eventId: count('Booking id.'),
        conferenceId: text('Conference id.'),
        tempUserId: count('Id of this device, in this conference alone.'),
        userId: count('User id.'),
        customerCode: text('Customer code.'),
        name: text('Name.'),
        email: personal(text('E-mail.')),
        mobile: personal(text('Mobile.')),
        role: count('Role, in numbers.'),
        roles: described(z.nullish(z.array(z.int())), 'Roles, in numbers.'),
        deviceType: text('Kind of device.'),
        deviceVer: text('Version of its program.'),
        deviceId: personal(text('Device id.')),
        localIp: personal(text('IP address in its own network.')),
        ip: personal(text('IP address.')),
        location: personal(text('Where it is.')),
        carrier: text('Internet provider.'),
        netType: text('Kind of network.'),
      }),
    ),
  }),
  variants: [],
  effect: 'read',
  paging: { by: 'page', page: 'page', size: 'count', rows: 'list', key: 'tempUserId' },
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(listAttendees, {
  summary: { en: 'List who is in a running conference', zh: '查询会中参会人终端列表' },
  description:
    'Who is in a conference now: one row for each device. The vendor does not tell how many there are in all: the page after the last one is empty.',
  docs: 'https://developer.quanshi.com/cn/node/657',
  example: { input: { eventId: 1165158, page: 1, count: 50 }, output },
});
