import { type ProblemKind, type ProblemSlug, problems } from './problems.ts';

/** One field that was refused, and what it must be. Never holds the refused value: it may be a secret. */
export interface FieldError {
  field: string;
  detail: string;
}

/** Members beside `type`, `title`, `status`, `detail` and `instance` (RFC 9457, section 3.2). */
export interface ProblemMembers {
  provider?: string;
  providerCode?: string;
  providerMessage?: string;
  providerRequestId?: string;
  errors?: FieldError[];
  /** Whole seconds after which a retry makes sense; also sent as `Retry-After`. */
  retryAfter?: number;
}

/** What callers get of a problem (RFC 9457). */
export interface ProblemDocument extends ProblemMembers {
  /** Leads to what the problem means and what to do. */
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Path of the request. */
  instance: string;
  requestId: string;
  /** Whether the same request may succeed later. */
  retryable: boolean;
}

/** A problem as plain data. */
export interface ProblemData {
  slug: ProblemSlug;
  detail: string;
  members: ProblemMembers;
  headers: Record<string, string>;
}

/** An error that becomes an `application/problem+json` answer. `detail` must hold no secret and no personal datum. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly members: ProblemMembers;
  /** Response headers that belong to this problem, such as `Allow`. */
  readonly headers: Record<string, string>;
  /** Seconds that the vendor itself asked to wait. */
  vendorRetryAfter: number | undefined;

  constructor(
    slug: ProblemSlug,
    detail: string,
    members: ProblemMembers = {},
    headers: Record<string, string> = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.slug = slug;
    this.members = members;
    this.headers = headers;
  }

  /** As plain data: errors lose their class on the way between Workers. */
  toData(): ProblemData {
    return { slug: this.slug, detail: this.message, members: this.members, headers: this.headers };
  }

  static fromData({ slug, detail, members, headers }: ProblemData): Problem {
    return new Problem(slug, detail, members, headers);
  }

  get kind(): ProblemKind {
    return problems[this.slug];
  }

  /** The RFC 9457 document. `origin` makes `type` an absolute URI; `instance` is the path of the request. */
  toDocument({
    origin,
    instance,
    requestId,
  }: {
    origin: string;
    instance: string;
    requestId: string;
  }): ProblemDocument {
    const { status, title, retryable } = this.kind;
    const { retryAfter, ...members } = this.members;
    return {
      type: `${origin}/problems/${this.slug}`,
      title,
      status,
      detail: this.message,
      instance,
      requestId,
      retryable,
      ...members,
      ...(retryAfter !== undefined && { retryAfter }),
    };
  }
}

/** The refusal of an input: which fields are wrong, and what each must be. */
export function invalidInput(...errors: FieldError[]): Problem {
  const said = errors.map(({ field, detail }) => `${field} ${detail}`);
  return new Problem('invalid-input', said.join('; '), { errors });
}
