import type { ComposeContext } from '../../core/operation.ts';
import { Problem } from '../../core/problem.ts';
import type { ProviderId } from '../../core/provider.ts';
import { getConferenceByJoinUrl } from '../../vendors/quanshi/operations/getConferenceByJoinUrl.ts';
import type { JoinCode } from '../join/readJoinUrl.ts';
import { readPage } from '../lists/readPage.ts';
import { meetingTold } from '../mapping/meetingTold.ts';
import { bookedConference } from '../mapping/quanshi.ts';
import { withBooking } from '../merge/withBooking.ts';
import type { Meeting } from '../model/meeting.ts';
import { readMeetingId } from '../model/meetingId.ts';
import { findConference } from './findConference.ts';

const DAY = 86_400_000;
/** The next ones of a number: a series has many. */
const SOME = 20;

/** What a link stands for; undefined where no account has it. @throws Problem */
export async function resolveCode(code: JoinCode, context: ComposeContext): Promise<Meeting | undefined> {
  const accounts = context.accounts.filter(({ provider }) => provider === code.provider);
  return accounts.length === 0 ? undefined : resolvers[code.provider](code, accounts, context);
}

type Resolve = (
  code: JoinCode,
  accounts: ComposeContext['accounts'],
  context: ComposeContext,
) => Promise<Meeting | undefined>;

const resolvers: Record<ProviderId, Resolve> = {
  huawei: ({ provider, meetingNumber = '' }, _, context) => byNumber(provider, meetingNumber, context),
  async quanshi({ provider, url, runningId }, accounts, context) {
    if (url !== undefined) return byLink(url, accounts, context);
    if (runningId === undefined) return undefined;
    for (const { name: account } of accounts) {
      const key = { provider, account, kind: 'meeting', own: `t${runningId}` } as const;
      const found = await findConference(key, context);
      if (found) return found;
    }
    return undefined;
  },
};

/** Of a number: what runs, else what comes next, else what ended last. */
async function byNumber(
  provider: ProviderId,
  number: string,
  context: ComposeContext,
): Promise<Meeting | undefined> {
  const page = await readPage(
    {
      provider,
      lists: () => true,
      keep: (one) => one.meetingNumber === number,
      limit: SOME,
      from: context.at - DAY,
      to: Number.POSITIVE_INFINITY,
      search: number,
    },
    { began: context.at, at: {}, given: [] },
    context,
  );
  const { meetings, worst } = page;
  const found =
    meetings.find(({ status }) => status === 'ongoing') ??
    meetings.find(({ status }) => status === 'scheduled') ??
    meetings.at(-1);
  if (!found && worst) throw worst;
  return found;
}

/** Quanshi tells what is booked behind a link, and by another question whether it runs. */
async function byLink(
  url: string,
  accounts: ComposeContext['accounts'],
  context: ComposeContext,
): Promise<Meeting | undefined> {
  let failed: Problem | undefined;
  for (const { name: account } of accounts) {
    try {
      const told = await context.ask(getConferenceByJoinUrl, { attendeeJoinUrl: url }, account);
      const teller = { operation: getConferenceByJoinUrl.id, account, context };
      const booked = meetingTold(bookedConference, told.output[0] ?? {}, told, teller);
      if (booked) return await asItIs(booked, context);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.slug !== 'provider-not-found') failed = error;
    }
  }
  if (failed) throw failed;
  return undefined;
}

/** What is booked, with what is told of it while it runs or once it ran. */
async function asItIs(booked: Meeting, context: ComposeContext): Promise<Meeting> {
  const key = readMeetingId(booked.id);
  if (!key || booked.status !== 'scheduled') return booked;
  const now = await findConference(key, context).catch((error: unknown) => {
    if (error instanceof Problem) return undefined;
    throw error;
  });
  if (!now || now.status === 'scheduled') return booked;
  return withBooking(now, booked);
}
