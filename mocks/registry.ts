import type { ClockState } from './core/clock.ts';
import { type EventState, emptyEvents } from './events/state.ts';
import type { NewSubscription as AnySubscription } from './events/subscription.ts';
import type { FaultState } from './faults/faultList.ts';
import { huawei } from './huawei/huawei.ts';
import { emptyJournal, JOURNAL_LIMIT, type JournalState } from './journal/journal.ts';
import { quanshi } from './quanshi/quanshi.ts';
import { emptyScenarios, type ScenarioState } from './scenarios/state.ts';
import type { Vendor } from './vendor.ts';
import { type Enterprise, enterprise } from './world/enterprise.ts';
import { emptyOverlay, type OverlayState } from './world/overlay/state.ts';
import { SMALL, type WorldSize } from './world/size.ts';

/** Every vendor that is simulated. One more is one line here; what is keyed by vendor follows. */
export const VENDORS = [huawei, quanshi] as const;

type AnyOfVendors = (typeof VENDORS)[number];
/** The id of one of them. */
export type VendorId = AnyOfVendors['id'];
/** Their ids. */
export const VENDOR_IDS: readonly VendorId[] = VENDORS.map(({ id }) => id);
type ById<Id extends VendorId> = Extract<AnyOfVendors, { readonly id: Id }>;

/** What of each can be set. */
export type VendorSettings = { readonly [Id in VendorId]: ById<Id>['defaults'] };

/** A subscription to the events of one of them, as people write it. */
export type NewSubscription = {
  [Id in VendorId]: AnySubscription & {
    readonly vendor: Id;
    readonly events?: readonly ById<Id>['events']['names'][number][] | undefined;
  } & Partial<ById<Id>['events']['subscriber']>;
}[VendorId];

/** One enterprise, as each vendor sees it. */
export type World = Enterprise & { readonly [Id in VendorId]: ReturnType<ById<Id>['world']> };

/**
 * All that the simulation remembers. Plain data (maps of plain objects), so that it can be cloned, counted, cleared,
 * and kept wherever the simulation lives.
 */
export type VendorState = { readonly [Id in VendorId]: ReturnType<ById<Id>['emptyState']> } & {
  /** Which enterprise. */
  seed: number;
  clock: ClockState;
  readonly faults: FaultState[];
  readonly journal: JournalState;
  /** Requests answered so far: what request ids are drawn from. */
  requests: number;
  readonly events: EventState;
  readonly scenarios: ScenarioState;
  /** What callers did to the meetings of each. */
  readonly overlay: Record<VendorId, OverlayState>;
};

/** One value for each vendor. */
export function byVendor<T>(make: (vendor: Vendor<VendorId>) => T): Record<VendorId, T> {
  return Object.fromEntries(VENDORS.map((vendor) => [vendor.id, make(vendor)])) as Record<VendorId, T>;
}

/**
 * The enterprise of a seed: a pure function of seed and clock, and of what callers did. Whatever depends on time takes it as a parameter, in
 * milliseconds; equal arguments give equal answers in any order of calls.
 *
 * @example createWorld(42).huawei.ongoing('webinar', Date.UTC(2026, 2, 2, 1)).length // 37
 */
export function createWorld(
  seed: number,
  size: WorldSize = SMALL,
  overlay: VendorState['overlay'] = byVendor(emptyOverlay),
): World {
  const shared = enterprise(seed, size);
  return { ...shared, ...byVendor((vendor) => vendor.world(shared, overlay[vendor.id])) } as World;
}

/** A simulation that nobody has talked to yet. */
export function emptyState(seed: number, clock: ClockState, journalLimit = JOURNAL_LIMIT): VendorState {
  return {
    seed,
    clock,
    faults: [],
    journal: emptyJournal(journalLimit),
    requests: 0,
    ...byVendor((vendor) => vendor.emptyState()),
    events: emptyEvents(),
    scenarios: emptyScenarios(),
    overlay: byVendor(emptyOverlay),
  } as VendorState;
}
