import { runInDurableObject } from 'cloudflare:test';
import { expect, it, vi } from 'vitest';
import type { Subscription } from '../../../../functions/webhooks/deliveries/subscription.object.ts';
import { bindings } from '../../../support/gateway.ts';
import { ask, eventOf, HOOK_URL, type Subscribed, tell, useReceivers } from '../../../support/subscribed.ts';

const receivers = useReceivers();

it('a subscription that no key opens any more holds up nobody’s events', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue();
  const broken = await ask<Subscribed>('POST', '/v1/subscriptions', { url: HOOK_URL });
  await ask<Subscribed>('POST', '/v1/subscriptions', { url: `${HOOK_URL}&good` });
  const stub = bindings().SUBSCRIPTIONS.getByName(
    broken.json.id,
  ) as unknown as DurableObjectStub<Subscription>;
  await runInDurableObject(stub, (_, state) => {
    state.storage.kv.put('settings', 'v1.gone.AAAA.AAAA');
  });
  // As after a deployment with another key: nothing is remembered.
  await runInDurableObject(stub, (_, state) => state.abort()).catch(() => undefined);
  await tell(eventOf('unreadable'));
  await vi.waitFor(
    () => expect(receivers.heard.map(({ url }) => url.search)).toEqual(['?token=of-the-receiver&good']),
    {
      timeout: 5_000,
    },
  );
  expect(error).toHaveBeenCalledWith(expect.stringContaining('subscription-not-told'));
  error.mockRestore();
});
