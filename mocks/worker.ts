import { createVendors } from './vendors.ts';

// One simulation per isolate: its state goes when the isolate does, and callers log in again.
const vendors = createVendors();

/** The simulation as a Worker of its own, which the gateway binds under `npm start`. */
export default {
  async fetch(request, _env, context) {
    const response = await vendors.fetch(request);
    // A Worker has no timer of its own: every request brings the deliveries of events up to the clock.
    if (vendors.state.events.subscriptions.size > 0) context.waitUntil(vendors.events.drive());
    return response;
  },
} satisfies ExportedHandler;
