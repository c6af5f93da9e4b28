import { type JsonObject, parseObject } from '../core/json.ts';
import { EventRefusal } from '../events/context.ts';
import type { Subscription } from '../events/subscription.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { isAdministrator } from './owner.ts';
import type { SessionOwner } from './state.ts';
import { corpIdsOf, corpOf } from './tenant.ts';
import { SP_ID } from './world/documented.ts';

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
  answer: (call: HuaweiCall, owner: string) => object | undefined | Promise<object | undefined>,
): Pick<HuaweiEndpoint, 'front' | 'token' | 'answer'> {
  return {
    front: 'mmc',
    token: () => 'required',
    async answer(call) {
      if (!call.session || !isAdministrator(call.world, call.session.owner))
        throw new HuaweiRefusal('MMC.111070002', 'only administrators configure event pushes');
      try {
        return await answer(call, ownerOf(call, call.session.owner));
      } catch (error) {
        if (!(error instanceof EventRefusal)) throw error;
        throw new HuaweiRefusal(error.status === 404 ? 'MMC.111070005' : 'MMC.111071061', error.message);
      }
    },
  };
}

/**
 * Whose configuration is meant: the caller's own enterprise, or whose a service provider's administrator names by corpId
 * and otherwise the provider's; in the body of a POST, else in the query.
 *
 * @throws HuaweiRefusal MMC.111070002 where another's is named
 */
function ownerOf(call: HuaweiCall, owner: SessionOwner): string {
  const { url, settings, body } = call;
  const own = corpOf(settings, owner) || SP_ID;
  const named = (name: string) => parseObject(body)?.[name] ?? url.searchParams.get(name) ?? undefined;
  const [corpId = own, spId = SP_ID] = [named('corpId'), named('spId')];
  const app = settings.apps.find((one) => one.appId === owner.appId);
  const mayName = own === SP_ID && app !== undefined && corpIdsOf(app).includes(String(corpId));
  if (spId === SP_ID && (corpId === own || mayName)) return String(corpId);
  throw new HuaweiRefusal(
    'MMC.111070002',
    'corpId or spId is that of another enterprise or service provider',
  );
}

/** The body of a request. @throws HuaweiRefusal MMC.111071061 where it is no JSON object */
export function bodyOf({ body }: HuaweiCall): JsonObject {
  const read = parseObject(body);
  if (!read) throw new HuaweiRefusal('MMC.111071061', 'the body is not a JSON object');
  return read;
}

/** The configuration of an enterprise. */
export function configOf({ events }: HuaweiCall, owner: string): Subscription | undefined {
  return [...events.state().subscriptions.values()].find(
    (one) => one.vendor === 'huawei' && one.owner === owner,
  );
}

/**
 * The id of the enterprise's own configuration, which is what the query names.
 * @throws HuaweiRefusal where none is named
 * @throws EventRefusal where another one is
 */
export function own(call: HuaweiCall, owner: string): string {
  const id = call.url.searchParams.get('id');
  if (id === null || id === '')
    throw new HuaweiRefusal('MMC.112100029', 'the query has no id; a GET of link-config tells it');
  const one = configOf(call, owner);
  if (one?.id !== id) throw new EventRefusal(404, `the enterprise has no configuration "${id}"`);
  return one.id;
}
