import type { ErrorRule, LoginRule } from '../../core/provider.ts';

/**
 * What Huawei's error codes mean. Of the codes only MMC.111072065, MMC.111070005, MMC.111072005, USG.000000004 and
 * the APIG ones are documented for the REST API; the others come from the client SDK's header, and that they
 * reach the REST API under these names is INFERRED. What is not listed is judged by its HTTP status.
 */
export const huaweiErrors: ErrorRule[] = [
  { code: /^USG\.(000000004|20602000[0-2])$/, means: 'token-rejected' },
  { code: /^MMC\.(111070111|118000001)$/, means: 'token-rejected' },
  // 'User authentication failed' may concern the user and not the token.
  { code: 'MMC.118000000', means: 'token-doubted' },
  { code: /^(USG\.206030015|MMC\.118000002)$/, means: 'account-locked' },
  { code: /^MMC\.(111072065|11107000[56]|110070005)$/, means: 'provider-not-found' },
  { code: /^MMC\.(111070002|111070010|11107107[345])$/, means: 'provider-forbidden' },
  {
    code: /^MMC\.(111072005|111072006|111071072|111072050|11107105[23]|111072064|111081009)$/,
    means: 'provider-conflict',
  },
  { code: 'MMC.100000429', means: 'provider-throttled' },
  { code: /^MMC\.(111070003|111071008|112100044)$|^USG\.00000000[125]$/, means: 'provider-failed' },
  // APIG: the gateway before the service. Its 401 concern IAM, not the access token of the meeting service.
  { code: /^APIG\.030[13]$/, means: 'provider-failed' },
  { code: 'APIG.0101', means: 'provider-failed' },
];

/** Whom a failed login concerns. That the REST API says so with these codes is INFERRED, as above. */
export const huaweiLoginErrors: readonly LoginRule[] = [
  // The App ID or its key is wrong, or is bound to nothing.
  { code: /^USG\.2060100(25|58)$/, means: 'application' },
  // The material had expired before it came.
  { code: 'USG.206010057', means: 'clock' },
  { code: /^(USG\.206030015|MMC\.118000002)$/, means: 'locked' },
  { code: 'MMC.100000429', means: 'throttled' },
  { code: /^USG\.00000000[125]$|^APIG\.0(101|30[13])$/, means: 'vendor' },
];
