import type { ErrorRule, LoginRule } from '../../core/provider.ts';

/** Codes of the meeting service, by their numbers. */
const mmc = (...numbers: number[]): RegExp => new RegExp(`^MMC\\.(${numbers.join('|')})$`);

/**
 * What Huawei's error codes mean. Of the codes only MMC.111072065, MMC.111070005, MMC.111072005, USG.000000004 and
 * the APIG ones are documented for the REST API; the others come from the client SDK's header [HWM-ERR], and that they
 * reach the REST API under these names is INFERRED. What is not listed is judged by its HTTP status.
 */
export const huaweiErrors: ErrorRule[] = [
  { code: /^USG\.(000000004|20602000[0-2])$/, means: 'token-rejected' },
  { code: /^MMC\.(111070111|118000001)$/, means: 'token-rejected' },
  // 'User authentication failed' may concern the user and not the token.
  { code: 'MMC.118000000', means: 'token-doubted' },
  { code: /^(USG\.206030015|MMC\.118000002)$/, means: 'account-locked' },
  // A conference, a room or a participant that is not there.
  {
    code: mmc(110070005, 111070005, 111070006, 111071003, 111072008, 111072065),
    means: 'provider-not-found',
  },
  // No permission, not invited, somebody else's room, or a password of the meeting that is wrong.
  {
    code: mmc(...[111070002, 111070010, 111071063, 111071073, 111071074, 111071075, 111071091, 111072018]),
    means: 'provider-forbidden',
  },
  // Not in the state for it: not started, started, starting, ending, over, locked; or the room is taken.
  {
    code: mmc(
      ...[111071005, 111071052, 111071053, 111071058, 111071060, 111071064, 111071065, 111071067],
      ...[111071072, 111072003, 111072004, 111072005, 111072006, 111072050, 111072064, 111081009],
    ),
    means: 'provider-conflict',
  },
  // What booking and control refuse of what they are told.
  {
    code: mmc(
      ...[111070001, 111071013, 111071014, 111071015, 111071016, 111071018, 111071019, 111071020],
      ...[111071021, 111071022, 111071024, 111071025, 111071032, 111071034, 111071035, 111071037],
      ...[111071038, 111071039, 111071040, 111071041, 111071042, 111071043, 111071044, 111071045],
      ...[111071046, 111071047, 111071061, 111071062, 111071066, 111071080, 111071081, 111071089],
      ...[111071105, 111071107, 111071108, 111071109, 111071111, 111071112, 111071113, 111071114],
      ...[111071119, 111072020, 111072031, 111072032, 111072033, 111072034, 111072035, 111072045],
      ...[111072046, 111072057, 112100029, 115029001],
    ),
    means: 'provider-rejected-input',
  },
  { code: 'MMC.100000429', means: 'provider-throttled' },
  { code: /^USG\.00000000[125]$/, means: 'provider-failed' },
  // The vendor failed at it: its own words are of an exception, or that it did not work.
  { code: mmc(111070003, 111071008, 111071071, 111072007, 111072009, 112100044), means: 'provider-failed' },
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
