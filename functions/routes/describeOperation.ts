import { normalise } from '../core/normalise.ts';
import type { Operation } from '../core/operation.ts';

/** The document's example in the form that the gateway writes it. */
export function writtenExample({ example, output, variants, provider }: Operation): unknown {
  return normalise(structuredClone(example.output), { output, variants, provider: provider.id }).value;
}

/** One entry of `GET /v1/operations`. */
export function describeOperation(operation: Operation) {
  const { id, provider, summary, description, docs, route, fields, example } = operation;
  return {
    id,
    provider: provider.id,
    summary,
    description,
    docs,
    method: route.method,
    path: route.path,
    invoke: `/v1/invoke/${id}`,
    parameters: fields.map(({ schema, ...field }) => ({ ...field, schema })),
    example: { input: example.input, output: writtenExample(operation) },
  };
}
