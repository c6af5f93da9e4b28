import { isObject, type JsonObject, parseObject } from '../core/json.ts';
import type { HuaweiCode } from './codes.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';

const MINUTE = 60_000;
/** How far ahead a meeting may be booked: a year, as a series may span (INFERRED for single ones). */
const FARTHEST_MS = 366 * 86_400_000;
/** A bound on memory: no vendor's. */
const MOST_ATTENDEES = 3_000;

/** What a body asks for, its members checked. Times in ms since 1970. */
export interface BookingBody {
  readonly start: number;
  readonly end: number;
  readonly subject: string | undefined;
  /** The request as it was sent, to be echoed by details. */
  readonly request: JsonObject;
  readonly guestPassword: string | undefined;
}

/** @throws HuaweiRefusal MMC.111072057, MMC.111071062 */
export function bookingObject({ body }: Pick<HuaweiCall, 'body'>): JsonObject {
  if (body.trim() === '') throw new HuaweiRefusal('MMC.111072057', 'the request has no body');
  const read = parseObject(body);
  if (!read) throw new HuaweiRefusal('MMC.111071062', 'the body is not a JSON object');
  return read;
}

/** The body of a booking or a change [SDK-PY] [CM-1]; each refusal has the code of its member. @throws HuaweiRefusal */
export function readBookingBody(body: JsonObject, now: number): BookingBody {
  const { mediaTypes, attendees } = body;
  const media = typeof mediaTypes === 'string' ? mediaTypes.split(',') : [];
  if (media.length === 0 || !media.every((one) => ['Voice', 'Video', 'HDVideo', 'Data'].includes(one.trim())))
    throw new HuaweiRefusal('MMC.111071018', 'mediaTypes must be Voice or HDVideo');
  const length = number(body, 'length', [15, 1440], 'MMC.111071021') ?? 30;
  const subject = textOf(body, 'subject', 128, 'MMC.111071022');
  textOf(body, 'groupuri', 31, 'MMC.111071023');
  number(body, 'isAutoRecord', [0, 1], 'MMC.111071032');
  number(body, 'encryptMode', [0, 2], 'MMC.111071034');
  oneOf(body, 'language', ['zh-CN', 'en-US'], 'MMC.111071035');
  const recordType = number(body, 'recordType', [0, 3], 'MMC.111071038') ?? 0;
  const live = textOf(body, 'liveAddress', 255, 'MMC.111071039');
  const aux = textOf(body, 'auxAddress', 255, 'MMC.111071040');
  if (recordType % 2 === 1 && !live && !aux)
    throw new HuaweiRefusal('MMC.111071061', 'recordType 1 or 3 needs liveAddress or auxAddress');
  number(body, 'recordAuxStream', [0, 1], 'MMC.111071048');
  number(body, 'vmrFlag', [0, 1], 'MMC.111071047');
  textOf(body, 'vmrID', 512, 'MMC.111071037');
  const zone = body.timeZoneID ?? '56';
  if (!/^([1-9]|[1-6]\d|7[0-7])$/.test(String(zone)))
    throw new HuaweiRefusal('MMC.111071061', 'timeZoneID must be "1" to "77"');
  readAttendees(attendees);
  const config = isObject(body.confConfigInfo) ? body.confConfigInfo : {};
  number(config, 'prolongLength', [0, 60], 'MMC.111071036');
  const start = startOf(body, now);
  return {
    start,
    end: start + length * MINUTE,
    subject: subject === '' ? undefined : subject,
    request: body,
    guestPassword: passwordOf(config, 'guestPwd', 'MMC.111071080'),
  };
}

/** `yyyy-MM-dd HH:mm` in UTC; absent or empty for at once. @throws HuaweiRefusal MMC.111071013, 014, 061 */
export function startOf({ startTime }: JsonObject, now: number): number {
  if (startTime === undefined || startTime === null || startTime === '') return now;
  const form = /^\d{4}-\d\d-\d\d \d\d:\d\d$/;
  const start =
    typeof startTime === 'string' && form.test(startTime)
      ? Date.parse(`${startTime.replace(' ', 'T')}Z`)
      : Number.NaN;
  if (Number.isNaN(start))
    throw new HuaweiRefusal('MMC.111071061', 'startTime must be yyyy-MM-dd HH:mm, in UTC');
  // A start within this minute is one at once.
  if (start < Math.floor(now / MINUTE) * MINUTE)
    throw new HuaweiRefusal('MMC.111071013', `startTime is before ${new Date(now).toISOString()}`);
  if (start > now + FARTHEST_MS)
    throw new HuaweiRefusal('MMC.111071014', 'startTime is more than a year ahead');
  return Math.max(start, now);
}

/** @throws HuaweiRefusal MMC.111071066, 061, MMC.111072034 */
function readAttendees(attendees: unknown): void {
  if (attendees === undefined || attendees === null) return;
  if (!Array.isArray(attendees) || !attendees.every(isObject))
    throw new HuaweiRefusal('MMC.111071061', 'attendees must be a list of objects');
  if (attendees.length > MOST_ATTENDEES)
    throw new HuaweiRefusal('MMC.111071066', `there are more than ${MOST_ATTENDEES} attendees`);
  for (const one of attendees) {
    textOf(one, 'name', 96, 'MMC.111072034');
    textOf(one, 'deptName', 128, 'MMC.111071026');
    number(one, 'role', [0, 1], 'MMC.111072035');
  }
}

/** A password of 4 to 16 digits; undefined where there is none. */
export function passwordOf(body: JsonObject, name: string, code: HuaweiCode): string | undefined {
  const value = body[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' && /^\d{4,16}$/.test(value)) return value;
  throw new HuaweiRefusal(code, `${name} must be 4 to 16 digits`);
}

/** A text of at most so many characters; undefined where it is null or absent. */
export function textOf(body: JsonObject, name: string, most: number, code: HuaweiCode): string | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined || (typeof value === 'string' && value.length <= most)) return value;
  throw new HuaweiRefusal(code, `${name} must be text of at most ${most} characters`);
}

/** A whole number in a range; undefined where it is null or absent. */
export function number(
  body: JsonObject,
  name: string,
  [least, most]: readonly [number, number],
  code: HuaweiCode,
): number | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new HuaweiRefusal(code, `${name} must be a whole number from ${least} to ${most}`);
}

/** One of some words; undefined where it is null or absent. */
export function oneOf(body: JsonObject, name: string, words: readonly string[], code: HuaweiCode): void {
  const value = body[name] ?? undefined;
  if (value === undefined || words.includes(value as string)) return;
  throw new HuaweiRefusal(code, `${name} must be ${words.join(' or ')}`);
}
