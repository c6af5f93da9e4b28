import { problems as table } from '../../../../functions/core/problems.ts';
import { answer, json } from '../responses.ts';
import { type Json, ref } from '../schemas.ts';
import { listOf, type Services } from '../service.ts';

const constant = (value: string): Json => ({ type: 'string', const: value });
const status = (value: string): Json =>
  json({ type: 'object', properties: { status: constant(value) }, required: ['status'] });

/** A message of JSON-RPC 2.0; with `members` beside `jsonrpc` and `id`. */
const message = (members: Json): Json => ({
  type: 'object',
  properties: { jsonrpc: constant('2.0'), id: { type: ['string', 'integer', 'null'] }, ...members },
  required: ['jsonrpc'],
});
const failed = json(message({ error: { type: 'object' } }));

/** Routes about the gateway itself. */
export const aboutServices: Services = {
  'GET /v1/operations': {
    id: 'listOperations',
    summary: 'Every operation, its parameters and its example',
    audience: 'callers',
    content: listOf('operations', ref('schemas', 'OperationDescription')),
  },
  'POST /mcp': {
    id: 'mcp',
    summary: 'The operations as tools of the Model Context Protocol: Streamable HTTP, stateless',
    audience: 'callers',
    body: {
      schema: message({ method: { type: 'string' }, params: { type: 'object' } }),
      example: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
    },
    content: json(message({ result: { type: 'object' }, error: { type: 'object' } })),
    others: {
      202: answer('A notification was taken.'),
      400: answer('The message cannot be read, or its headers say something else.', failed),
      403: answer('Pages of this origin may not call.', failed),
      404: answer('The revision that the request speaks has no such method.', failed),
    },
    problems: ['body-too-large'],
  },
  'GET /openapi.json': {
    id: 'describe',
    summary: 'This document',
    audience: 'anybody',
    content: json({
      type: 'object',
      properties: { openapi: constant('3.1.1'), info: { type: 'object' }, paths: { type: 'object' } },
      required: ['openapi', 'info', 'paths'],
    }),
  },
  'GET /healthz': {
    id: 'isAlive',
    summary: 'Whether the gateway runs',
    audience: 'anybody',
    content: status('ok'),
  },
  'GET /readyz': {
    id: 'isReady',
    summary: 'Whether the gateway can serve, or which binding, variable or secret is missing',
    audience: 'anybody',
    content: json(ref('schemas', 'Readiness')),
    others: { 503: answer('It cannot serve yet.', json(ref('schemas', 'Readiness'))) },
  },
  'GET /problems': {
    id: 'listProblems',
    summary: 'Every kind of problem that the gateway answers with',
    audience: 'anybody',
    content: listOf('problems', ref('schemas', 'ProblemKind')),
  },
  'GET /problems/{slug}': {
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
