import * as z from 'zod/mini';

/** How the operator sets a value: a plain variable in wrangler.toml, or `wrangler secret put`. */
export type SettingKind = 'var' | 'secret';

/** What is known of a setting: the variable that holds it, how it is set, what it is for. */
export interface SettingMeta {
  variable: string;
  kind: SettingKind;
  description: string;
}

const metas = new WeakMap<object, SettingMeta>();

/** Ties a field of a settings schema to the variable of the Worker that sets it. */
export function setting<T extends z.core.$ZodType>(
  variable: string,
  kind: SettingKind,
  description: string,
  schema: T,
): T {
  metas.set(schema, { variable, kind, description });
  return schema;
}

/** The variable behind a field made with `setting`. */
export function settingMeta(schema: object): SettingMeta {
  const meta = metas.get(schema);
  if (!meta) throw new Error('Every field of a settings schema is made with setting().');
  return meta;
}

/** A setting that holds JSON: its text is parsed, then checked against `schema`. */
export const jsonSetting = <T extends z.core.$ZodType>(schema: T) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text, { issues }): unknown => {
        try {
          return JSON.parse(text);
        } catch {
          // The parser's own message would quote the text, which may be a secret.
          issues.push({ code: 'custom', message: 'must be JSON', input: undefined });
          return z.NEVER;
        }
      }),
    ),
    schema,
  );

/** The setting of a base URL: an http(s) URL, or `binding:NAME` for a service binding of this Worker. */
export const baseUrl = z
  .string()
  .check(
    z.regex(
      /^(https?:\/\/\S+|binding:\w+)$/,
      'must be an http(s) URL, or binding:NAME for a service binding',
    ),
  );
