import { spanOf } from '../world/span.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import type { HuaweiApp, HuaweiSettings } from './settings.ts';
import type { SessionOwner } from './state.ts';
import { CORP_ID } from './world/documented.ts';
import type { HuaweiWorld, MeetingSpan } from './world/huaweiWorld.ts';

/*
 * Which enterprise a caller belongs to. A service provider has several, and nobody sees another's [H-AUTH]: the simulated
 * world is that of one of them, CORP_ID. The others have been opened and have bought nothing yet: no employees, no
 * meetings, and none can be booked; nor has the provider itself any (INFERRED).
 */

/** The enterprises of an application; the simulated one where it does not say. */
export const corpIdsOf = ({ corpIds = [CORP_ID] }: HuaweiApp): readonly string[] => corpIds;

/** The enterprise of a session's owner; empty for a service provider's own administrator. */
export function corpOf({ apps }: Pick<HuaweiSettings, 'apps'>, { appId, corpId }: SessionOwner): string {
  return apps.find((one) => one.appId === appId)?.mode === 'sp' ? corpId : CORP_ID;
}

/** The same call with the world that its caller may see. */
export function inTenant(call: HuaweiCall, owner: SessionOwner): HuaweiCall {
  return corpOf(call.settings, owner) === CORP_ID ? call : { ...call, world: emptied(call.world) };
}

const known = new WeakMap<HuaweiWorld, HuaweiWorld>();
const nothing: MeetingSpan = spanOf([]);

/** A world in which nobody works and nothing is held. */
function emptied(world: HuaweiWorld): HuaweiWorld {
  const made = known.get(world) ?? {
    ...world,
    people: {
      ...world.people,
      total: 0,
      byAccount: () => undefined,
      byNumber: () => undefined,
      byEmail: () => undefined,
      byMobile: () => undefined,
      departmentOfAdmin: () => undefined,
    },
    overlay: {
      ...world.overlay,
      book() {
        throw new HuaweiRefusal(
          'MMC.111071060',
          'this enterprise of the service provider has bought nothing',
        );
      },
      has: () => false,
      find: () => undefined,
      byNumber: () => [],
      within: () => [],
      all: () => [],
    },
    ongoing: () => [],
    upcoming: () => nothing,
    open: () => nothing,
    history: () => nothing,
    during: () => [],
    byConferenceId: () => undefined,
    booking: () => [],
    byUUID: () => undefined,
    byId: () => undefined,
    written: () => [],
    ended: () => [],
  };
  known.set(world, made);
  return made;
}
