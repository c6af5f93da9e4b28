/** One kind of problem: what a caller meets, what it means and what to do. Served at `/problems/{slug}`. */
export interface ProblemKind {
  /** HTTP status of the answer. */
  status: number;
  title: string;
  /** Whether the same request may succeed later without being changed. */
  retryable: boolean;
  meaning: string;
  remedy: string;
}

const kind = (
  status: number,
  title: string,
  retryable: boolean,
  meaning: string,
  remedy: string,
): ProblemKind => ({ status, title, retryable, meaning, remedy });

/** Every problem meetgate can answer with. The slug is the last part of the problem's `type` URI (RFC 9457). */
export const problems = {
  'invalid-input': kind(
    400,
    'The input is not valid',
    false,
    'A parameter is missing, unknown or malformed. The vendor was not called.',
    'Mend each field named in `errors`, then send the request again. `GET /v1/operations` lists what every operation takes.',
  ),
  'malformed-body': kind(
    400,
    'The body is not a JSON object',
    false,
    'The request body could not be read as one JSON object.',
    'Send `Content-Type: application/json` and a body such as `{ "limit": 10 }`, in UTF-8.',
  ),
  unauthenticated: kind(
    401,
    'No valid API key',
    false,
    'The request has no API key, or one that this gateway does not know.',
    'Send `Authorization: Bearer` and the key. Keys are made by the operator of the gateway.',
  ),
  'access-unavailable': kind(
    503,
    'Callers cannot be checked',
    true,
    'The keys that Cloudflare Access signs its tokens with cannot be had. The vendor was not called.',
    'Try again later, or send an API key instead of the token.',
  ),
  'insufficient-scope': kind(
    403,
    'The API key may not do this',
    false,
    'The key is valid but lacks a scope, an account or a user of the vendor that this call needs.',
    'Use a key that has what `detail` names, or ask the operator to grant it.',
  ),
  'route-not-found': kind(
    404,
    'No such route',
    false,
    'Nothing is served at this path.',
    'See `GET /openapi.json` for every route.',
  ),
  'unknown-operation': kind(
    404,
    'No such operation',
    false,
    'The operation id in the path is not one of the registry.',
    'See `GET /v1/operations` for every operation id.',
  ),
  'receipt-not-found': kind(
    404,
    'No such receipt',
    false,
    'No call with this request id was answered in the last ten minutes.',
    'Take the request id from the header `X-Request-Id` of the answer. Receipts are filed within a second or two.',
  ),
  'subscription-not-found': kind(
    404,
    'No such subscription',
    false,
    'The subscription does not exist, was deleted, or is that of another key.',
    'See `GET /v1/subscriptions` for those of this key.',
  ),
  'delivery-not-found': kind(
    404,
    'No such delivery',
    false,
    'The delivery does not exist, is older than thirty days, or belongs to a subscription of another key.',
    'See `GET /v1/deliveries` for those of this key.',
  ),
  'too-many-subscriptions': kind(
    409,
    'There are too many subscriptions',
    false,
    'The key, or all keys together, have as many subscriptions as the gateway keeps.',
    'Delete one that is no longer needed, or have one receiver take more types of event.',
  ),
  'rotation-under-way': kind(
    409,
    'The former secret is still good',
    false,
    'The secret was rotated less than a day ago. Another rotation now would end the one that receivers may still verify with.',
    'Wait for a day, or send `{ "force": true }` to end the former secret now.',
  ),
  'method-not-allowed': kind(
    405,
    'The route does not take this method',
    false,
    'The path exists, but not for this HTTP method.',
    'Use a method named in the `Allow` header.',
  ),
  'rate-limited': kind(
    429,
    'Too many calls with this API key',
    true,
    'The key has used up its calls for now, or was refused too often where a password is guessed.',
    'Wait for the seconds in `Retry-After`. The operator sets the rate of a key.',
  ),
  'body-too-large': kind(
    413,
    'The body is too large',
    false,
    'The request body is longer than the gateway reads.',
    'No operation needs a body that large: send only its parameters.',
  ),
  'not-configured': kind(
    503,
    'The gateway is not configured for this',
    false,
    'A variable, secret or binding that this call needs is not set.',
    'The operator sets what `detail` names; `GET /readyz` lists everything that is missing.',
  ),
  'provider-rejected-input': kind(
    400,
    'The vendor refused the input',
    false,
    'The input passed the gateway, but the vendor does not accept it.',
    'Read `providerCode` and `providerMessage`, change the input, then send it again.',
  ),
  'provider-forbidden': kind(
    403,
    'The vendor does not permit this',
    false,
    'The vendor account behind the gateway may not see or do this.',
    'Use another account or user (`X-On-Behalf-Of`), or have the right granted at the vendor.',
  ),
  'provider-not-found': kind(
    404,
    'The vendor knows no such thing',
    false,
    'The conference, webinar or record does not exist at the vendor, is no longer kept, or its password is wrong where the vendor does not tell the two apart.',
    'Check the identifier and the password. Huawei keeps history for 6 months unless extended.',
  ),
  'provider-conflict': kind(
    409,
    'The conference is not in a state for this',
    true,
    'The thing exists, but has not started, has closed or is locked.',
    'Try again when the conference is in the state that `providerMessage` asks for.',
  ),
  'provider-throttled': kind(
    429,
    'The vendor asks to slow down',
    true,
    'The vendor counts too many calls of this kind.',
    'Wait for the seconds in `Retry-After`, then try again.',
  ),
  'provider-failed': kind(
    502,
    'The vendor failed',
    true,
    'The vendor answered with an error of its own.',
    'Try again later; give `requestId` and `providerCode` to the operator if it lasts.',
  ),
  'provider-unreachable': kind(
    502,
    'The vendor cannot be reached',
    true,
    'The connection to the vendor failed or broke off before the whole answer had come.',
    'Try again later.',
  ),
  'provider-malformed': kind(
    502,
    'The answer of the vendor cannot be read',
    true,
    'The vendor answered with something that is not what its documentation describes.',
    'Try again; if it lasts, `?raw=true` shows what the vendor sends.',
  ),
  'provider-login-refused': kind(
    503,
    'The gateway has no token of the vendor',
    true,
    'The vendor refuses the credentials of the gateway, or the gateway does not log in again yet: logins are spaced, and counted for each vendor application.',
    'Wait for the seconds in `Retry-After`. Where `providerCode` is there, the operator checks the credentials of the provider.',
  ),
  'provider-circuit-open': kind(
    503,
    'The vendor is left alone for a while',
    true,
    'The vendor failed several times in a row. The gateway does not call it until it may have recovered.',
    'Wait for the seconds in `Retry-After`, then try again.',
  ),
  'provider-timeout': kind(
    504,
    'The vendor was too slow',
    true,
    'The vendor had not answered when the deadline of the call passed.',
    'Try again later.',
  ),
  'internal-error': kind(
    500,
    'Something went wrong in the gateway',
    true,
    'A fault of the gateway itself.',
    'Give `requestId` to the operator.',
  ),
} as const satisfies Record<string, ProblemKind>;

export type ProblemSlug = keyof typeof problems;
