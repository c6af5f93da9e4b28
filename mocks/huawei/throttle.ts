import { HuaweiRefusal } from './errors.ts';
import type { HuaweiSettings } from './settings.ts';
import type { HuaweiState } from './state.ts';

/** What is left of a limit after this call. */
export interface Allowance {
  readonly remain: number;
  readonly limit: number;
}

/** The two that the gateway tells of in debug mode. */
export interface Allowances {
  readonly api: Allowance;
  readonly allEnvironments: Allowance;
}

const MINUTE = 60_000;
const SECOND = 1000;
// A bound on memory, no vendor's: who calls with ten thousand users a minute starts to count afresh.
const MOST_COUNTS = 10_000;

/** Counts a call against its user's minute and everybody's second, on the simulation's clock. */
export function countCall(
  { calls, sessions }: HuaweiState,
  settings: HuaweiSettings,
  operation: string,
  token: string | null,
  now: number,
): Allowances {
  const owner = token === null ? undefined : sessions.get(token)?.owner;
  const user = owner ? [owner.appId, owner.corpId, owner.userId, owner.account].join('\n') : '';
  const limit = settings.callsPerMinuteOf[operation] ?? settings.callsPerMinute;
  if (calls.size > MOST_COUNTS) calls.clear();
  const count = (key: string, length: number) => {
    const window = Math.floor(now / length);
    const before = calls.get(key);
    const counted = { window, count: (before?.window === window ? before.count : 0) + 1 };
    calls.set(key, counted);
    return counted.count;
  };
  const left = (most: number, used: number) => ({ remain: most - used, limit: most });
  return {
    api: left(limit, count(`${operation}\n${user}`, MINUTE)),
    allEnvironments: left(settings.callsPerSecond, count('', SECOND)),
  };
}

/** @throws HuaweiRefusal APIG.0308 in the documented words [facts 3.4] where a limit has been passed */
export function refuseExcess({ api, allEnvironments }: Allowances): void {
  for (const [{ remain, limit }, policy, time] of [
    [api, 'user', '1 minute'],
    [allEnvironments, 'api', '1 second'],
  ] as const)
    if (remain < 0)
      throw new HuaweiRefusal(
        'APIG.0308',
        `${limit - remain} calls in ${time} of the simulation's clock, ${limit} are allowed; the vendor says to retry after 2 to 5 s`,
        {
          message: `The throttling threshold has been reached: policy ${policy} over ratelimit,limit:${limit},time:${time}`,
        },
      );
}
