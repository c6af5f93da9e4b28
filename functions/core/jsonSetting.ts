import * as z from 'zod';

/** A setting that holds JSON: its text is parsed, then checked against `schema`. */
export const jsonSetting = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        // The parser's own message would quote the text, which may be a secret.
        context.addIssue('must be JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);
