import { eventTypes, type MeetgateEvent } from '../core/event.ts';
import type { Sensitivity } from '../core/sensitivity.ts';
import { type View, viewOf } from '../core/view.ts';
import { withhold } from '../core/withhold.ts';

/** What each type of event has beside its data. */
const ENVELOPE = ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype'];

const views = new Map<string, View>();

/** An event with no more than its schema knows and these kinds leave: as answers of operations have it. */
export function withholdEvent(event: MeetgateEvent, kinds: readonly Sensitivity[]): MeetgateEvent {
  if (kinds.length === 0) return event;
  let view = views.get(event.type);
  if (!view) {
    view = {
      fields: new Map([
        ...ENVELOPE.map((name): [string, View] => [name, {}]),
        ['data', viewOf(eventTypes[event.type].schema, [])],
      ]),
    };
    views.set(event.type, view);
  }
  // The id is what it was, whatever it is made of: receivers know the event by it.
  return { ...(withhold(event, view, kinds) as MeetgateEvent), id: event.id };
}
