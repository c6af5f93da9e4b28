import { Problem, type ProblemMembers } from '../core/problem.ts';
import type { ErrorRule, VendorFailure } from '../core/provider.ts';
import { redactor } from '../core/redact.ts';
import { scrub } from '../core/scrub.ts';
import type { Sensitivity } from '../core/sensitivity.ts';
import type { VendorAnswer } from '../core/upstream.ts';

/** Seconds to wait where a throttling vendor does not say; APIG advises 2 to 5. [APIG-429] */
const THROTTLED_RETRY_S = 5;

/** What callers are told of a vendor's refusal: its code and words, without the secrets it may have echoed. */
export function refusalMembers(
  provider: string,
  { code, message }: VendorFailure,
  { secrets, providerRequestId }: { secrets: string[]; providerRequestId?: string | undefined },
): ProblemMembers {
  return {
    provider,
    ...(code !== undefined && { providerCode: scrub(code, secrets) }),
    ...(message !== undefined && { providerMessage: scrub(message, secrets) }),
    ...(providerRequestId !== undefined && { providerRequestId: scrub(providerRequestId, secrets) }),
  };
}

/** The problem of a vendor's refusal, once it is known what it means. */
export function refusal(
  means: Exclude<ErrorRule['means'], 'token-rejected' | 'token-doubted'>,
  members: ProblemMembers,
  answer: VendorAnswer,
): Problem {
  if (means === 'account-locked') {
    return new Problem(
      'provider-login-refused',
      'The account behind the gateway is locked or disabled.',
      members,
    );
  }
  const asked = retryAfter(answer);
  if (means === 'provider-throttled') members.retryAfter = asked ?? THROTTLED_RETRY_S;
  else if (means === 'provider-failed' && asked !== undefined) members.retryAfter = asked;
  const said = [members.providerCode, members.providerMessage].filter(Boolean).join(' ');
  const problem = new Problem(
    means,
    `The vendor answered ${said || `HTTP ${answer.status} without a reason`}.`,
    members,
  );
  problem.vendorRetryAfter = asked;
  return problem;
}

/**
 * A problem as a caller may see it: what the vendor says in it may name a person or a password that nobody sent. What the
 * gateway says of itself stays.
 */
export function redactProblem(problem: Problem, hidden: readonly Sensitivity[]): Problem {
  const { slug, message, members, headers } = problem;
  const { provider, providerCode, providerMessage } = members;
  if (provider === undefined || hidden.length === 0) return problem;
  const redact = redactor(hidden);
  return new Problem(
    slug,
    redact(message),
    {
      ...members,
      ...(providerCode !== undefined && { providerCode: redact(providerCode) }),
      ...(providerMessage !== undefined && { providerMessage: redact(providerMessage) }),
    },
    headers,
  );
}

/** Seconds or a date; the date counts from the answer's own, as the clocks may differ. [RFC 9110, section 10.2.3] */
function retryAfter({ headers }: VendorAnswer): number | undefined {
  const asked = headers.get('Retry-After') ?? '';
  const seconds = /^\d+$/.test(asked)
    ? Number(asked)
    : Math.ceil((Date.parse(asked) - Date.parse(headers.get('Date') ?? '')) / 1000);
  return seconds >= 0 ? seconds : undefined;
}
