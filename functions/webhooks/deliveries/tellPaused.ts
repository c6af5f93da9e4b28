import type { Services } from '../../config/services.ts';
import { publish } from '../events/publish.ts';

/** Tells everybody who wants to know that a subscription was paused. @param at when. Epoch milliseconds */
export const tellPaused = (
  subscription: string,
  at: number,
  services: Pick<Services, 'config' | 'env' | 'now'>,
): Promise<void> =>
  publish(
    [
      {
        specversion: '1.0',
        id: `paused-${subscription}-${at}`,
        source: '/meetgate',
        type: 'meetgate.subscription.paused',
        subject: subscription,
        time: new Date(at).toISOString(),
        datacontenttype: 'application/json',
        data: { subscription },
      },
    ],
    services,
  );
