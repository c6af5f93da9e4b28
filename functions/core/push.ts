import type * as z from 'zod/mini';
import type { EventData, EventType } from './event.ts';
import type { VendorRequest } from './upstream.ts';

/** What a vendor has sent to be told of an event. */
export interface PushMessage {
  /** As it came, byte for byte. */
  body: Uint8Array;
  /** The last part of the path, where this vendor signs nothing. */
  token?: string | undefined;
}

/** What a message is. Why one is refused is told apart in logs only: whoever sends it learns nothing. */
export type Received =
  | { is: 'event' }
  /** The vendor asks whether it is wanted, and waits for this answer. */
  | { is: 'handshake'; answer: Record<string, unknown> }
  | { is: 'refused'; why: PushRefusal };

export type PushRefusal = 'unknown' | 'unreadable' | 'unsigned' | 'wrong' | 'too-old' | 'too-new';

/** What a vendor tells of, in our words. */
export interface Happening {
  type: EventType;
  /** When, by the vendor's clock. Epoch milliseconds; undefined where it does not tell. */
  at: number | undefined;
  /** What tells it from all others of this account, and is the same when it is told again. */
  what: readonly unknown[];
  /** The vendor's own id of the occurrence, where it tells which one it is. */
  own?: string | undefined;
  data: EventData;
}

/** Asks the vendor something as the account, and gives the result. @throws Problem */
export type AskVendor = (request: VendorRequest) => Promise<Record<string, unknown>>;

/** Whether a vendor tells us of events, as it says itself. */
export interface PushState {
  status: 'connected' | 'stopped' | 'locked' | 'absent';
  /** Where it sends them. */
  url?: string;
}

/** How a vendor is told where to send its events, where it has that. */
export interface PushConnection<Settings> {
  /** Registers a URL and has the vendor begin, which may ask it for a handshake at once. */
  connect(ask: AskVendor, url: string, settings: Settings): Promise<PushState>;
  check(ask: AskVendor, settings: Settings): Promise<PushState>;
  remove(ask: AskVendor, settings: Settings): Promise<PushState>;
}

/** How a vendor tells of events by itself. */
export interface Push<Settings> {
  /** What an account needs for it, by the names of the variables. Empty where it has all. */
  missing(settings: Settings): string[];
  /**
   * Whether a message is this vendor's. Takes as long for an account that there is not.
   *
   * @param now epoch milliseconds, by the vendor's clock
   */
  receive(message: PushMessage, settings: Settings | undefined, now: number): Promise<Received>;
  /** What a message tells. Of one that it does not know it tells as much. */
  read(body: Record<string, unknown>): Happening;
  /** Reads a body, in every form that the vendor writes; undefined where that is no object. */
  parse(body: Uint8Array): Record<string, unknown> | undefined;
  /** The vendor's body, with what is secret and personal in it. */
  raw: z.core.$ZodObject;
  connection?: PushConnection<Settings>;
}

/** The text of a member that the vendor may leave out, leave empty, or write as a number. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Later than any clock of a vendor: the end of the year 9999, to which RFC 3339 has four digits. Epoch milliseconds. */
const LATEST = 253_402_300_799_999;

/** An instant in milliseconds since 1970, which the vendor may write as text. 0 is none. */
export function instantOf(value: unknown): number | undefined {
  const instant = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof instant === 'number' && instant > 0 && instant <= LATEST ? Math.floor(instant) : undefined;
}

/** An instant as ISO 8601 in UTC. */
export const isoOf = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

/** An object without the members that are undefined. */
export const defined = <T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
