import type { Passage } from '../resilience/quotas.ts';
import type { Token } from '../tokens/tokenSource.ts';

/** One try at the vendor. */
export interface Attempt {
  /** Milliseconds, from sending to the end of the body. */
  ms: number;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** `answered`, or the problem it ended in. */
  outcome: string;
  /** Milliseconds waited before it. */
  waitedMs: number;
}

/** What the pipeline notes while it works. Holds no secret: a token is named by its generation. */
export interface Notes {
  token?: { source: Token['source']; generation: number };
  attempts: Attempt[];
  quota?: Passage;
  breaker?: string;
  /** Variants of the document that the answer had. */
  variants: string[];
  providerRequestId?: string;
  /** The vendor call as a curl line, secrets replaced. */
  curl?: string;
  /** Milliseconds by stage. */
  timings: Record<string, number>;
}

/** How one call was answered. */
export interface Receipt extends Notes {
  requestId: string;
  /** Epoch milliseconds. */
  at: number;
  operation: string;
  caller: string;
  account: string;
  status: number;
  /** Slug of the problem, where it was one. */
  problem?: string;
  /** As in the header `Cache-Status`. */
  cache: string;
  ms: number;
}

export const newNotes = (): Notes => ({ attempts: [], variants: [], timings: {} });

/** Runs one stage and notes how long it took, also where it fails. */
export async function timed<T>(notes: Notes, stage: string, work: () => Promise<T> | T): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    notes.timings[stage] = (notes.timings[stage] ?? 0) + performance.now() - started;
  }
}

/** `Server-Timing` of the stages, in milliseconds. */
export const serverTiming = (timings: Record<string, number>): string =>
  Object.entries(timings)
    .map(([stage, ms]) => `${stage};dur=${ms.toFixed(1)}`)
    .join(', ');
