import type { answerHeaders } from '../../../functions/calls/options.ts';
import type { ProblemSlug } from '../../../functions/core/problems.ts';
import { ADMINS, ANYBODYS, answer, CALLERS, json, type ProblemResponses } from './responses.ts';
import type { Json } from './schemas.ts';

/** Who may call a route about the gateway itself. */
const AUDIENCES = {
  anybody: { security: [], problems: ANYBODYS, headers: [] },
  callers: {
    security: [{ apiKey: [] }, { cloudflareAccess: [] }],
    problems: CALLERS,
    headers: ['RateLimit-Policy'],
  },
  /** Those who can prove that they may call a hook. */
  hooks: {
    security: [{ webhookSignature: [] }, { urlToken: [] }],
    problems: [],
    headers: ['RateLimit-Policy'],
  },
  /** The same, and operators. */
  readers: {
    security: [
      { apiKey: ['admin'] },
      { cloudflareAccess: ['admin'] },
      { webhookSignature: [] },
      { urlToken: [] },
    ],
    problems: ADMINS,
    headers: ['RateLimit-Policy'],
  },
  /** Operators, and keys with what is their own. */
  owners: {
    security: [{ apiKey: ['events'] }, { cloudflareAccess: ['events'] }],
    problems: ADMINS,
    headers: ['RateLimit-Policy'],
  },
  admins: {
    security: [{ apiKey: ['admin'] }, { cloudflareAccess: ['admin'] }],
    problems: ADMINS,
    headers: ['RateLimit-Policy'],
  },
} as const;

/** A route that is no operation. */
interface Service {
  id: string;
  summary: string;
  audience: keyof typeof AUDIENCES;
  /** The status of an answer that is no problem; 200 unless told. */
  success?: number;
  /** Absent where the answer has no body. */
  content?: Json;
  /** Of a request that has one. */
  body?: { schema: Json; example: Json };
  /** Headers that only some answers have. */
  headers?: readonly (keyof typeof answerHeaders)[];
  parameters?: Json[];
  /** Responses beside 200 that are no problem. */
  others?: Json;
  problems?: readonly ProblemSlug[];
}

/** Such routes by `METHOD /path`. */
export type Services = Record<string, Service>;

export const listOf = (name: string, item: Json): Json =>
  json({ type: 'object', properties: { [name]: { type: 'array', items: item } }, required: [name] });

/** Writes the paths of such routes. */
export function servicePaths(services: Services, problems: ProblemResponses): Json {
  const paths: Record<string, Json> = {};
  for (const [route, service] of Object.entries(services)) {
    const [method = '', path = ''] = route.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: written(service, problems) };
  }
  return paths;
}

function written(service: Service, problems: ProblemResponses): Json {
  const { id, summary, audience, content, parameters, body, others, success = 200 } = service;
  const { security, problems: usual, headers } = AUDIENCES[audience];
  return {
    operationId: `gateway.${id}`,
    tags: ['gateway'],
    summary,
    security,
    ...(parameters && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: json(body.schema, { examples: { example: { value: body.example } } }),
      },
    }),
    responses: {
      [success]: answer('The answer.', content, [...headers, ...(service.headers ?? [])]),
      ...others,
      ...problems.of([...usual, ...(service.problems ?? [])]),
    },
  };
}
