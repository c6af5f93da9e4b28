import * as z from 'zod';
import { eventTypes } from '../../../../functions/core/event.ts';
import { providers } from '../../../../functions/registry.ts';
import { json } from '../responses.ts';
import type { Json } from '../schemas.ts';
import { listOf, type Services } from '../service.ts';

const path = (name: string, description: string, example: string, more: Json = {}): Json => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string', ...more },
  example,
});
const query = (name: string, description: string, schema: Json): Json => ({
  name,
  in: 'query',
  description,
  schema,
});
const address = (provider: string) => [
  path('provider', 'The provider.', provider, { enum: providers.map(({ id }) => id) }),
  path('account', 'The account at the provider.', 'default'),
];

/** An event as callers get it. */
export const eventSchema = (types: readonly string[], data: Json): Json => ({
  type: 'object',
  description: 'A CloudEvent 1.0.',
  properties: {
    specversion: { type: 'string', const: '1.0' },
    id: { type: 'string', description: 'Stable: what is told twice has the same id.' },
    source: { type: 'string', description: 'The provider and the account, such as `/huawei/main`.' },
    type: types.length === 1 ? { type: 'string', const: types[0] } : { type: 'string', enum: types },
    subject: {
      type: 'string',
      description:
        'The meeting: its id where the vendor tells which one it is, else the number that people dial.',
    },
    time: { type: 'string', format: 'date-time', description: 'When it happened, by the vendor’s clock.' },
    datacontenttype: { type: 'string', const: 'application/json' },
    data,
  },
  required: ['specversion', 'id', 'source', 'type', 'time', 'datacontenttype', 'data'],
});

const anyEvent = eventSchema(Object.keys(eventTypes), { type: 'object' });
const pushState = json({
  type: 'object',
  properties: {
    source: { type: 'string' },
    expected: { type: 'string', description: 'Where the vendor should send its events.' },
    status: { type: 'string', enum: ['connected', 'stopped', 'locked', 'absent'] },
    url: { type: 'string', description: 'Where it sends them.' },
  },
  required: ['source', 'expected', 'status'],
});

const SIGNED = {
  appID: 'meetgate',
  timestamp: 1_637_000_000_000,
  nonce: '60426560',
  signature: '0'.repeat(64),
  eventInfo: {
    event: 'meeting.started',
    timestamp: 1_637_000_000_000,
    payload: { meetingInfo: { meetingID: '914047175', meetingUUID: '5c5b4e0f2b9d4a2c8f6f7a4be2a1c0d3' } },
  },
};
const CALLBACK = {
  method: 'meetingbegin',
  timestamp: 1_637_000_000_000,
  msgId: 'uniformserver-172.10.87.148-1637000000.000000000.1',
  customerCode: '100001',
  meetinginfo: { eventId: '556653', hostId: '10001' },
};

