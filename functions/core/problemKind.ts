/** One kind of problem: what a caller meets, what it means and what to do. Served at `/problems/{slug}`. */
export interface ProblemKind {
  /** HTTP status of the answer. */
  status: number;
  title: string;
  /** Whether the same request may succeed later without being changed. */
  retryable: boolean;
  meaning: string;
  remedy: string;
}

/** Words one kind of problem. */
export const kind = (
  status: number,
  title: string,
  retryable: boolean,
  meaning: string,
  remedy: string,
): ProblemKind => ({ status, title, retryable, meaning, remedy });
