import type { ProblemDocument } from '../core/problem.ts';
import type { Meta } from './meta.ts';

/**
 * A call that came to nothing. `kind` tells the three apart, as the classes do: a `problem` that the gateway answers, an
 * `unexpected` answer that is not the gateway's, a gateway that is `unreachable`. Messages quote no input and no answer.
 */
export abstract class GatewayError extends Error {
  abstract readonly kind: 'problem' | 'unexpected' | 'unreachable';
  /** Whether the same call may succeed later, unchanged. */
  abstract readonly retryable: boolean;
  /** Seconds after which it may, where the answer told. */
  readonly retryAfter: number | undefined;
  /** What the answer told besides its body; undefined where there was no answer. */
  readonly meta: Meta | undefined;

  constructor(message: string, meta?: Meta, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = new.target.name;
    this.meta = meta;
    this.retryAfter = meta?.retryAfter;
  }
}

/** A call that the gateway answered with a problem. */
export class ClientError extends GatewayError {
  readonly kind = 'problem';
  readonly problem: ProblemDocument;

  constructor(problem: ProblemDocument, meta?: Meta) {
    super(`${problem.title}: ${problem.detail}`, meta);
    this.problem = problem;
  }

  get retryable(): boolean {
    return this.problem.retryable;
  }
}

/** What something before the gateway says when the gateway itself cannot answer. [RFC 9110, 15.6; Cloudflare 52x] */
const NOT_NOW = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];

/** An answer that is no JSON, or a refusal that is no problem: a page of a proxy, or another server than the gateway. */
export class UnexpectedAnswerError extends GatewayError {
  readonly kind = 'unexpected';
  readonly status: number;

  constructor(status: number, contentType: string | null, meta?: Meta, cause?: unknown) {
    const type = contentType?.split(';')[0]?.trim().slice(0, 64) || 'no content type';
    super(
      `The answer (${status}, ${type}) is not one of the gateway: check baseUrl and what stands before it.`,
      meta,
      cause,
    );
    this.status = status;
  }

  get retryable(): boolean {
    return NOT_NOW.includes(this.status);
  }
}

/** The gateway cannot be reached, or the connection broke off; `cause` is what `fetch` threw. */
export class UnreachableError extends GatewayError {
  readonly kind = 'unreachable';
  readonly retryable = true;

  constructor(origin: string, cause: unknown) {
    super(`The gateway at ${origin} cannot be reached.`, undefined, cause);
  }
}
