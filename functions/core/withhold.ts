import type * as z from 'zod';
import { isRecord } from './isRecord.ts';
import { type Sensitivity, sensitivityOf } from './sensitivity.ts';
import type { Variant } from './variant.ts';

/** The names of the sensitive fields of an operation, in lower case, by kind. */
export type SensitiveNames = Record<Sensitivity, Set<string>>;

/** Fields no document lists, by what such fields are called: withheld too, as a vendor adds fields unasked. */
const LIKELY: Record<Sensitivity, RegExp> = {
  secret: /passw|pcode|pwd|token|secret|random|joinur[il]|watchword|(pull|push|webrtc|wcall)ur[il]/i,
  personal: /e-?mail|mobile|phone|^(local|host)?ip$/i,
};

/** Finds the sensitive fields of an output schema, with every spelling that a variant adds. */
export function sensitiveNames(output: z.ZodType, variants: Variant[]): SensitiveNames {
  const names: SensitiveNames = { secret: new Set(), personal: new Set() };
  walk(output, (name, schema) => {
    const mark = sensitivityOf(schema);
    if (!mark) return;
    names[mark].add(name.toLowerCase());
    for (const { reads, writes } of variants) if (writes === name) names[mark].add(reads.toLowerCase());
  });
  return names;
}

/** A copy of a JSON value without the fields that the caller's scopes do not cover. */
export function withhold(value: unknown, names: SensitiveNames, kinds: Sensitivity[]): unknown {
  if (kinds.length === 0) return value;
  const hidden = (name: string) =>
    kinds.some((kind) => names[kind].has(name.toLowerCase()) || LIKELY[kind].test(name));
  const copy = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(copy);
    if (typeof inner === 'string') return withinText(inner, copy);
    if (!isRecord(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner).flatMap(([name, field]) => (hidden(name) ? [] : [[name, copy(field)]])),
    );
  };
  return copy(value);
}

/** Vendors write JSON into texts (`calExtraInfo`, `labels`): it is searched too, and stays as it is where nothing is hidden. */
function withinText(text: string, copy: (inner: unknown) => unknown): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    const left = JSON.stringify(copy(value));
    return left === JSON.stringify(value) ? text : left;
  } catch {
    return text;
  }
}

/** Visits every field of a schema, at any depth. */
function walk(schema: z.core.$ZodType, visit: (name: string, schema: z.core.$ZodType) => void): void {
  const def = schema._zod.def as {
    shape?: Record<string, z.core.$ZodType>;
    element?: z.core.$ZodType;
    innerType?: z.core.$ZodType;
  };
  for (const [name, field] of Object.entries(def.shape ?? {})) {
    visit(name, field);
    walk(field, visit);
  }
  if (def.element) walk(def.element, visit);
  if (def.innerType) walk(def.innerType, visit);
}
