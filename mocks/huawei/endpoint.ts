import type { EventContext } from '../events/context.ts';
import type { Endpoint } from '../vendor.ts';
import type { Front } from './fronts.ts';
import type { HuaweiSettings } from './settings.ts';
import type { HuaweiSession, HuaweiState } from './state.ts';
import type { HuaweiWorld } from './world/huaweiWorld.ts';

/** What an endpoint is given: one request, the instant, and what there is. */
export interface HuaweiCall {
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
  readonly now: number;
  readonly world: HuaweiWorld;
  readonly state: HuaweiState;
  readonly settings: HuaweiSettings;
  /** What the configuration of event pushes works on. */
  readonly events: EventContext;
  /** Who calls; undefined where an endpoint takes no token or none was sent. */
  readonly session: HuaweiSession | undefined;
}

/** One endpoint of Huawei Cloud Meeting: what it answers, and nothing about how answers travel. */
export interface HuaweiEndpoint extends Endpoint<HuaweiSettings> {
  readonly front: Front;
  /** Whether the answer follows from world, instant, URL, caller and language alone, so that it may be given twice. */
  readonly repeatable?: boolean;
  /** Whether X-Access-Token is looked at before the endpoint is asked. */
  token(settings: HuaweiSettings): 'required' | 'if-sent' | 'ignored';
  /**
   * The body of the answer, keys in the documented order; undefined for one without a body, a `HuaweiFile` for a file.
   * @throws HuaweiRefusal
   */
  answer(call: HuaweiCall): object | undefined | Promise<object | undefined>;
}
