import { type HiddenValues, hiddenValues } from './hiddenValues.ts';
import { isRecord } from './isRecord.ts';
import { redactor, WITHHELD } from './redact.ts';
import type { Sensitivity } from './sensitivity.ts';
import { isMarked, isStructured, type View } from './view.ts';

/** A shorter value counts only where it stands by itself, so that the password 2021 does not eat half of an id. */
const SHORTEST_WITHIN_WORDS = 8;
/** Documented texts have a few hundred characters. One that is longer than this is no use to anybody, and slow to search. */
const LONGEST_TEXT = 10_000;
/** A member of a JSON object, at whatever level of encoding: what it is called is known to no schema. */
const HAS_MEMBER = /(?:["']|\\u0022|&quot;|%22)\s*(?::|\\u003a|%3a|=>)/i;
/** What stands between words in which another row may repeat a withheld value. */
const BETWEEN_WORDS = /(?:[\s,;:=!?，。；：！？、|/()（）[\]【】<>《》"'“”]|\.(?!\S))+/;

/** Most texts are ids and names of one word: nothing in them needs to be told apart. */
const ONE_WORD = /^[\w\u3400-\u9fff-]*$/;

/** What is known while one answer is gone through. */
interface Pass extends HiddenValues {
  kinds: readonly Sensitivity[];
  redact: (text: string) => string;
}

/**
 * A copy of a JSON value with no more than its schema knows and the caller's scopes cover. A field that is left out takes
 * its value with it, wherever that stands: in the texts of its own row and of what lies within, and as a whole field or
 * word of any row. Of texts, what looks like a secret or a personal datum is taken out, and those that hold JSON of their
 * own are left out.
 */
export function withhold(value: unknown, view: View, kinds: readonly Sensitivity[]): unknown {
  if (kinds.length === 0) return value;
  return show(value, view, { kinds, redact: redactor(kinds), ...hiddenValues(value, view, kinds) }, []);
}

/** The part of a value that may be shown; undefined where that is nothing. */
function show(value: unknown, view: View, pass: Pass, near: readonly string[]): unknown {
  switch (typeof value) {
    case 'string':
      return isStructured(view) ? showWithin(value, view, pass, near) : showText(value, pass, near);
    case 'number':
      return near.includes(String(value)) ? undefined : value;
    case 'boolean':
      return value;
  }
  if (value === null) return value;
  // A vendor that writes an object where the document has a text tells what nobody knows.
  if (!isStructured(view)) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => show(item, view.element ?? view, pass, near));
    return items.filter((item) => item !== undefined);
  }
  return isRecord(value) ? showObject(value, view.element ?? view, pass, near) : undefined;
}

function showObject(value: Record<string, unknown>, { fields }: View, pass: Pass, outer: readonly string[]) {
  const own = pass.near.get(value);
  const near = own ? [...own, ...outer] : outer;
  const shown: Record<string, unknown> = {};
  for (const name in value) {
    const known = fields?.get(name);
    if (!known || isMarked(known, pass.kinds)) continue;
    const field = show(value[name], known, pass, near);
    if (field !== undefined) shown[name] = field;
  }
  return shown;
}

function showText(text: string, pass: Pass, near: readonly string[]): string | undefined {
  const { everywhere, redact } = pass;
  const isWord = ONE_WORD.test(text);
  if (everywhere.has(text) || text.length > LONGEST_TEXT || (!isWord && HAS_MEMBER.test(text)))
    return undefined;
  let shown = redact(text);
  for (const one of near) if (shown.includes(one)) shown = without(shown, one);
  if (!isWord && everywhere.size > 0)
    for (const word of shown.split(BETWEEN_WORDS)) if (everywhere.has(word)) shown = without(shown, word);
  return shown !== text && shown.trim() === WITHHELD ? undefined : shown;
}

/** Vendors write objects and lists as JSON text now and then (`calExtraInfo`): it stays text. */
function showWithin(text: string, view: View, pass: Pass, near: readonly string[]): string | undefined {
  const value = pass.within.get(text);
  return value === undefined ? undefined : JSON.stringify(show(value, view, pass, near));
}

function without(text: string, value: string): string {
  if (value.length >= SHORTEST_WITHIN_WORDS) return text.replaceAll(value, WITHHELD);
  const joined = (at: number) => /[0-9A-Za-z]/.test(text.charAt(at));
  return text.replaceAll(value, (found, at: number) =>
    joined(at - 1) || joined(at + value.length) ? found : WITHHELD,
  );
}
