import { Hono } from 'hono/tiny';
import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Operation } from '../core/operation.ts';
import { type ProblemSlug, problems } from '../core/problems.ts';
import { operations, providers } from '../registry.ts';
import type { AppEnv } from './context.ts';
import { writtenExample } from './describeOperation.ts';

/** `GET /openapi.json`: OpenAPI 3.1, made from the registry on the first request. */
export function openapiRoutes(): Hono<AppEnv> {
  let document: ReturnType<typeof openapiDocument> | undefined;
  return new Hono<AppEnv>().get('/openapi.json', (c) => {
    document ??= openapiDocument();
    return c.json(document as never);
  });
}

const problemSchema = z
  .looseObject({
    type: z.url().meta({ description: 'Leads to what the problem means and what to do.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    requestId: z.string(),
    retryable: z.boolean().meta({ description: 'Whether the same request may succeed later.' }),
    provider: z.string().optional(),
    providerCode: z.string().optional(),
    providerMessage: z.string().optional(),
    providerRequestId: z.string().optional(),
    retryAfter: z.int().optional().meta({ description: 'Seconds.' }),
    errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

const json = (schema: z.ZodType, example?: unknown) => ({
  'application/json': { schema, ...(example !== undefined && { example: example as never }) },
});

/** One response for each status, naming every problem that has it. */
function problemResponses(slugs: ProblemSlug[]) {
  const byStatus = Object.groupBy(slugs, (slug) => problems[slug].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, group = []]) => [
      status as '400',
      {
        description: group.map((slug) => `\`${slug}\`: ${problems[slug].title}.`).join(' '),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}

const ofEveryOperation = (Object.keys(problems) as ProblemSlug[]).filter(
  (slug) =>
    !['route-not-found', 'unknown-operation', 'method-not-allowed', 'receipt-not-found'].includes(slug),
);

const common = z.object({
  raw: z.boolean().optional().meta({ description: 'true answers the body of the vendor, untouched.' }),
  explain: z
    .boolean()
    .optional()
    .meta({ description: 'true answers { result, receipt }: how the call was answered.' }),
});
const commonHeaders = z.object({
  'X-Request-Id': z
    .string()
    .optional()
    .meta({ description: 'Sent on to the vendor and returned; made if absent.' }),
  'X-On-Behalf-Of': z.string().optional().meta({ description: 'User id at the vendor to act for.' }),
  'X-Account': z
    .string()
    .optional()
    .meta({ description: 'Vendor account to go through; default unless told.' }),
  'X-Timeout-Ms': z
    .int()
    .min(100)
    .max(99_999)
    .optional()
    .meta({ description: 'Deadline; never more than the gateway allows.' }),
  'Cache-Control': z
    .string()
    .optional()
    .meta({ description: 'no-cache asks the vendor afresh, no-store shares nothing.' }),
  'Accept-Language': z.string().optional().meta({ description: 'Passed on to the vendor: zh-CN or en-US.' }),
});

/** What an operation answers, whichever way it is called. */
const responsesOf = (operation: Operation) => ({
  200: { description: 'The answer.', content: json(operation.output, writtenExample(operation)) },
  ...problemResponses(ofEveryOperation),
});

/** The first part of an id: a provider, or what the operation is about. */
const groupOf = ({ id }: Operation): string => id.split('.')[0] ?? id;

function restOperation(operation: Operation): ZodOpenApiOperationObject {
  const { id, summary, description, input, fields, example } = operation;
  const within = (place: string) =>
    Object.fromEntries(
      fields
        .filter((field) => field.in === place)
        .map(({ name, wire }) => [wire, input.shape[name] as z.ZodType]),
    );
  const bodyFields = fields.filter((field) => field.in === 'body');
  return {
    operationId: id,
    tags: [groupOf(operation)],
    summary: `${summary.en} (${summary.zh})`,
    description,
    ...(operation.kind === 'vendor' && { externalDocs: { url: operation.docs } }),
    requestParams: {
      path: z.object(within('path')),
      query: common.extend(within('query')),
      header: commonHeaders.extend(within('header')),
    },
    ...(bodyFields.length > 0 && { requestBody: { required: true, content: json(input, example.input) } }),
    responses: responsesOf(operation),
  };
}

function invokeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { id, summary, input, example } = operation;
  return {
    operationId: `invoke.${id}`,
    tags: [groupOf(operation)],
    summary: `${summary.en}, invoked`,
    requestParams: { query: common, header: commonHeaders },
    requestBody: { required: true, content: json(input, example.input) },
    responses: responsesOf(operation),
  };
}

const service = (summary: string, open: boolean): ZodOpenApiOperationObject => ({
  summary,
  tags: ['gateway'],
  ...(open && { security: [] }),
  responses: {
    200: { description: 'OK', content: json(z.looseObject({})) },
    ...problemResponses(open ? ['internal-error'] : ['unauthenticated', 'internal-error']),
  },
});

/** The OpenAPI 3.1 document of the gateway. */
export function openapiDocument() {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const { method, path } = operation.route;
    paths[path] = { [method.toLowerCase()]: restOperation(operation) };
    paths[`/v1/invoke/${operation.id}`] = { post: invokeOperation(operation) };
  }
  paths['/v1/operations'] = { get: service('Every operation, its parameters and its example', false) };
  paths['/v1/credentials'] = {
    get: service('What the gateway holds of each credential, for scope admin', false),
  };
  paths['/v1/receipts/{id}'] = {
    get: {
      ...service('How a call of the last minutes was answered, for scope admin', false),
      requestParams: { path: z.object({ id: z.string().meta({ description: 'Request id.' }) }) },
    },
  };
  paths['/v1/breakers'] = {
    get: service('Circuit breakers of this isolate that are not closed, for scope admin', false),
  };
  paths['/healthz'] = { get: service('Whether the gateway runs', true) };
  paths['/readyz'] = { get: service('Whether it can serve, or what is missing', true) };
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'meetgate',
      version: '0.1.0',
      description: `One gate to the meeting vendors: ${providers.map(({ title }) => title).join(', ')}.`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    tags: [...providers.map(({ id, title }) => ({ name: id, description: title })), { name: 'gateway' }],
    paths,
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
  });
}
