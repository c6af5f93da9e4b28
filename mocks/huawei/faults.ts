import type { VendorFaults } from '../faults/vendorFaults.ts';
import { describeCode, type HuaweiCode } from './codes.ts';
import type { HuaweiState } from './state.ts';

/*
 * What is said with an HTTP status, where a fault does not say itself. The codes are from facts 3.3 and 3.4; that they
 * go with these statuses is INFERRED but for 404 and 429.
 */
const ERRORS: Readonly<Record<number, HuaweiCode>> = {
  400: 'MMC.111071061',
  401: 'USG.000000004',
  403: 'MMC.111070002',
  404: 'APIG.0101',
  500: 'MMC.111070003',
  502: 'APIG.0202',
  504: 'APIG.0203',
};

/** What the API gateway says to too many requests [APIG-429]. */
function throttled(limit: number): string {
  return `The throttling threshold has been reached: policy user over ratelimit,limit:${limit},time:1 minute`;
}

/** What faults need to know of Huawei. */
export const huaweiFaults: VendorFaults<HuaweiState> = {
  error(status) {
    if (status === 429) return { code: 'APIG.0308', message: throttled(100) };
    const code = ERRORS[status] ?? 'MMC.112100044';
    return { code, message: describeCode(code).name };
  },
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
