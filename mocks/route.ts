/** Which vendor a route belongs to. */
export type Vendor = 'huawei' | 'quanshi';

/** One operation of one vendor. Every path is fixed: no vendor puts a parameter in one. */
export interface Route {
  readonly vendor: Vendor;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** The vendor's own name for it. */
  readonly operation: string;
  /** Answers one request; refusals are answers too, so it never rejects for anything a caller sends. */
  resolve(request: Request): Promise<Response>;
}
