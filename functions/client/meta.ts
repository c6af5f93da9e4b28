/** What an answer tells besides its body. */
export interface Meta {
  status: number;
  /** Id of the request, for the operator: `GET /v1/receipts/{id}`. */
  requestId?: string;
  /** The vendor's own id of the request, for its support desk. */
  providerRequestId?: string;
  /** Seconds since the vendor gave the answer, where it is shared. */
  age?: number;
  /** Whether the answer was shared, and how. [RFC 9211] */
  cacheStatus?: string;
  /** How often this key may call: so many calls in so many seconds. */
  rate?: { calls: number; seconds: number };
  /** Seconds after which a refused call may succeed. */
  retryAfter?: number;
}

/** Reads what the headers of an answer tell. What is not there, or cannot be read, is left out. */
export function metaOf({ status, headers }: Pick<Response, 'status' | 'headers'>): Meta {
  const [, calls, seconds] = /;q=(\d+);w=(\d+)/.exec(headers.get('RateLimit-Policy') ?? '') ?? [];
  const told = {
    requestId: headers.get('X-Request-Id') ?? undefined,
    providerRequestId: headers.get('X-Provider-Request-Id') ?? undefined,
    age: wholeOf(headers.get('Age')),
    cacheStatus: headers.get('Cache-Status') ?? undefined,
    rate: calls && seconds ? { calls: Number(calls), seconds: Number(seconds) } : undefined,
    retryAfter: retryAfterOf(headers),
  };
  return {
    status,
    ...(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as typeof told),
  } as Meta;
}

const wholeOf = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

/** A number of seconds; or a date, as proxies write it, which counts from the `Date` of the same answer. [RFC 9110, 10.2.3] */
function retryAfterOf(headers: Headers): number | undefined {
  const text = headers.get('Retry-After');
  const until = Date.parse(text ?? '') - Date.parse(headers.get('Date') ?? '');
  return wholeOf(text) ?? (until >= 0 ? Math.ceil(until / 1000) : undefined);
}
