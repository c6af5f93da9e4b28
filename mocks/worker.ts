import { createVendors } from './vendors.ts';

// One simulation per isolate: its state goes when the isolate does, and callers log in again.
const vendors = createVendors();

/** The simulation as a Worker of its own, which the gateway binds under `npm start`. */
export default {
  fetch: (request) => vendors.fetch(request),
} satisfies ExportedHandler;
