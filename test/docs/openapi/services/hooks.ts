import { callProblems, json } from '../responses.ts';
import { ref } from '../schemas.ts';
import { listOf, type Services } from '../service.ts';

const name = {
  name: 'name',
  in: 'path',
  required: true,
  description: 'The hook.',
  schema: { type: 'string' },
};
const header = (header: string, description: string, required: boolean) => ({
  name: header,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});
const prefer = header('Prefer', '`respond-async`: 202 now, the answer later. [RFC 7240]', false);

/** What a hook answers: what its operation does, or that it was taken. */
const call = {
  audience: 'hooks',
  body: { schema: {}, example: { limit: 2 } },
  content: json({}),
  others: { 202: ref('responses', 'Taken') },
  headers: ['X-Provider-Request-Id', 'Cache-Status', 'Age', 'Idempotent-Replayed'],
  problems: [
    ...callProblems(true).filter((slug) => slug !== 'unauthenticated'),
    'hook-refused',
    'unknown-operation',
    'id-reused',
    'call-under-way',
    'outcome-unknown',
  ],
} as const satisfies Partial<Services[string]>;

/** Hooks: for operators, and for those who call them. */
export const hookServices: Services = {
  'POST /v1/hooks': {
    id: 'createHook',
    summary: 'Makes a hook, a saved invocation, and shows its secret this once',
    audience: 'admins',
    success: 201,
    body: {
      schema: ref('schemas', 'NewHook'),
      example: {
        name: 'webinars',
        operation: 'huawei.listOngoingWebinars',
        input: { limit: 10 },
        pointers: { searchKey: '/message/text' },
        urlToken: true,
      },
    },
    content: json(ref('schemas', 'CreatedHook')),
    headers: ['Location'],
    problems: ['invalid-input', 'malformed-body', 'body-too-large', 'hook-exists'],
  },
  'GET /v1/hooks': {
    id: 'listHooks',
    summary: 'The hooks; never a secret',
    audience: 'admins',
    content: listOf('hooks', ref('schemas', 'Hook')),
    headers: ['Link'],
    problems: ['invalid-input'],
  },
  'GET /v1/hooks/{name}': {
    id: 'findHook',
    summary: 'One hook; never its secret',
    audience: 'admins',
    parameters: [name],
    content: json(ref('schemas', 'Hook')),
    problems: ['hook-not-found'],
  },
  'DELETE /v1/hooks/{name}': {
    id: 'revokeHook',
    summary: 'Takes a hook away, at once',
    audience: 'admins',
    success: 204,
    parameters: [name],
    problems: ['hook-not-found'],
  },
  'POST /v1/hooks/{name}/rotate': {
    id: 'rotateHook',
    summary: 'Gives a hook a new secret, and shows it this once; the former one is good for 24 hours more',
    audience: 'admins',
    parameters: [name],
    body: {
      schema: {
        type: 'object',
        properties: { force: { type: 'boolean', description: 'Also where two secrets are good already.' } },
      },
      example: { force: false },
    },
    content: json(ref('schemas', 'CreatedHook')),
    problems: ['invalid-input', 'malformed-body', 'body-too-large', 'hook-not-found', 'rotation-under-way'],
  },
  'POST /v1/hooks/{name}': {
    ...call,
    id: 'callHook',
    summary: 'Calls a hook, signed as Standard Webhooks 1.0 has it',
    parameters: [
      { ...name, example: 'webinars' },
      { ...header('webhook-id', 'Stays over repetitions: each id is done once.', true), example: 'msg_1' },
      {
        ...header('webhook-timestamp', 'Seconds since 1970, five minutes off at most.', true),
        example: '1795600000',
      },
      {
        ...header('webhook-signature', '`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.', true),
        example: 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
      },
      prefer,
    ],
  },
  'POST /v1/hooks/{name}/{token}': {
    ...call,
    id: 'callHookByUrl',
    summary: 'Calls a hook by its unguessable URL',
    parameters: [
      { ...name, example: 'webinars' },
      {
        name: 'token',
        in: 'path',
        required: true,
        description: 'That of its URL.',
        schema: { type: 'string' },
        example: 'kZ0yDqVtYlZ3nO0o4kRr2bXhQm8w1Jc5uT7eS9aGfPI',
      },
      header('webhook-id', 'Each id is done once.', false),
      header('Idempotency-Key', 'The same, where there is no `webhook-id`.', false),
      prefer,
    ],
  },
  'GET /v1/invocations/{id}': {
    id: 'findInvocation',
    summary: 'How far a call of a hook is that nobody waited for; for 24 hours',
    audience: 'readers',
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        description: 'As in the header `Location`.',
        schema: { type: 'string' },
        example: 'inv_1cedab89f6a94258a948585be7baebfaYm90',
      },
    ],
    content: json(ref('schemas', 'Invocation')),
    headers: ['Retry-After'],
    problems: ['invocation-not-found', 'hook-refused'],
  },
};
