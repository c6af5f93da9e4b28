import type * as z from 'zod/mini';
import { isRecord } from './isRecord.ts';

/** Says whether a value already is what its schema wants, without a copy and without reasons. */
type Check = (value: unknown) => boolean;

type Def = {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  element?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  check?: string;
};

const checks = new WeakMap<object, Check>();

/**
 * A fast check for the schemas that answers are read with. zod is fast where it may compile a schema to code, which
 * Workers forbid: interpreted it takes three times as long as reading the JSON does. Nearly every answer fits, and what
 * fits need not be parsed; for what does not, zod finds out why. What this does not know counts as not fitting.
 */
export function fits(schema: z.core.$ZodType, value: unknown): boolean {
  let check = checks.get(schema);
  if (!check) {
    check = checkOf(schema);
    checks.set(schema, check);
  }
  return check(value);
}

/**
 * In how many places a value does not fit, as far as `most`: a list or an object of the right kind is looked into, all else
 * is one place. Slow, and asked only of what does not fit.
 */
export function misfits(schema: z.core.$ZodType, value: unknown, most: number): number {
  if (fits(schema, value)) return 0;
  const { innerType, element, shape, valueType } = schema._zod.def as unknown as Def;
  if (innerType) return misfits(innerType, value, most);
  let count = 0;
  if (element && Array.isArray(value)) {
    for (let i = 0; i < value.length && count < most; i++) count += misfits(element, value[i], most - count);
    return count;
  }
  if (valueType && isRecord(value)) {
    for (const name in value) if (count < most) count += misfits(valueType, value[name], most - count);
    return count;
  }
  if (!shape || !isRecord(value)) return 1;
  for (const name in shape)
    if (count < most) count += misfits(shape[name] as never, value[name], most - count);
  return count;
}

function checkOf(schema: z.core.$ZodType): Check {
  const def = schema._zod.def as unknown as Def & { checks?: unknown[] };
  // A refined schema is zod's to judge; a whole number is the one refinement that answers have.
  const refined = (def.checks?.length ?? 0) > 0;
  switch (def.type) {
    case 'string':
      return refined ? never : (value) => typeof value === 'string';
    case 'number':
      if (refined) return never;
      return def.check === 'number_format' ? Number.isSafeInteger : (value) => Number.isFinite(value);
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'nullable':
      return orElse(null, def.innerType);
    case 'optional':
      return orElse(undefined, def.innerType);
    case 'array': {
      const element = def.element ? checkOf(def.element) : never;
      return refined ? never : (value) => Array.isArray(value) && all(value, element);
    }
    case 'object': {
      const names = Object.keys(def.shape ?? {});
      const fields = Object.values(def.shape ?? {}).map(checkOf);
      return refined ? never : (value) => isRecord(value) && allFields(value, names, fields);
    }
    case 'record': {
      const field = def.valueType ? checkOf(def.valueType) : never;
      return refined ? never : (value) => isRecord(value) && all(Object.values(value), field);
    }
    // With a value of its own there is nothing to fill in.
    case 'default':
      return def.innerType ? checkOf(def.innerType) : never;
    default:
      return never;
  }
}

/** A plain loop: a page of 500 rows has ten thousand fields, and `every` takes twice as long. */
function all(list: readonly unknown[], check: Check): boolean {
  for (let i = 0; i < list.length; i++) if (!check(list[i])) return false;
  return true;
}

function allFields(value: Record<string, unknown>, names: readonly string[], fields: readonly Check[]) {
  for (let i = 0; i < names.length; i++) if (!fields[i]?.(value[names[i] as string])) return false;
  return true;
}

const never: Check = () => false;

function orElse(absent: null | undefined, inner: z.core.$ZodType | undefined): Check {
  const check = inner ? checkOf(inner) : never;
  return (value) => value === absent || check(value);
}
