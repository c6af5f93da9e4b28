import type { ProviderId } from '../../core/provider.ts';
import { MEETING_KINDS, type Meeting, type MeetingKind } from './meeting.ts';

/** What an id stands for. */
export interface MeetingKey {
  provider: ProviderId;
  account: string;
  kind: MeetingKind;
  /** The vendor's own id of the occurrence, or of what it is an occurrence of. */
  own: string;
  /**
   * The booked start, where `own` may have several occurrences. A Huawei meeting has no UUID until it runs: until then
   * `own` is its number, or the id of one of a series. `isOccurrence` finds the meeting again once it has a UUID.
   */
  occurrence?: string | undefined;
}

/** Account names are short, and so are the ids of the vendors. */
const LONGEST_ID = 600;
/** People come early, and meetings begin late: what began in this window round a booked start is what was booked. INFERRED. */
const EARLIEST_MS = 30 * 60_000;
const LATEST_MS = 120 * 60_000;
const PROVIDERS: Record<ProviderId, true> = { huawei: true, quanshi: true };

// Bytes that no name has: before a UUID, which is hexadecimal already, and between texts.
const UUID_FOLLOWS = '00';
const TEXT_FOLLOWS = '01';
const TEXT = '((?:(?!0[01])[0-9a-f]{2})+)';
const FORM = new RegExp(`^${TEXT}01${TEXT}01${TEXT}(?:00([0-9a-f]{32})|01${TEXT})(?:01${TEXT})?$`);

/**
 * The id of a meeting: hexadecimal, as any other writing of it could look like a password or a telephone number to what
 * keeps those out of answers. Equal keys have equal ids.
 */
export function meetingIdOf({ provider, account, kind, own, occurrence }: MeetingKey): string {
  const head = [provider, account, kind].map(hexOf).join(TEXT_FOLLOWS);
  const tail = /^[0-9a-f]{32}$/.test(own) ? UUID_FOLLOWS + own : TEXT_FOLLOWS + hexOf(own);
  return head + tail + (occurrence === undefined ? '' : TEXT_FOLLOWS + hexOf(occurrence));
}

/** What an id stands for; undefined for a text that is no id. */
export function readMeetingId(id: string): MeetingKey | undefined {
  const found = id.length > LONGEST_ID ? null : FORM.exec(id);
  if (!found) return undefined;
  const [, provider, account, kind, uuid, own, occurrence] = found;
  const name = textOf(provider);
  const known = MEETING_KINDS.find((one) => one === textOf(kind));
  if (!isProvider(name) || !known) return undefined;
  const key: MeetingKey = {
    provider: name,
    account: textOf(account),
    kind: known,
    own: uuid ?? textOf(own),
    ...(occurrence === undefined ? {} : { occurrence: textOf(occurrence) }),
  };
  // One meeting, one id: another spelling of it is none.
  return meetingIdOf(key) === id ? key : undefined;
}

/** The booked start as ids carry it: whole minutes, `2026-11-25T09:00Z`. */
export const occurrenceAt = (start: string): string => `${start.slice(0, 16)}Z`;

/**
 * Whether a meeting is the one that a key stands for: by its id; or, for the key of a booking, by number or series and a
 * start near the booked one, as ids change once when a Huawei meeting gets its UUID.
 */
export function isOccurrence(key: MeetingKey, one: Meeting): boolean {
  if (meetingIdOf(key) === one.id) return true;
  if (key.provider !== one.provider || key.account !== one.account || key.kind !== one.kind) return false;
  if (key.occurrence === undefined || (key.own !== one.meetingNumber && key.own !== one.seriesId))
    return false;
  const booked = Date.parse(key.occurrence);
  const began = Date.parse(one.scheduledStartTime ?? one.startTime ?? '');
  return began >= booked - EARLIEST_MS && began < booked + LATEST_MS;
}

/** How far from a booked start a run of that occurrence begins: Quanshi's may be entered for so long. */
const RUNS_WITHIN_MS = 12 * 3_600_000;

/** Whether what began then may be a run of the occurrence that was booked so, as those of a series lie farther apart. */
export const isRunOf = (booked: string, start: number): boolean =>
  Math.abs(start - Date.parse(booked)) < RUNS_WITHIN_MS;

const isProvider = (name: string): name is ProviderId => Object.hasOwn(PROVIDERS, name);
const hexOf = (text: string) =>
  Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
const textOf = (hex = '') =>
  new TextDecoder().decode(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
