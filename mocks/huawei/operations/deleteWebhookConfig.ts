import { remove } from '../../events/subscriptions.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { DONE, forAdministrators, LINK_CONFIG, own } from '../webhook.ts';

/** DELETE /v1/mmc/management/webhook/link-config: nobody is told of the events of an enterprise any more [PUSH-CONFIG]. */
export const deleteWebhookConfig: HuaweiEndpoint = {
  operation: 'DeleteWebHookConfig',
  method: 'DELETE',
  path: () => LINK_CONFIG,
  coverage: {
    section: '4',
    simulated: 'removal by id',
    inferred: 'for administrators only, codes of refused ids',
    missing: '',
    source:
      '[push configuration](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000001149127830.html), the official Python SDK',
  },
  ...forAdministrators((call, corpId) => {
    remove(call.events, own(call, corpId, call.url.searchParams.get('id')));
    return DONE;
  }),
};
