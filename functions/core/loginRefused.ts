import type { ErrorRule, VendorFailure } from './provider.ts';

/** The vendor answered a login with a refusal. It is remembered, so that the account is not hammered. */
export class LoginRefused extends Error {
  readonly failure: VendorFailure;
  readonly means: ErrorRule['means'];

  constructor(failure: VendorFailure, means: ErrorRule['means']) {
    super('The vendor refused the login.');
    this.name = 'LoginRefused';
    this.failure = failure;
    this.means = means;
  }
}
