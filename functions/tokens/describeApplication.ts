import type { ApplicationState } from './applicationState.ts';

/** What an operator may see of a vendor application. */
export interface DescribedApplication {
  /** Logins of the running minute, and how many there may be. */
  logins: { used: number; forUsers: number; limit: number };
  /** How far the vendor's clock is ahead of ours, milliseconds. */
  clockOffsetMs: number;
  /** Until when nobody logs in, as the vendor refuses the application; else null. ISO 8601. */
  refusedUntil: string | null;
  /** Until when no user is logged in for, as several failed in a row; else null. ISO 8601. */
  usersRefusedUntil: string | null;
}

/** An application as people see it: counts and times, nothing that it logs in with. */
export function describeApplication(
  { windowEnds, logins, userLogins, refused, users, clockOffsetMs }: ApplicationState,
  now: number,
  limit: number,
): DescribedApplication {
  const runs = now < windowEnds;
  const until = (cooldown: { until: number } | undefined) =>
    cooldown && cooldown.until > now ? new Date(cooldown.until).toISOString() : null;
  return {
    logins: { used: runs ? logins : 0, forUsers: runs ? userLogins : 0, limit },
    clockOffsetMs,
    refusedUntil: until(refused),
    usersRefusedUntil: until(users),
  };
}
