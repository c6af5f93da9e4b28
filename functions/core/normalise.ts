import * as z from 'zod/mini';
import { fits, misfits } from './fits.ts';
import { isRecord } from './isRecord.ts';
import { Problem } from './problem.ts';
import { readVariant, type Variant } from './variant.ts';

/** What a vendor's result became, and which variants of its document were met on the way. */
export interface Normalised<Output> {
  value: Output;
  met: string[];
}

/**
 * Reads a vendor's result in every form its document allows and writes the one form of the document's table.
 *
 * A number written as text, text written as a number, an object written as JSON text and the like are mended; a
 * field that cannot be mended is left out when the schema can do without it. Unknown fields pass through.
 *
 * @throws Problem `provider-malformed` naming the paths (never the values) that nothing can be made of.
 */
export function normalise<Output>(
  result: unknown,
  { output, variants, provider }: { output: z.core.$ZodType<Output>; variants: Variant[]; provider: string },
): Normalised<Output> {
  const met = new Set<string>();
  const root = { result };
  for (const variant of variants) if (readVariant(variant, result)) met.add(variant.name);

  // Mending one level may reveal the next (JSON text that holds numbers as text), hence more than one pass.
  for (let pass = 0; ; pass++) {
    if (fits(output, root.result)) return { value: root.result as Output, met: [...met] };
    if (misfits(output, root.result, MOST_MISFITS) === MOST_MISFITS)
      throw new Problem(
        'provider-malformed',
        `The answer of the vendor cannot be read in ${MOST_MISFITS} places.`,
        { provider },
      );
    const parsed = z.safeParse(output, root.result);
    if (parsed.success) return { value: parsed.data, met: [...met] };
    const changed = parsed.error.issues
      .map((issue) => mend(root, issue))
      .filter((name) => name !== undefined);
    for (const name of changed) met.add(name);
    if (changed.length === 0 || pass === MAX_PASSES) {
      const paths = [...new Set(parsed.error.issues.map((issue) => pathName(issue.path)))].slice(0, 10);
      throw new Problem(
        'provider-malformed',
        `The answer of the vendor cannot be read at: ${paths.join(', ')}.`,
        {
          provider,
        },
      );
    }
  }
}

/**
 * The largest documented page has 1,000 rows of at most 20 numbers, any of which may be written as text. Zod gathers what
 * does not fit on the stack, which a few times as many overflow.
 */
const MOST_MISFITS = 20_000;

/** Deepest nesting of JSON text in the documents is two; one more pass removes what is left unmended. */
const MAX_PASSES = 4;

/** Mends the value that an issue points at, in place. Returns the name to count, or undefined when it cannot. */
function mend(root: { result: unknown }, issue: z.core.$ZodIssue): string | undefined {
  const path = ['result', ...issue.path];
  const key = path.pop() as PropertyKey;
  const parent = path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown>)[step], root);
  const holder = parent as Record<PropertyKey, unknown>;
  const value = holder[key];
  const name = pathName(issue.path);
  const coerced = issue.code === 'invalid_type' ? coerce(value, issue.expected) : undefined;
  if (coerced !== undefined) {
    holder[key] = coerced;
    return `${name} as ${kindOf(value)}`;
  }
  if (issue.path.length === 0 || Array.isArray(parent) || !(key in holder)) return undefined;
  delete holder[key];
  return `${name} unreadable`;
}

function coerce(value: unknown, expected: string): unknown {
  const text = typeof value === 'string' ? value.trim() : undefined;
  switch (expected) {
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
    case 'number':
    case 'int':
      return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    case 'boolean':
      return typeof value === 'string' || typeof value === 'number'
        ? { true: true, '1': true, false: false, '0': false }[String(value).toLowerCase()]
        : undefined;
    case 'array':
      return fromJsonText(text) ?? (isRecord(value) ? [value] : undefined);
    case 'object':
      return fromJsonText(text);
    default:
      return undefined;
  }
}

function fromJsonText(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

/** `data[].limit`: indexes are left out, so that a path is a name to count by. */
const pathName = (path: PropertyKey[]) =>
  path
    .map((step) => (typeof step === 'number' ? '[]' : `.${String(step)}`))
    .join('')
    .replace(/^\./, '') || 'result';
