import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import type { Caller } from '../../core/caller.ts';
import type { MeetgateEvent } from '../../core/event.ts';
import { invalidInput, Problem } from '../../core/problem.ts';
import type { Sensitivity } from '../../core/sensitivity.ts';
import type { Page, Wanted } from '../../eventlog/eventLog.object.ts';
import { eventLog } from '../../eventlog/eventLog.ts';
import { eventOf } from '../../eventlog/logEntry.ts';
import { cursorOf, placeOf } from '../../eventlog/place.ts';
import { showEvent } from '../../eventlog/showEvent.ts';

/** What somebody asks of the log. */
export interface LogQuery {
  caller: Caller;
  /** What the caller may not see. */
  hidden: Sensitivity[];
  /** A cursor; absent for the first that is kept. */
  after: string | undefined;
  most: number;
  types: string[] | undefined;
}

/** A page of the log as callers get it. */
export interface EventPage {
  data: MeetgateEvent[];
  /** For `after`: there always is one, so that whoever has read to the end can ask for what comes then. */
  nextCursor: string;
  /** Whether there is more by now. */
  hasMore: boolean;
  /** How many events of this page are sealed with a key that has been taken away; absent where there is none. */
  unreadable?: number;
}

/** Events of the caller's accounts, in the order in which they came. @throws Problem `invalid-input`, `cursor-expired` */
export async function readEvents(query: LogQuery, services: Services): Promise<EventPage> {
  const wanted = await wantedOf(query, services);
  const page = keptPage(await askObject(async () => await eventLog(services.env).read(wanted)));
  const shown = await shownEvents(page.events, query, services);
  return { ...shown, nextCursor: await cursorOf(page.place, services), hasMore: page.more };
}

/** What the log is asked for. @throws Problem `invalid-input` */
export async function wantedOf(
  { caller, after, most, types }: LogQuery,
  services: Services,
): Promise<Wanted> {
  // An operator sees what the gateway itself tells, and no more accounts than the key has.
  const { accounts } = caller;
  if (after === undefined) return { accounts, types, most };
  const place = await placeOf(after, services);
  if (place) return { accounts, types, most, after: place };
  const detail = 'must be a cursor that this route gave';
  throw invalidInput({ field: 'after', detail });
}

/** @throws Problem `cursor-expired` */
export function keptPage(page: Page | undefined): Page {
  if (page) return page;
  throw new Problem('cursor-expired', 'Events behind this cursor are no longer kept.');
}

/** Events, as much of each as may be seen. What no key opens any more is counted. */
export async function shownEvents(
  entries: Page['events'],
  { hidden }: Pick<LogQuery, 'hidden'>,
  { config }: Pick<Services, 'config'>,
): Promise<Pick<EventPage, 'data' | 'unreadable'>> {
  const opened = await Promise.all(entries.map((entry) => eventOf(entry, config.sealKeys)));
  const data = opened.flatMap((event) => (event ? [showEvent(event, hidden)] : []));
  const unreadable = opened.length - data.length;
  return { data, ...(unreadable > 0 && { unreadable }) };
}
