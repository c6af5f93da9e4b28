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

/** One operation of one vendor. A path may end in a parameter, `/conferences/{conference_id}`. */
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

/** Whether a path is one of a route: the same, or with anything but a slash where the route has a parameter. */
export const fitsPath = (template: string, path: string): boolean => {
  const parameter = template.indexOf('{');
  if (parameter < 0) return template === path;
  return (
    path.length > parameter && path.startsWith(template.slice(0, parameter)) && !path.includes('/', parameter)
  );
};

/** The last part of a path: what a parameter at its end stands for. */
export const lastPart = ({ pathname }: Pick<URL, 'pathname'>): string =>
  decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
