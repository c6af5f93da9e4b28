import type { VendorError, VendorFaults } from '../faults/vendorFaults.ts';
import type { HuaweiState } from './state.ts';

/*
 * What is said with an HTTP status, where a fault does not say itself. The codes are from facts 3.3 and 3.4; that they
 * go with these statuses is INFERRED but for 404 and 429.
 */
const ERRORS: Readonly<Record<number, VendorError>> = {
  400: { code: 'MMC.111071061', message: 'PARAM_CHECK_FAILED' },
  401: { code: 'USG.000000004', message: 'ILLEGAL_REQUEST' },
  403: { code: 'MMC.111070002', message: 'INSUFFICIENT_PERMISSIONS' },
  404: { code: 'APIG.0101', message: 'The API does not exist or has not been published in the environment' },
  429: { code: 'APIG.0308', message: throttled(100) },
  500: { code: 'MMC.111070003', message: 'SYSTEM_FAILURE' },
  502: { code: 'APIG.0202', message: 'Backend unavailable' },
  504: { code: 'APIG.0203', message: 'Backend timeout' },
};

/** What the API gateway says to too many requests [APIG-429]. */
function throttled(limit: number): string {
  return `The throttling threshold has been reached: policy user over ratelimit,limit:${limit},time:1 minute`;
}

/** What faults need to know of Huawei. */
export const huaweiFaults: VendorFaults<HuaweiState> = {
  error: (status) => ERRORS[status] ?? { code: 'MMC.112100044', message: 'INTERNAL_ERROR' },
  throttled: (limit) => ({ status: 429, code: 'APIG.0308', message: throttled(limit) }),
  async revoke({ sessions }, { headers }, now, how) {
    const token = headers.get('X-Access-Token') ?? '';
    const session = sessions.get(token);
    if (!session) return false;
    if (how === 'token-revoked') sessions.delete(token);
    else sessions.set(token, { ...session, evictedAt: session.evictedAt ?? now });
    return true;
  },
  async page(request, { limit, count }) {
    const url = new URL(request.url);
    const { method, headers } = request;
    return {
      offset: Number(url.searchParams.get('offset')),
      limit: Number(limit),
      total: Number(count),
      at(offset) {
        url.searchParams.set('offset', String(offset));
        return { method, headers, url: url.href, text: () => request.text() };
      },
    };
  },
};
