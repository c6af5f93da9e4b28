import { parseObject } from '../core/json.ts';
import type { Vendor, VendorRequest } from '../core/request.ts';
import type { VendorState } from '../state.ts';

/**
 * Takes away the token that a request carries, before the vendor looks at it: revoked, it was never issued; evicted, a
 * later login took its place, which at Quanshi, where nothing is evicted, is that it expired.
 *
 * @returns whether the request carried a token of this simulation
 */
export async function takeToken(
  vendor: Vendor,
  request: VendorRequest,
  state: VendorState,
  now: number,
  how: 'token-revoked' | 'token-evicted',
): Promise<boolean> {
  if (vendor === 'huawei') {
    const { sessions } = state.huawei;
    const token = request.headers.get('X-Access-Token') ?? '';
    const session = sessions.get(token);
    if (!session) return false;
    if (how === 'token-revoked') sessions.delete(token);
    else sessions.set(token, { ...session, evictedAt: session.evictedAt ?? now });
    return true;
  }
  const { sessions } = state.quanshi;
  const token = request.headers.get('token') ?? parseObject(await request.text())?.token;
  const session = typeof token === 'string' ? sessions.get(token) : undefined;
  if (!session) return false;
  if (how === 'token-revoked') sessions.delete(session.token);
  else sessions.set(session.token, { ...session, expiresAt: Math.min(session.expiresAt, now) });
  return true;
}
