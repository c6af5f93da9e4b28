import { accountOf } from '../../config/config.ts';
import type { Services } from '../../config/services.ts';
import { invalidInput, Problem } from '../../core/problem.ts';
import type { PushState } from '../../core/push.ts';
import { providers } from '../../registry.ts';
import { asAccount } from './askVendor.ts';

/** Which account's push, and where the gateway is. */
interface Target {
  provider: string;
  account: string;
  /** Where this request reached the gateway. */
  origin: string;
  /** Where the operator says that the vendor reaches it. */
  asked: unknown;
}

/**
 * Registers the push of an account at its vendor, looks at it, or takes it away. The vendor may ask for a handshake at once, so
 * that the gateway has to be reachable for it.
 *
 * @throws Problem `not-configured` naming the variables, `invalid-input`, `route-not-found`, or what the vendor says
 */
export async function connectPush(
  action: 'connect' | 'check' | 'remove',
  { provider: id, account: name, origin, asked }: Target,
  services: Services,
): Promise<PushState & { source: string; expected: string }> {
  const provider = providers.find((one) => one.id === id);
  const { connection, missing } = provider?.push ?? {};
  if (!provider || !missing) throw new Problem('route-not-found', 'There is no such provider.');
  const account = accountOf(services.config, provider, name);
  const { settings } = account;
  if (!connection)
    throw new Problem(
      'not-configured',
      `${provider.title} has no call that registers where it sends events: tell its support the URL, with the secret of the account at its end.`,
      { provider: provider.id },
    );
  const wanting = missing(settings);
  if (wanting.length > 0)
    throw new Problem('not-configured', `Set ${wanting.join(' and ')} for the account ${name} first.`, {
      provider: provider.id,
    });
  const expected = `${readOrigin(asked) ?? origin}/v1/events/${provider.id}/${name}`;
  const ask = asAccount(provider, account, services);
  const state =
    action === 'connect' ? connection.connect(ask, expected, settings) : connection[action](ask, settings);
  return { source: `/${provider.id}/${name}`, expected, ...(await state) };
}

/** @throws Problem `invalid-input` */
function readOrigin(asked: unknown): string | undefined {
  if (asked === undefined) return undefined;
  const url = typeof asked === 'string' ? URL.parse(asked) : null;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  const detail = 'must be where the vendor reaches this gateway, such as https://gate.example.com';
  throw invalidInput({ field: 'origin', detail });
}
