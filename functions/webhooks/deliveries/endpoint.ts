import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import { INDEX } from './fanOut.ts';
import type { Settings } from './subscription.ts';

type Needs = Pick<Services, 'env' | 'now'>;

/**
 * Makes or changes an endpoint that is told of no event, but of what `deliverTo` is given: by the same schedule and the same
 * list of deliveries as a subscription. Its secrets sign each delivery; during a rotation there are two.
 *
 * @param id such as `hook:NAME`
 * @param url one that `requireReceiver` took
 */
export async function openEndpoint(
  id: string,
  { url, secrets }: { url: string; secrets: readonly string[] },
  { env, now }: Needs,
): Promise<void> {
  const definition = { id, owner: '', types: [], providers: [], accounts: [] };
  const settings: Settings = {
    ...definition,
    url,
    secrets: secrets.map((value) => ({ value })),
    scopes: [],
    language: 'en',
    createdAt: new Date(now()).toISOString(),
  };
  await askObject(async () => await env.SUBSCRIPTIONS.getByName(id).open(settings));
  await askObject(async () => await env.SUBSCRIPTION_INDEX.getByName(INDEX).put(definition));
}

/** Ends it, and forgets its deliveries. */
export async function closeEndpoint(id: string, { env }: Needs): Promise<void> {
  await askObject(async () => await env.SUBSCRIPTION_INDEX.getByName(INDEX).remove(id));
  await askObject(async () => await env.SUBSCRIPTIONS.getByName(id).close());
}

/** Delivers a message, once for each id however often it is given. @throws where there is no such endpoint */
export async function deliverTo(
  id: string,
  { id: message, type, body }: { id: string; type: string; body: string },
  { env }: Needs,
): Promise<void> {
  const content = { kind: 'body' as const, body };
  const taken = await askObject(
    async () => await env.SUBSCRIPTIONS.getByName(id).send({ id: message, type, content }),
  );
  if (taken === undefined) throw new Error('There is no such endpoint.');
}
