import { stateOf } from './meetingAccess.ts';
import { headOf, minutesOf, TIME_ZONE, tailOf } from './webinarPage.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';

// The longest that may be booked, in minutes [facts-more B.1].
const LONGEST = 1440;

/** A webinar as booking and showing it answer [H-1523] [H-1524]: `state` in lower case, the attendees by name. */
export function webinarDetail(webinar: HuaweiMeeting, now: number): object {
  const asked = webinar.details?.request ?? {};
  const attendees = Array.isArray(asked.attendees) ? asked.attendees : [];
  const told = (name: string) => (typeof asked[name] === 'string' ? { [name]: asked[name] } : {});
  return {
    ...headOf(webinar),
    // The documented webinar runs for ever.
    duration: Math.min(LONGEST, minutesOf(webinar)),
    timeZoneId: typeof asked.timeZoneId === 'number' ? asked.timeZoneId : TIME_ZONE,
    state: stateOf(webinar, now).toLowerCase(),
    deptName: webinar.deptName,
    ...tailOf(webinar),
    callRestriction: asked.callRestriction === true,
    scope: typeof asked.scope === 'number' ? asked.scope : 0,
    audienceScope: typeof asked.audienceScope === 'number' ? asked.audienceScope : 0,
    enableRecording: asked.enableRecording === 'Y' ? 'Y' : 'N',
    ...told('liveAddress'),
    ...told('auxAddress'),
    ...told('liveUrl'),
    attendees: attendees.map((one) => String((one as { userName?: unknown }).userName ?? '')),
  };
}
