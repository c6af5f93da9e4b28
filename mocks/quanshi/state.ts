/** A token of one user. Milliseconds since 1970. */
export interface QuanshiSession {
  readonly token: string;
  readonly userId: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A token to join one conference with. */
export interface JoinToken {
  readonly eventId: number;
  /** How often it may still be used. */
  readonly left: number;
  readonly expiresAt: number;
}

/** What Quanshi remembers of its callers. Plain data, see `VendorState`. */
export interface QuanshiState {
  /** Tokens issued so far: what they are drawn from. */
  logins: number;
  /** By token. */
  readonly sessions: Map<string, QuanshiSession>;
  /** By token. */
  readonly joinTokens: Map<string, JoinToken>;
}

/** Nobody has called yet. */
export function emptyQuanshiState(): QuanshiState {
  return { logins: 0, sessions: new Map(), joinTokens: new Map() };
}
