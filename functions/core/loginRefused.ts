import type { LoginConcern, VendorFailure } from './provider.ts';

/** The vendor answered a login with a refusal. It is remembered, so that the account is not hammered. */
export class LoginRefused extends Error {
  readonly failure: VendorFailure;
  readonly concerns: LoginConcern;

  constructor(failure: VendorFailure, concerns: LoginConcern) {
    super('The vendor refused the login.');
    this.name = 'LoginRefused';
    this.failure = failure;
    this.concerns = concerns;
  }
}
