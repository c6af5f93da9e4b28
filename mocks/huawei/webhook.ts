import { type JsonObject, parseObject } from '../core/json.ts';
import { EventRefusal } from '../events/context.ts';
import type { Subscription } from '../events/subscription.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { isAdministrator } from './owner.ts';

/*
 * How an enterprise has its events pushed [H-W-SET] [H-W-SHOW] [H-W-DEL] [H-W-STATUS]: link-config sets who is told and
 * answers nothing, so that the id has to be asked for; change-status 0 starts it after the handshake. That an enterprise
 * has one configuration, which a second POST replaces, is INFERRED from the GET that takes no id.
 */

/** Where a configuration is set, shown and deleted. */
export const LINK_CONFIG = '/v1/mmc/management/webhook/link-config';

/** Where the four operations are documented. */
export const WEBHOOK_SOURCE =
  '[push configuration](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000001149127830.html), the official Python SDK';

/**
 * What the four operations have in common: they are for administrators (INFERRED), and refuse in Huawei's words. The
 * pages of two list no 400; that they answer it all the same, as the others of their family do, is INFERRED.
 */
export function forAdministrators(
  answer: (call: HuaweiCall, corpId: string) => object | undefined | Promise<object | undefined>,
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
 * The id of the enterprise's own configuration, which is what the query names.
 * @throws HuaweiRefusal where none is named
 * @throws EventRefusal where another one is
 */
export function own(call: HuaweiCall, corpId: string): string {
  const id = call.url.searchParams.get('id');
  if (id === null || id === '')
    throw new HuaweiRefusal('MMC.112100029', 'the query has no id; a GET of link-config tells it');
  const one = configOf(call, corpId);
  if (one?.id !== id) throw new EventRefusal(404, `the enterprise has no configuration "${id}"`);
  return one.id;
}
