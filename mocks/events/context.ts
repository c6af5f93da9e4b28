import type { World } from '../world.ts';
import type { EventSettings } from './settings.ts';
import type { EventState } from './state.ts';

/** What events are made from and kept in: the parts of the simulation that they touch. */
export interface EventContext {
  readonly settings: EventSettings;
  /** Virtual ms since 1970. */
  now(): number;
  world(): World;
  state(): EventState;
}
