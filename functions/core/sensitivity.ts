import type * as z from 'zod';

/**
 * How sensitive a field is: `secret` opens a door (password, join link, random, token), `personal` tells of
 * a person (e-mail, mobile, IP). It is written into the schema, so OpenAPI shows it as `x-sensitivity`, and an
 * answer leaves the field out for a caller without the scope `secrets` or `personal`.
 */
export type Sensitivity = 'secret' | 'personal';

const KEY = 'x-sensitivity';

/** Marks a field that opens a door. */
export const secret = <T extends z.ZodType>(schema: T): T =>
  schema.meta({ ...schema.meta(), [KEY]: 'secret' });

/** Marks a field that tells of a person. */
export const personal = <T extends z.ZodType>(schema: T): T =>
  schema.meta({ ...schema.meta(), [KEY]: 'personal' });

/** The mark of one field, looking through optional, nullable and default wrappers. */
export function sensitivityOf(schema: z.core.$ZodType): Sensitivity | undefined {
  const mark = (schema as z.ZodType).meta()?.[KEY];
  if (mark === 'secret' || mark === 'personal') return mark;
  const inner = (schema as unknown as { def: { innerType?: z.core.$ZodType } }).def.innerType;
  return inner && sensitivityOf(inner);
}
