/** As much of a request as a vendor looks at; every `Request` is one. */
export type VendorRequest = Pick<Request, 'method' | 'url' | 'headers' | 'text'>;

/** The methods that the vendors' operations have. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A refusal that somebody asked for, whatever the request. */
export interface WishedRefusal {
  /** HTTP. */
  readonly status: number;
  /** The vendor's own code, as text even where the vendor's are numbers. */
  readonly code: string;
  readonly message: string;
  /** For `X-Mock-Hint`. */
  readonly hint: string;
}

/** One operation of one vendor. Every path is fixed: no vendor puts a parameter in one. */
export interface Route<Vendor extends string = string> {
  readonly vendor: Vendor;
  readonly method: Method;
  readonly path: string;
  /** The vendor's own name for it. */
  readonly operation: string;
  /** Answers one request; refusals are answers too, so it never rejects for anything a caller sends. */
  resolve(request: VendorRequest): Promise<Response>;
  /** Refuses one request in the vendor's own form, without looking at it. */
  refuse(request: VendorRequest, refusal: WishedRefusal): Promise<Response>;
}

/** Where the admin API is served: no vendor has such a path. */
export const ADMIN_PREFIX = '/__mock';

/** The path of a URL without parsing the rest of it: this runs for every request. */
export function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  if (start < 0) return '/';
  const end = url.slice(start).search(/[?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}
