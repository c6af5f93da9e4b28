import type { Subscription } from '../../events/subscription.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import type { HuaweiSubscriber } from '../events/huaweiEvents.ts';
import { configOf, forAdministrators, LINK_CONFIG, WEBHOOK_SOURCE } from '../webhook.ts';

// Mandatory in the model, absent from the printed example [SDK-PY] [H-W-SHOW]; the values are INFERRED.
const DONE = { returnCode: 0, returnDesc: 'success' };

/** GET /v1/mmc/management/webhook/link-config: who is told of the events of an enterprise [H-W-SHOW]. */
export const showWebhookConfig: HuaweiEndpoint = {
  operation: 'ShowWebHookConfig',
  method: 'GET',
  path: () => LINK_CONFIG,
  coverage: {
    section: 'E.1',
    simulated: 'the configuration and its status',
    inferred: 'for administrators only, what is said where there is none',
    missing: '',
    source: WEBHOOK_SOURCE,
  },
  ...forAdministrators((call, owner) => {
    const one = configOf(call, owner);
    return one ? { ...DONE, ...shown(one) } : DONE;
  }),
};

/** What is told of a configuration: all but its key. */
function shown({ id, url, status, subscriberId }: Subscription & Partial<HuaweiSubscriber>): object {
  return { id, subscriberId, url, status };
}
