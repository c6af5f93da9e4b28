import { paceOf } from '../world/pace.ts';
import { BEHIND } from '../world/timetable.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { needed } from './meetingAccess.ts';
import { requireSight } from './requireSight.ts';
import { movieBytes, silentMovie } from './silentMovie.ts';
import { minuteText } from './webinarPage.ts';
import type { HuaweiMeeting, MeetingReference } from './world/huaweiMeeting.ts';
import type { HuaweiWorld } from './world/huaweiWorld.ts';
import { drawnRecording } from './world/makeHuaweiMeeting.ts';

/** A recording has a file for each three hours [D of facts-more]. */
const LONGEST_PART = 3 * 3_600_000;
/** The streams of a recording: pictures with the shared screen, and the screen alone; that each has both is INFERRED. */
const STREAMS = ['Hd', 'Aux'] as const;
const STEP = 6 * 3_600_000;
// A bound on time: six months of the small world are a fifth of it.
const MOST_LOOKED_AT = 1_000_000;
const MEGABYTE = 1_048_576;

/** A file of a recording. */
interface RecordingFile {
  readonly type: (typeof STREAMS)[number];
  readonly name: string;
  readonly seconds: number;
}

/** Meetings whose recordings began in an interval and are ready, by when they began or the other way round. */
export async function* recordedMeetings(
  world: HuaweiWorld,
  asked: { readonly from: number; readonly to: number; readonly now: number },
  descending: boolean,
): AsyncGenerator<MeetingReference> {
  const { now } = asked;
  const [from, to] = [Math.max(asked.from, now - BEHIND), Math.min(asked.to, now)];
  const pace = paceOf();
  let looked = 0;
  const steps = Math.ceil((to - from + 1) / STEP);
  for (let step = 0; step < steps; step++) {
    await pace();
    const begin = from + (descending ? steps - 1 - step : step) * STEP;
    const end = Math.min(begin + STEP, to + 1);
    const drawn = world.during(begin, end - 1);
    looked += drawn.length;
    if (looked > MOST_LOOKED_AT)
      throw new HuaweiRefusal('MMC.111071008', 'so many meetings lie in that range: ask for less of it');
    const found = [...drawn, ...world.written(begin, end - 1)].flatMap((one) => {
      const start = readyFrom(world, one, now);
      return start !== undefined && start >= begin && start < end ? [{ one, start }] : [];
    });
    found.sort((a, b) => a.start - b.start || a.one.conferenceId.localeCompare(b.one.conferenceId));
    for (const { one } of descending ? found.toReversed() : found) yield one;
  }
}

/** When that began which is ready of a meeting; what the world drew is not made for it. */
function readyFrom(world: HuaweiWorld, one: MeetingReference, now: number): number | undefined {
  if (world.overlay.has(one.id)) return partsOf(one.load(), now)[0]?.start;
  return one.recorded && drawnRecording(one).readyAt <= now ? one.start : undefined;
}

const partsOf = ({ recordings }: HuaweiMeeting, now: number) =>
  recordings.filter(({ readyAt }) => readyAt <= now);

/**
 * A meeting of which there is a recording that the caller may see.
 * @throws HuaweiRefusal MMC.111070005, 111070002
 */
export function recordedMeeting(call: HuaweiCall, confUUID = needed(call, 'confUUID')): HuaweiMeeting {
  const { world, now } = call;
  const meeting = world.byUUID(confUUID);
  if (!meeting || partsOf(meeting, now).length === 0 || meeting.end < now - BEHIND)
    throw new HuaweiRefusal('MMC.111070005', `there is no recording of a meeting "${confUUID}"`);
  requireSight(call, meeting);
  return meeting;
}

/** A recording in a list, all of a meeting's in one row [CM-9]. */
export function recordingItem(meeting: HuaweiMeeting, now: number): object {
  const parts = partsOf(meeting, now);
  const seconds = parts.reduce((sum, { start, end }) => sum + (end - start) / 1000, 0);
  const bytes = recordingFiles(meeting, now).reduce((sum, one) => sum + movieBytes(one.seconds), 0);
  return {
    confUUID: meeting.confUUID,
    confID: meeting.conferenceId,
    url: [`https://meeting.huaweicloud.com/rse/rse/html/play/Mediaxplay.html?confID=${meeting.confUUID}`],
    rcdTime: Math.round(seconds),
    rcdSize: Math.floor(bytes / MEGABYTE),
    subject: meeting.subject,
    scheduserName: meeting.schedulerName,
    startTime: minuteText(parts[0]?.start ?? meeting.start),
    isDecodeFinish: true,
    decodeEndTime: Math.max(...parts.map(({ readyAt }) => readyAt)),
    available: true,
    recordAuthType: meeting.details?.request?.recordAuthType ?? 0,
  };
}

/** The files of a meeting's recordings, as they can be downloaded. */
export function recordingFiles(meeting: HuaweiMeeting, now: number): readonly RecordingFile[] {
  const lengths = partsOf(meeting, now).flatMap(({ start, end }) =>
    Array.from({ length: Math.max(1, Math.ceil((end - start) / LONGEST_PART)) }, (_, part) =>
      Math.min(LONGEST_PART, end - start - part * LONGEST_PART),
    ),
  );
  return lengths.flatMap((length, part) =>
    STREAMS.map((type) => ({
      type,
      name: `${meeting.confUUID}-${part}-${type}.mp4`,
      seconds: length / 1000,
    })),
  );
}

/** What is in a file: something that plays as long as the recording is, and in which nothing is heard. */
export const fileBytes = ({ seconds }: RecordingFile): Uint8Array => silentMovie(seconds);
