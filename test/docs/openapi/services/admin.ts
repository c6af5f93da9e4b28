import { json } from '../responses.ts';
import { ref } from '../schemas.ts';
import { listOf, type Services } from '../service.ts';

/** Routes of operators. */
export const adminServices: Services = {
  'GET /v1/credentials': {
    id: 'listCredentials',
    summary: 'What the gateway holds of each vendor credential; never a token',
    audience: 'admins',
    content: listOf('credentials', ref('schemas', 'Credential')),
  },
  'GET /v1/receipts/{id}': {
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
  'GET /v1/breakers': {
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
  'GET /v1/receipts': {
    id: 'listReceipts',
    summary: 'The calls of the last ten minutes, the latest first',
    audience: 'admins',
    content: listOf('receipts', ref('schemas', 'ListedReceipt')),
    parameters: [
      {
        name: 'limit',
        in: 'query',
        description: 'Rows of a page.',
        schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
        example: 20,
      },
      {
        name: 'status',
        in: 'query',
        description: 'HTTP status, or a class of them.',
        schema: { type: 'string', pattern: '^[1-5](\\d\\d|xx)$' },
        example: '2xx',
      },
      { name: 'operation', in: 'query', description: 'Id of an operation.', schema: { type: 'string' } },
      { name: 'caller', in: 'query', description: 'Name of a key.', schema: { type: 'string' } },
      {
        name: 'before',
        in: 'query',
        description: 'Only earlier calls.',
        schema: { type: 'string', format: 'date-time' },
      },
    ],
    problems: ['invalid-input'],
    headers: ['Link'],
  },
  'GET /v1/quotas': {
    id: 'listQuotas',
    summary: 'What is left of each quota in this minute',
    audience: 'admins',
    content: listOf('quotas', ref('schemas', 'Quota')),
  },
  'GET /v1/applications': {
    id: 'listApplications',
    summary:
      'The vendor applications that the gateway logs in with: their budget of logins and the clock of the vendor',
    audience: 'admins',
    content: listOf('applications', ref('schemas', 'Application')),
  },
  'GET /v1/keys': {
    id: 'listKeys',
    summary: 'The API keys that lie in KV; never a key itself',
    audience: 'admins',
    content: listOf('keys', ref('schemas', 'ApiKey')),
    headers: ['Link'],
  },
  'POST /v1/keys': {
    id: 'createKey',
    summary: 'Makes an API key, and shows it this once',
    audience: 'admins',
    success: 201,
    body: {
      schema: ref('schemas', 'NewApiKey'),
      example: { name: 'kiosk', scopes: ['read'], expires: '2037-01-01' },
    },
    content: json(ref('schemas', 'CreatedApiKey')),
    problems: ['invalid-input', 'malformed-body', 'body-too-large'],
  },
  'DELETE /v1/keys/{sha256}': {
    id: 'revokeKey',
    summary: 'Takes an API key away; it works for two more minutes at most',
    audience: 'admins',
    success: 204,
    parameters: [
      {
        name: 'sha256',
        in: 'path',
        required: true,
        description: 'Its hash.',
        schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      },
    ],
    problems: ['invalid-input'],
  },
};
