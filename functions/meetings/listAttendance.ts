import * as z from 'zod/mini';
import { described } from '../core/described.ts';
import { annotate } from '../core/notes.ts';
import { type ComposeContext, composeOperation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import type { ProviderId } from '../core/provider.ts';
import { reportOf } from './attendance/reportOf.ts';
import { requireZone, tableInputs } from './getAttendance.ts';
import exampleOutput from './listAttendance.example.json' with { type: 'json' };
import { filters, placeOf } from './listMeetings.ts';
import { readPage } from './lists/readPage.ts';
import { wantedOf } from './lists/wantedOf.ts';
import { attendanceRecord, attendanceReport } from './model/attendanceReport.ts';
import type { Meeting } from './model/meeting.ts';
import { listedSource } from './model/meetingList.ts';

/** Reports that are asked for at once: each takes calls of a vendor’s quota. */
const AT_ONCE = 4;
const REPORTED_BY: Record<string, string> = {
  huawei: 'huawei.searchAttendanceRecords',
  quanshi: 'quanshi.getReport',
} satisfies Record<ProviderId, string>;
const { meetingStartTime, meetingEndTime, asOf, coverage, meetingId } = attendanceReport.shape;

/** Who attended which meeting: per person and meeting, over a stretch of time. */
export const listAttendance = composeOperation({
  id: 'meetings.listAttendance',
  route: { method: 'GET', path: '/v1/attendance' },
  input: z.strictObject({
    ...filters,
    limit: described(z._default(z.int().check(z.minimum(1), z.maximum(50)), 10), 'Meetings of a page.'),
    format: described(
      z.optional(z.enum(['json', 'csv', 'ndjson'])),
      'A page of JSON, or all of it as a table or JSON lines; as `Accept` says unless told.',
    ),
    ...tableInputs,
  }),
  output: z.looseObject({
    data: z.array(
      z.extend(attendanceRecord, {
        ...{ meetingId, meetingStartTime, meetingEndTime, asOf, coverage },
        provider: described(z.string(), 'The provider.'),
        account: described(z.string(), 'The account at the provider.'),
        subject: described(z.optional(z.string()), 'Subject of the meeting.'),
      }),
    ),
    nextCursor: described(z.nullable(z.string()), 'Opaque; null where this is the last page.'),
    complete: described(z.boolean(), 'Whether every source answered.'),
    unreachable: described(z.array(z.string()), 'Sources that failed, as `provider/account`.'),
    sources: z.array(listedSource),
  }),
  paging: { by: 'cursor', cursor: 'cursor', next: 'nextCursor', rows: 'data' },
  async run({ cursor, limit, tz, kind, provider, account, from, to, partial }, _, context) {
    requireZone(tz);
    const query = { kind, provider, account, from, to, partial };
    const about = JSON.stringify(query);
    const place = await placeOf(cursor, about, context);
    const wanted = wantedOf({ ...query, status: 'ended', limit }, place.began, context);
    const page = await readPage(wanted, place, context);
    const failed: { meeting: Meeting; problem: Problem }[] = [];
    const data: z.output<typeof attendanceRecord>[] = [];
    for (let at = 0; at < page.meetings.length; at += AT_ONCE) {
      const some = page.meetings.slice(at, at + AT_ONCE);
      for (const told of await Promise.all(some.map((meeting) => rowsOf(meeting, context)))) {
        if (Array.isArray(told)) data.push(...told);
        // What a moment's rest mends is for the caller to ask again, and so is anything where all is wanted.
        else if (wanted.whole || told.problem.slug === 'provider-throttled') throw told.problem;
        else failed.push(told);
      }
    }
    const { complete, unreachable, sources, next } = page;
    const missing = failed.map(({ meeting }) => `${meeting.provider}/${meeting.account}`);
    return {
      data: data as never,
      nextCursor: next && (await context.seal(next, about)),
      complete: complete && failed.length === 0,
      unreachable: [...new Set([...unreachable, ...missing])],
      sources: [
        ...sources,
        ...failed.map(({ meeting: { provider, account }, problem }) => ({
          ...{ provider, account, operation: REPORTED_BY[provider], status: 'failed' as const },
          problem: { slug: problem.slug, detail: problem.message },
        })),
      ],
    };
  },
});

async function rowsOf(meeting: Meeting, context: ComposeContext) {
  try {
    const {
      attendanceRecords,
      source: _,
      totalParticipantCount: __,
      participantCounts: ___,
      ...about
    } = await reportOf(meeting, context);
    return attendanceRecords.map((record) => ({ ...about, ...record }));
  } catch (error) {
    if (error instanceof Problem) return { meeting, problem: error };
    throw error;
  }
}

/* @__PURE__ */ annotate(listAttendance, {
  summary: { en: 'Who attended the meetings of a stretch of time', zh: '查询一段时间内的参会情况' },
  description:
    'A row for each person and meeting that has ended, in order of the meetings. As CSV or NDJSON all of it is one stream, which is all or nothing: where a source fails it breaks off. Of Quanshi, these are the meetings of the hosts who are configured.',
  example: { input: { limit: 2 }, output: exampleOutput },
});
