import { pick } from '../../fixtures/hash.ts';
import { fullName } from '../../fixtures/person.ts';
import { currentOf, type Room } from '../vendor.ts';
import { statusOf } from '../world/meeting.ts';
import { type Overlay, WorldFull } from '../world/overlay/overlay.ts';
import type { Device, Joiner } from '../world/overlay/state.ts';
import type { People } from '../world/people.ts';
import { permutation } from '../world/permutation.ts';
import { type Action, actionsOf, type Coming, type Going, meetingOf, spanOf } from './scenario.ts';
import type { Begun, ScenarioState } from './state.ts';

/** Where scenarios are acted out: the parts of the simulation that they touch. */
export interface Stage {
  readonly scenarios: ScenarioState;
  readonly seed: number;
  readonly people: People;
  /** What was written over a vendor's world. */
  overlay(vendor: string): Overlay;
  /** A meeting by the world's own id or a number of the vendor's: each of its runs, or what is to come. */
  rooms(vendor: string, id: string, now: number): readonly Room[];
}

const READY = '30s';
const DEVICES: readonly [Device, ...Device[]] = ['desktop', 'desktop', 'desktop', 'mobile', 'mobile', 'room'];

/**
 * Does what is due by an instant, each thing at the instant for which it is written, however late that is noticed: what
 * is asked at an instant finds the same world whether or not anybody asked before.
 */
export function play(stage: Stage, now: number): void {
  for (const begun of stage.scenarios.begun) {
    const actions = actionsOf(begun.scenario);
    while (begun.done < actions.length) {
      const due = together(actions, begun.done, now - begun.at);
      const [first] = due;
      if (!first) break;
      begun.done += due.length;
      const why = act(stage, begun, first, due);
      if (why !== undefined && !begun.missed.some(({ step }) => step === first.number + 1))
        begun.missed.push({ step: first.number + 1, why });
    }
  }
}

/** The next action that is due; where somebody comes, all who come to that meeting before anything else is done. */
function together(actions: readonly Action[], from: number, until: number): readonly Action[] {
  let end = from;
  for (let one = actions[end]; one && one.at <= until; one = actions[++end]) {
    const first = actions[from] ?? one;
    if (end > from && !(first.step.join && one.step.join && meetingOf(first.step) === meetingOf(one.step)))
      break;
  }
  return actions.slice(from, end);
}

/** Does some actions of one meeting. Returns why nothing came of it. */
function act(stage: Stage, begun: Begun, action: Action, all: readonly Action[]): string | undefined {
  const { step } = action;
  const at = begun.at + action.at;
  const known = begun.meetings[meetingOf(step)];
  if (!known) return 'there is no such meeting';
  const overlay = stage.overlay(known.vendor);
  const room = currentOf(stage.rooms(known.vendor, known.id, at), at);
  if (!room) return 'the meeting is no longer known';
  const status = statusOf(room.meeting, at);
  if (status === 'cancelled' || room.meeting.over <= at) return 'the meeting is over';
  try {
    const { meeting } = room;
    if (step.start && status !== 'ongoing') overlay.join(meeting, hostOf(stage, room), at);
    if (step.join) {
      const comers = all.flatMap((one) => (one.step.join ? comersOf(one.step.join, begun.at + one.at) : []));
      const before = overlay.find(meeting.id)?.entry.stays.length ?? 0;
      overlay.joinAll(
        meeting,
        comers.map(({ at, ...coming }, index) => ({
          who: joiner(stage, known.id, before + index, coming),
          at,
        })),
        at,
      );
    }
    if (step.leave) return leave(overlay, room, step.leave, at);
    if (step.end?.forGood) overlay.conclude(meeting, at);
    else if (step.end) overlay.end(meeting, at);
    if (step.record) {
      if (status !== 'ongoing') return 'the meeting does not run';
      overlay.record(
        meeting,
        { start: meeting.start, end: at, readyAt: at + spanOf(step.record.ready ?? READY) },
        at,
      );
    }
    return undefined;
  } catch (error) {
    if (error instanceof WorldFull) return error.message;
    throw error;
  }
}

/** The host as the world's vendor knows them: whoever booked it. */
function hostOf({ people }: Stage, { host, hostAccount }: Room): Joiner {
  const employee = people.byAccount(hostAccount ?? '');
  return {
    name: host,
    account: employee?.account,
    number: employee?.number,
    role: 'chair',
    device: 'desktop',
    media: 'video',
  };
}

const comersOf = ({ count = 1, ...coming }: Coming, at: number) =>
  Array.from({ length: count }, () => ({ ...coming, at }));

/** Who comes next to a meeting: colleagues in an order of its own; outsiders once all of them have come. */
function joiner(
  { seed, people }: Stage,
  meeting: string,
  number: number,
  { name, device }: Pick<Coming, 'name' | 'device'>,
): Joiner {
  const key = [seed, 'scenario', meeting, number] as const;
  const how = { device: device ?? pick(DEVICES, ...key, 'device'), media: 'video', role: 'guest' } as const;
  if (name !== undefined) return { ...how, name };
  if (number >= people.total) return { ...how, name: fullName(seed, 'scenario', `${meeting}.${number}`) };
  const one = people.at(permutation(people.total, seed, 'scenario', meeting).at(number));
  return { ...how, name: one.name, account: one.account, number: one.number };
}

/** Those go whom a scenario or a call let in: whom the world drew has times of their own. */
function leave(
  overlay: Overlay,
  { meeting }: Room,
  { name, count = 1 }: Going,
  at: number,
): string | undefined {
  const written = overlay.find(meeting.id);
  const there = (written?.entry.stays ?? []).flatMap(({ joinedAt, role, ...stay }, number) =>
    joinedAt <= at && at < (written?.lefts[number] ?? 0) && (name === undefined || name === stay.name)
      ? [{ number, host: role === 'chair' }]
      : [],
  );
  const going = name === undefined ? there.filter(({ host }) => !host).slice(0, count) : there.slice(-1);
  overlay.leaveAll(
    meeting,
    going.map(({ number }) => ({ of: 'written', number })),
    at,
  );
  return going.length < count ? `only ${going.length} of ${count} were there to leave` : undefined;
}
