/*
 * `meetgate/mocks`: both vendors, simulated, for anybody's tests. Web standard APIs only: Node, browsers, workerd.
 */
export type { Clock } from './core/clock.ts';
export { createHandlers, handlers } from './handlers.ts';
export type { HuaweiApp } from './huawei/settings.ts';
export type { EventFault, EventSettings, FaultRule, VendorsOptions } from './options.ts';
export type { QuanshiApp } from './quanshi/settings.ts';
export type { NewSubscription, VendorState, World } from './registry.ts';
export { createVendors, type Vendors } from './vendors.ts';
export type { SizeName, WorldSize } from './world/size.ts';
