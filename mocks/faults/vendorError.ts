import type { Vendor, WishedRefusal } from '../core/request.ts';

type VendorError = Pick<WishedRefusal, 'code' | 'message'>;

/*
 * What each vendor says with an HTTP status, where a fault does not say itself. Huawei's codes are from facts 3.3 and
 * 3.4; that they go with these statuses is INFERRED but for 404 and 429. Quanshi's are INVENTED, as all of its [facts 6.4].
 */
const HUAWEI: Readonly<Record<number, VendorError>> = {
  400: { code: 'MMC.111071061', message: 'PARAM_CHECK_FAILED' },
  401: { code: 'USG.000000004', message: 'ILLEGAL_REQUEST' },
  403: { code: 'MMC.111070002', message: 'INSUFFICIENT_PERMISSIONS' },
  404: { code: 'APIG.0101', message: 'The API does not exist or has not been published in the environment' },
  429: { code: 'APIG.0308', message: throttleMessage(100) },
  500: { code: 'MMC.111070003', message: 'SYSTEM_FAILURE' },
  502: { code: 'APIG.0202', message: 'Backend unavailable' },
  504: { code: 'APIG.0203', message: 'Backend timeout' },
};

/** What the API gateway says to too many requests [APIG-429]. */
export function throttleMessage(limit: number): string {
  return `The throttling threshold has been reached: policy user over ratelimit,limit:${limit},time:1 minute`;
}

/** The vendor's own error for an HTTP status. */
export function vendorError(vendor: Vendor, status: number): VendorError {
  if (vendor === 'quanshi')
    return { code: `${status}00`, message: status === 429 ? 'too many requests' : 'system error' };
  return HUAWEI[status] ?? { code: 'MMC.112100044', message: 'INTERNAL_ERROR' };
}
