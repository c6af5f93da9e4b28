import { isRecord } from './isRecord.ts';
import { nestsTooDeep } from './nestsTooDeep.ts';
import type { Sensitivity } from './sensitivity.ts';
import { isMarked, isStructured, memberOf, type View } from './view.ts';

/** What a caller may not see of one answer: looked for in all that the caller may see. */
export interface HiddenValues {
  /** All of them. */
  everywhere: Set<string>;
  /** Those that stand in an object itself, by the object. */
  near: Map<object, string[]>;
  /** What stands as JSON in texts where the schema has an object or a list; undefined where it cannot be read. */
  within: Map<string, unknown>;
}

/** A shorter value is not looked for: "1", "56" or the code of a country stand in nearly every row. */
const SHORTEST = 4;
/** More than any documented row has within itself. Those beyond are among `everywhere` all the same. */
const MOST_NEAR = 64;
/** Fields that no document lists, whose names tell that their value must not stand elsewhere either. */
const LIKELY: Record<Sensitivity, RegExp> = {
  secret: /passw|pwd|pcode|accesscode|pin$|token|secret|random|watchword|join(ur[il]|link)/i,
  personal: /mail|mobile|phone|tel$|idcard|^(local|host|client)?ip$/i,
};

/** Finds the values of an answer that are withheld by the name of their field, be it known or not. */
export function hiddenValues(value: unknown, view: View, kinds: readonly Sensitivity[]): HiddenValues {
  const found: HiddenValues = { everywhere: new Set(), near: new Map(), within: new Map() };
  const likely = new Map<string, boolean>();
  const isLikely = (name: string) => {
    const known = likely.get(name);
    if (known !== undefined) return known;
    const is = kinds.some((kind) => LIKELY[kind].test(name));
    likely.set(name, is);
    return is;
  };
  const collect = (inner: unknown, at: View): void => {
    if (typeof inner === 'string') {
      if (isStructured(at)) collect(readWithin(inner, found), at);
    } else if (Array.isArray(inner)) {
      for (const item of inner) collect(item, at.element ?? at);
    } else if (isRecord(inner)) {
      collectFields(inner, at.element ?? at);
    }
  };
  const collectFields = (object: Record<string, unknown>, at: View): void => {
    const near: string[] = [];
    for (const name in object) {
      const known = memberOf(at, name);
      const field = object[name];
      if (known ? isMarked(known, kinds) : isLikely(name)) addValues(field, near);
      else if (typeof field === 'object' || (known && isStructured(known))) collect(field, known ?? {});
    }
    if (near.length === 0) return;
    for (const one of near) found.everywhere.add(one);
    found.near.set(object, near.slice(0, MOST_NEAR));
  };
  collect(value, view);
  return found;
}

function readWithin(text: string, { within }: HiddenValues): unknown {
  if (!within.has(text)) within.set(text, parsed(text));
  return within.get(text);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !nestsTooDeep(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Adds the texts and numbers of a withheld value; a telephone number without its punctuation as well. */
function addValues(value: unknown, list: string[]): void {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) addValues(inner, list);
    return;
  }
  if (typeof value !== 'string' && typeof value !== 'number') return;
  const text = String(value).trim();
  if (text.length < SHORTEST) return;
  list.push(text);
  if (/^\+?\d[\d\s()-]*[\s()-]?\d$/.test(text) && /\D/.test(text)) list.push(text.replace(/\D/g, ''));
}
