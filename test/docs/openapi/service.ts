import { type ProblemSlug, problems as table } from '../../../functions/core/problems.ts';
import { ADMINS, ANYBODYS, answer, CALLERS, json, type ProblemResponses } from './responses.ts';
import { type Json, ref } from './schemas.ts';

/** Who may call a route about the gateway itself. */
const AUDIENCES = {
  anybody: { security: [], problems: ANYBODYS, headers: [] },
  callers: {
    security: [{ apiKey: [] }, { cloudflareAccess: [] }],
    problems: CALLERS,
    headers: ['RateLimit-Policy'],
  },
  admins: {
    security: [{ apiKey: ['admin'] }, { cloudflareAccess: ['admin'] }],
    problems: ADMINS,
    headers: ['RateLimit-Policy'],
  },
} as const;

interface Service {
  id: string;
  summary: string;
  audience: keyof typeof AUDIENCES;
  content: Json;
  parameters?: Json[];
  /** Responses beside 200 that are no problem. */
  others?: Json;
  problems?: ProblemSlug[];
}

const listOf = (name: string, item: Json): Json =>
  json({ type: 'object', properties: { [name]: { type: 'array', items: item } }, required: [name] });

const constant = (value: string): Json => ({ type: 'string', const: value });
const status = (value: string): Json =>
  json({ type: 'object', properties: { status: constant(value) }, required: ['status'] });

/** The routes that are no operation, by path. All are GET. */
const SERVICES: Record<string, Service> = {
  '/v1/operations': {
    id: 'listOperations',
    summary: 'Every operation, its parameters and its example',
    audience: 'callers',
    content: listOf('operations', ref('schemas', 'OperationDescription')),
  },
  '/v1/credentials': {
    id: 'listCredentials',
    summary: 'What the gateway holds of each vendor credential; never a token',
    audience: 'admins',
    content: listOf('credentials', ref('schemas', 'Credential')),
  },
  '/v1/receipts/{id}': {
    id: 'findReceipt',
    summary: 'How a call of the last ten minutes was answered',
    audience: 'admins',
    content: json({
      allOf: [
        ref('schemas', 'Receipt'),
        {
          type: 'object',
          properties: {
            others: {
              type: 'array',
              description: 'Receipts of other callers who have used the same request id.',
              items: ref('schemas', 'Receipt'),
            },
          },
        },
      ],
    }),
    parameters: [
      { name: 'id', in: 'path', required: true, description: 'Request id.', schema: { type: 'string' } },
    ],
    problems: ['receipt-not-found'],
  },
  '/v1/breakers': {
    id: 'listBreakers',
    summary: 'Circuit breakers that are not closed, as the isolates of the gateway report them',
    audience: 'admins',
    content: json({
      type: 'object',
      properties: {
        breakers: {
          type: 'object',
          description: 'By `provider/account/operation`.',
          additionalProperties: ref('schemas', 'Breaker'),
        },
      },
      required: ['breakers'],
    }),
  },
  '/openapi.json': {
    id: 'describe',
    summary: 'This document',
    audience: 'anybody',
    content: json({
      type: 'object',
      properties: { openapi: constant('3.1.1'), info: { type: 'object' }, paths: { type: 'object' } },
      required: ['openapi', 'info', 'paths'],
    }),
  },
  '/healthz': {
    id: 'isAlive',
    summary: 'Whether the gateway runs',
    audience: 'anybody',
    content: status('ok'),
  },
  '/readyz': {
    id: 'isReady',
    summary: 'Whether the gateway can serve, or which binding, variable or secret is missing',
    audience: 'anybody',
    content: json(ref('schemas', 'Readiness')),
    others: { 503: answer('It cannot serve yet.', json(ref('schemas', 'Readiness'))) },
  },
  '/problems': {
    id: 'listProblems',
    summary: 'Every kind of problem that the gateway answers with',
    audience: 'anybody',
    content: listOf('problems', ref('schemas', 'ProblemKind')),
  },
  '/problems/{slug}': {
    id: 'describeProblem',
    summary: 'What a kind of problem means and what to do: where the `type` of a problem leads',
    audience: 'anybody',
    content: { ...json(ref('schemas', 'ProblemKind')), 'text/html': { schema: { type: 'string' } } },
    parameters: [
      {
        name: 'slug',
        in: 'path',
        required: true,
        description: 'The kind of problem.',
        schema: { type: 'string', enum: Object.keys(table) },
        example: 'invalid-input',
      },
    ],
    problems: ['route-not-found'],
  },
};

/** The paths that are no operation. */
export const servicePaths = (problems: ProblemResponses): Json =>
  Object.fromEntries(
    Object.entries(SERVICES).map(
      ([path, { id, summary, audience, content, parameters, others, ...more }]) => {
        const { security, problems: usual, headers } = AUDIENCES[audience];
        return [
          path,
          {
            get: {
              operationId: `gateway.${id}`,
              tags: ['gateway'],
              summary,
              security,
              ...(parameters && { parameters }),
              responses: {
                200: answer('The answer.', content, headers),
                ...others,
                ...problems.of([...usual, ...(more.problems ?? [])]),
              },
            },
          },
        ];
      },
    ),
  );
