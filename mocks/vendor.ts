import type { Method, VendorRequest, WishedRefusal } from './core/route.ts';
import type { Coverage, TopicCoverage } from './coverage/row.ts';
import type { EventContext } from './events/context.ts';
import type { Shape, VendorEvents, Zod } from './events/vendorEvents.ts';
import type { VendorFaults } from './faults/vendorFaults.ts';
import type { Enterprise } from './world/enterprise.ts';
import type { MeetingKind, Timed } from './world/meeting.ts';
import type { Overlay } from './world/overlay/overlay.ts';
import type { Device, OverlayState } from './world/overlay/state.ts';
import type { WrittenPresence } from './world/overlay/writtenPresence.ts';

export type { Zod };

/** What every endpoint says of itself, whatever its vendor. */
export interface Endpoint<Settings extends object = object> {
  /** The vendor's own name for the operation. */
  readonly operation: string;
  readonly method: Method;
  path(settings: Settings): string;
  readonly coverage: Coverage;
}

/** What of a simulation a vendor works on: its own part of each thing. */
export interface Place<
  Settings extends object = object,
  State extends object = object,
  World extends object = object,
> {
  readonly settings: Settings;
  readonly state: State;
  readonly world: World;
  readonly seed: number;
  readonly events: EventContext;
  /** Virtual ms since 1970. */
  now(): number;
  /** Counts a request; request ids are drawn from the number. */
  countRequest(): number;
}

/** One answer on its way: what its headers and its envelope are made of. */
export interface Answering {
  readonly seed: number;
  /** Which request of this simulation. */
  readonly number: number;
  readonly now: number;
}

/** A vendor that answers, in one place. Refusals are answers too, in the vendor's own form. */
export interface Service<E extends Endpoint = Endpoint> {
  answer(endpoint: E, request: VendorRequest): Promise<Response>;
  /** Refuses a request without looking at it. */
  refuse(endpoint: E, request: VendorRequest, refusal: WishedRefusal): Promise<Response>;
  /** What is said to a path or method that nobody has. */
  notFound(request: VendorRequest, path: string, hint: string): Promise<Response>;
}

/** A meeting that runs, as the admin page shows it. */
export interface RunningMeeting {
  readonly subject: string;
  readonly id: string;
  readonly host: string;
  readonly start: number;
  /** Infinity where it always runs. */
  readonly end: number;
  readonly online: number;
}

/** A vendor at one instant, as the admin API shows it. */
export interface Overview {
  /** The meetings that run; each is made when it is shown. */
  readonly running: readonly (() => RunningMeeting)[];
  readonly logins: number;
  /** Whose tokens are live: a name for each token, never the token. */
  readonly tokens: readonly string[];
  /** Other counts. */
  readonly more?: object;
}

/** What the admin page calls a vendor's things. */
export interface Words {
  /** The vendor, as a person would say. */
  readonly vendor: string;
  /** What of it runs. */
  readonly running: string;
  /** The member of `/__mock/state` that counts those. */
  readonly count: string;
}

/** Somebody who came to a meeting, in no vendor's words; null is what is not known of them. */
export interface Comer {
  readonly name: string;
  readonly number: string | null;
  readonly account: string | null;
  /** The vendor's own id of them. */
  readonly userId: string | null;
  readonly email: string | null;
  readonly department: string | null;
  readonly device: Device;
  readonly media: 'video' | 'audio';
}

/** A way into a meeting. */
export interface Entry {
  readonly role: 'host' | 'participant' | 'audience';
  readonly url: string;
  readonly passcode: string;
}

/** A run of a meeting as it is, in no vendor's words. */
export interface Room {
  readonly meeting: Timed;
  /** The vendor's own ids of it, by the names that the vendor has for them. */
  readonly ids: Readonly<Record<string, string | number>>;
  readonly subject: string;
  /** The name of whoever booked it, and their account; null where they have none. */
  readonly host: string;
  readonly hostAccount: string | null;
  /** What else is known of them. */
  readonly hostDetails: Pick<Comer, 'userId' | 'email' | 'department'> & { readonly mobile: string | null };
  /** Whether it is one of a series. */
  readonly recurring: boolean;
  /** What opens it, for each role. */
  readonly entries: readonly Entry[];
  readonly attendance: WrittenPresence;
  /** Who came, by the number of the stay; undefined past the end. */
  who(index: number): Comer | undefined;
}

/** The run that lasts, or the last one, or what is to come. */
export function currentOf(rooms: readonly Room[], now: number): Room | undefined {
  return rooms.findLast((one) => one.meeting.start <= now) ?? rooms[0];
}

/** A meeting that may be looked into. */
export interface Door extends Timed {
  open(): Room;
}

/** A vendor's side of the enterprise, as far as it is the same for all. */
export interface Side {
  readonly overlay: Overlay;
}

/** All that differs between vendors. */
export interface Vendor<
  Id extends string = string,
  Settings extends object = object,
  State extends object = object,
  World extends object = object,
  E extends Endpoint<Settings> = Endpoint<Settings>,
  Events extends VendorEvents<World> = VendorEvents<World>,
> {
  readonly id: Id;
  /** Its name in full. */
  readonly title: string;
  /** How to log in to its simulation, for people. */
  readonly credentials: string;
  readonly words: Words;
  /** What can be booked there. */
  readonly kinds: readonly MeetingKind[];
  /** Where the real one is reached. */
  readonly hosts: readonly string[];
  readonly defaults: Settings;
  /** The forms of the settings as people write them. */
  settingsShape(z: Zod): Shape;
  emptyState(): State;
  /** Its side of an enterprise: a pure function of time, and of what callers did. */
  world(enterprise: Enterprise, overlay: OverlayState): World;
  /** Its operations; what happens once for all of them is `open`'s. */
  readonly endpoints: readonly E[];
  open(place: Place<Settings, State, World>): Service<E>;
  /** Whether a path that nobody has would be one of its own. */
  owns(path: string): boolean;
  /** Whether a refusal may look like a success to HTTP, so that only the hint tells. */
  readonly refusesWithSuccess: boolean;
  readonly faults: VendorFaults<State>;
  readonly events: Events;
  overview(world: World, state: State, now: number): Overview;
  /** A meeting by the world's own id or a number of the vendor's: each of its runs, or what is to come. */
  rooms(world: World, id: string, now: number): readonly Room[];
  /** What is booked for, or runs in, an interval, its ends included; each run. */
  doors(world: World, from: number, to: number): readonly Door[];
  /**
   * Spends a token to join a meeting with; why that cannot be, in words. Absent where no source has such tokens.
   */
  spendJoinToken?(state: State, room: Room, token: string, now: number): string | undefined;
  /** What is known of it beside its operations, and what becomes of that here. */
  readonly topics: readonly TopicCoverage[];
}

/**
 * Defines a vendor.
 * @throws Error where two endpoints have one name, or one method and path
 */
export function defineVendor<
  const Id extends string,
  Settings extends object,
  State extends object,
  World extends object,
  E extends Endpoint<Settings>,
  Events extends VendorEvents<World>,
>(vendor: Vendor<Id, Settings, State, World, E, Events>): Vendor<Id, Settings, State, World, E, Events> {
  const { endpoints, defaults, id } = vendor;
  const taken = new Set<string>();
  for (const { operation, method, path } of endpoints)
    for (const key of [operation, `${method} ${path(defaults)}`]) {
      if (taken.has(key)) throw new Error(`${id} has ${key} twice`);
      taken.add(key);
    }
  return vendor;
}
