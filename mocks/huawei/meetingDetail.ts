import { isObject, type JsonObject } from '../core/json.ts';
import { memo } from '../world/memo.ts';
import { type ConferenceState, conferenceInfo } from './conferenceInfo.ts';
import { cycleDetail } from './cycle.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { roleOf } from './meetingAccess.ts';
import { readWindow } from './paging.ts';
import { requireSight } from './requireSight.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';

const DEFAULT_LIMIT = 20;
const LONGEST_KEY = 128;
/** Of a meeting that nobody booked by the API so many are invited: those who come. A bound on time. */
const MOST_INVITED = 2_000;

/**
 * The answer of the three detail calls [CM-4] [CM-6]: the meeting, and a page of those who were INVITED to it; who
 * walked in is not among them. Offset, limit and searchKey page the people.
 *
 * @throws HuaweiRefusal MMC.111070002, MMC.111071061
 */
export function meetingDetail(call: HuaweiCall, meeting: HuaweiMeeting, state: ConferenceState): object {
  requireSight(call, meeting);
  const { url, world, now } = call;
  const key = (url.searchParams.get('searchKey') ?? '').toLowerCase();
  if (key.length > LONGEST_KEY)
    throw new HuaweiRefusal('MMC.111071061', `searchKey must have at most ${LONGEST_KEY} characters`);
  const { offset, limit } = readWindow(url.searchParams, DEFAULT_LIMIT);
  const people = invited(call, meeting).filter(
    ({ name, participantID }) =>
      key === '' || name.toLowerCase().includes(key) || participantID.includes(key),
  );
  return {
    conferenceData: {
      ...conferenceInfo(meeting, state),
      ...(meeting.recurring && cycleDetail(world, meeting, now)),
      role: roleOf(call, meeting),
    },
    data: { data: people.slice(offset, offset + limit), offset, limit, count: people.length },
  };
}

interface Invited {
  readonly participantID: string;
  readonly name: string;
  readonly [member: string]: unknown;
}

const known = memo(50, () => new WeakMap<HuaweiMeeting, readonly Invited[]>())('');

/** Everybody invited, the host first. `state` is the vendor's own spelling [CM-4]. */
function invited({ world }: HuaweiCall, meeting: HuaweiMeeting): readonly Invited[] {
  const before = known.get(meeting);
  if (before) return before;
  const attendees = meeting.details?.request?.attendees;
  const made = Array.isArray(attendees)
    ? attendees.filter(isObject).map((one) => asInvited(one))
    : Array.from({ length: Math.min(meeting.attendance.people, MOST_INVITED) }, (_, index) => {
        const one = meeting.attendance.at(index);
        const colleague = one && world.people.byNumber(one.callNumber);
        return asInvited({
          phone: one?.callNumber ?? '',
          name: one?.displayName ?? '',
          role: index === 0 ? 1 : 0,
          type: one?.device === 'hard' ? 'terminal' : one?.device === 'mobile' ? 'mobile' : 'normal',
          ...(colleague && {
            accountId: colleague.account,
            userUUID: colleague.userUUID,
            deptName: colleague.department.name,
          }),
        });
      });
  known.set(meeting, made);
  return made;
}

const asInvited = ({
  phone,
  name,
  role,
  type,
  accountId,
  userUUID,
  deptName,
  email,
  sms,
  appId,
  isAutoInvite,
}: JsonObject): Invited => ({
  participantID: String(phone ?? ''),
  name: String(name ?? ''),
  role: role === 1 ? 1 : 0,
  state: 'MEETTING',
  attendeeType: type ?? 'normal',
  ...(accountId !== undefined && { accountId }),
  ...(email !== undefined && { email }),
  ...(sms !== undefined && { sms }),
  ...(deptName !== undefined && { deptName }),
  ...(userUUID !== undefined && { userUUID }),
  ...(appId !== undefined && { appId }),
  ...(isAutoInvite !== undefined && { isAutoInvite }),
});
