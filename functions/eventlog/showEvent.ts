import { eventTypes, type MeetgateEvent } from '../core/event.ts';
import type { Sensitivity } from '../core/sensitivity.ts';
import { type View, viewOf } from '../core/view.ts';
import { withhold } from '../core/withhold.ts';
import { providers } from '../registry.ts';

const views = new Map<string, View>();

/**
 * An event with no more of its data than may be seen: as in answers, what is secret or personal is left out where that is
 * hidden, and then all that no schema knows. The vendor's own body by a schema of its own.
 */
export const showEvent = (event: MeetgateEvent, hidden: readonly Sensitivity[]): MeetgateEvent =>
  hidden.length === 0
    ? event
    : { ...event, data: withhold(event.data, viewOfEvent(event), hidden) as MeetgateEvent['data'] };

/** What is known of the data of an event: by its type, and by the provider in its source. */
export function viewOfEvent({ type, source }: Pick<MeetgateEvent, 'type' | 'source'>): View {
  const [, name] = source.split('/');
  const key = `${type} ${name}`;
  const known = views.get(key);
  if (known) return known;
  const provider = providers.find(({ id }) => id === name);
  const fields = new Map(viewOf(eventTypes[type]?.schema, []).fields);
  if (provider) fields.set('raw', viewOf(provider.push.raw, []));
  const view = { fields };
  views.set(key, view);
  return view;
}
