/*
 * `meetgate/mocks`: both vendors, simulated, for anybody's tests. Web standard APIs only: Node, browsers, workerd.
 */
export type { Clock } from './core/clock.ts';
export type { EventFault } from './events/eventFault.ts';
export type { Events } from './events/events.ts';
export type { EventSettings } from './events/settings.ts';
export type { NewSubscription } from './events/subscription.ts';
export type { FaultRule } from './faults/fault.ts';
export { createHandlers, handlers } from './handlers.ts';
export type { HuaweiApp, QuanshiApp, SizeName, VendorsOptions, WorldSize } from './options.ts';
export type { VendorState } from './state.ts';
export { createVendors, type Vendors } from './vendors.ts';
export type { World } from './world.ts';
