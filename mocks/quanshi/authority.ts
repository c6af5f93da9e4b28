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

/** Whether a conference is the caller's, or of what they administer. */
export function maySee(
  { world, userId }: Pick<QuanshiCall, 'world' | 'userId'>,
  one: { readonly eventId: number; readonly hostId: number; readonly orgId: number },
): boolean {
  if (userId === undefined || one.hostId === userId) return true;
  const authority = authorityOf(world, userId);
  return authority !== undefined && holds(authority, one);
}

/** Refuses whoever may not see a conference. @throws QuanshiRefusal */
export function mustSee(
  call: Pick<QuanshiCall, 'world' | 'userId'>,
  { eventId, host }: QuanshiConference,
): void {
  if (maySee(call, { eventId, hostId: host.id, orgId: host.orgId })) return;
  throw new QuanshiRefusal(
    'permission',
    `user ${call.userId} neither hosts event ${eventId} nor administers it`,
  );
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

/**
 * Refuses whoever asks for what somebody else hosts and does not administer the enterprise: a part of it has hosts who
 * are told by their conferences alone, hence all or nothing (INFERRED).
 * @throws QuanshiRefusal
 */
export function mustHost({ world, userId }: QuanshiCall, hostId: number): void {
  if (userId === undefined || userId === hostId || authorityOf(world, userId)?.of === 'enterprise') return;
  throw new QuanshiRefusal('permission', `user ${userId} may not ask for the conferences of ${hostId}`);
}

/** @throws QuanshiRefusal where no user has the id */
export function mustExist(world: QuanshiWorld, userId: number): void {
  if (!userById(world, userId)) throw new QuanshiRefusal('user', `there is no user ${userId}`);
}
