/** What the simulation makes of something that is known of a vendor; Markdown, empty for nothing. */
export interface Coverage {
  /** Where it stands in the vendor facts. */
  readonly section: string;
  /** What a source says and the simulation does. */
  readonly simulated: string;
  /** What no source settles and was chosen. */
  readonly inferred: string;
  /** What is left out. */
  readonly missing: string;
  /** Where it is documented. */
  readonly source: string;
}

/** Coverage of something that is no operation: headers, errors, words. */
export interface TopicCoverage extends Coverage {
  readonly topic: string;
}
