import * as z from 'zod/mini';
import { described } from '../core/described.ts';
import { annotate } from '../core/notes.ts';
import { composeOperation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { secret } from '../core/sensitivity.ts';
import { resolveCode } from './find/resolveCode.ts';
import exampleOutput from './getMeeting.example.json' with { type: 'json' };
import { type JoinReading, readJoinUrl } from './join/readJoinUrl.ts';
import { meeting } from './model/meeting.ts';

/** The meeting behind a pasted link or number. */
export const resolveMeeting = composeOperation({
  id: 'meetings.resolve',
  route: { method: 'POST', path: '/v1/meetings/resolve' },
  input: z.strictObject({
    url: secret(
      described(
        z.string().check(z.minLength(1), z.maxLength(4096)),
        'Join link as it was pasted, or a meeting number.',
      ),
    ),
  }),
  output: meeting,
  async run({ url }, _, context) {
    const reading = readJoinUrl(url);
    if (reading.is !== 'meeting') throw new Problem('unknown-link', whyNot(reading));
    for (const code of reading.candidates) {
      const found = await resolveCode(code, context);
      if (found) return found;
    }
    throw new Problem('meeting-not-found', 'No account that this key may use has the meeting of this link.');
  },
});

function whyNot(reading: Exclude<JoinReading, { is: 'meeting' }>): string {
  if (reading.is === 'elsewhere')
    return `This is a link of ${reading.vendor}, a vendor that this gateway does not speak to.`;
  if (reading.is === 'other-page')
    return `This is a page of ${reading.provider} that leads into no meeting: paste the link for participants.`;
  const hosts = `Links of these hosts are known: ${reading.knownHosts.join(', ')}.`;
  const why = {
    'too-long': 'The text is longer than any join link.',
    'not-a-link': 'The text is neither a link nor a meeting number.',
    disguised: 'The link hides where it leads.',
    host: 'The link leads to a host that no vendor is known by.',
  }[reading.why];
  return `${why} ${hosts}`;
}

/* @__PURE__ */ annotate(resolveMeeting, {
  summary: { en: 'Find the meeting of a join link', zh: '通过入会链接查找会议' },
  description:
    'The meeting behind a join link or a meeting number of either vendor: the one that runs, else the next one, else the one that ended within a day. The link is recognised by its form and never fetched.',
  example: { input: { url: 'https://meeting.huaweicloud.com/#/j/914047175' }, output: exampleOutput },
});
