import * as z from 'zod/mini';
import { described } from '../core/described.ts';
import { annotate } from '../core/notes.ts';
import { composeOperation } from '../core/operation.ts';
import { invalidInput } from '../core/problem.ts';
import { reportOf } from './attendance/reportOf.ts';
import { findMeeting } from './find/findMeeting.ts';
import exampleOutput from './getAttendance.example.json' with { type: 'json' };
import { exampleId, meetingId } from './getMeeting.ts';
import { attendanceReport } from './model/attendanceReport.ts';

/** How attendance is written where it is not JSON: by `format`, or by the header `Accept`. */
export const tableInputs = {
  rows: described(
    z._default(z.enum(['people', 'intervals']), 'people'),
    'Of a table: a row for each person, or for each time that one joined.',
  ),
  bom: described(
    z._default(z.boolean(), true),
    'Of CSV: whether a byte order mark comes first, without which Excel misreads it.',
  ),
  tz: described(
    z._default(
      z
        .string()
        .check(
          z.regex(
            /^[A-Za-z0-9_+-]{1,32}(?:\/[A-Za-z0-9_+-]{1,32}){0,2}$/,
            'must be a time zone such as Asia/Shanghai',
          ),
        ),
      'UTC',
    ),
    'Time zone of tables and pictures, such as Asia/Shanghai.',
  ),
  lang: described(z._default(z.enum(['en', 'zh']), 'en'), 'Language of headers and of the picture.'),
};

/** Who was in one meeting, and for how long. */
export const getAttendance = composeOperation({
  id: 'meetings.getAttendance',
  route: { method: 'GET', path: '/v1/meetings/{id}/attendance' },
  input: z.strictObject({
    id: meetingId,
    format: described(
      z.optional(z.enum(['json', 'csv', 'ndjson', 'svg'])),
      'JSON, a table, JSON lines, or a picture; as `Accept` says unless told.',
    ),
    ...tableInputs,
  }),
  output: z.extend(attendanceReport, {
    provider: described(z.string(), 'The provider.'),
    account: described(z.string(), 'The account at the provider.'),
    subject: described(z.optional(z.string()), 'Subject of the meeting.'),
  }),
  async run({ id, tz }, _, context) {
    requireZone(tz);
    return (await reportOf(await findMeeting(id, context), context)) as never;
  },
});

/** @throws Problem `invalid-input` where there is no such time zone */
export function requireZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    const detail = 'must be a time zone such as Asia/Shanghai';
    throw invalidInput({ field: 'tz', detail });
  }
}

/* @__PURE__ */ annotate(getAttendance, {
  summary: { en: 'Who attended a meeting', zh: '查询会议的参会情况' },
  description:
    'Who was in a meeting and for how long, each person once: of those that have ended each join with its times, of what runs at either vendor who is in it now. Where the vendor has no report, what its events told and the watcher saw in the last days, marked as that (`observed`) and `partial`: stays of Huawei’s, numbers alone of Quanshi’s. Where nobody recorded who came, `coverage` is `not_recorded`.',
  // The documented webinar, which always runs in the simulation.
  example: { input: { id: exampleId }, output: exampleOutput },
});
