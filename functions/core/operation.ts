import * as z from 'zod';
import type { Provider } from './provider.ts';
import type { Variant } from './variant.ts';
import { type SensitiveNames, sensitiveNames } from './withhold.ts';

// Workers forbid code made from text: without this, zod tries once and falls back.
z.config({ jitless: true });

/** The vendor call: where each of our inputs goes, under the vendor's name for it. */
export interface VendorCall<Field extends string> {
  method: 'GET' | 'POST';
  /** A path, or the setting of the account that holds it where no document tells. */
  path: string | { setting: string; variable: string };
  query?: Record<string, Field>;
  headers?: Record<string, Field>;
  body?: Record<string, Field>;
}

/** Everything there is to know of one vendor operation. Routes, OpenAPI, client and tests are made from it. */
export interface OperationSpec<Id extends string, Input extends z.ZodObject, Output extends z.ZodType> {
  /** `provider.verbNoun`. */
  id: Id;
  provider: Provider;
  /** Our route. Inputs not in the path or in `headers` go into the query (GET) or the JSON body (POST). */
  route: {
    method: 'GET' | 'POST';
    path: string;
    headers?: Partial<Record<keyof z.output<Input> & string, string>>;
  };
  call: VendorCall<keyof z.output<Input> & string>;
  summary: { en: string; zh: string };
  description: string;
  /** The vendor's document. */
  docs: string;
  /** Strict: an unknown or malformed field is refused before the vendor is called. */
  input: Input;
  /** Lenient: unknown fields pass through. Sensitive fields are marked with `secret` and `personal`. */
  output: Output;
  variants: Variant[];
  /** Whether the call may be sent twice. */
  repeatable: boolean;
  /** For how many seconds an answer may be shared; 0 for never. */
  shareSeconds: number;
  /** The document's own example: our input, and the result as the vendor prints it. */
  example: { input: z.input<Input>; output: unknown };
}

/** Where an input is read from in a REST call. */
export interface InputField {
  name: string;
  in: 'path' | 'query' | 'header' | 'body';
  /** The name on the wire: the header's where `in` is `header`, else the field's. */
  wire: string;
  required: boolean;
  schema: z.core.JSONSchema.BaseSchema;
}

/** An operation with all that is derived from its specification. */
export interface Operation<
  Id extends string = string,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
> extends OperationSpec<Id, Input, Output> {
  fields: InputField[];
  sensitive: SensitiveNames;
}

/** Declares an operation: one value, in one file, with no code path of its own. */
export function defineOperation<Id extends string, Input extends z.ZodObject, Output extends z.ZodType>(
  spec: OperationSpec<Id, Input, Output>,
): Operation<Id, Input, Output> {
  return { ...spec, fields: fieldsOf(spec), sensitive: sensitiveNames(spec.output, spec.variants) };
}

function fieldsOf({
  input,
  route,
}: {
  input: z.ZodObject;
  route: OperationSpec<string, z.ZodObject, z.ZodType>['route'];
}) {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input' });
  return Object.entries(properties).map(([name, schema]): InputField => {
    const header = route.headers?.[name];
    const place = route.path.includes(`{${name}}`) ? 'path' : route.method === 'GET' ? 'query' : 'body';
    return {
      name,
      in: header ? 'header' : place,
      wire: header ?? name,
      required: required.includes(name),
      schema: schema as z.core.JSONSchema.BaseSchema,
    };
  });
}
