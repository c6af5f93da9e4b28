import type { HuaweiState, SessionOwner } from './state.ts';
import type { HuaweiWorld } from './world/huaweiWorld.ts';

/** Administrators see the enterprise, others what they booked themselves [documents/000]. */
export function isAdministrator({ people }: HuaweiWorld, { userId }: SessionOwner): boolean {
  return userId === '' || people.byAccount(userId)?.admin === true;
}

/** The key under which a self-registered account is kept. */
export function userKey({ appId, corpId, userId }: SessionOwner): string {
  return [appId, corpId, userId].join('\n');
}

/** The name of whoever a session belongs to. */
export function nameOf(
  { world, state }: { readonly world: HuaweiWorld; readonly state: HuaweiState },
  owner: SessionOwner,
): string {
  if (owner.userId === '') return 'admin';
  const employee = world.people.byAccount(owner.userId);
  return employee?.name ?? state.registered.get(userKey(owner))?.name ?? owner.userId;
}
