import type { EventContext } from './context.ts';
import { wants } from './enqueue.ts';
import { eventsBetween, type VendorEvent } from './eventsBetween.ts';

/** What tells one event of an instant from another. */
export const keyOf = ({ vendor, name, detail }: VendorEvent): string =>
  `${vendor} ${name} ${JSON.stringify(detail?.())}`;

/** Another number after each change that a caller makes. */
export const writtenIn = ({ vendors, world }: EventContext): number =>
  vendors.reduce((sum, { id }) => sum + world(id).overlay.version, 0);

/** Whether anybody wants an event. */
export const wantedIn =
  (context: EventContext) =>
  (vendor: string, name: string): boolean =>
    [...context.state().subscriptions.values()].some((one) => wants(context, one, vendor, name));

/** From now on is told: what has happened, at this very instant too, is not. */
export function beginAt(context: EventContext, now: number): void {
  const state = context.state();
  state.cursor = now;
  state.told = eventsBetween(context, now - 1, now, wantedIn(context)).map(keyOf);
  state.written = writtenIn(context);
}
