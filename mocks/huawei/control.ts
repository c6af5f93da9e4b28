import { hex } from '../../fixtures/text.ts';
import { makeRoom } from '../core/makeRoom.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { isRunning, needed, openMeeting } from './meetingAccess.ts';
import { type Participant, participantsOf } from './participants.ts';
import type { Control } from './state.ts';
import type { HuaweiMeeting } from './world/huaweiMeeting.ts';

/** A token controls one meeting for half an hour [H-0027]. */
const LIFE_MS = 30 * 60_000;
// Bounds on memory, no vendor's.
const MOST_TOKENS = 5_000;
const MOST_CONTROLS = 2_000;

const UNTOUCHED: Control = { locked: false, muted: false, others: [] };

/** A token for a meeting that runs: three letters and 48 hex, as printed [CM-8]. */
export function issueControlToken({ state, world, now }: HuaweiCall, { conferenceId }: HuaweiMeeting) {
  const token = `stb${hex(48, world.seed, 'huawei', `control.${++state.logins}.${now}`, 'token')}`;
  const expiresAt = now + LIFE_MS;
  makeRoom(state.controlTokens, now, MOST_TOKENS);
  state.controlTokens.set(token, { conferenceId, expiresAt });
  return { token, expiresAt, lifeS: LIFE_MS / 1000 };
}

/** The meeting that a token controls, where the header has one that is good. */
export function controlledBy({ state, headers, now }: HuaweiCall): string | undefined {
  // One live client sends it bare, a document of another with `Basic ` before it [WK] [MC].
  const token = (headers.get('X-Conference-Authorization') ?? '').replace(/^Basic /, '');
  const known = state.controlTokens.get(token);
  return known && known.expiresAt > now ? known.conferenceId : undefined;
}

/**
 * What all control calls have in common [SDK-PY]: conferenceID in the query, the control token in its header and no access
 * token, a meeting that runs. They list no 401: 400 stands for it.
 */
export function controlling(
  answer: (call: HuaweiCall, meeting: HuaweiMeeting) => object | undefined,
): Pick<HuaweiEndpoint, 'front' | 'token' | 'answer'> {
  return {
    front: 'mmc',
    token: () => 'ignored',
    answer(call) {
      const conferenceId = needed(call, 'conferenceID');
      if (controlledBy(call) !== conferenceId)
        throw new HuaweiRefusal(
          'MMC.111070004',
          'X-Conference-Authorization is no good token for this conference',
          {
            status: 400,
          },
        );
      const meeting = openMeeting(call, conferenceId);
      if (!isRunning(meeting, call.now))
        throw new HuaweiRefusal('MMC.111072005', `conference ${conferenceId} does not run`);
      return answer(call, meeting);
    },
  };
}

/** What somebody has set in a meeting. */
export const controlOf = ({ state }: Pick<HuaweiCall, 'state'>, { confUUID }: HuaweiMeeting): Control =>
  state.controls.get(confUUID) ?? UNTOUCHED;

/** Sets something in it. */
export function setControl(call: HuaweiCall, meeting: HuaweiMeeting, change: Partial<Control>): undefined {
  const { controls } = call.state;
  const next = { ...controlOf(call, meeting), ...change };
  controls.delete(meeting.confUUID);
  controls.set(meeting.confUUID, next);
  for (const oldest of controls.keys()) {
    if (controls.size <= MOST_CONTROLS) break;
    controls.delete(oldest);
  }
  return undefined;
}

/** Whether somebody in a meeting is muted. */
export const isMuted = ({ muted, others }: Control, id: string): boolean => others.includes(id) !== muted;

/** Somebody who is in the meeting. @throws HuaweiRefusal MMC.111072008 */
export function participant({ world, now }: HuaweiCall, meeting: HuaweiMeeting, id: unknown): Participant {
  const found = participantsOf(world, meeting, now).find((one) => one.id === id);
  if (found) return found;
  throw new HuaweiRefusal('MMC.111072008', 'nobody in the conference has this participant id');
}

/** A member that is 0 or 1. @throws HuaweiRefusal MMC.111072045 */
export function onOff(value: unknown, name: string): boolean {
  if (value === 0 || value === 1) return value === 1;
  throw new HuaweiRefusal('MMC.111072045', `${name} must be 0 or 1`);
}
