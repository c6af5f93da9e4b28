import { newApp } from './app.ts';
import { consumeDeliveries } from './webhooks/deliveries/consumeDeliveries.ts';

export { Guesses } from './calls/guesses.object.ts';
export { SharedAnswer } from './calls/sharedAnswer.object.ts';
export { Receipts } from './receipts/receipts.object.ts';
export { Breakers } from './resilience/breakers.object.ts';
export { Quota } from './resilience/quota.object.ts';
export { Credential } from './tokens/credential.object.ts';
export { VendorApplication } from './tokens/vendorApplication.object.ts';
export { Subscription } from './webhooks/deliveries/subscription.object.ts';
export { SubscriptionIndex } from './webhooks/deliveries/subscriptionIndex.object.ts';
export { Hook } from './webhooks/hooks/hook.object.ts';

const app = newApp();

export default {
  fetch: app.fetch,
  queue: (batch, env, context) => consumeDeliveries(batch, env, (promise) => context.waitUntil(promise)),
} satisfies ExportedHandler<Env>;
