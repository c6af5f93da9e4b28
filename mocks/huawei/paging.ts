import { HuaweiRefusal } from './errors.ts';

/** A window on a list. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

// [H-WEBINAR] [H-ATTREC]. That more is cut to the most, as on the sibling list of history meetings [H-HISTLIST], is
// INFERRED.
const MOST = 500;

/**
 * Reads offset and limit.
 * @param defaultLimit 10 for webinars, 20 for attendance
 * @throws HuaweiRefusal MMC.111071061 where one is no whole number (the code is INFERRED)
 */
export function readWindow(query: URLSearchParams, defaultLimit: number): Window {
  return {
    offset: whole(query, 'offset', 0, 0),
    limit: Math.min(MOST, whole(query, 'limit', defaultLimit, 1)),
  };
}

function whole(query: URLSearchParams, name: string, fallback: number, least: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
  if (value < least)
    throw new HuaweiRefusal(
      'MMC.111071061',
      `${name} must be a whole number of at least ${least}, not "${text}"`,
    );
  return value;
}

/** Moves a window that begins past the end of `count` items to the last page. */
export function lastPage({ offset, limit }: Window, count: number): Window {
  if (offset < count) return { offset, limit };
  return { offset: Math.floor(Math.max(0, count - 1) / limit) * limit, limit };
}
