import { type JsonObject, parseObject } from '../core/json.ts';
import { EventRefusal } from '../events/refusal.ts';
import { newSubscriptionSchema, STATUS, type Subscription } from '../events/subscription.ts';
import { add, enable, remove, setStatus } from '../events/subscriptions.ts';
import type { HuaweiCall, HuaweiEndpoint } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';
import { isAdministrator } from './isAdministrator.ts';

const LINK = '/v1/mmc/management/webhook/link-config';
// What the answers say where all went well; only the members' names have a source [SDK-PY].
const DONE = { returnCode: 0, returnDesc: 'success' };

type Answer = (call: HuaweiCall, corpId: string) => object | Promise<object>;

/** One endpoint: for administrators (INFERRED), and refusals of events in Huawei's words. */
function endpoint(
  operation: string,
  method: HuaweiEndpoint['method'],
  path: string,
  answer: Answer,
): HuaweiEndpoint {
  return {
    operation,
    method,
    path,
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

/**
 * How an enterprise has its events pushed [PUSH-CONFIG]: link-config sets who is told, change-status 0 starts it after
 * the handshake. That an enterprise has one configuration, which a second POST replaces, is INFERRED from the query
 * that takes no id.
 */
export const webhookEndpoints: readonly HuaweiEndpoint[] = [
  endpoint('SetWebHookConfig', 'POST', LINK, (call, corpId) => {
    const body = bodyOf(call);
    const { subscriberId, subscriberKey, url } = body;
    const read = newSubscriptionSchema.safeParse({ vendor: 'huawei', subscriberId, subscriberKey, url });
    if (subscriberId === undefined || subscriberKey === undefined || url === undefined)
      throw new HuaweiRefusal('MMC.112100029', 'subscriberId, subscriberKey and url must be there');
    if (!read.success) {
      const [issue] = read.error.issues;
      throw new EventRefusal(400, `${issue?.path.join('.')} ${issue?.message}`);
    }
    const former = configOf(call, corpId);
    if (former) remove(call.events, former.id);
    return { ...DONE, ...shown(add(call.events, read.data, corpId)) };
  }),
  endpoint('ShowWebHookConfig', 'GET', LINK, (call, corpId) => {
    const one = configOf(call, corpId);
    return one ? { ...DONE, ...shown(one) } : DONE;
  }),
  endpoint('DeleteWebHookConfig', 'DELETE', LINK, (call, corpId) => {
    remove(call.events, own(call, corpId, call.url.searchParams.get('id')));
    return DONE;
  }),
  endpoint(
    'UpdateWebHookConfigStatus',
    'PUT',
    '/v1/mmc/management/webhook/change-status',
    async (call, corpId) => {
      const { id, status } = bodyOf(call);
      const known = own(call, corpId, id);
      const wanted = Object.values(STATUS).find((one) => one === status);
      if (wanted === undefined)
        throw new HuaweiRefusal('MMC.111071061', 'status must be 0 (enable), 1 (disable) or 2 (lock)');
      const changed =
        wanted === STATUS.enabled ? await enable(call.events, known) : setStatus(call.events, known, wanted);
      return { ...DONE, ...shown(changed) };
    },
  ),
];

function bodyOf({ body }: HuaweiCall): JsonObject {
  const read = parseObject(body);
  if (!read) throw new HuaweiRefusal('MMC.111071061', 'the body is not a JSON object');
  return read;
}

function configOf({ events }: HuaweiCall, corpId: string): Subscription | undefined {
  return [...events.state().subscriptions.values()].find(
    (one) => one.vendor === 'huawei' && one.corpId === corpId,
  );
}

/** The id of the enterprise's own configuration, which is what the caller named. */
function own(call: HuaweiCall, corpId: string, id: unknown): string {
  const one = configOf(call, corpId);
  if (id === undefined || id === null) throw new HuaweiRefusal('MMC.112100029', 'id must be there');
  if (!one || one.id !== String(id))
    throw new EventRefusal(404, `the enterprise has no configuration "${String(id)}"`);
  return one.id;
}

function shown(one: Subscription): object {
  const { id, url, status } = one;
  return { id, subscriberId: one.vendor === 'huawei' ? one.subscriberId : '', url, status };
}
