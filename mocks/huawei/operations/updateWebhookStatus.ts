import { STATUS } from '../../events/subscription.ts';
import { enable, setStatus } from '../../events/subscriptions.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { forAdministrators, own, WEBHOOK_SOURCE } from '../webhook.ts';

/**
 * PUT /v1/mmc/management/webhook/change-status: starts, stops or locks the pushes of an enterprise. Both its values
 * stand in the query; there is no body, and none in the answer [H-W-STATUS].
 */
export const updateWebhookStatus: HuaweiEndpoint = {
  operation: 'UpdateWebHookConfigStatus',
  method: 'PUT',
  path: () => '/v1/mmc/management/webhook/change-status',
  coverage: {
    section: 'E.1',
    simulated: '`id` and `status` in the query; enabling after the handshake, disabling, locking',
    inferred: 'for administrators only, what waits for a stopped one is dropped',
    missing: '',
    source: WEBHOOK_SOURCE,
  },
  ...forAdministrators(async (call, owner) => {
    const known = own(call, owner);
    const asked = call.url.searchParams.get('status');
    const wanted = Object.values(STATUS).find((one) => String(one) === asked);
    if (wanted === undefined)
      throw new HuaweiRefusal(
        asked === null ? 'MMC.112100029' : 'MMC.111071061',
        'status must be in the query: 0 (enable), 1 (disable) or 2 (lock)',
      );
    if (wanted === STATUS.enabled) await enable(call.events, known);
    else setStatus(call.events, known, wanted);
    return undefined;
  }),
};
