import type { Vendor } from '../core/request.ts';

/** One section of what is known of a vendor. */
export interface CoverageRow {
  readonly vendor: Vendor;
  /** Its number in the facts. */
  readonly section: string;
  readonly subject: string;
  /** The operations it is about, by the vendor's names for them. */
  readonly operations?: readonly string[];
  /** What a source says and the simulation does. */
  readonly simulated: string;
  /** What no source settles and was chosen; empty for nothing. */
  readonly inferred: string;
  /** What is left out; empty for nothing. */
  readonly missing: string;
}
