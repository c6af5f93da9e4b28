import type { JsonObject } from '../core/json.ts';
import type { Endpoint } from '../vendor.ts';
import type { Family, Outcome } from './envelope.ts';
import type { QuanshiSettings } from './settings.ts';
import type { QuanshiState } from './state.ts';
import type { QuanshiWorld } from './world/quanshiWorld.ts';

/** What an endpoint is given: one request, the instant, and what there is. */
export interface QuanshiCall {
  readonly headers: Headers;
  readonly body: JsonObject;
  readonly now: number;
  readonly world: QuanshiWorld;
  readonly state: QuanshiState;
  readonly settings: QuanshiSettings;
  /** Whose token it is; undefined where the application signed instead: it may do what its super administrator may. */
  readonly userId: number | undefined;
}

/** One endpoint of Quanshi: what it answers, and nothing about its envelope. All are POST with JSON. */
export interface QuanshiEndpoint extends Endpoint<QuanshiSettings> {
  readonly method: 'POST';
  readonly family: Family;
  /**
   * What is checked before the endpoint is asked: the token, the four signed headers, whichever is there, or what the
   * oldest pages have, an appId of 6 in the body.
   */
  readonly access: 'token' | 'CheckSum' | 'token or CheckSum' | 'appId';
  /** What the events family says in msg of a success. */
  readonly message?: string;
  /** @throws QuanshiRefusal */
  answer(call: QuanshiCall): Outcome | Promise<Outcome>;
}
