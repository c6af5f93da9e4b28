import { type ConferenceState, conferenceInfo } from './conferenceInfo.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { readWindow } from './paging.ts';
import { requireSight } from './requireSight.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';

const DEFAULT_LIMIT = 20;
const LONGEST_KEY = 128;
// What invites with which device [facts-more A.5].
const TYPES = { soft: 'normal', mobile: 'normal', hard: 'terminal', phone: 'mobile' } as const;

/**
 * A meeting and who is invited to it, in pages; keys in the order of the examples [H-0018]. That everybody who comes was
 * invited is INFERRED.
 * @throws HuaweiRefusal MMC.111070002, MMC.111071061
 */
export function meetingDetail(call: HuaweiCall, meeting: HuaweiMeeting, state: ConferenceState): object {
  requireSight(call, meeting);
  const query = call.url.searchParams;
  const key = query.get('searchKey') ?? '';
  if (key.length > LONGEST_KEY)
    throw new HuaweiRefusal('MMC.111071061', `searchKey must have at most ${LONGEST_KEY} characters`);
  const { offset, limit } = readWindow(query, DEFAULT_LIMIT);
  const found = invited(call, meeting, key.toLowerCase());
  const data = { limit, count: found.total, offset, data: found.page(offset, limit) };
  return { conferenceData: conferenceInfo(meeting, state), data };
}

/** Somebody's first stay has their number, in the order of arrival. */
function invited(call: HuaweiCall, { attendance }: HuaweiMeeting, key: string) {
  const at = (person: number): object | undefined => {
    const one = attendance.at(person);
    if (!one) return undefined;
    const colleague = call.world.people.byNumber(one.callNumber);
    return {
      participantID: one.callNumber,
      name: one.displayName,
      role: person === 0 ? 1 : 0,
      state: 'MEETTING',
      attendeeType: colleague ? TYPES[one.device] : one.device === 'phone' ? 'mobile' : 'outside',
      ...(colleague && {
        accountId: colleague.account,
        email: colleague.email,
        deptName: one.deptName,
        userUUID: colleague.userUUID,
      }),
      isAutoInvite: 0,
    };
  };
  const persons = Array.from({ length: attendance.people }, (_, person) => person);
  const matching = key === '' ? persons : persons.filter((person) => matches(attendance.at(person), key));
  return {
    total: matching.length,
    page: (offset: number, limit: number) =>
      matching.slice(offset, offset + limit).flatMap((person) => at(person) ?? []),
  };
}

/** By name or number. The document does not say what searchKey searches: INFERRED. */
const matches = (one: { displayName: string; callNumber: string } | undefined, key: string): boolean =>
  one !== undefined && (one.displayName.toLowerCase().includes(key) || one.callNumber.includes(key));
