/** What an API key may do. */
export const SCOPES = ['read', 'secrets', 'personal', 'admin'] as const;

export type Scope = (typeof SCOPES)[number];
