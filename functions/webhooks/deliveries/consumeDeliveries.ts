import { readConfig } from '../../config/config.ts';
import { askObject } from '../../core/askObject.ts';
import { isRecord } from '../../core/isRecord.ts';
import { attempt } from './attempt.ts';
import type { Claim } from './claim.ts';
import type { Errand } from './courier.ts';

/**
 * Runs the errands of a batch. They go on after the batch is done: the queue waits for no receiver, wherever it hands out one
 * batch after another. What dies on the way is not lost with its message: the subscription takes it back and sends it anew.
 */
export function consumeDeliveries(
  batch: MessageBatch,
  env: Env,
  waitUntil: (promise: Promise<unknown>) => void,
): void {
  for (const { body } of batch.messages)
    if (isErrand(body))
      waitUntil(
        run(body, env).catch((error: unknown) =>
          console.error(
            JSON.stringify({ event: 'delivery-error', error: error instanceof Error ? error.name : '' }),
          ),
        ),
      );
  batch.ackAll();
}

async function run({ subscription, delivery }: Errand, env: Env): Promise<void> {
  // The types of RPC take what may be any JSON for what cannot travel.
  const claim = (await env.SUBSCRIPTIONS.getByName(subscription).claim(delivery)) as Claim | undefined;
  if (!claim) return;
  const outcome = await attempt(claim, { config: readConfig(env), now: Date.now });
  await askObject(async () =>
    env.SUBSCRIPTIONS.getByName(subscription).report(delivery, claim.token, outcome),
  );
}

const isErrand = (body: unknown): body is Errand =>
  isRecord(body) && typeof body.subscription === 'string' && typeof body.delivery === 'number';
