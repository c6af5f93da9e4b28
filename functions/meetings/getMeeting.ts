import * as z from 'zod/mini';
import { described } from '../core/described.ts';
import { annotate } from '../core/notes.ts';
import { composeOperation } from '../core/operation.ts';
import { findMeeting } from './find/findMeeting.ts';
import exampleOutput from './getMeeting.example.json' with { type: 'json' };
import { meeting } from './model/meeting.ts';

/** The id of a meeting as an input. */
export const meetingId = described(
  z.string().check(z.regex(/^[0-9a-f]{8,600}$/, 'must be the id of a meeting, as lists of meetings give it')),
  'Id of the meeting, as `GET /v1/meetings` tells it.',
);

/** The webinar of Huawei’s document, of an account named `default`. */
export const exampleId = '6875617765690164656661756c7401776562696e6172009cc9db0ba95911eba637897a0ff0f70e';

/** One meeting, whichever vendor has it. */
export const getMeeting = composeOperation({
  id: 'meetings.get',
  route: { method: 'GET', path: '/v1/meetings/{id}' },
  input: z.strictObject({ id: meetingId }),
  output: meeting,
  run: ({ id }, _, context) => findMeeting(id, context),
});

/* @__PURE__ */ annotate(getMeeting, {
  summary: { en: 'Get a meeting', zh: '查询会议' },
  description:
    'A meeting as it is now, by its id. Huawei’s id changes once, when a booked meeting begins: the former one finds it as well.',
  example: { input: { id: exampleId }, output: exampleOutput },
});
