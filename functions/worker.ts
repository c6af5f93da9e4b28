import { newApp } from './app.ts';
import { readConfig } from './config/config.ts';
import { consumeDeliveries } from './webhooks/deliveries/consumeDeliveries.ts';
import { consumeEvents } from './webhooks/events/consumeEvents.ts';
import { beginWatching } from './webhooks/events/watcher.object.ts';

export { Guesses } from './calls/guesses.object.ts';
export { SharedAnswer } from './calls/sharedAnswer.object.ts';
export { EventLog } from './eventlog/eventLog.object.ts';
export { Receipts } from './receipts/receipts.object.ts';
export { Breakers } from './resilience/breakers.object.ts';
export { Quota } from './resilience/quota.object.ts';
export { Credential } from './tokens/credential.object.ts';
export { VendorApplication } from './tokens/vendorApplication.object.ts';
export { Subscription } from './webhooks/deliveries/subscription.object.ts';
export { SubscriptionIndex } from './webhooks/deliveries/subscriptionIndex.object.ts';
export { Watcher } from './webhooks/events/watcher.object.ts';
export { Hook } from './webhooks/hooks/hook.object.ts';

/** As wrangler.toml names it. */
const EVENTS_QUEUE = 'meetgate-events';

const app = newApp();

export default {
  fetch: app.fetch,
  queue(batch, env, context) {
    const waitUntil = (promise: Promise<unknown>) => context.waitUntil(promise);
    return batch.queue === EVENTS_QUEUE
      ? consumeEvents(batch, { config: readConfig(env), env, now: Date.now, waitUntil })
      : consumeDeliveries(batch, env, waitUntil);
  },
  scheduled: (_, env) => beginWatching({ config: readConfig(env), env }),
} satisfies ExportedHandler<Env>;
