import { paceOf } from '../world/pace.ts';
import { spanOf } from '../world/span.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { isAdministrator } from './owner.ts';
import type { MeetingBrief, MeetingReference } from './world/huaweiMeeting.ts';
import type { MeetingSpan } from './world/huaweiWorld.ts';

/** The orders of every list of meetings; the odd capitals are the vendor's [H-WEBINAR]. */
export const ASCENDING = 'ASC_StartTIME';
export const DESCENDING = 'DSC_StartTIME';

/**
 * Whether a list runs from the latest start to the earliest.
 * @throws HuaweiRefusal MMC.111071061 where sortType is neither word
 */
export function isDescending(query: URLSearchParams): boolean {
  const sortType = query.get('sortType') ?? ASCENDING;
  if (sortType === ASCENDING || sortType === DESCENDING) return sortType === DESCENDING;
  throw new HuaweiRefusal(
    'MMC.111071061',
    `sortType must be ${ASCENDING} or ${DESCENDING}, not "${sortType}"`,
  );
}

// What a search looks at and finds, at most: bounds on time and memory, no vendor's. Half a year of the small world is
// half of that.
const MOST = { looked: 100_000, found: 50_000 };

/**
 * The meetings that a caller may see and searches for. Without a restriction nothing but a page is ever made, however
 * many there are. Of very many the first are looked at in the order asked for, and there the list ends: INFERRED.
 *
 * @param also what else must hold of them
 */
export async function select(
  call: HuaweiCall,
  all: MeetingSpan,
  { ownOnly = false, latestFirst = false, also }: Selection = {},
): Promise<MeetingSpan> {
  const is = wanted(call, ownOnly);
  if (!is && !also) return all;
  const found: MeetingReference[] = [];
  for await (const one of looked(all, latestFirst)) {
    if ((also?.(one) ?? true) && (is?.(one) ?? true)) found.push(one);
    if (found.length >= MOST.found) break;
  }
  return spanOf(latestFirst ? found.reverse() : found);
}

/** What is selected beside what a caller may see. */
export interface Selection {
  /** Whether an administrator asks for their own alone. */
  readonly ownOnly?: boolean;
  /** Whether the list runs from the latest, so that those are looked at first. The selection is in order all the same. */
  readonly latestFirst?: boolean;
  readonly also?: ((one: MeetingReference) => boolean) | undefined;
}

/** The meetings of a span, as many as are looked at; others have their turn in between. */
export async function* looked(all: MeetingSpan, latestFirst: boolean): AsyncGenerator<MeetingReference> {
  const pace = paceOf();
  let left = MOST.looked;
  for (const part of all.parts(latestFirst))
    for (const one of part) {
      const turn = pace();
      if (turn) await turn;
      if (left-- <= 0) return;
      yield one;
    }
}

/** Whether a meeting is one that a caller may see and asks for; undefined where all are. */
export function wanted(call: HuaweiCall, ownOnly = false): ((one: MeetingReference) => boolean) | undefined {
  const { session, world, url } = call;
  const owner =
    session && (ownOnly || !isAdministrator(world, session.owner)) ? session.owner.userId : undefined;
  const key = (url.searchParams.get('searchKey') ?? '').toLowerCase();
  if (owner === undefined && key === '') return undefined;
  return (one) => {
    const brief = one.brief();
    return (owner === undefined || brief.schedulerAccount === owner) && matches(one, brief, key);
  };
}

/** Whether the user booked a meeting whom an administrator names: of anybody else userUUID is ignored, as documented. */
export function bookedBy({
  url,
  session,
  world,
}: HuaweiCall): ((one: MeetingReference) => boolean) | undefined {
  const userUUID = url.searchParams.get('userUUID');
  if (userUUID === null || (session && !isAdministrator(world, session.owner))) return undefined;
  const uuidOf = (account: string | undefined) => account && world.people.byAccount(account)?.userUUID;
  return (one) => uuidOf(one.brief().schedulerAccount) === userUUID;
}

/** An instant in the query that must be there. @throws HuaweiRefusal MMC.112100029, 111071061 */
export function milliseconds({ url }: Pick<HuaweiCall, 'url'>, name: string): number {
  const text = url.searchParams.get(name);
  if (text === null) throw new HuaweiRefusal('MMC.112100029', `the query has no ${name}`);
  if (!/^\d{1,15}$/.test(text))
    throw new HuaweiRefusal('MMC.111071061', `${name} must be milliseconds since 1970, not "${text}"`);
  return Number(text);
}

/** By subject, conference id, scheduler or, of a webinar, its resource [documents/000]. A part is enough, in either case: INFERRED. */
function matches({ conferenceId }: MeetingReference, brief: MeetingBrief, key: string): boolean {
  return (
    key === '' ||
    conferenceId.includes(key) ||
    brief.subject.toLowerCase().includes(key) ||
    brief.schedulerName.toLowerCase().includes(key) ||
    brief.vmrPkgName.toLowerCase().includes(key)
  );
}

/** The same, latest first. */
export function reversed({ total, slice, parts }: MeetingSpan): MeetingSpan {
  return {
    total,
    parts: (latestFirst = false) => parts(!latestFirst),
    slice(offset, limit) {
      const end = total - offset;
      const start = Math.max(0, end - limit);
      return slice(start, end - start).toReversed();
    },
  };
}
