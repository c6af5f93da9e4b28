import * as z from 'zod/mini';
import { normalise } from '../../core/normalise.ts';
import { notesOf } from '../../core/notes.ts';
import type { InputField, Operation } from '../../core/operation.ts';

/** The document's example in the form that the gateway writes it. */
export function writtenExample(operation: Operation): unknown {
  const { output } = operation;
  const { example } = notesOf(operation);
  if (operation.kind === 'composed') return example.output;
  const { variants, provider } = operation;
  return normalise(structuredClone(example.output), { output, variants, provider: provider.id }).value;
}

/** JSON Schemas of what an operation takes, by the names of its inputs. */
export const inputSchemas = ({ input }: Operation): Record<string, z.core.JSONSchema.BaseSchema> =>
  (z.toJSONSchema(input, { io: 'input' }).properties ?? {}) as Record<string, z.core.JSONSchema.BaseSchema>;

/** An input with its whole schema. */
export type Parameter = Omit<InputField, 'schema'> & { schema: z.core.JSONSchema.BaseSchema };

/** One entry of `GET /v1/operations`. */
export function describeOperation(operation: Operation) {
  const { id, route, fields, effect, scopes = [] } = operation;
  const { summary, description, docs, example } = notesOf(operation);
  const schemas = inputSchemas(operation);
  const ofVendor = operation.kind === 'vendor' && {
    provider: operation.provider.id,
    docs,
  };
  return {
    id,
    summary,
    description,
    effect,
    scopes: ['read', ...scopes],
    ...ofVendor,
    paging: operation.paging,
    method: route.method,
    path: route.path,
    invoke: `/v1/invoke/${id}`,
    parameters: fields.map((field): Parameter => ({ ...field, schema: schemas[field.name] ?? {} })),
    example: { input: example.input, output: writtenExample(operation) },
  };
}
