import { normalise } from '../core/normalise.ts';
import type { InputField, Operation } from '../core/operation.ts';

/** The document's example in the form that the gateway writes it. */
export function writtenExample(operation: Operation): unknown {
  const { example, output } = operation;
  if (operation.kind === 'composed') return example.output;
  const { variants, provider } = operation;
  return normalise(structuredClone(example.output), { output, variants, provider: provider.id }).value;
}

/** One entry of `GET /v1/operations`. */
export function describeOperation(operation: Operation) {
  const { id, summary, description, route, fields, effect, scopes = [], example } = operation;
  const ofVendor = operation.kind === 'vendor' && {
    provider: operation.provider.id,
    docs: operation.docs,
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
    parameters: fields.map(({ schema, ...field }): InputField => ({ ...field, schema })),
    example: { input: example.input, output: writtenExample(operation) },
  };
}
