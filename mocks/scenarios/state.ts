import type { Scenario } from './scenario.ts';

/** A scenario that has begun. Plain data. */
export interface Begun {
  readonly id: string;
  readonly scenario: Scenario;
  /** When, virtual ms since 1970. */
  readonly at: number;
  /** How many of its actions are done. */
  done: number;
  /** The world's own ids of its meetings, by the scenario's names for them. */
  readonly meetings: Record<string, { readonly vendor: string; readonly id: string }>;
  /** What could not be done: the number of the step, from 1, and why. */
  readonly missed: { readonly step: number; readonly why: string }[];
}

/** All that is remembered of scenarios. Plain data, kept with the rest of the simulation's state. */
export interface ScenarioState {
  /** Begun so far: what ids are made of. */
  made: number;
  /** Those that run, and the last that are over; bounded. */
  readonly begun: Begun[];
}

/** No scenario has begun. */
export function emptyScenarios(): ScenarioState {
  return { made: 0, begun: [] };
}
