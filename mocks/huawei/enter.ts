import type { Entry } from '../../fixtures/huaweiMeeting.ts';
import { digits } from '../../fixtures/text.ts';
import { makeRoom } from '../core/makeRoom.ts';
import { controlOf } from './control.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import type { HuaweiState } from './state.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';
import type { HuaweiWorld } from './world/huaweiWorld.ts';

// What documents/004 prints; the Etag that it prints is that of the answer with it.
const PRINTED: Readonly<Record<string, string>> = { '914047175': '397381479198454' };

/** A conference that is not over. @throws HuaweiRefusal MMC.111072065 */
export function openConference(world: HuaweiWorld, conferenceId: string, now: number): HuaweiMeeting {
  const meeting = world.byConferenceId(conferenceId, now);
  if (!meeting) throw new HuaweiRefusal('MMC.111072065', `there is no conference ${conferenceId}`);
  if (meeting.over > now) return meeting;
  throw new HuaweiRefusal(
    'MMC.111072065',
    `conference ${conferenceId} is over since ${new Date(meeting.over).toISOString()}`,
  );
}

/**
 * The role that a password opens. A conference that needs none lets everybody in as a guest: INFERRED.
 * @throws HuaweiRefusal MMC.111072065
 */
export function enter(
  { conferenceId, needPassword, chair, guest, audience }: HuaweiMeeting,
  password: string,
): Entry {
  const roles = [chair, guest, ...(audience ? [audience] : [])];
  const opened = roles.find((role) => role.password !== '' && role.password === password);
  if (opened) return opened;
  if (!needPassword) return guest;
  throw new HuaweiRefusal(
    'MMC.111072065',
    password === ''
      ? `conference ${conferenceId} needs a password in X-Password`
      : `X-Password opens no role of conference ${conferenceId} (${audience ? 'chair, guest, audience' : 'chair, guest'})`,
  );
}

// A bound on memory: no vendor's.
const MOST_RANDOMS = 10_000;

/**
 * The random that lets somebody in once, for a while: another each time, but for the one that a document prints.
 * @param printed the one that it prints
 * @throws HuaweiRefusal MMC.111072005 where a guest would have to wait: the meeting has not begun
 */
export function randomOf(
  { state, world, settings, now }: Pick<HuaweiCall, 'state' | 'world' | 'settings' | 'now'>,
  meeting: HuaweiMeeting,
  role: Entry,
  mayWait: boolean,
  printed = PRINTED[meeting.conferenceId],
): string {
  // Whoever has the host's password starts it. That guests do not is INFERRED: it is the enterprise's to allow.
  if (meeting.start > now && role.password !== meeting.chair.password && !mayWait)
    throw new HuaweiRefusal(
      'MMC.111072005',
      `conference ${meeting.conferenceId} has not begun; guest_waiting=1 lets a guest wait for it`,
    );
  if (controlOf({ state }, meeting).locked && role.password !== meeting.chair.password)
    throw new HuaweiRefusal('MMC.111072050', `conference ${meeting.conferenceId} is locked`);
  state.randoms += 1;
  const { conferenceId } = meeting;
  const random = printed ?? digits(15, world.seed, 'huawei', conferenceId, now, state.randoms);
  makeRoom(state.unspent, now, MOST_RANDOMS);
  state.unspent.set(random, { conferenceId, expiresAt: now + settings.randomLife });
  return random;
}

/** Joins with a random, which is spent by that. Returns why that cannot be, for people; undefined where it could. */
export function spendRandom(
  { unspent }: HuaweiState,
  conferenceId: string,
  random: string,
  now: number,
): string | undefined {
  const known = unspent.get(random);
  if (known?.conferenceId !== conferenceId)
    return 'the random is none for this conference, or has been used up';
  if (known.expiresAt <= now) return 'the random has expired';
  unspent.delete(random);
  return undefined;
}
