import { callOptions, type OptionName } from '../../../functions/calls/options.ts';
import {
  describeOperation,
  type Parameter,
  writtenExample,
} from '../../../functions/console/pages/describeOperation.ts';
import { notesOf } from '../../../functions/core/notes.ts';
import type { Operation } from '../../../functions/core/operation.ts';
import { answer, callProblems, json, type ProblemResponses } from './responses.ts';
import { inputOf, type Json, outputOf, outputSchemaOf, ref, tidy } from './schemas.ts';

/** `components.parameters`: the options that any call takes beside its input. */
export const parameters = (): Json =>
  Object.fromEntries(
    Object.entries(callOptions).map(([option, { in: place, name, schema, description }]) => [
      option,
      { name, in: place, description, schema },
    ]),
  );

/** A composed operation asks several vendors: it acts for no single user, and has no single body to give on. */
const OF_ONE_VENDOR: readonly OptionName[] = ['onBehalfOf', 'raw'];

const optionsOf = ({ kind }: Operation): Json[] =>
  (Object.keys(callOptions) as OptionName[])
    .filter((option) => kind === 'vendor' || !OF_ONE_VENDOR.includes(option))
    .map((option) => ref('parameters', option));

/** `components.examples` of an operation: its input, and what it answers to it. */
export const examplesOf = (operation: Operation): Json => ({
  [inputOf(operation)]: { value: notesOf(operation).example.input },
  [outputOf(operation)]: { value: writtenExample(operation) },
});

const content = (name: string, schema = name): Json =>
  json(ref('schemas', schema), { examples: { documented: ref('examples', name) } });

/** The first part of an id: a provider, or what the operation is about. */
export const groupOf = ({ id }: Operation): string => id.split('.')[0] ?? id;

/** What is the same whichever way an operation is called. */
const common = (operation: Operation): Json => ({
  tags: [groupOf(operation)],
  description: notesOf(operation).description,
  ...(operation.kind === 'vendor' && { externalDocs: { url: notesOf(operation).docs } }),
  security: [{ apiKey: ['read'] }, { cloudflareAccess: ['read'] }],
});

function success(operation: Operation, linked: boolean): Json {
  const shared = operation.kind === 'vendor' ? (['X-Provider-Request-Id', 'Age'] as const) : [];
  return answer('The answer.', content(outputOf(operation), outputSchemaOf(operation)), [
    'RateLimit-Policy',
    'Cache-Status',
    ...shared,
    ...(linked ? (['Link'] as const) : []),
  ]);
}

function parameterOf({ wire, in: place, required, schema, name }: Parameter, operation: Operation): Json {
  const { description, ...rest } = schema;
  const value = notesOf(operation).example.input[name];
  return {
    name: wire,
    in: place,
    required,
    description,
    schema: tidy({ ...rest }),
    ...(value !== undefined && { example: value }),
  };
}

/** An operation at its own route. */
export function restOperation(operation: Operation, problems: ProblemResponses): Json {
  const { id, route, fields } = operation;
  const { summary } = notesOf(operation);
  const inBody = fields.filter((field) => field.in === 'body');
  if (inBody.length > 0 && inBody.length < fields.length)
    throw new Error(`The body of ${id} holds a part of its input: it needs a schema of its own.`);
  const hasBody = route.method === 'POST';
  const linked = !hasBody && operation.paging !== undefined;
  return {
    operationId: id,
    summary: `${summary.en} (${summary.zh})`,
    ...common(operation),
    parameters: [
      ...describeOperation(operation)
        .parameters.filter((field) => field.in !== 'body')
        .map((field) => parameterOf(field, operation)),
      ...optionsOf(operation),
    ],
    ...(inBody.length > 0 && { requestBody: { required: true, content: content(inputOf(operation)) } }),
    responses: { 200: success(operation, linked), ...problems.of(callProblems(hasBody)) },
  };
}

/** An operation by its id: `POST /v1/invoke/{id}`. */
export const invokeOperation = (operation: Operation, problems: ProblemResponses): Json => ({
  operationId: `invoke.${operation.id}`,
  summary: `${notesOf(operation).summary.en}, invoked`,
  ...common(operation),
  parameters: optionsOf(operation),
  requestBody: { required: true, content: content(inputOf(operation)) },
  responses: { 200: success(operation, false), ...problems.of(callProblems(true)) },
});
