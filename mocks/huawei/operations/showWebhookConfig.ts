import type { HuaweiEndpoint } from '../endpoint.ts';
import { configOf, DONE, forAdministrators, LINK_CONFIG, shown } from '../webhook.ts';

/** GET /v1/mmc/management/webhook/link-config: who is told of the events of an enterprise [PUSH-CONFIG]. */
export const showWebhookConfig: HuaweiEndpoint = {
  operation: 'ShowWebHookConfig',
  method: 'GET',
  path: () => LINK_CONFIG,
  coverage: {
    section: '4',
    simulated: 'the configuration and its status',
    inferred: 'for administrators only, what is said where there is none',
    missing: '',
    source:
      '[push configuration](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000001149127830.html), the official Python SDK',
  },
  ...forAdministrators((call, corpId) => {
    const one = configOf(call, corpId);
    return one ? { ...DONE, ...shown(one) } : DONE;
  }),
};
