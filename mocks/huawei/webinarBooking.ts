import { isObject, type JsonObject } from '../core/json.ts';
import { number, oneOf, passwordOf, startOf, textOf } from './bookingBody.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { openMeeting } from './meetingAccess.ts';
import type { HuaweiDetails, HuaweiMeeting } from './world/huaweiMeeting.ts';

const MINUTE = 60_000;

/** A webinar that is not over. @throws HuaweiRefusal MMC.111070005 */
export function openWebinar(call: HuaweiCall, conferenceId: string): HuaweiMeeting {
  const webinar = openMeeting(call, conferenceId);
  if (webinar.kind === 'webinar') return webinar;
  throw new HuaweiRefusal('MMC.111070005', `conference ${conferenceId} is no webinar`);
}

/** What a body asks for. */
export interface WebinarBody {
  readonly start: number;
  readonly end: number;
  readonly subject: string;
  readonly details: HuaweiDetails;
}

/** The body of a webinar [H-1523] [SDK-PY]. No code of the webinar service is known: those of meetings are INFERRED. @throws HuaweiRefusal */
export function readWebinarBody(body: JsonObject, now: number): WebinarBody {
  const subject = textOf(body, 'subject', 128, 'MMC.111071022') ?? '';
  if (subject === '') throw new HuaweiRefusal('MMC.112100029', 'subject must be there');
  if (body.startTime === undefined || body.startTime === '')
    throw new HuaweiRefusal('MMC.112100029', 'startTime must be there');
  const minutes = number(body, 'duration', [15, 1440], 'MMC.111071015');
  if (minutes === undefined) throw new HuaweiRefusal('MMC.112100029', 'duration must be there');
  if (number(body, 'timeZoneId', [1, 77], 'MMC.111071061') === undefined)
    throw new HuaweiRefusal('MMC.112100029', 'timeZoneId must be there');
  number(body, 'scope', [0, 3], 'MMC.111071061');
  number(body, 'audienceScope', [0, 2], 'MMC.111071061');
  oneOf(body, 'enableRecording', ['Y', 'N'], 'MMC.111071061');
  for (const name of ['liveAddress', 'auxAddress', 'liveUrl'])
    textOf(body, name, 255, name === 'auxAddress' ? 'MMC.111071040' : 'MMC.111071039');
  const { attendees, notifySetting } = body;
  if (attendees !== undefined && (!Array.isArray(attendees) || !attendees.every(isObject)))
    throw new HuaweiRefusal('MMC.111071061', 'attendees must be a list of objects');
  if (isObject(notifySetting))
    for (const name of ['enableCalendar', 'enableSms', 'enableEmail'])
      oneOf(notifySetting, name, ['Y', 'N'], 'MMC.111071061');
  const guestPassword = passwordOf(body, 'guestPasswd', 'MMC.111071080');
  const audiencePassword = passwordOf(body, 'audiencePasswd', 'MMC.111071107');
  if (guestPassword !== undefined && guestPassword === audiencePassword)
    throw new HuaweiRefusal('MMC.111071111', 'audiencePasswd must differ from guestPasswd');
  const start = startOf(body, now);
  return {
    start,
    end: start + minutes * MINUTE,
    subject,
    details: {
      description: textOf(body, 'description', 1000, 'MMC.111071061'),
      guestPassword,
      audiencePassword,
      request: body,
    },
  };
}
