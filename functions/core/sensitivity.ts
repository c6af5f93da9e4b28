import * as z from 'zod/mini';
import { noted } from './described.ts';

/**
 * How sensitive a field is: `secret` opens a door (password, join link, random, token), `personal` tells of
 * a person (e-mail, mobile, IP). It is written into the schema, so OpenAPI shows it as `x-sensitivity`, and an
 * answer leaves the field out for a caller without the scope `secrets` or `personal`.
 */
export type Sensitivity = 'secret' | 'personal';

const KEY = 'x-sensitivity';

/** Marks a field that opens a door. */
export const secret = <T extends z.core.$ZodType>(schema: T): T => noted(schema, { [KEY]: 'secret' });

/** Marks a field that tells of a person. */
export const personal = <T extends z.core.$ZodType>(schema: T): T => noted(schema, { [KEY]: 'personal' });

/** The mark of one field, looking through optional, nullable and default wrappers. */
export function sensitivityOf(schema: z.core.$ZodType): Sensitivity | undefined {
  const mark = z.globalRegistry.get(schema)?.[KEY];
  if (mark === 'secret' || mark === 'personal') return mark;
  const { innerType } = schema._zod.def as { innerType?: z.core.$ZodType };
  return innerType && sensitivityOf(innerType);
}
