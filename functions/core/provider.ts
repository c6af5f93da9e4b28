import type * as z from 'zod/mini';
import type { ProblemSlug } from './problems.ts';
import type { Push } from './push.ts';
import { settingMeta } from './setting.ts';
import type { VendorAnswer, VendorRequest } from './upstream.ts';
import type { Envelope } from './view.ts';

export type ProviderId = 'huawei' | 'quanshi';

/** What every account of any provider has. */
export interface AccountSettings {
  baseUrl: string;
}

/** One set of vendor credentials, as configured by the operator. */
export interface Account<Settings extends AccountSettings = AccountSettings> {
  provider: ProviderId;
  name: string;
  settings: Settings;
}

/** A token fresh from the vendor. Lifetimes are the vendor's own, in milliseconds from the moment of the login. */
export interface Grant {
  token: string;
  lifetimeMs: number;
  /** What a newer token can be had for without a login. */
  refresh?: { token: string; lifetimeMs: number };
}

/** The vendor's refusal of an answer, read out of its envelope. */
export interface VendorFailure {
  status: number;
  code?: string | undefined;
  message?: string | undefined;
}

/** What an answer turned out to be: a result, or a failure whose meaning `classify` tells. */
export type Unwrapped = { result: unknown } | { failure: VendorFailure };

/** One row of a provider's error table: the first row whose every given part fits decides. */
export interface Rule<Means> {
  code?: string | RegExp;
  status?: number;
  message?: RegExp;
  means: Means;
}

/**
 * What a refused call means. `token-rejected` is for codes that are known to mean a dead token; `token-doubted` for what
 * sounds like one and may as well be a refusal of this very call.
 */
export type ErrorRule = Rule<ProblemSlug | 'token-rejected' | 'token-doubted' | 'account-locked'>;

/**
 * Whom a failed login concerns: everybody who logs in with the application; the user alone, who may be locked; the time
 * at which it was signed; the number of logins; or nobody, as the vendor itself failed.
 */
export type LoginConcern = 'application' | 'user' | 'locked' | 'clock' | 'throttled' | 'vendor';

export type LoginRule = Rule<LoginConcern>;

/** How a login reaches the vendor. */
export interface LoginContext<Settings> {
  settings: Settings;
  /** The vendor's user the token is for; empty for the account's own. */
  user?: string | undefined;
  /** The time by the clock of the vendor, who refuses what was signed at another. Epoch milliseconds. */
  now: number;
  send(request: VendorRequest, baseUrl: string): Promise<VendorAnswer>;
}

/** What a vendor that lists bookings by their host alone is asked for. */
export interface Bookings {
  /** Ids of users. */
  hosts: readonly string[];
  /** How long a stretch of time may be. Days. */
  days: number;
}

/** What differs between vendors, and nothing else: settings, envelope, way to carry a token, login, error table. */
export interface Provider<Settings extends AccountSettings = AccountSettings> {
  id: ProviderId;
  title: string;
  /** Every field is tagged with the variable that sets it (see `setting`). */
  settings: z.core.$ZodObject;
  /** What tells one credential from another: host, application, tenant, user. Never a secret. */
  identity(settings: Settings, user?: string): string[];
  /** What the vendor counts logins by: host and application, whatever tenant or user. Never a secret. */
  application(settings: Settings): string[];
  /** The form of a user id for `X-On-Behalf-Of`, told to the caller, and the one way in which each id is written. */
  user: { pattern: RegExp; mustBe: string; canonical(user: string): string };
  /** A token that was issued by hand and is never renewed. */
  staticToken(settings: Settings): string | undefined;
  login(context: LoginContext<Settings>): Promise<Grant>;
  /** A newer token for a refresh token, where the vendor has that and it is cheaper than a login. */
  refresh?(context: LoginContext<Settings>, refreshToken: string): Promise<Grant>;
  /** Ends a token, where the vendor has that. */
  logOut?(context: LoginContext<Settings>, token: string): Promise<void>;
  /** Writes the token into the request where this vendor wants it. */
  authorize(request: VendorRequest, token: string, settings: Settings): void;
  unwrap(answer: VendorAnswer): Unwrapped;
  /** What stands around a result; absent where the body is the result. */
  envelope?: Envelope;
  errors(settings: Settings): ErrorRule[];
  /** The vendor's own id of the request, for its support desk. */
  requestId(answer: VendorAnswer): string | undefined;
  push: Push<Settings>;
  /** Whose bookings are listed, where the vendor lists those of one host at a time. */
  bookings?(settings: Settings): Bookings;
}

/** The secrets of an account, as its settings declare them: they must not come back in anything a vendor says. */
export function accountSecrets({ settings: schema }: Provider, { settings }: Account): string[] {
  const values: Record<string, unknown> = { ...settings };
  return Object.entries(schema._zod.def.shape).flatMap(([name, field]) => {
    const value = values[name];
    return settingMeta(field).kind === 'secret' && typeof value === 'string' ? [value] : [];
  });
}

/** Declares a provider. Typed towards its own settings inside, uniform outside. */
export function defineProvider<Settings extends AccountSettings>(provider: Provider<Settings>): Provider {
  return provider as unknown as Provider;
}

/** The meaning of a failure: the provider's table first, then what the HTTP status says by itself. */
export function classify(failure: VendorFailure, rules: readonly ErrorRule[]): ErrorRule['means'] {
  return fitting(failure, rules) ?? byStatus[failure.status] ?? 'provider-failed';
}

/** Whom a failed login concerns. Words that nobody knows are held against the user alone: others may still log in. */
export function classifyLogin(failure: VendorFailure, rules: readonly LoginRule[]): LoginConcern {
  const { status } = failure;
  return fitting(failure, rules) ?? loginByStatus[status] ?? (status >= 500 ? 'vendor' : 'user');
}

const fitting = <Means>(failure: VendorFailure, rules: readonly Rule<Means>[]): Means | undefined =>
  rules.find(
    ({ code, status, message }) =>
      (code === undefined || (failure.code !== undefined && matches(code, failure.code))) &&
      (status === undefined || status === failure.status) &&
      (message === undefined || message.test(failure.message ?? '')),
  )?.means;

const matches = (wanted: string | RegExp, code: string) =>
  typeof wanted === 'string' ? wanted === code : wanted.test(code);

const byStatus: Record<number, ErrorRule['means']> = {
  400: 'provider-rejected-input',
  401: 'token-doubted',
  403: 'provider-forbidden',
  404: 'provider-not-found',
  409: 'provider-conflict',
  412: 'account-locked',
  423: 'account-locked',
  429: 'provider-throttled',
};

const loginByStatus: Record<number, LoginConcern> = { 412: 'locked', 423: 'locked', 429: 'throttled' };
