import type { Department } from '../../fixtures/department.ts';
import type { QuanshiCall } from './endpoint.ts';
import { QuanshiRefusal } from './errors.ts';
import { userById } from './users.ts';
import { DOCUMENTED_ADMIN, SUPER_ADMIN } from './world/documented.ts';
import type { QuanshiConference } from './world/quanshiConference.ts';
import type { QuanshiWorld } from './world/quanshiWorld.ts';

/*
 * What a user may see: the super administrator the enterprise, a sub-administrator their organisation, the one of
 * documents/002 its conference, anybody else what they host. All INFERRED from the description of adminUserId there.
 */

/** What an administrator looks after. */
export type Authority =
  | { readonly of: 'enterprise' }
  | { readonly of: 'organisation'; readonly department: Department }
  | { readonly of: 'documented' };

/** What a user looks after; undefined for who is no administrator. */
export function authorityOf({ people }: QuanshiWorld, userId: number): Authority | undefined {
  if (userId === SUPER_ADMIN) return { of: 'enterprise' };
  if (userId === DOCUMENTED_ADMIN.userId) return { of: 'documented' };
  const department = people.departmentOfAdmin(userId);
  return department && { of: 'organisation', department };
}

/** Whether what an administrator looks after holds a conference of an organisation. */
export function holds(
  authority: Authority,
  { eventId, orgId }: { readonly eventId: number; readonly orgId: number },
): boolean {
  if (authority.of === 'enterprise') return true;
  return authority.of === 'documented'
    ? eventId === DOCUMENTED_ADMIN.eventId
    : orgId === authority.department.orgId;
}

/**
 * Refuses whoever may not see a conference: it is neither theirs nor of what they administer.
 * @throws QuanshiRefusal
 */
export function mustSee({ world, userId }: QuanshiCall, { eventId, host }: QuanshiConference): void {
  if (userId === undefined || host.id === userId) return;
  const authority = authorityOf(world, userId);
  if (authority && holds(authority, { eventId, orgId: host.orgId })) return;
  throw new QuanshiRefusal('permission', `user ${userId} neither hosts event ${eventId} nor administers it`);
}

/**
 * The administrator in whose name a caller asks: who is named, or else the enterprise's own. A caller who administers a
 * part of it alone asks in their own name (INFERRED), and in nobody else's.
 *
 * @throws QuanshiRefusal
 */
export function administratorOf({ body, world, userId }: QuanshiCall): number {
  const named = body.adminUserId;
  if (named !== undefined && (typeof named !== 'number' || !Number.isSafeInteger(named)))
    throw new QuanshiRefusal('parameter', 'adminUserId must be a whole number');
  if (userId === undefined || userId === SUPER_ADMIN) return named ?? SUPER_ADMIN;
  if (!authorityOf(world, userId))
    throw new QuanshiRefusal('permission', `the token is that of user ${userId}, who is no administrator`);
  if (named !== undefined && named !== userId)
    throw new QuanshiRefusal('permission', `user ${userId} does not administer what ${named} does`);
  return userId;
}

/** @throws QuanshiRefusal where no user has the id */
export function mustExist(world: QuanshiWorld, userId: number): void {
  if (!userById(world, userId)) throw new QuanshiRefusal('user', `there is no user ${userId}`);
}
