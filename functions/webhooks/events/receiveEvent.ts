import { seal } from '../../config/seal.ts';
import type { Services } from '../../config/services.ts';
import { isolateMemory, rememberBounded } from '../../core/isolate.ts';
import { Problem } from '../../core/problem.ts';
import type { Account, Provider } from '../../core/provider.ts';
import type { PushMessage } from '../../core/push.ts';
import { providers } from '../../registry.ts';
import { ownerOf, type QueuedEvent } from './queuedEvent.ts';
import { vendorClock } from './vendorClock.ts';

/** Clocks of vendors are asked for no more often: only genuine messages of another time lead there, and old ones may be sent again. */
const CLOCK_MS = 10_000;
const MOST_CLOCKS = 100;

/** How far the clock of a vendor is ahead, by base URL, and when it was asked. */
const clocks = isolateMemory(() => new Map<string, { offsetMs: number; at: number }>());

/**
 * Takes a message of a vendor: verified, and put into the queue as it is. What it tells is read later, so that the vendor has its
 * answer at once. Everything that is refused looks the same from outside, accounts that there are not included.
 *
 * @param provider as the path names it
 * @returns what to answer a handshake with; undefined for an event, which wants an empty answer
 * @throws Problem `not-verified`
 */
export async function receiveEvent(
  provider: string,
  account: string,
  message: PushMessage,
  services: Services,
): Promise<Record<string, unknown> | undefined> {
  const { config, env, now } = services;
  const found = providers.find(({ id }) => id === provider);
  const known = config.accounts.find((one) => one.provider === provider && one.name === account);
  const received = found && (await verify(found, known, message, services));
  if (!found || !known || !received || received.is === 'refused') {
    const why = received?.is === 'refused' ? received.why : 'unknown';
    // Names that nobody configured are the sender's, who may write anything into the log with them.
    const where = known ? `/${provider}/${account}` : 'unknown';
    console.warn(JSON.stringify({ event: 'push-refused', source: where, why }));
    throw new Problem('not-verified', 'The message is not one that this gateway takes.');
  }
  if (received.is === 'handshake') return received.answer;
  const address = { provider: found.id, account };
  const text = new TextDecoder().decode(message.body);
  const sealed = await seal(text, ownerOf(address), config.sealKeys);
  await env.EVENTS.send({ ...address, receivedAt: now(), sealed } satisfies QueuedEvent, {
    contentType: 'json',
  });
  return undefined;
}

/** Verified at our time, and where that does not do, at the vendor's: clocks differ, and simulated ones are moved. */
async function verify(
  provider: Provider,
  account: Account | undefined,
  message: PushMessage,
  services: Services,
) {
  const { push } = provider;
  const now = services.now();
  const received = await push.receive(message, account?.settings, now);
  if (!account || received.is !== 'refused' || !received.why.startsWith('too-')) return received;
  return push.receive(message, account.settings, now + (await clockOf(provider, account, services)));
}

/** As `vendorClock` says, asked now and then. */
async function clockOf(provider: Provider, account: Account, services: Services): Promise<number> {
  const { baseUrl } = account.settings;
  const at = services.now();
  const known = clocks().get(baseUrl);
  if (known && at < known.at + CLOCK_MS) return known.offsetMs;
  const offsetMs = await vendorClock(provider, account, services);
  return rememberBounded(clocks(), baseUrl, { offsetMs, at }, MOST_CLOCKS).offsetMs;
}
