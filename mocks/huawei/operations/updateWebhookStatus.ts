import { STATUS } from '../../events/subscription.ts';
import { enable, setStatus } from '../../events/subscriptions.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { bodyOf, DONE, forAdministrators, own, shown } from '../webhook.ts';

/** PUT /v1/mmc/management/webhook/change-status: starts, stops or locks the pushes of an enterprise [PUSH-CONFIG]. */
export const updateWebhookStatus: HuaweiEndpoint = {
  operation: 'UpdateWebHookConfigStatus',
  method: 'PUT',
  path: () => '/v1/mmc/management/webhook/change-status',
  coverage: {
    section: '4',
    simulated: 'enabling after the handshake, disabling, locking',
    inferred: 'for administrators only, what waits for a stopped one is dropped',
    missing: '',
    source:
      '[push configuration](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000001149127830.html), the official Python SDK',
  },
  ...forAdministrators(async (call, corpId) => {
    const { id, status } = bodyOf(call);
    const known = own(call, corpId, id);
    const wanted = Object.values(STATUS).find((one) => one === status);
    if (wanted === undefined)
      throw new HuaweiRefusal('MMC.111071061', 'status must be 0 (enable), 1 (disable) or 2 (lock)');
    const changed =
      wanted === STATUS.enabled ? await enable(call.events, known) : setStatus(call.events, known, wanted);
    return { ...DONE, ...shown(changed) };
  }),
};
