import { below } from '../../fixtures/hash.ts';
import { currentOf } from '../vendor.ts';
import { WorldFull } from '../world/overlay/overlay.ts';
import type { Stage } from './play.ts';
import { type Action, actionsOf, meetingOf, placeOf, type Scenario, type Start } from './scenario.ts';
import type { Begun } from './state.ts';

/** A scenario that cannot be begun, in words that name the step. */
export class ScenarioRefusal extends Error {
  override readonly name = 'ScenarioRefusal';
}

// A bound on memory: those over make room for the next.
const MOST = 20;
const MINUTE = 60_000;
const SECOND = 1_000;
const LENGTH = 60;

/** Whether nothing of a scenario is left to be done. */
export const isOver = ({ scenario, done }: Begun): boolean => done >= actionsOf(scenario).length;

/**
 * Begins a scenario at an instant. What it will start is booked at once, each meeting for its instant.
 * @throws ScenarioRefusal where a meeting or a host is none that there is, or too many scenarios run
 */
export function begin(stage: Stage, scenario: Scenario, now: number): Begun {
  const { scenarios } = stage;
  const { begun } = scenarios;
  if (begun.length >= MOST) {
    const over = begun.findIndex(isOver);
    if (over < 0) throw new ScenarioRefusal(`${MOST} scenarios run, no more can`);
    begun.splice(over, 1);
  }
  const id = `s${++scenarios.made}`;
  const starts = actionsOf(scenario).flatMap((action) =>
    action.step.start ? [{ action, start: action.step.start }] : [],
  );
  // Everything is looked up before anything is booked.
  const hosts = starts.map(({ action, start }) => hostOf(stage, id, action, start));
  const meetings: Begun['meetings'] = {};
  for (const [index, { action, start }] of starts.entries()) {
    const { vendor } = start;
    const host = hosts[index];
    const made =
      host === undefined ? known(stage, action, start, now) : book(stage, action, start, host, now);
    meetings[meetingOf(action.step)] = { vendor, id: made };
  }
  const one: Begun = { id, scenario, at: now, done: 0, meetings, missed: [] };
  begun.push(one);
  return one;
}

/** The employee who hosts a meeting that is to be booked; undefined where the world has it already. */
function hostOf(
  { people, seed }: Stage,
  id: string,
  { number, step }: Action,
  { id: meeting, host }: Start,
): { name: string; account: string } | undefined {
  if (meeting !== undefined) return undefined;
  const drawn = people.at(below(people.total, seed, 'scenario', id, meetingOf(step), 'host'));
  const found = host === undefined ? drawn : people.byAccount(host);
  if (!found) throw new ScenarioRefusal(`${placeOf(number, step)}: start.host is no employee’s account`);
  return { name: found.name, account: found.account };
}

function known(stage: Stage, { number, step }: Action, { vendor, id = '' }: Start, now: number): string {
  const room = currentOf(stage.rooms(vendor, id, now), now);
  if (room) return room.meeting.id;
  throw new ScenarioRefusal(`${placeOf(number, step)}: ${vendor} has no meeting of the id in start.id`);
}

function book(
  stage: Stage,
  { at, number, step }: Action,
  { vendor, kind = 'conference', subject, minutes = LENGTH }: Start,
  booker: { name: string; account: string },
  now: number,
): string {
  // Both vendors book to the second at most.
  const start = Math.floor((now + at) / SECOND) * SECOND;
  const booking = {
    kind,
    times: [{ start, end: start + minutes * MINUTE }],
    booker,
    subject: subject ?? `${booker.name}的会议`,
    details: {},
  };
  try {
    const [entry] = stage.overlay(vendor).book(booking, now);
    if (entry) return entry.id;
    throw new WorldFull('nothing was booked');
  } catch (error) {
    if (!(error instanceof WorldFull)) throw error;
    throw new ScenarioRefusal(`${placeOf(number, step)}: ${error.message}`);
  }
}
