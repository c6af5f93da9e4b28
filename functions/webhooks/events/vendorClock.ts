import type { Services } from '../../config/services.ts';
import { withDeadline } from '../../core/deadline.ts';
import type { Account, Provider } from '../../core/provider.ts';
import { send, upstreamOf } from '../../core/upstream.ts';

/** Whoever asks waits for something else meanwhile. */
const TIMEOUT_MS = 2_000;

/** How far the vendor's clock is ahead, as any answer of it tells; 0 where it tells nothing. Milliseconds. */
export async function vendorClock(
  { id }: Pick<Provider, 'id'>,
  { settings: { baseUrl } }: Pick<Account, 'settings'>,
  { env, now }: Pick<Services, 'env' | 'now'>,
): Promise<number> {
  const offsetMs = await withDeadline(TIMEOUT_MS, now(), async (deadline) => {
    const request = { method: 'GET', path: '/', query: {}, headers: {} } as const;
    const { headers } = await send(request, upstreamOf(baseUrl, env), { deadline, provider: id });
    return Date.parse(headers.get('Date') ?? '') - now();
  }).catch(() => 0);
  return offsetMs || 0;
}
