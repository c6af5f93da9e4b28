import { administratorOf, authorityOf, holds } from '../authority.ts';
import type { QuanshiCall, QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive } from '../input.ts';
import { liveConference } from '../liveConference.ts';
import { DOCUMENTED_ADMIN, SUPER_ADMIN } from '../world/documented.ts';
import type { ConferenceReference } from '../world/quanshiConference.ts';

// [documents/002]
const DEFAULT_COUNT = 20;
// No maximum is documented. That a larger count is cut to Huawei's 500 is INFERRED.
const MOST = 500;
/** POST /confopenapi/conference/listbystatus: conferences that run now [documents/002]. */
export const listLiveConferences: QuanshiEndpoint = {
  operation: 'ListByStatus',
  method: 'POST',
  path: () => '/confopenapi/conference/listbystatus',
  coverage: {
    section: '6.6',
    simulated:
      'parameters, defaults, paging, `filterOneAttendee`, administrators of all and of a department, the document’s own conference',
    inferred: 'at most 500 a page, each attendee counts under one kind of terminal, the order',
    missing: '',
    source: 'document 002',
  },
  family: 'list',
  access: 'token',
  answer(call) {
    const { body, now } = call;
    const page = positive(body, 'page', 1);
    const count = Math.min(MOST, positive(body, 'count', DEFAULT_COUNT));
    const filter = body.filterOneAttendee ?? false;
    if (typeof filter !== 'boolean')
      throw new QuanshiRefusal('parameter', 'filterOneAttendee must be true or false');
    const admin = administratorOf(call);
    const found = visible(call, admin).filter((one) => !filter || one.online(now) !== 1);
    // By start, so that a conference that begins meanwhile joins the end; a page past the end is empty. Both INFERRED.
    const shown = found.slice((page - 1) * count, page * count);
    return {
      result: {
        totalCount: totalCount(admin, found.length),
        confList: shown.map((one) => liveConference(one.load(), now)),
      },
    };
  },
};

/** What the administrator in whose name the caller asks looks after. */
function visible(call: QuanshiCall, admin: number): readonly ConferenceReference[] {
  const authority = authorityOf(call.world, admin);
  if (!authority)
    throw new QuanshiRefusal(
      'permission',
      `${admin} is no administrator: ${SUPER_ADMIN} is that of the enterprise, ${DOCUMENTED_ADMIN.userId} that of the documented conference`,
    );
  return call.world.live(call.now).filter((one) => holds(authority, one));
}

/** documents/002 counts two and lists one: what its administrator is told, too. */
const totalCount = (admin: number, found: number) =>
  admin === DOCUMENTED_ADMIN.userId ? DOCUMENTED_ADMIN.totalCount : found;
