import type * as z from 'zod';
import type { JsonObject } from '../core/json.ts';
import type { Delivery, EventFaultName } from './state.ts';
import type { Subscription } from './subscription.ts';

/** Something that happens in a vendor's world and that it tells of. */
export interface WorldEvent {
  readonly name: string;
  /** When, ms since 1970. */
  readonly at: number;
  /** What is told of it, in the vendor's form and order; made when somebody is to be told. */
  detail(): object;
}

/** What there is to tell: an event of the world, or a handshake, which has no detail. */
export interface Told extends Pick<WorldEvent, 'name' | 'at'> {
  readonly detail?: () => object;
}

/** What goes over the wire. */
export interface Message {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Which events somebody wants to hear of. */
export type Wanted = (name: string) => boolean;

/** An event on demand: which, and what the vendor needs to know of it. */
export interface Demand {
  readonly event: string;
  readonly [member: string]: unknown;
}

/**
 * How a vendor asks a subscriber whether it wants events at all.
 * `mistake` says in words what is wrong with the answer to a nonce.
 */
export interface Handshake {
  readonly event: string;
  mistake(body: JsonObject, nonce: string): string | undefined;
}

/** The module zod, which is loaded when the first text has to be checked, and given to whoever describes its form. */
export type Zod = typeof z;
/** Members of an object and their forms. */
export type Shape = Readonly<Record<string, z.ZodType>>;

/** The event pushes of one vendor: all that differs between vendors. */
export interface VendorEvents<
  World extends object = object,
  Name extends string = string,
  Extra extends object = object,
> {
  /** Its events, in the order in which they come where several happen at once. */
  readonly names: readonly Name[];
  /** Absent where it does not ask. */
  readonly handshake?: Handshake;
  /** Whether whoever a subscription belongs to may hear of this world; everybody may where it is left out. */
  hears?(owner: string): boolean;
  /** Whether messages carry a signature and a nonce. */
  readonly signed: boolean;
  /** What a subscription has beside its URL, as it is where nothing is said. */
  readonly subscriber: Extra;
  /** As much of that as may be told. */
  told(subscription: Subscription & Extra): object;
  /** The forms of `subscriber` as people write it. */
  subscriberShape(z: Zod): Shape;
  /** The forms of what an event on demand may say. */
  demandShape(z: Zod): Shape;
  /** What happens in a world between two instants, `from` not included, in no order. */
  between(world: World): (from: number, to: number, wanted: Wanted) => readonly WorldEvent[];
  /**
   * An event on demand, which tells of a meeting of the world; one that fits is found where none is named.
   * @throws EventRefusal where there is no such meeting
   */
  demanded(world: World, demand: Demand, now: number): WorldEvent;
  /** What a message carries, as JSON text. `number` is the message's, `seed` the enterprise's. */
  content(event: Told, number: number, seed: number): string;
  /** A delivery as it is sent. @param damage what is wrong with this attempt */
  message(
    delivery: Pick<Delivery, 'at' | 'content' | 'nonce' | 'requestId'>,
    subscription: Subscription & Extra,
    damage?: EventFaultName,
  ): Promise<Message>;
  /** Whether the HTTP status of a subscriber's answer means that it has the event. */
  isTaken(status: number): boolean;
}
