import { isRecord } from './isRecord.ts';

/** A second form in which a vendor writes the same thing: read here, so that the answer has one form only. */
export interface Variant {
  /** What is counted when the variant is met, such as `confList[].confName as title`. */
  name: string;
  /** The other spelling of the field, withheld whenever the field is. */
  reads: string;
  /** The spelling of the document's table, the one that is written. */
  writes: string;
  /** Where the field is: a path such as `confList[]`, empty for the result itself. */
  at: string;
  /** The field is a number that the vendor may write as text. */
  number?: true;
}

/** The vendor may spell the field `writes` as `reads`. A value under the table's spelling wins. */
export const alias = (at: string, reads: string, writes: string): Variant => ({
  name: `${[at, reads].filter(Boolean).join('.')} as ${writes}`,
  at,
  reads,
  writes,
});

/** The vendor may write the number `field` as text. Whatever else is mended without being foreseen; this is met always. */
export const numberAsText = (at: string, field: string): Variant => ({
  name: `${[at, field].filter(Boolean).join('.')} as string`,
  at,
  reads: field,
  writes: field,
  number: true,
});

/** Renames in place and says whether the variant was met. */
export function readVariant({ at, reads, writes, number }: Variant, result: unknown): boolean {
  let met = false;
  for (const object of objectsAt(result, at.split('.').filter(Boolean))) {
    const value = object[reads];
    if (number && (typeof value !== 'string' || !/^-?\d{1,15}$/.test(value))) continue;
    if (!(reads in object)) continue;
    met = true;
    if (number) {
      object[writes] = Number(value);
      continue;
    }
    object[writes] = object[writes] ?? value;
    delete object[reads];
  }
  return met;
}

function objectsAt(value: unknown, path: string[]): Record<string, unknown>[] {
  const [step, ...rest] = path;
  if (step === undefined) return isRecord(value) ? [value] : [];
  const key = step.replace(/\[\]$/, '');
  const inner = key === '' ? value : isRecord(value) ? value[key] : undefined;
  if (!step.endsWith('[]')) return objectsAt(inner, rest);
  return Array.isArray(inner) ? inner.flatMap((item) => objectsAt(item, rest)) : [];
}
