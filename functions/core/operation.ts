import * as z from 'zod/mini';
import type { AttendanceSeen } from './attendanceSeen.ts';
import type { Scope } from './caller.ts';
import { type Form, formOf } from './form.ts';
import { lazily } from './lazily.ts';
import type { Paging } from './paging.ts';
import type { ProblemSlug } from './problems.ts';
import type { Account, Bookings, Provider } from './provider.ts';
import { type Sensitivity, sensitivityOf } from './sensitivity.ts';
import type { Variant } from './variant.ts';
import { type View, viewOf, viewOfBody } from './view.ts';

// Workers forbid code made from text: without this, zod tries once and falls back.
z.config({ jitless: true });

/** What every operation is, beside what people are told of it (see `annotate`). Routes, OpenAPI, client and tests are made from it. */
interface Spec<Id extends string, Input extends z.core.$ZodObject, Output extends z.core.$ZodType> {
  /** `group.verbNoun`; the group is a provider, or what the operation is about. */
  id: Id;
  /** Our route. Inputs not in the path or in `headers` go into the query (GET) or the JSON body (POST). */
  route: {
    method: 'GET' | 'POST';
    path: string;
    headers?: Partial<Record<keyof z.output<Input> & string, string>>;
  };
  /** Strict: an unknown or malformed field is refused before anybody is called. */
  input: Input;
  /** Lenient: unknown fields pass through, to callers with every scope. Sensitive ones are marked with `secret` and `personal`. */
  output: Output;
  /** What a key needs beside `read`. */
  scopes?: readonly Scope[];
}

/** An operation whose refusal tells that an input was guessed wrong. */
export interface Guessing<Field extends string> {
  /** The input that is guessed, such as a password. */
  secret: Field;
  /** The input that tells what it opens, such as a conference. */
  of: Field;
  /** What a wrong guess is answered with. */
  refusedAs: readonly ProblemSlug[];
}

/** The vendor call. Inputs go into its query (GET) or JSON body (POST), under their own names unless told otherwise. */
export interface VendorCall<Field extends string> {
  method: 'GET' | 'POST';
  /** A path, in which `{name}` is an input; or the setting of the account that holds it where no document tells. */
  path: string | { setting: string; variable: string };
  /** Inputs that the vendor knows by another name. */
  names?: Partial<Record<Field, string>>;
  /** Inputs that travel in a header, by its name. */
  headers?: Partial<Record<Field, string>>;
}

/** Everything there is to know of one vendor operation. */
export interface VendorSpec<
  Id extends string,
  Input extends z.core.$ZodObject,
  Output extends z.core.$ZodType,
  Pages extends Paging | undefined,
> extends Spec<Id, Input, Output> {
  provider: Provider;
  call: VendorCall<keyof z.output<Input> & string>;
  variants: Variant[];
  /** A `read` changes nothing: it may be repeated and shared. A `write` is sent once and answered to its caller alone. */
  effect: 'read' | 'write';
  /** For lists: how to page through it. */
  paging?: Pages;
  /** For how many seconds an answer may be shared; 0 for never. */
  shareSeconds: number;
  /** Where an input may be guessed: wrong guesses are limited. */
  guessing?: Guessing<keyof z.output<Input> & string>;
}

/** Where an input is read from in a REST call. */
export interface InputField {
  name: string;
  in: 'path' | 'query' | 'header' | 'body';
  /** The name on the wire: the header's where `in` is `header`, else the field's. */
  wire: string;
  required: boolean;
  schema: Form;
}

/** What is derived from a specification. */
interface Derived {
  fields: InputField[];
  /** Names of the inputs that are secret or personal. */
  sensitiveInputs: string[];
  /** What is known of the result, and so shown to callers without every scope. */
  view: View;
}

/** An operation that is one call of a vendor. */
export interface VendorOperation<
  Id extends string = string,
  Input extends z.core.$ZodObject = z.core.$ZodObject,
  Output extends z.core.$ZodType = z.core.$ZodType,
  Pages extends Paging | undefined = Paging | undefined,
> extends VendorSpec<Id, Input, Output, Pages>,
    Derived {
  kind: 'vendor';
  paging: Pages;
  /** The same of the whole body that the result came in. */
  bodyView: View;
}

/** Asks another operation for the same caller: scopes, accounts, quotas, sharing and receipts hold. @throws Problem */
export type Perform = <Input extends z.core.$ZodObject, Output extends z.core.$ZodType>(
  operation: VendorOperation<string, Input, Output>,
  input: z.input<Input>,
  account: string,
) => Promise<z.output<Output>>;

