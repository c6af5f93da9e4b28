import type { JsonObject } from '../core/json.ts';
import type { VendorState } from '../state.ts';
import type { World } from '../world.ts';
import type { Family, Outcome } from './envelope.ts';
import type { QuanshiSettings } from './settings.ts';

/** What an endpoint is given: one request, the instant, and what there is. */
export interface QuanshiCall {
  readonly headers: Headers;
  readonly body: JsonObject;
  readonly now: number;
  readonly world: World;
  readonly state: VendorState;
  readonly settings: QuanshiSettings;
}

/** One endpoint of Quanshi: what it answers, and nothing about its envelope. All are POST with JSON. */
export interface QuanshiEndpoint {
  readonly operation: string;
  path(settings: QuanshiSettings): string;
  readonly family: Family;
  /** What is checked before the endpoint is asked: the token, the four signed headers, or whichever is there. */
  readonly access: 'token' | 'CheckSum' | 'token or CheckSum';
  /** What the events family says in msg of a success. */
  readonly message?: string;
  /** @throws QuanshiRefusal */
  answer(call: QuanshiCall): Outcome | Promise<Outcome>;
}
