/** Documented answers have five levels. What nests deeper than this serves only to overflow the stack of who walks it. */
export const MOST_LEVELS = 64;

/** Whether a JSON value nests deeper than anybody who reads, copies or writes it by recursion can bear. */
export function nestsTooDeep(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (nestsTooDeep(value[i], levels - 1)) return true;
    return false;
  }
  // Every answer passes here: most fields are no objects, and to ask for each of them costs more than to look first.
  for (const name in value) {
    const field = (value as Record<string, unknown>)[name];
    if (typeof field === 'object' && field !== null && nestsTooDeep(field, levels - 1)) return true;
  }
  return false;
}
