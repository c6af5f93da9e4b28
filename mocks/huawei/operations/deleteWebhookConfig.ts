import { remove } from '../../events/subscriptions.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { forAdministrators, LINK_CONFIG, own, WEBHOOK_SOURCE } from '../webhook.ts';

/** DELETE /v1/mmc/management/webhook/link-config: nobody is told of an enterprise's events any more; no answer [H-W-DEL]. */
export const deleteWebhookConfig: HuaweiEndpoint = {
  operation: 'DeleteWebHookConfig',
  method: 'DELETE',
  path: () => LINK_CONFIG,
  coverage: {
    section: 'E.1',
    simulated: 'removal by the `id` of the query',
    inferred: 'for administrators only, codes of refused ids',
    missing: '',
    source: WEBHOOK_SOURCE,
  },
  ...forAdministrators((call, owner) => {
    remove(call.events, own(call, owner));
    return undefined;
  }),
};
