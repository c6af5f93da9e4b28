import type * as z from 'zod/mini';
import { type Sensitivity, sensitivityOf } from './sensitivity.ts';
import type { Variant } from './variant.ts';

/** What a schema knows of a value: the only fields that a caller without every scope gets. */
export interface View {
  /** How sensitive the value is as a whole. */
  mark?: Sensitivity | undefined;
  /** Of an object: its fields, in every spelling that a variant adds. */
  fields?: Map<string, View>;
  /** Of an object whose members have names that no schema lists: what each of them is. */
  members?: View;
  /** Of an array: what each of its elements is. */
  element?: View;
}

/** How a provider wraps its results: what a raw answer has beside them. */
export interface Envelope {
  /** Members that hold the result. */
  results: readonly string[];
  /** The documented members beside it. None of them is an object. */
  beside: readonly string[];
}

/** What an output schema knows, variants of the document included. */
export function viewOf(output: z.core.$ZodType, variants: readonly Variant[]): View {
  const view = build(output);
  for (const { at, reads, writes } of variants) {
    const { fields } = viewAt(view, at);
    const written = fields?.get(writes);
    if (written) fields?.set(reads, written);
  }
  return view;
}

/** What is known of a provider's whole body around a result. */
export function viewOfBody(result: View, envelope: Envelope | undefined): View {
  if (!envelope) return result;
  const { results, beside } = envelope;
  return {
    fields: new Map([
      ...beside.map((name): [string, View] => [name, {}]),
      ...results.map((name): [string, View] => [name, result]),
    ]),
  };
}

function build(schema: z.core.$ZodType): View {
  const mark = sensitivityOf(schema);
  const def = schema._zod.def as {
    shape?: Record<string, z.core.$ZodType>;
    element?: z.core.$ZodType;
    innerType?: z.core.$ZodType;
    valueType?: z.core.$ZodType;
  };
  if (def.innerType) return { ...build(def.innerType), mark };
  if (def.element) return { mark, element: build(def.element) };
  if (def.valueType) return { mark, members: build(def.valueType) };
  if (!def.shape) return { mark };
  return {
    mark,
    fields: new Map(Object.entries(def.shape).map(([name, field]) => [name, build(field)])),
  };
}

/** The view at a path of a variant, such as `confList[]`. */
const viewAt = (view: View, path: string): View =>
  path
    .split('.')
    .filter(Boolean)
    .reduce((at, step) => {
      const name = step.replace(/\[\]$/, '');
      const field = name === '' ? at : (at.fields?.get(name) ?? {});
      return step.endsWith('[]') ? (field.element ?? {}) : field;
    }, view);

/** What is known of a member of an object; undefined where nothing is. */
export const memberOf = ({ fields, members }: View, name: string): View | undefined =>
  fields?.get(name) ?? members;

/** Whether it is an object or a list. */
export const isStructured = ({ fields, members, element }: View): boolean =>
  fields !== undefined || members !== undefined || element !== undefined;

/** Whether it is of one of these kinds. */
export const isMarked = ({ mark }: View, kinds: readonly Sensitivity[]): boolean =>
  mark !== undefined && kinds.includes(mark);
