/** What an API key may do. */
export const SCOPES = ['read', 'secrets', 'personal', 'events', 'admin'] as const;

export type Scope = (typeof SCOPES)[number];

/** Who calls, and what they may do. */
export interface Caller {
  name: string;
  scopes: Scope[];
  /** Accounts the caller may use; `*` for every one. */
  accounts: string[];
  /** Users of the vendor the caller may act for (`X-On-Behalf-Of`); `*` for every one. */
  users: string[];
}
