import * as z from 'zod/mini';

/** A schema that says what its value is: OpenAPI and the tables show it. */
export const described = <T extends z.core.$ZodType>(schema: T, description: string): T =>
  noted(schema, { description });

/**
 * The same schema as an object of its own, with something noted of it: the schema may be part of others and stays as it is. It
 * stands on the other one, as a clone would be built a second time, for each field at each start of the Worker.
 */
export function noted<T extends z.core.$ZodType>(schema: T, note: z.core.GlobalMeta): T {
  const copy: T = Object.create(schema);
  z.globalRegistry.add(copy, { ...z.globalRegistry.get(schema), ...note });
  return copy;
}
