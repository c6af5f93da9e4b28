import type { JsonObject } from '../core/json.ts';
import { WorldFull } from '../world/overlay/overlay.ts';
import type { BookingBody } from './bookingBody.ts';
import { conferenceInfo } from './conferenceInfo.ts';
import { cycleDetail } from './cycle.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { isRunning, openMeeting, requireOwner, stateOf } from './meetingAccess.ts';
import { nameOf } from './owner.ts';
import { memberVmrs } from './vmr.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';

/** Whoever books: the session's user. */
export const bookerOf = (call: HuaweiCall) => ({
  name: call.session ? nameOf(call, call.session.owner) : 'admin',
  account: call.session?.owner.userId ?? '',
});

/** The world takes so much and no more. @throws HuaweiRefusal MMC.111070003 */
export function written<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof WorldFull)) throw error;
    throw new HuaweiRefusal('MMC.111070003', error.message);
  }
}

/** Books a meeting, or a series of them, and answers it as the list of one that the vendor has [H-0014]. */
export function book(
  call: HuaweiCall,
  asked: BookingBody,
  times?: readonly { start: number; end: number }[],
): object {
  const { world, now } = call;
  const booker = bookerOf(call);
  const request = withVmr(call, asked);
  const immediate = asked.start <= now && !times;
  const [entry] = written(() =>
    world.overlay.book(
      {
        kind: 'conference',
        times: times ?? [asked],
        recurring: times !== undefined,
        booker,
        // What the vendor calls a meeting without a subject: INFERRED.
        subject: asked.subject ?? `${booker.name}的会议`,
        // 0 minutes end it on time; else it goes on as long as somebody is in it [SDK-PY].
        openEnded: (request.confConfigInfo as JsonObject | undefined)?.prolongLength !== 0,
        details: { request: { ...request, immediate }, guestPassword: asked.guestPassword },
      },
      now,
    ),
  );
  const meeting = entry && world.byId(entry.id, now);
  if (!meeting) throw new HuaweiRefusal('MMC.111070003', 'the meeting was not booked');
  refusePasswords(meeting, () => world.overlay.cancel(meeting, now));
  return [bookedInfo(call, meeting)];
}

/** A meeting as booking and changing it answer. */
export function bookedInfo({ world, now }: HuaweiCall, meeting: HuaweiMeeting): object {
  const state = stateOf(meeting, now);
  return {
    ...conferenceInfo(meeting, state),
    ...(meeting.recurring && cycleDetail(world, meeting, now)),
  };
}

/** A guest's password must be neither the meeting's id nor the host's. @throws HuaweiRefusal MMC.111071081, 105 */
function refusePasswords({ conferenceId, guest, chair }: HuaweiMeeting, undo: () => void): void {
  const code =
    guest.password === conferenceId
      ? 'MMC.111071081'
      : guest.password === chair.password
        ? 'MMC.111071105'
        : undefined;
  if (code === undefined) return;
  undo();
  throw new HuaweiRefusal(code, 'guestPwd must differ from the conference id and the host’s password');
}

/**
 * A meeting that the caller may change, and that has not begun.
 * @throws HuaweiRefusal MMC.111070005, 111070002, 111071065, 111071089
 */
export function changeable(call: HuaweiCall, conferenceId: string): HuaweiMeeting {
  const meeting = openMeeting(call, conferenceId);
  requireOwner(call, meeting);
  if (meeting.kind === 'webinar')
    throw new HuaweiRefusal('MMC.111071089', `${conferenceId} is a webinar, and has operations of its own`);
  if (isRunning(meeting, call.now) || meeting.start <= call.now)
    throw new HuaweiRefusal('MMC.111071065', `conference ${conferenceId} has started`);
  return meeting;
}

/** What must stay as it was booked [CM-2]. @throws HuaweiRefusal MMC.111071112, 113, 114 */
export function refuseVmrChange(meeting: HuaweiMeeting, { request }: BookingBody): void {
  const before = meeting.details?.request ?? {};
  const differs = (name: string, fallback: unknown) =>
    request[name] !== undefined && request[name] !== (before[name] ?? fallback);
  if (differs('vmrFlag', 0)) throw new HuaweiRefusal('MMC.111071114', 'vmrFlag cannot be changed');
  if (differs('vmrID', '')) throw new HuaweiRefusal('MMC.111071113', 'vmrID cannot be changed');
}

/** A booking in a room of the caller's: its number is that of the meeting. @throws HuaweiRefusal MMC.111070006, 111071005 */
function withVmr(call: HuaweiCall, { request, start, end }: BookingBody): JsonObject {
  if (request.vmrFlag !== 1) return request;
  const { world } = call;
  const vmr = memberVmrs(call).find(({ id }) => id === request.vmrID);
  if (!vmr)
    throw new HuaweiRefusal(
      'MMC.111070006',
      'vmrID is no room of the caller’s: see GET /v1/usg/dcs/member/vmr',
    );
  const taken = world.overlay
    .within(start, end)
    .some(
      ({ entry, over }) =>
        entry.details.request?.vmrID === vmr.id &&
        entry.cancelledAt === undefined &&
        entry.scheduledStart < end &&
        entry.scheduledEnd > start &&
        over > start,
    );
  if (taken) throw new HuaweiRefusal('MMC.111071005', 'the room is taken at that time');
  return { ...request, vmrConferenceID: vmr.vmrId };
}
