import * as z from 'zod/mini';

/** A token as it is kept, always sealed. Times in epoch milliseconds. */
export const storedToken = z.object({
  token: z.string(),
  /** Counts the tokens of a credential: a rejected one is named by its generation, never by its value. */
  generation: z.int(),
  issuedAt: z.number(),
  /** When it is no longer handed out. */
  expiresAt: z.number(),
});

export type StoredToken = z.output<typeof storedToken>;

/** Whether a token may be handed out, at `now` and to a caller who saw generation `rejected` refused. */
export const isUsable = (held: StoredToken | undefined, now: number, rejected = 0): held is StoredToken =>
  held !== undefined && held.expiresAt > now && held.generation > rejected;