/** An answer of another operation, and how it came. */
export interface Told<Output> {
  /** As much as the caller may see: what is given out is made of this. */
  output: Output;
  /** All of it where that was asked for, else the same: to tell people apart by, and for nothing else. */
  full: Output;
  requestId: string;
  freshness: 'live' | 'cached' | 'stale';
  /** When the vendor said it. Epoch milliseconds. */
  at: number;
}

/** The same as `Perform`, with how the answer came. @throws Problem */
export type Ask = <Input extends z.core.$ZodObject, Output extends z.core.$ZodType>(
  operation: VendorOperation<string, Input, Output>,
  input: z.input<Input>,
  account: string,
  wanted?: 'full',
) => Promise<Told<z.output<Output>>>;

/** What a composed operation may know besides its input. */
export interface ComposeContext {
  /** Every vendor account that the caller may use, and has not ruled out. */
  accounts: readonly (Pick<Account, 'provider' | 'name'> & { bookings?: Bookings | undefined })[];
  /** What the caller has no scope for. Whatever is answered is withheld by that afterwards. */
  hidden: readonly Sensitivity[];
  /** When the call came. Epoch milliseconds. */
  at: number;
  ask: Ask;
  /** What events tell of who was in a meeting, as much as the caller may see; nothing of an account that it may not use. */
  seen(meetingId: string): Promise<AttendanceSeen>;
  /** Makes a cursor that opens for the same caller, operation and `about` alone. */
  seal(value: unknown, about: string): Promise<string>;
  /** Opens it; undefined where it is none. */
  unseal(cursor: string, about: string): Promise<unknown>;
}

/** Everything there is to know of an operation that is composed of others. */
export interface ComposedSpec<
  Id extends string,
  Input extends z.core.$ZodObject,
  Output extends z.core.$ZodType,
  Pages extends Paging | undefined,
> extends Spec<Id, Input, Output> {
  /** For lists: how to page through it. */
  paging?: Pages;
  run(input: z.output<Input>, perform: Perform, context: ComposeContext): Promise<z.output<Output>>;
}

/** An operation that asks others. What it asks is shared, so it is not shared itself. */
export interface ComposedOperation<
  Id extends string = string,
  Input extends z.core.$ZodObject = z.core.$ZodObject,
  Output extends z.core.$ZodType = z.core.$ZodType,
  Pages extends Paging | undefined = Paging | undefined,
> extends ComposedSpec<Id, Input, Output, Pages>,
    Derived {
  kind: 'composed';
  paging: Pages;
  effect: 'read';
}

export type Operation = VendorOperation | ComposedOperation;

/** Declares a vendor operation: one value, in one file, with no code path of its own. */
export function defineOperation<
  Id extends string,
  Input extends z.core.$ZodObject,
  Output extends z.core.$ZodType,
  const Pages extends Paging | undefined = undefined,
>(spec: VendorSpec<Id, Input, Output, Pages>): VendorOperation<Id, Input, Output, Pages> {
  const made: Derived & { bodyView: View } = lazily({
    ...derived(spec, spec.variants),
    bodyView: () => viewOfBody(made.view, spec.provider.envelope),
  });
  return Object.assign(made, { kind: 'vendor' as const, ...spec, paging: spec.paging as Pages });
}

/** Declares an operation that is composed of others. */
export function composeOperation<
  Id extends string,
  Input extends z.core.$ZodObject,
  Output extends z.core.$ZodType,
  const Pages extends Paging | undefined = undefined,
>(spec: ComposedSpec<Id, Input, Output, Pages>): ComposedOperation<Id, Input, Output, Pages> {
  const made = lazily<Derived>(derived(spec, []));
  const paging = spec.paging as Pages;
  return Object.assign(made, { kind: 'composed' as const, effect: 'read' as const, ...spec, paging });
}

const derived = (spec: Spec<string, z.core.$ZodObject, z.core.$ZodType>, variants: Variant[]) => ({
  fields: () =>
    Object.entries(spec.input._zod.def.shape).map(([name, schema]) => fieldOf(name, schema, spec)),
  sensitiveInputs: () =>
    Object.entries(spec.input._zod.def.shape).flatMap(([name, schema]) =>
      sensitivityOf(schema) ? [name] : [],
    ),
  view: () => viewOf(spec.output, variants),
});

function fieldOf(
  name: string,
  schema: z.core.$ZodType,
  { route }: Pick<Spec<string, z.core.$ZodObject, z.core.$ZodType>, 'route'>,
): InputField {
  const header = (route.headers as Record<string, string> | undefined)?.[name];
  const place = route.path.includes(`{${name}}`) ? 'path' : route.method === 'GET' ? 'query' : 'body';
  return {
    name,
    in: header ? 'header' : place,
    wire: header ?? name,
    required: schema._zod.optin === undefined,
    schema: formOf(schema),
  };
}
