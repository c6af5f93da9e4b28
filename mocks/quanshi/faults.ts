import { isObject, parseObject } from '../core/json.ts';
import type { VendorFaults } from '../faults/vendorFaults.ts';
import type { QuanshiState } from './state.ts';

// [documents/002]
const DEFAULT_COUNT = 20;

/** What faults need to know of Quanshi. Every code is INVENTED, as all of its are here [facts 6.4]. */
export const quanshiFaults: VendorFaults<QuanshiState> = {
  error: (status) => ({
    code: `${status}00`,
    message: status === 429 ? 'too many requests' : 'system error',
  }),
  // With HTTP 200, as every failure of Quanshi's, see errors.ts.
  throttled: () => ({ status: 200, ...quanshiFaults.error(429) }),
  /** Nothing is evicted at Quanshi: there a token whose time is over has expired. */
  async revoke({ sessions }, request, now, how) {
    const token = request.headers.get('token') ?? parseObject(await request.text())?.token;
    const session = typeof token === 'string' ? sessions.get(token) : undefined;
    if (!session) return false;
    if (how === 'token-revoked') sessions.delete(session.token);
    else sessions.set(session.token, { ...session, expiresAt: Math.min(session.expiresAt, now) });
    return true;
  },
  async page(request, { result }) {
    const body = parseObject(await request.text()) ?? {};
    const { totalCount, total } = isObject(result) ? result : {};
    const limit = Number(body.count ?? DEFAULT_COUNT);
    const { method, url, headers } = request;
    return {
      offset: (Number(body.page ?? 1) - 1) * limit,
      limit,
      total: Number(totalCount ?? total),
      at(offset) {
        const text = JSON.stringify({ ...body, page: 1 + offset / limit });
        return { method, url, headers, text: () => Promise.resolve(text) };
      },
    };
  },
};
