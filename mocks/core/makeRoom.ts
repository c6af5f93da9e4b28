/**
 * Makes room for one more session: first those past their time go, then the oldest. Keeps memory flat under a client
 * that logs in for every call.
 */
export function makeRoom(
  sessions: Map<string, { readonly expiresAt: number }>,
  now: number,
  limit: number,
): void {
  if (sessions.size < limit) return;
  for (const [token, session] of sessions) if (session.expiresAt <= now) sessions.delete(token);
  for (const token of sessions.keys()) {
    if (sessions.size < limit) return;
    sessions.delete(token);
  }
}