/** Routes of events. */
export const eventServices: Services = {
  'GET /v1/events': {
    id: 'readEvents',
    summary:
      'What happened in the last days, page by page or as a stream of server-sent events (scope `events`)',
    audience: 'callers',
    content: {
      ...json({
        type: 'object',
        properties: {
          data: { type: 'array', items: anyEvent },
          nextCursor: { type: 'string', description: 'For `after`; also at the end, to go on from there.' },
          hasMore: {
            type: 'boolean',
            description: 'Whether there is more by now; a page may be empty though there is.',
          },
          unreadable: {
            type: 'integer',
            description:
              'How many events of this page are left out, as the key that sealed them has been taken away; absent where there is none.',
          },
        },
        required: ['data', 'nextCursor', 'hasMore'],
      }),
      'text/event-stream': { schema: { type: 'string' } },
    },
    parameters: [
      query(
        'after',
        'Behind which cursor; the first event that is kept unless told, and in a stream from now on.',
        {
          type: 'string',
        },
      ),
      query('limit', 'Events of a page.', { type: 'integer', minimum: 1, maximum: 500, default: 100 }),
      query('type', 'Types separated by commas; `meetgate.meeting.*` stands for all that begin so.', {
        type: 'string',
      }),
      {
        name: 'Last-Event-ID',
        in: 'header',
        description: 'Of a stream: the cursor to go on from, as browsers send it.',
        schema: { type: 'string' },
      },
    ],
    problems: ['invalid-input', 'insufficient-scope', 'cursor-expired', 'too-many-streams'],
  },
  'GET /v1/events/types': {
    id: 'listEventTypes',
    summary: 'Every type of event, the form of its data and an example',
    audience: 'callers',
    content: listOf('types', {
      type: 'object',
      properties: {
        type: { type: 'string' },
        description: { type: 'string' },
        schema: { type: 'object', description: 'JSON Schema of `data`, without `raw`.' },
        example: { type: 'object', description: 'An example of `data`.' },
      },
      required: ['type', 'description', 'schema', 'example'],
    }),
  },
  'GET /v1/events/status': {
    id: 'describeEvents',
    summary: 'How events stand: what is kept, what could not be read, which accounts can be told of any',
    audience: 'admins',
    content: json({
      type: 'object',
      properties: { log: { type: 'object' }, sources: { type: 'array', items: { type: 'object' } } },
      required: ['log', 'sources'],
    }),
  },
  'POST /v1/events/{provider}/{account}': {
    id: 'receiveSignedEvent',
    summary: 'Where a vendor pushes its events to that signs them',
    audience: 'anybody',
    parameters: address('huawei'),
    body: { schema: { type: 'object' }, example: SIGNED },
    problems: ['not-verified', 'body-too-large', 'not-configured'],
  },
  'POST /v1/events/{provider}/{account}/{token}': {
    id: 'receiveEvent',
    summary:
      'Where a vendor pushes its events to that signs nothing: the last part of the path is the secret',
    audience: 'anybody',
    parameters: [...address('quanshi'), path('token', 'The secret.', 'demo-callback-token-of-a-simulation')],
    body: { schema: { type: 'object' }, example: CALLBACK },
    problems: ['not-verified', 'body-too-large', 'not-configured'],
  },
  'POST /v1/events/{provider}/{account}/connect': {
    id: 'connectPush',
    summary: 'Registers the event push of an account at its vendor, and starts it',
    audience: 'admins',
    parameters: address('huawei'),
    body: {
      schema: {
        type: 'object',
        properties: {
          origin: {
            type: 'string',
            description: 'Where the vendor reaches this gateway, unless as this request did.',
          },
        },
      },
      example: {},
    },
    content: pushState,
    problems: ['invalid-input', 'malformed-body', 'not-configured', 'route-not-found', 'provider-forbidden'],
  },
  'GET /v1/events/{provider}/{account}/connect': {
    id: 'checkPush',
    summary: 'Whether the vendor pushes the events of an account, and where to',
    audience: 'admins',
    parameters: address('huawei'),
    content: pushState,
    problems: ['not-configured', 'route-not-found', 'provider-forbidden'],
  },
  'DELETE /v1/events/{provider}/{account}/connect': {
    id: 'removePush',
    summary: 'Takes the event push of an account away from its vendor',
    audience: 'admins',
    parameters: address('huawei'),
    content: pushState,
    problems: ['not-configured', 'route-not-found', 'provider-forbidden'],
  },
};

/** The events that a subscriber is sent, by type: `webhooks` of the document. */
export const eventWebhooks = (): Json =>
  Object.fromEntries(
    Object.entries(eventTypes).map(([type, { description, schema, example }]) => [
      type,
      {
        post: {
          operationId: `event.${type}`,
          tags: ['gateway'],
          summary: description,
          description: 'Signed as Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`.',
          requestBody: {
            required: true,
            content: json(eventSchema([type], z.toJSONSchema(schema, { io: 'output' }) as Json), {
              examples: { example: { value: exampleOf(type, example) } },
            }),
          },
          responses: {
            '2XX': { description: 'It was taken.' },
            410: { description: 'Nothing more is wanted.' },
          },
        },
      },
    ]),
  );

const exampleOf = (type: string, data: object) => ({
  specversion: '1.0',
  id: 'evt_0123456789abcdef0123456789abcdef',
  source: '/huawei/default',
  type,
  time: '2026-03-02T01:00:00.000Z',
  datacontenttype: 'application/json',
  data,
});
