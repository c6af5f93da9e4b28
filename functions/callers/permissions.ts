import type { Caller, Scope } from '../core/caller.ts';
import { Problem } from '../core/problem.ts';
import type { Sensitivity } from '../core/sensitivity.ts';

/** The scope that shows a kind of sensitive field. */
const SHOWN_BY: Record<Sensitivity, Scope> = { secret: 'secrets', personal: 'personal' };

/** @throws Problem `insufficient-scope` */
export function requireScope(caller: Caller, scope: Scope): void {
  if (caller.scopes.includes(scope)) return;
  throw new Problem(
    'insufficient-scope',
    `This needs the scope ${scope}; the key ${caller.name} has ${caller.scopes.join(', ')}.`,
  );
}

/** Whether the caller may use an account. */
export const mayUse = ({ accounts }: Caller, account: string): boolean =>
  accounts.includes(account) || accounts.includes('*');

/**
 * The account that a call goes through: the one asked for, else the only one that the caller may use, else `default`.
 *
 * @throws Problem `insufficient-scope` where the caller may not use it
 */
export function accountFor(caller: Caller, asked: string | undefined): string {
  const [only = 'default', ...others] = caller.accounts;
  const account = asked ?? (others.length === 0 && only !== '*' ? only : 'default');
  if (mayUse(caller, account)) return account;
  throw new Problem(
    'insufficient-scope',
    `The key ${caller.name} may not use the account ${account}; it may use ${caller.accounts.join(', ')}.`,
  );
}

/**
 * @param canonical how this vendor writes a user id; `user` is so written
 * @throws Problem `insufficient-scope` where the caller may not act for the user
 */
export function requireUser(
  { name, users }: Caller,
  user: string,
  canonical: (user: string) => string,
): void {
  if (users.some((one) => one === '*' || canonical(one) === user)) return;
  const now = users.length === 0 ? 'nobody' : users.join(', ');
  throw new Problem(
    'insufficient-scope',
    `The key ${name} may act for ${now}: ask the operator to add the user to its users (X-On-Behalf-Of).`,
  );
}

/** The kinds of field that this caller may not see. */
export const hiddenFrom = ({ scopes }: Pick<Caller, 'scopes'>): Sensitivity[] =>
  (Object.keys(SHOWN_BY) as Sensitivity[]).filter((kind) => !scopes.includes(SHOWN_BY[kind]));
