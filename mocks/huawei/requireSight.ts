import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { isAdministrator } from './owner.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';

/**
 * Others' meetings are no business of an ordinary user: INFERRED from the same rule for webinars.
 * @throws HuaweiRefusal MMC.111070002
 */
export function requireSight({ session, world }: HuaweiCall, { schedulerAccount }: HuaweiMeeting): void {
  const mine = schedulerAccount === undefined || schedulerAccount === session?.owner.userId;
  if (session && !mine && !isAdministrator(world, session.owner))
    throw new HuaweiRefusal(
      'MMC.111070002',
      'an ordinary user sees only meetings that they booked themselves',
    );
}
