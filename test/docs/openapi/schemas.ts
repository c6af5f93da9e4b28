import * as z from 'zod';
import type { Operation } from '../../../functions/core/operation.ts';
import { operations } from '../../../functions/registry.ts';
import * as answers from './answers.ts';

/** A piece of the document. */
export type Json = Record<string, unknown>;

/** `huawei.listOngoingWebinars` as the beginning of a name, `HuaweiListOngoingWebinars`. */
export const pascal = (id: string): string =>
  id.replace(/(?:^|[^A-Za-z0-9]+)(\w)/g, (_, first: string) => first.toUpperCase());

/** Names of the schemas of an operation in the document. */
export const inputOf = ({ id }: Operation): string => `${pascal(id)}Input`;
export const outputOf = ({ id }: Operation): string => `${pascal(id)}Output`;
/** The schema of what an operation answers: operations that answer alike have one. */
export const outputSchemaOf = ({ output }: Operation): string =>
  outputOf(operations.find((one) => one.output === output) as Operation);

/** A reference to a component. */
export const ref = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });

/** The parts of a zod schema that hold others. */
interface Parts {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  element?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
}

/** Names every object within an output: by its operation and member, a row by the word itself. */
function nameObjects(registry: Registry, schema: z.core.$ZodType, operation: Operation, name: string): void {
  const { type, shape = {}, element, innerType } = schema._zod.def as Parts;
  if (registry.has(schema)) return;
  if (type === 'object') registry.add(schema, { id: name });
  const rows = operation.paging?.rows;
  const base = pascal(operation.id);
  const prefix = name === outputOf(operation) ? base : name;
  for (const [member, field] of Object.entries(shape))
    nameObjects(registry, field, operation, prefix + (member === rows ? 'Row' : pascal(member)));
  if (element) nameObjects(registry, element, operation, name === outputOf(operation) ? `${base}Row` : name);
  if (innerType) nameObjects(registry, innerType, operation, name);
}

type Registry = z.core.$ZodRegistry<{ id: string }, z.core.$ZodType>;

/** `components.schemas`: what every operation takes and answers, and what the gateway answers for itself. */
export function schemas(): Json {
  const inputs: Registry = z.registry<{ id: string }>();
  const outputs: Registry = z.registry<{ id: string }>();
  for (const [name, schema] of Object.entries(answers)) outputs.add(schema, { id: pascal(name) });
  for (const operation of operations) {
    inputs.add(operation.input, { id: inputOf(operation) });
    nameObjects(outputs, operation.output, operation, outputOf(operation));
    if (!outputs.has(operation.output)) outputs.add(operation.output, { id: outputOf(operation) });
  }
  return { ...written(outputs, 'output'), ...written(inputs, 'input') };
}

function written(registry: Registry, io: 'input' | 'output'): Json {
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      tidy(jsonSchema);
      // Every answer may get new members; of an input, an unknown one is refused.
      if (io === 'output' && typeof jsonSchema.additionalProperties !== 'object')
        delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}

/** Without what says nothing: bounds at the edge of exact integers, a pattern beside a format that says the same, `{}`. */
export function tidy<Schema extends z.core.JSONSchema.BaseSchema>(schema: Schema): Schema {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.format === 'date-time') delete schema.pattern;
  const { additionalProperties: more } = schema;
  if (typeof more === 'object' && Object.keys(more).length === 0) delete schema.additionalProperties;
  return schema;
}
