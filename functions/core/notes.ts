import type * as z from 'zod/mini';

/** What people are told of an operation: documents, pages and tools are made of it. */
export interface Notes<Input = Record<string, unknown>> {
  summary: { en: string; zh: string };
  description: string;
  /** The vendor's document; a composed operation has none. */
  docs?: string;
  /** Our input, and the result as the vendor prints it; of a composed operation, as it is answered. */
  example: { input: Input; output: unknown };
}

const notes = new WeakMap<object, Notes<unknown>>();

/**
 * Says of an operation what people are told. No call needs any of it: each call of this is marked as pure, so that the bundler
 * leaves it out of the Worker with all that it says.
 *
 * @example /* @__PURE__ *\/ annotate(listOngoingWebinars, { summary: …, description: …, example: … });
 */
export function annotate<Input extends z.core.$ZodType>(
  operation: { input: Input },
  says: Notes<z.input<Input>>,
): void {
  notes.set(operation, says);
}

/** What was said of an operation. For what is not deployed: in the Worker nothing was said. */
export function notesOf(operation: { id: string }): Notes {
  const found = notes.get(operation);
  if (!found) throw new Error(`Operation ${operation.id}: nothing is told of it, see annotate()`);
  return found as Notes;
}
