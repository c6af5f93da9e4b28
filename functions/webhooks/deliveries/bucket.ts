/** A rate: so many at once, and one more after each so many milliseconds. */
export interface Rate {
  burst: number;
  everyMs: number;
}

/** What is left of a rate. */
export interface Bucket {
  tokens: number;
  /** When they were counted. Epoch milliseconds. */
  at: number;
}

/** What is there now. Without a bucket, it is full. */
export const refill = (bucket: Bucket | undefined, { burst, everyMs }: Rate, now: number): Bucket => ({
  tokens: bucket ? Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) / everyMs) : burst,
  at: now,
});

/** When the next one is there. Epoch milliseconds. */
export const nextToken = ({ tokens, at }: Bucket, { everyMs }: Rate): number =>
  tokens >= 1 ? at : Math.ceil(at + (1 - tokens) * everyMs);
