/** What came of one try of a delivery. */
export interface Outcome {
  delivered: boolean;
  /** When it began. Epoch milliseconds. */
  at: number;
  /** How long it took. Milliseconds. */
  ms: number;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** Why it failed, in words of ours: what a library says would name the URL. */
  error?: string;
  /** The beginning of the answer's body. */
  answer?: string;
  /** What the receiver asked to wait. Milliseconds. */
  retryAfterMs?: number;
  /** It asked to slow down: 429, 502, 504, or in the words of a chat. */
  slow?: boolean;
  /** A chat takes nothing for so long; this was no try. Milliseconds. */
  waitMs?: number;
  /** `webhook-delivery: abort-message`: this message is not wanted. */
  abort?: boolean;
  /** 410: nothing is wanted any more. */
  ends?: boolean;
  /** Nothing gets through until somebody mends it: why. */
  stops?: string;
}
