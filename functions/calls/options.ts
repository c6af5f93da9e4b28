/**
 * The options of a call, beside the input of its operation: each declared once. Reading them, OpenAPI, `Vary`, CORS and
 * the client are made from this. Plain data without an import, as the client carries it.
 */
interface OptionSpec {
  in: 'header' | 'query';
  /** The name on the wire. */
  name: string;
  /** JSON Schema of its value. */
  schema: {
    type: 'string' | 'integer' | 'boolean';
    pattern?: string;
    minimum?: number;
    maximum?: number;
    enum?: readonly string[];
  };
  /** What callers are told where it is not that. */
  mustBe: string;
  description: string;
  /** Whether the answer depends on it, so that answers to different values must not be mixed up. */
  varies: boolean;
}

export const callOptions = {
  requestId: {
    in: 'header',
    name: 'X-Request-Id',
    // As a header and a log line can hold it.
    schema: { type: 'string', pattern: '^[\\w=-]{1,255}$' },
    mustBe: 'up to 255 letters, digits, underscores, dashes or equals signs',
    description:
      'Id of the request: sent on to the vendor and returned; made where it is absent or no such id.',
    varies: false,
  },
  account: {
    in: 'header',
    name: 'X-Account',
    schema: { type: 'string', pattern: '^[\\w.-]{1,64}$' },
    mustBe: 'the name of an account',
    description: 'Vendor account to go through; `default` unless told, or the only one that the key may use.',
    varies: true,
  },
  onBehalfOf: {
    in: 'header',
    name: 'X-On-Behalf-Of',
    // Each provider has its own form of user ids: see `Provider.user`.
    schema: { type: 'string' },
    mustBe: 'a user id of the vendor',
    description: 'User id at the vendor to act for.',
    varies: true,
  },
  acceptLanguage: {
    in: 'header',
    name: 'Accept-Language',
    // A sensible list of languages; longer ones are nobody's.
    schema: { type: 'string', pattern: '^[A-Za-z0-9\\-_*;=., ]{1,128}$' },
    mustBe: 'a list of languages such as zh-CN',
    description: 'Passed on to the vendor: zh-CN or en-US.',
    varies: true,
  },
  timeoutMs: {
    in: 'header',
    name: 'X-Timeout-Ms',
    schema: { type: 'integer', minimum: 100, maximum: 99_999 },
    mustBe: 'milliseconds from 100 to 99999',
    description: 'Deadline in milliseconds; never more than the gateway allows.',
    varies: false,
  },
  cache: {
    in: 'header',
    name: 'Cache-Control',
    schema: { type: 'string', enum: ['no-cache', 'no-store'] },
    mustBe: 'no-cache or no-store',
    description:
      '`no-cache` asks the vendor afresh, `no-store` shares nothing; other directives say nothing here.',
    varies: false,
  },
  raw: {
    in: 'query',
    name: 'raw',
    schema: { type: 'boolean' },
    mustBe: 'true or false',
    description: '`true` answers the body of the vendor, untouched where nothing has to be withheld.',
    varies: true,
  },
  explain: {
    in: 'query',
    name: 'explain',
    schema: { type: 'boolean' },
    mustBe: 'true or false',
    description: '`true` answers `{ result, receipt }`: how the call was answered.',
    varies: false,
  },
} as const satisfies Record<string, OptionSpec>;

export type OptionName = keyof typeof callOptions;

type ValueOf<Schema> = Schema extends { enum: readonly (infer Value)[] }
  ? Value
  : Schema extends { type: 'boolean' }
    ? boolean
    : Schema extends { type: 'integer' }
      ? number
      : string;

/** What a caller may ask for besides the input of an operation. */
export type CallOptions = { [Name in OptionName]?: ValueOf<(typeof callOptions)[Name]['schema']> };

/** What answers tell besides their body. Web pages may read these headers, and OpenAPI describes them. */
export const answerHeaders = {
  'X-Request-Id': 'Id of the request, for the operator.',
  'X-Provider-Request-Id': "The vendor's own id of the request, for its support desk.",
  'Cache-Status': 'Whether the answer was shared, and how. [RFC 9211]',
  Age: 'Seconds since the vendor gave the answer, where it is shared.',
  Link: '`rel="next"`: the next page of a list. [RFC 8288]',
  'Server-Timing': 'Milliseconds by stage.',
  'RateLimit-Policy': 'How often this key may call. [draft-ietf-httpapi-ratelimit-headers]',
  RateLimit: 'What is left of that, with a refusal.',
  'Retry-After': 'Seconds after which a refused call may succeed.',
  Location: 'Where what was made or taken is told of.',
  'Idempotent-Replayed': '`true`: the answer that was given to this id before.',
  'Preference-Applied': '`respond-async`, where that was asked for. [RFC 7240]',
} as const;

const entries: readonly OptionSpec[] = Object.values(callOptions);

/** Query parameters that steer the call and are the input of no operation. */
export const CONTROL_PARAMETERS: readonly string[] = entries
  .filter((option) => option.in === 'query')
  .map(({ name }) => name);

/** The value of `Vary`: what answers depend on that caches on the way do not see in the URL. */
export const VARY = [
  'Authorization',
  ...entries.filter((option) => option.in === 'header' && option.varies).map(({ name }) => name),
].join(', ');
