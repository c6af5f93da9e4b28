import { type HiddenValues, hiddenValues } from './hiddenValues.ts';
import { isRecord } from './isRecord.ts';
import { redactor, WITHHELD } from './redact.ts';
import type { Sensitivity } from './sensitivity.ts';
import { isMarked, isStructured, memberOf, type View } from './view.ts';

/** A shorter value counts only where it stands by itself, so that the password 2021 does not eat half of an id. */
const SHORTEST_WITHIN_WORDS = 8;
/** Documented texts have a few hundred characters. One that is longer than this is no use to anybody, and slow to search. */
const LONGEST_TEXT = 10_000;
/** A member of a JSON object, at whatever level of encoding: what it is called is known to no schema. */
const HAS_MEMBER = /(?:["']|\\u0022|&quot;|%22)\s*(?::|\\u003a|%3a|=>)/i;
/** What stands between words in which another row may repeat a withheld value. */
const BETWEEN_WORDS = /(?:[\s,;:=!?，。；：！？、|/()（）[\]【】<>《》"'“”]|\.(?!\S))+/;

/** A text in which no JSON and no second word fits. */
const ONE_WORD = /^[\w\u3400-\u9fff-]*$/;
/** Of those, one that no pattern fits: without a digit, or an id that is too long or too short for a telephone number. */
const CLEAR_WORD = /^(?:\D*|[0-9a-f]{12,}|\d{1,10})$/i;

/** What is known while one answer is gone through. */
interface Pass extends HiddenValues {
  kinds: readonly Sensitivity[];
  redact: (text: string) => string;
  /** What may be shown of the texts met so far, in any row. */
  texts: Map<string, string | undefined>;
}

/**
 * A copy of a JSON value with no more than its schema knows and the caller's scopes cover. A field that is left out takes
 * its value with it, wherever that stands: in the texts of its own row and of what lies within, and as a whole field or
 * word of any row. Of texts, what looks like a secret or a personal datum is taken out, and those that hold JSON of their
 * own are left out.
 */
export function withhold(value: unknown, view: View, kinds: readonly Sensitivity[]): unknown {
  if (kinds.length === 0) return value;
  const hidden = hiddenValues(value, view, kinds);
  return show(value, view, { kinds, redact: redactor(kinds), texts: new Map(), ...hidden }, []);
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

function showObject(value: Record<string, unknown>, view: View, pass: Pass, outer: readonly string[]) {
  const own = pass.near.get(value);
  const near = own ? [...own, ...outer] : outer;
  const shown: Record<string, unknown> = {};
  for (const name in value) {
    const known = memberOf(view, name);
    if (!known || isMarked(known, pass.kinds)) continue;
    const field = show(value[name], known, pass, near);
    if (field !== undefined) shown[name] = field;
  }
  return shown;
}

function showText(text: string, pass: Pass, near: readonly string[]): string | undefined {
  const { texts } = pass;
  // Rows repeat their texts: departments, packages, days.
  if (!texts.has(text)) texts.set(text, showAnywhere(text, pass));
  let shown = texts.get(text);
  if (shown === undefined) return undefined;
  for (const one of near) if (one.length <= shown.length && shown.includes(one)) shown = without(shown, one);
  return left(text, shown);
}

/** What may be shown of a text in any row. */
function showAnywhere(text: string, { everywhere, redact }: Pass): string | undefined {
  if (everywhere.has(text) || text.length > LONGEST_TEXT) return undefined;
  if (ONE_WORD.test(text)) return CLEAR_WORD.test(text) ? text : left(text, redact(text));
  if (HAS_MEMBER.test(text)) return undefined;
  let shown = redact(text);
  if (everywhere.size > 0)
    for (const word of shown.split(BETWEEN_WORDS)) if (everywhere.has(word)) shown = without(shown, word);
  return left(text, shown);
}

/** Vendors write objects and lists as JSON text now and then (`calExtraInfo`): it stays text. */
function showWithin(text: string, view: View, pass: Pass, near: readonly string[]): string | undefined {
  const value = pass.within.get(text);
  return value === undefined ? undefined : JSON.stringify(show(value, view, pass, near));
}

/** A text of which nothing is left is no text. */
const left = (text: string, shown: string): string | undefined =>
  shown !== text && shown.trim() === WITHHELD ? undefined : shown;

function without(text: string, value: string): string {
  if (value.length >= SHORTEST_WITHIN_WORDS) return text.replaceAll(value, WITHHELD);
  const joined = (at: number) => /[0-9A-Za-z]/.test(text.charAt(at));
  return text.replaceAll(value, (found, at: number) =>
    joined(at - 1) || joined(at + value.length) ? found : WITHHELD,
  );
}
