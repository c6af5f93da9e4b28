import { readSpan } from '../core/instant.ts';
import type { MeetingKind } from '../world/meeting.ts';
import type { Device } from '../world/overlay/state.ts';

/** A story that the simulation acts out on its clock, as people write it. Spans of time are text: `+10s`, `90s`, `2m`. */
export interface Scenario<Vendor extends string = string> {
  readonly title: string;
  readonly steps: readonly Step<Vendor>[];
}

/** One thing that happens: exactly one of the members below `meeting` is there. */
export interface Step<Vendor extends string = string> {
  /** How long after the scenario has begun. */
  readonly at: string;
  /** Which of the scenario's meetings, by a name of your own; a scenario of one meeting needs none. */
  readonly meeting?: string | undefined;
  readonly start?: Start<Vendor> | undefined;
  readonly join?: Coming | undefined;
  readonly leave?: Going | undefined;
  /** Everybody goes; they may come back until the booked end, unless it is for good. */
  readonly end?: { readonly forGood?: boolean | undefined } | undefined;
  /** What there has been of the meeting so far is a recording, which is ready after a while (30s). */
  readonly record?: { readonly ready?: string | undefined } | undefined;
}

/** Its host comes. The meeting is one that the world has (`id`), or is booked for that instant when the scenario begins. */
export interface Start<Vendor extends string = string> {
  readonly vendor: Vendor;
  /** The id of a meeting as text, or a number of the vendor's own. */
  readonly id?: string | undefined;
  readonly kind?: MeetingKind | undefined;
  readonly subject?: string | undefined;
  /** How long it is booked for; an hour. */
  readonly minutes?: number | undefined;
  /** An employee's account; somebody is drawn where it is left out. */
  readonly host?: string | undefined;
}

/** Somebody comes by name, or so many colleagues do, at once or one after another. */
export interface Coming {
  readonly name?: string | undefined;
  readonly count?: number | undefined;
  readonly over?: string | undefined;
  readonly device?: Device | undefined;
}

/** Somebody goes by name, or those do who came first, the host left out: of those who came by a scenario or a call. */
export interface Going {
  readonly name?: string | undefined;
  readonly count?: number | undefined;
}

/** The meeting of a step that names none. */
const ONLY = 'meeting';

/** Which meeting a step is of. */
export const meetingOf = ({ meeting = ONLY }: Step): string => meeting;

/** Which step, for people: counted from 1, with its time. */
export const placeOf = (number: number, { at }: Pick<Step, 'at'>): string =>
  `step ${number + 1} (at ${JSON.stringify(at)})`;

/** A step as it is done: one that lets people in one after another is done once for each. */
export interface Action {
  /** After the beginning, ms. */
  readonly at: number;
  /** The number of the step, from 0. */
  readonly number: number;
  readonly step: Step;
}

const known = new WeakMap<Scenario, readonly Action[]>();

/** All actions of a scenario by time; of one instant, in the order of the steps. */
export function actionsOf(scenario: Scenario): readonly Action[] {
  const made = known.get(scenario) ?? scenario.steps.flatMap(spread).sort((a, b) => a.at - b.at);
  known.set(scenario, made);
  return made;
}

function spread(step: Step, number: number): Action[] {
  const at = spanOf(step.at);
  const { count = 1, over } = step.join ?? {};
  if (over === undefined) return [{ at, number, step }];
  const one = { ...step, join: { ...step.join, count: 1 } };
  return Array.from({ length: count }, (_, index) => ({
    at: at + Math.floor((index * spanOf(over)) / count),
    number,
    step: one,
  }));
}

/** A span that somebody wrote, ms. @throws Error where it is none */
export function spanOf(text: string): number {
  const span = readSpan(text.replace(/^\+/, ''));
  if (span === undefined || span < 0) throw new Error(`"${text}" is no span of time, such as +10s or 2m`);
  return span;
}
