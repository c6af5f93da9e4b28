import type { World } from '../world.ts';
import type { SessionOwner } from './sessions.ts';

/** Administrators see the enterprise, others what they booked themselves [documents/000]. */
export function isAdministrator(world: World, owner: SessionOwner): boolean {
  return owner.userId === '' || world.people.byAccount(owner.userId)?.admin === true;
}
