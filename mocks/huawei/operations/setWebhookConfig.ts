import { EventRefusal } from '../../events/context.ts';
import { add, remove } from '../../events/subscriptions.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { bodyOf, configOf, forAdministrators, LINK_CONFIG, WEBHOOK_SOURCE } from '../webhook.ts';

/** POST /v1/mmc/management/webhook/link-config: sets who is told of the events of an enterprise; no answer [H-W-SET]. */
export const setWebhookConfig: HuaweiEndpoint = {
  operation: 'SetWebHookConfig',
  method: 'POST',
  path: () => LINK_CONFIG,
  coverage: {
    section: 'E.1',
    simulated:
      'a subscriber with its id and key; a second one replaces the first; https only (`plainCallbacks`)',
    inferred: 'for administrators only, codes of refused configurations, one configuration an enterprise',
    missing: '',
    source: WEBHOOK_SOURCE,
  },
  ...forAdministrators(async (call, owner) => {
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
    if (!call.settings.plainCallbacks && new URL(read.data.url).protocol !== 'https:')
      throw new HuaweiRefusal(
        'MMC.111071061',
        'url must be https; the option huawei.plainCallbacks (--plain-callbacks) lets http pass',
      );
    const former = configOf(call, owner);
    if (former) remove(call.events, former.id);
    add(call.events, read.data, owner);
    return undefined;
  }),
};
