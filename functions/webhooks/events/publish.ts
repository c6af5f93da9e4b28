import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import type { MeetgateEvent } from '../../core/event.ts';
import { eventLog } from '../../eventlog/eventLog.ts';
import { entryOf } from '../../eventlog/logEntry.ts';
import { fanOut } from '../deliveries/fanOut.ts';

/**
 * Writes events into the log, each once, and then tells everybody who wants them. Safe to repeat: it goes on with those that
 * have not been told yet. Order is that of the log.
 *
 * @throws where the log or a subscription could not take them: repeat it
 */
export async function publish(
  events: readonly MeetgateEvent[],
  services: Pick<Services, 'config' | 'env' | 'now'>,
): Promise<void> {
  if (events.length === 0) return;
  const { config, env } = services;
  const entries = await Promise.all(
    events.map((event) => entryOf(event, config.sealKeys, isWatched(event, config))),
  );
  const untold = new Set(await askObject(async () => await eventLog(env).append(entries, config.eventDays)));
  if (untold.size === 0) return;
  await fanOut(
    events.filter(({ id }) => untold.has(id)),
    services,
  );
  await askObject(async () => await eventLog(env).told([...untold]));
}

/** Whether the watcher looks at where an event comes from, so that it may see what is told as well. */
const isWatched = ({ source }: MeetgateEvent, { watch }: Services['config']): boolean =>
  watch?.[source.slice(1)] !== undefined;
