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
    const found = visible(call).filter((one) => !filter || one.online(now) !== 1);
    // By start, so that a conference that begins meanwhile joins the end; a page past the end is empty. Both INFERRED.
    const shown = found.slice((page - 1) * count, page * count);
    return {
      result: {
        totalCount: totalCount(call, found.length),
        confList: shown.map((one) => liveConference(one.load(), now)),
      },
    };
  },
};

/**
 * The super administrator sees the enterprise, a sub-administrator their organisation, and nobody else may ask:
 * INFERRED from adminUserId's description.
 */
function visible({ body, world, now }: QuanshiCall): readonly ConferenceReference[] {
  const all = world.live(now);
  const admin = body.adminUserId ?? SUPER_ADMIN;
  if (typeof admin !== 'number' || !Number.isSafeInteger(admin))
    throw new QuanshiRefusal('parameter', 'adminUserId must be a whole number');
  if (admin === SUPER_ADMIN) return all;
  if (admin === DOCUMENTED_ADMIN.userId) return all.filter((one) => one.eventId === DOCUMENTED_ADMIN.eventId);
  const department = world.people.departmentOfAdmin(admin);
  if (!department)
    throw new QuanshiRefusal(
      'permission',
      `${admin} is no administrator: ${SUPER_ADMIN} is that of the enterprise, ${DOCUMENTED_ADMIN.userId} that of the documented conference`,
    );
  return all.filter((one) => one.orgId === department.orgId);
}

/** documents/002 counts two and lists one: what its administrator is told, too. */
const totalCount = ({ body }: QuanshiCall, found: number) =>
  body.adminUserId === DOCUMENTED_ADMIN.userId ? DOCUMENTED_ADMIN.totalCount : found;
