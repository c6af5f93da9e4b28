import { invalidInput } from '../core/problem.ts';

/** As many as a person looks through at once. */
const PAGE = 100;
/** KV lists no more at a time. [Workers KV, list] */
const LONGEST_PAGE = 1000;

/** Which page of a list in KV is asked for. @throws Problem `invalid-input` */
export function pageOf({ limit = String(PAGE), cursor }: Record<string, string>): {
  limit: number;
  cursor?: string;
} {
  const wrong = (field: string, detail: string) => invalidInput({ field, detail });
  const size = /^\d{1,4}$/.test(limit) ? Number(limit) : 0;
  if (size < 1 || size > LONGEST_PAGE) throw wrong('limit', `must be a number from 1 to ${LONGEST_PAGE}`);
  if (cursor === undefined) return { limit: size };
  if (!/^[\w+/=.:-]{1,1024}$/.test(cursor)) throw wrong('cursor', 'must be that of a link to the next page');
  return { limit: size, cursor };
}
