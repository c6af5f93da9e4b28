/**
 * What can go wrong, by name, with what its members are where they are left out. `connection-reset`, `empty-response`,
 * `half-body` and `malformed-chunk` happen at the socket where there is one; see `approximate` for where there is none.
 */
export const FAULT_DEFAULTS = {
  latency: {},
  'slow-drip': { bytes: 64, everyMs: 50 },
  status: {},
  throttled: { limit: 100 },
  'connection-reset': {},
  'empty-response': {},
  'half-body': {},
  'malformed-chunk': {},
  'malformed-json': {},
  'wrong-content-type': { contentType: 'text/plain' },
  'html-error-page': { status: 502 },
  'wrong-charset': { charset: 'GBK' },
  'repeated-last-page': {},
  'token-revoked': {},
  'token-evicted': {},
  'clock-skewed': {},
  'stale-list': { ageMs: 300_000 },
} as const;

/** The name of a fault. */
export type FaultType = keyof typeof FAULT_DEFAULTS;
/** The names of the faults, in the order of the table. */
export const FAULT_TYPES = Object.keys(FAULT_DEFAULTS) as readonly FaultType[];
