import type { CacheWish } from '../answers/serve.ts';
import { accountFor } from '../callers/caller.ts';
import type { Operation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import type { AppContext } from './context.ts';

/** What a caller asks for besides the operation's input. */
export interface CallOptions {
  raw: boolean;
  explain: boolean;
  account: string;
  onBehalfOf?: string;
  acceptLanguage?: string;
  timeoutMs?: number;
  wish: CacheWish;
}

/** A sensible list of languages; longer ones are nobody's. */
const LANGUAGE = /^[A-Za-z0-9\-_*;=., ]{1,128}$/;

/** Reads the headers and parameters that any operation takes. @throws Problem `invalid-input`, `insufficient-scope` */
export function callOptions(c: AppContext, { provider }: Operation): CallOptions {
  const onBehalfOf = checked(c, 'X-On-Behalf-Of', provider.user.pattern, provider.user.mustBe);
  const acceptLanguage = checked(c, 'Accept-Language', LANGUAGE, 'a list of languages such as zh-CN');
  const asked = checked(c, 'X-Account', /^[\w.-]{1,64}$/, 'the name of an account');
  const timeout = checked(c, 'X-Timeout-Ms', /^[1-9]\d{2,4}$/, 'milliseconds from 100 to 99999');
  return {
    raw: flag(c, 'raw'),
    explain: flag(c, 'explain'),
    account: accountFor(c.get('caller'), asked),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    ...(acceptLanguage !== undefined && { acceptLanguage }),
    ...(timeout !== undefined && { timeoutMs: Number(timeout) }),
    wish: wishOf(c.req.header('Cache-Control') ?? ''),
  };
}

function wishOf(cacheControl: string): CacheWish {
  if (/\bno-store\b/i.test(cacheControl)) return 'no-store';
  return /\b(no-cache|max-age=0)\b/i.test(cacheControl) ? 'no-cache' : 'any';
}

function checked(c: AppContext, header: string, pattern: RegExp, mustBe: string): string | undefined {
  const value = c.req.header(header);
  if (value === undefined || pattern.test(value)) return value;
  throw invalid(header, `must be ${mustBe}`);
}

function flag(c: AppContext, name: string): boolean {
  const [value, ...others] = c.req.queries(name) ?? ['false'];
  if (others.length === 0 && (value === 'true' || value === 'false')) return value === 'true';
  throw invalid(name, 'must be true or false');
}

const invalid = (field: string, detail: string) =>
  new Problem('invalid-input', `${field} ${detail}`, { errors: [{ field, detail }] });
