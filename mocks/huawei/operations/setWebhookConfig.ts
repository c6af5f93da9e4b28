import { EventRefusal } from '../../events/context.ts';
import { add, remove } from '../../events/subscriptions.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { bodyOf, configOf, DONE, forAdministrators, LINK_CONFIG, shown } from '../webhook.ts';

/** POST /v1/mmc/management/webhook/link-config: sets who is told of the events of an enterprise [PUSH-CONFIG]. */
export const setWebhookConfig: HuaweiEndpoint = {
  operation: 'SetWebHookConfig',
  method: 'POST',
  path: () => LINK_CONFIG,
  coverage: {
    section: '4',
    simulated: 'a subscriber with its id and key; a second one replaces the first',
    inferred: 'for administrators only, codes of refused configurations, one configuration an enterprise',
    missing: '',
    source:
      '[push configuration](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000001149127830.html), the official Python SDK',
  },
  ...forAdministrators(async (call, corpId) => {
    const { subscriberId, subscriberKey, url } = bodyOf(call);
    if (subscriberId === undefined || subscriberKey === undefined || url === undefined)
      throw new HuaweiRefusal('MMC.112100029', 'subscriberId, subscriberKey and url must be there');
    const { subscriptionSchema } = await import('../../events/schemas.ts');
    const read = subscriptionSchema(call.events.vendors).safeParse({
      vendor: 'huawei',
      subscriberId,
      subscriberKey,
      url,
    });
    if (!read.success) {
      const [issue] = read.error.issues;
      throw new EventRefusal(400, `${issue?.path.join('.')} ${issue?.message}`);
    }
    const former = configOf(call, corpId);
    if (former) remove(call.events, former.id);
    return { ...DONE, ...shown(add(call.events, read.data, corpId)) };
  }),
};
