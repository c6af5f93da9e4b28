import { Problem } from '../core/problem.ts';

/**
 * What a call told of the vendor: it is `up`; it is `down` for everybody; it is `failing`, be it on this question alone;
 * `unknown` where it was given too little time to answer.
 */
export type Verdict = 'up' | 'down' | 'failing' | 'unknown';

/** Statuses by which a server, or what stands before it, says that it cannot serve at all. [RFC 9110, section 15.6] */
const DOWN = [502, 503, 504];

/** What an answer tells. A failure of the server that is none of those may be that of one question. */
export const verdictOfStatus = (status: number): Verdict =>
  status < 500 ? 'up' : DOWN.includes(status) ? 'down' : 'failing';

/**
 * What a call without an answer tells. A timeout, which a hard question may bring about, tells of the vendor only where it
 * had a good part of the operator's deadline: else a caller in a hurry would close the vendor to everybody.
 */
export function verdictOfError(error: unknown, givenMs: number, timeoutMs: number): Verdict {
  if (!(error instanceof Problem)) return 'unknown';
  if (error.slug === 'provider-malformed') return 'up';
  if (error.slug !== 'provider-timeout') return 'down';
  return givenMs < timeoutMs / 2 ? 'unknown' : 'failing';
}
