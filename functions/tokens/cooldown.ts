import { LoginRefused } from '../core/loginRefused.ts';
import { Problem, type ProblemData } from '../core/problem.ts';
import type { ProblemSlug } from '../core/problems.ts';
import type { LoginConcern } from '../core/provider.ts';
import { scrub } from '../core/scrub.ts';

/** A login that failed: whom it concerns, and what callers are told. Plain data, and no secret in it. */
export interface LoginFailure {
  concerns: LoginConcern;
  slug: ProblemSlug;
  detail: string;
  /** What the vendor said. */
  code?: string | undefined;
  message?: string | undefined;
}

/** Since when and until when logins wait after one that failed, so that the vendor's account is not hammered. */
export interface Cooldown {
  /** Failures in a row. */
  count: number;
  /** Epoch milliseconds. */
  until: number;
  failure: LoginFailure;
  /** The settings that failed, see `settingsPrint`: with others a login may be tried at once. */
  print: string;
}

/** When something is asked, and with which settings. */
export interface Moment {
  /** Epoch milliseconds. */
  now: number;
  print: string;
}

const LONGEST_MS = 5 * 60_000;
/** A vendor that failed may be over it in a moment; one that refuses means it. */
const FIRST_MS = { failed: 1_000, refused: 5_000 };

/**
 * For how long no login is tried after so many failures in a row: 1 s or, where the vendor refused, 5 s, doubling to 5 min.
 * A locked account waits the longest at once, as every further try may prolong the lock.
 */
export function cooldownMs(count: number, concerns: LoginConcern): number {
  if (concerns === 'locked') return LONGEST_MS;
  const first = concerns === 'vendor' ? FIRST_MS.failed : FIRST_MS.refused;
  return Math.min(first * 2 ** (count - 1), LONGEST_MS);
}

/** After one more failure. */
export function cooled(
  former: Cooldown | undefined,
  failure: LoginFailure,
  { now, print }: Moment,
): Cooldown {
  const count = former?.print === print ? former.count + 1 : 1;
  return { count, until: now + cooldownMs(count, failure.concerns), failure, print };
}

/** Whether a login has to wait. */
export const isCooling = ({ until, print }: Cooldown, at: Moment): boolean =>
  until > at.now && print === at.print;

/** What a failed login comes to. `secrets` are taken out of what the vendor said. @throws what is no failure of a login */
export function loginFailureOf(error: unknown, secrets: readonly string[]): LoginFailure {
  if (error instanceof LoginRefused) {
    const { concerns, failure } = error;
    const said = (text: string | undefined) => (text === undefined ? undefined : scrub(text, secrets));
    const told =
      concerns === 'vendor'
        ? ({
            slug: 'provider-failed',
            detail: 'The vendor failed while the gateway asked it for a token.',
          } as const)
        : ({
            slug: 'provider-login-refused',
            detail: 'The vendor refuses the credentials that the gateway is configured with.',
          } as const);
    return { concerns, ...told, code: said(failure.code), message: said(failure.message) };
  }
  if (error instanceof Problem) return { concerns: 'vendor', slug: error.slug, detail: error.message };
  throw error;
}

/** What callers are told while logins wait. */
export function waitingProblem(
  provider: string,
  { until, failure }: { until: number; failure?: LoginFailure | undefined },
  now: number,
): ProblemData {
  const {
    slug = 'provider-login-refused',
    detail = 'The gateway has logged in too often of late: it does not ask for another token yet.',
    code,
    message,
  } = failure ?? {};
  return new Problem(slug, detail, {
    provider,
    retryAfter: Math.max(1, Math.ceil((until - now) / 1000)),
    ...(code !== undefined && { providerCode: code }),
    ...(message !== undefined && { providerMessage: message }),
  }).toData();
}
