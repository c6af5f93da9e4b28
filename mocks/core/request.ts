/** Which vendor a route belongs to. */
export type Vendor = 'huawei' | 'quanshi';

/** As much of a request as a vendor looks at; every `Request` is one. */
export type VendorRequest = Pick<Request, 'method' | 'url' | 'headers' | 'text'>;

/** A refusal that is wished for, not earned. */
export interface WishedRefusal {
  /** HTTP. */
  readonly status: number;
  /** The vendor's own code; Quanshi's are numbers. */
  readonly code: string;
  readonly message: string;
  /** For `X-Mock-Hint`. */
  readonly hint: string;
}

/** One operation of one vendor. Every path is fixed: no vendor puts a parameter in one. */
export interface Route {
  readonly vendor: Vendor;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** The vendor's own name for it. */
  readonly operation: string;
  /** Answers one request; refusals are answers too, so it never rejects for anything a caller sends. */
  resolve(request: VendorRequest): Promise<Response>;
  /** Refuses one request in the vendor's own form, without looking at it. */
  refuse(request: VendorRequest, refusal: WishedRefusal): Promise<Response>;
}
