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

/** What was sent to the vendor, as far as a person may repeat it: placeholders such as `$PASSWORD` instead of secrets. */
export interface Sent {
  baseUrl: string;
  path: string;
  input: Record<string, unknown>;
}

/** A call that a composed operation made, by the id of its own receipt. */
export interface InnerCall {
  requestId: string;
  operation: string;
  account: string;
  status: number;
  ms: number;
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
  /** What a curl line of the vendor call is made from when somebody asks for it. */
  sent?: Sent;
  /** What a composed operation asked. */
  inner?: InnerCall[];
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
    noteTime(notes, stage, started);
  }
}

/** Adds the time since `started` (as `performance.now()` tells it) to a stage. */
export function noteTime({ timings }: Notes, stage: string, started: number): void {
  timings[stage] = (timings[stage] ?? 0) + performance.now() - started;
}
