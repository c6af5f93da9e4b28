import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import type { MeetgateEvent } from '../../core/event.ts';
import { wants } from './subscription.ts';

/** The one index of all subscriptions. */
export const INDEX = 'index';

/**
 * Hands each event to every subscription that wants it. Safe to repeat: each takes an event once, by its id.
 *
 * @throws where one of them could not take its events, after all others have taken theirs
 */
export async function fanOut(
  events: readonly MeetgateEvent[],
  { env }: Pick<Services, 'env'>,
): Promise<void> {
  if (events.length === 0) return;
  const subscriptions = await askObject(async () => await env.SUBSCRIPTION_INDEX.getByName(INDEX).all());
  const told = await Promise.allSettled(
    subscriptions.map(async (subscription) => {
      const wanted = events.filter((event) => wants(subscription, event));
      if (wanted.length === 0) return;
      await askObject(async () => await env.SUBSCRIPTIONS.getByName(subscription.id).accept(wanted));
    }),
  );
  const failed = told.filter(({ status }) => status === 'rejected').length;
  if (failed > 0) throw new Error(`${failed} of ${told.length} subscriptions could not take their events.`);
}
