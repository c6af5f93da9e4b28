import { type JsonObject, parseObject } from '../core/json.ts';
import { EventRefusal } from '../events/context.ts';
import type { Subscription } from '../events/subscription.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import type { HuaweiSubscriber } from './events/huaweiEvents.ts';
import { isAdministrator } from './owner.ts';

/*
 * How an enterprise has its events pushed [PUSH-CONFIG]: link-config sets who is told, change-status 0 starts it after
 * the handshake. That an enterprise has one configuration, which a second POST replaces, is INFERRED from the query
 * that takes no id.
 */

/** Where a configuration is set, shown and deleted. */
export const LINK_CONFIG = '/v1/mmc/management/webhook/link-config';

/** What the answers say where all went well; only the members' names have a source [SDK-PY]. */
export const DONE = { returnCode: 0, returnDesc: 'success' };

/** What the four operations have in common: they are for administrators (INFERRED), and refuse in Huawei's words. */
export function forAdministrators(
  answer: (call: HuaweiCall, corpId: string) => object | Promise<object>,
): Pick<HuaweiEndpoint, 'front' | 'token' | 'answer'> {
  return {
    front: 'mmc',
    token: () => 'required',
    async answer(call) {
      if (!call.session || !isAdministrator(call.world, call.session.owner))
        throw new HuaweiRefusal('MMC.111070002', 'only administrators configure event pushes');
      try {
        return await answer(call, call.session.owner.corpId);
      } catch (error) {
        if (!(error instanceof EventRefusal)) throw error;
        throw new HuaweiRefusal(error.status === 404 ? 'MMC.111070005' : 'MMC.111071061', error.message);
      }
    },
  };
}

/** The body of a request. @throws HuaweiRefusal MMC.111071061 where it is no JSON object */
export function bodyOf({ body }: HuaweiCall): JsonObject {
  const read = parseObject(body);
  if (!read) throw new HuaweiRefusal('MMC.111071061', 'the body is not a JSON object');
  return read;
}

/** The configuration of an enterprise. */
export function configOf({ events }: HuaweiCall, corpId: string): Subscription | undefined {
  return [...events.state().subscriptions.values()].find(
    (one) => one.vendor === 'huawei' && one.owner === corpId,
  );
}

/**
 * The id of the enterprise's own configuration, which is what the caller named.
 * @throws HuaweiRefusal where none is named
 * @throws EventRefusal where another one is
 */
export function own(call: HuaweiCall, corpId: string, id: unknown): string {
  const one = configOf(call, corpId);
  if (id === undefined || id === null) throw new HuaweiRefusal('MMC.112100029', 'id must be there');
  if (!one || one.id !== String(id))
    throw new EventRefusal(404, `the enterprise has no configuration "${String(id)}"`);
  return one.id;
}

/** What is told of a configuration: all but its key. */
export function shown(one: Subscription & Partial<HuaweiSubscriber>): object {
  const { id, url, status, subscriberId = '' } = one;
  return { id, subscriberId, url, status };
}
