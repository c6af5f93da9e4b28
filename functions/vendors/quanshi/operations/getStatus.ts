import * as z from 'zod/mini';
import { described } from '../../../core/described.ts';
import { annotate } from '../../../core/notes.ts';
import { defineOperation } from '../../../core/operation.ts';
import { quanshi } from '../provider.ts';
import { count, eventId, text } from '../schemas.ts';
import output from './getStatus.example.json' with { type: 'json' };

/** 获取会议最新实时状态. */
export const getStatus = defineOperation({
  id: 'quanshi.getStatus',
  provider: quanshi,
  route: { method: 'POST', path: '/v1/quanshi/conferences/status' },
  call: { method: 'POST', path: '/confopenapi/conference/getStatus' },
  input: z.strictObject({
    // No maximum is documented; as many as one may ask users for.
    eventIds: described(
      z.array(eventId).check(z.minLength(1), z.maxLength(200)),
      'Booking ids, at most 200.',
    ),
  }),
  output: z.looseObject({
    conferences: z.array(
      z.looseObject({
        eventId: count('Booking id.'),
        conferenceId: text('Conference id.'),
        status: count('0 no such conference, 1 booked, 2 running, 4 over, 5 expired without being held.'),
        tempConferenceId: text('Id of the conference while it runs.'),
        userId: count('User id of the host.'),
        tempConfStatus: count('Status of the conference while it runs, in numbers.'),
      }),
    ),
  }),
  variants: [],
  effect: 'read',
  shareSeconds: 5,
});

/* @__PURE__ */ annotate(getStatus, {
  summary: { en: 'Get the status of conferences', zh: '获取会议最新实时状态' },
  description:
    'Whether conferences are booked, running or over. One is over a minute after everybody left; until 12 hours past its booked end it may run again.',
  docs: 'https://developer.quanshi.com/en/api/537',
  example: { input: { eventIds: [1165158, 566390] }, output },
});
