import type { ComposeContext } from '../../core/operation.ts';
import { Problem } from '../../core/problem.ts';
import type { ProviderId } from '../../core/provider.ts';
import { readPage } from '../lists/readPage.ts';
import type { VendorList } from '../lists/vendorLists.ts';
import type { Meeting } from '../model/meeting.ts';
import { isOccurrence, type MeetingKey, readMeetingId } from '../model/meetingId.ts';
import { findConference } from './findConference.ts';

const HOUR = 3_600_000;
/** Around an instant that is known to be near the start. */
const NEAR = 3 * HOUR;
/** How far back is looked for what does not tell when it was. */
const BACK = 7 * 24 * HOUR;

/**
 * The meeting of an id, as it is now. An id of an account that the caller may not use is as unknown as any other.
 *
 * @throws Problem `meeting-not-found`; that of a source without which nobody can tell
 */
export async function findMeeting(id: string, context: ComposeContext): Promise<Meeting> {
  const key = readMeetingId(id);
  const usable = context.accounts.some(
    ({ provider, name }) => provider === key?.provider && name === key.account,
  );
  if (!key || !usable) throw notFound();
  const found = await finders[key.provider](key, context);
  if (!found) throw notFound();
  return found;
}

const finders: Record<
  ProviderId,
  (key: MeetingKey, context: ComposeContext) => Promise<Meeting | undefined>
> = { huawei: listed, quanshi: findConference };

const notFound = () => new Problem('meeting-not-found', 'There is no meeting of this id.');

/** Huawei's meeting of a key: found in the lists that may have it. */
async function listed(key: MeetingKey, context: ComposeContext): Promise<Meeting | undefined> {
  const { provider, account, kind, own, occurrence } = key;
  const start = occurrence === undefined ? timeOfUuid(own) : Date.parse(occurrence);
  const held = (start ?? context.at) < context.at + NEAR;
  const lists = ({ mapping, read }: VendorList) =>
    mapping.kind === kind && (read === 'by-day' ? held : read === 'whole' || occurrence !== undefined);
  const page = await readPage(
    {
      provider,
      account,
      lists,
      keep: (one) => isOccurrence(key, one),
      limit: 1,
      from: start === undefined ? context.at - BACK : start - NEAR,
      to: (start ?? context.at) + NEAR,
      search: occurrence !== undefined && /^\d+$/.test(own) ? own : undefined,
    },
    { began: context.at, at: {}, given: [] },
    context,
  );
  if (page.meetings.length === 0 && page.worst) throw page.worst;
  return page.meetings[0];
}

/** From the start of the Gregorian calendar, where UUIDs of version 1 count from, to 1970. Milliseconds. [RFC 9562] */
const GREGORIAN = 12_219_292_800_000;

/** When a UUID of version 1 was made, as every one of Huawei's that a document prints is; undefined for another. */
export function timeOfUuid(uuid: string): number | undefined {
  const [, low, mid, high] = /^([0-9a-f]{8})([0-9a-f]{4})1([0-9a-f]{3})[0-9a-f]{16}$/.exec(uuid) ?? [];
  return low === undefined ? undefined : Number(BigInt(`0x${high}${mid}${low}`) / 10_000n) - GREGORIAN;
}
