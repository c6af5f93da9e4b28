import * as z from 'zod';
import { SCOPES } from '../../../../functions/core/caller.ts';
import {
  replayInput,
  rotateInput,
  subscriptionInput,
  subscriptionPatch,
  testInput,
} from '../../../../functions/webhooks/deliveries/readSubscription.ts';
import { CHAT_KINDS, LANGUAGES } from '../../../../functions/webhooks/deliveries/subscription.ts';
import { DELIVERY_STATUSES } from '../../../../functions/webhooks/deliveries/wanted.ts';
import { json } from '../responses.ts';
import { type Json, tidy } from '../schemas.ts';
import { listOf, type Services } from '../service.ts';

/** A schema of zod as it stands in the document. */
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...written } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      tidy(jsonSchema);
      if (io === 'output') delete jsonSchema.additionalProperties;
    },
  });
  return written as Json;
}

const words = z.array(z.string());
const time = z.iso.datetime();
const count = z.int().min(0);

const subscription = z.object({
  id: z.string(),
  url: z.string().optional().meta({ description: 'Where it leads, and nothing of what opens it.' }),
  chat: z
    .object({ kind: z.enum(CHAT_KINDS), url: z.string(), secret: z.string().optional() })
    .optional()
    .meta({ description: 'Of a group: its bot, masked.' }),
  ...{ types: words, providers: words, accounts: words },
  scopes: z.array(z.enum(SCOPES)).meta({ description: 'What of an event it may see.' }),
  language: z.enum(LANGUAGES).meta({ description: 'In which a group is told.' }),
  owner: z.string().meta({ description: 'Name of the key that made it.' }),
  createdAt: time,
  status: z.enum(['active', 'paused', 'gone']),
  reason: z.string().optional().meta({ description: 'Why it is not active, where nobody said so.' }),
  health: z.object({
    attempts: count.meta({ description: 'Tries of the last day.' }),
    succeeded: count.meta({ description: 'Those of them that succeeded.' }),
    successRate: z.number().min(0).max(1).optional(),
    lastSuccess: time.optional(),
    lastFailure: time.optional(),
    waiting: count.meta({ description: 'Deliveries that are not over.' }),
    oldestWaiting: time.optional(),
    failed: count.meta({ description: 'Deliveries that failed for good and can be replayed.' }),
  }),
});
const delivery = z.object({
  id: z.string(),
  subscription: z.string().optional(),
  hook: z.string().optional().meta({ description: 'The hook whose callback it is.' }),
  event: z.string().meta({ description: 'Id of the event: `webhook-id` of every try.' }),
  type: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  createdAt: time,
  nextAttemptAt: time.optional(),
  tries: count,
  reason: z.string().optional().meta({ description: 'Why it failed for good.' }),
});
const attempt = z.object({
  at: time,
  ms: z.number(),
  delivered: z.boolean(),
  status: z.int().optional().meta({ description: 'HTTP status of the receiver.' }),
  error: z.string().optional(),
  answer: z.string().optional().meta({ description: 'Beginning of the answer; for operators.' }),
});

const id = (description: string): Json => ({
  name: 'id',
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
const query = (name: string, description: string, schema: Json = { type: 'string' }): Json => ({
  name,
  in: 'query',
  description,
  schema,
});
const moment = { type: 'string', format: 'date-time' };
const subscriptionId = [id('Id of the subscription.')];
const deliveryId = [id('Id of the delivery.')];
const audience = 'owners';
const sent = ['invalid-input', 'malformed-body', 'body-too-large', 'subscription-not-found'] as const;
const one = json(schemaOf(subscription));
const whole = schemaOf(delivery.extend({ attempts: z.array(attempt) }));

/** Who is told of events, and what became of it. */
export const subscriptionServices: Services = {
  'GET /v1/subscriptions': {
    id: 'listSubscriptions',
    summary: 'Who is told of events: all of them for operators, else those of the key',
    audience,
    content: listOf('subscriptions', schemaOf(subscription)),
  },
  'POST /v1/subscriptions': {
    id: 'createSubscription',
    summary: 'Has a receiver or a chat group told of events; shows the secret this once',
    audience,
    success: 201,
    body: {
      schema: schemaOf(subscriptionInput, 'input'),
      example: { url: 'https://receiver.example/hook', types: ['meetgate.meeting.*'], scopes: ['read'] },
    },
    content: json(
      schemaOf(
        subscription.extend({
          secret: z.string().optional().meta({ description: 'Verifies each delivery (Standard Webhooks).' }),
        }),
      ),
    ),
    problems: ['invalid-input', 'malformed-body', 'body-too-large', 'too-many-subscriptions'],
  },
  'GET /v1/subscriptions/{id}': {
    id: 'getSubscription',
    summary: 'A subscription and how it is doing',
    audience,
    parameters: subscriptionId,
    content: one,
    problems: ['subscription-not-found'],
  },
  'PATCH /v1/subscriptions/{id}': {
    id: 'changeSubscription',
    summary: 'Changes what is given; pauses it, or lets it go on with what has waited',
    audience,
    parameters: subscriptionId,
    body: { schema: schemaOf(subscriptionPatch, 'input'), example: { status: 'active' } },
    content: one,
    problems: [...sent],
  },
  'DELETE /v1/subscriptions/{id}': {
    id: 'deleteSubscription',
    summary: 'Ends a subscription and forgets its deliveries',
    audience,
    success: 204,
    parameters: subscriptionId,
    problems: ['subscription-not-found'],
  },
  'POST /v1/subscriptions/{id}/test': {
    id: 'testSubscription',
    summary: 'Delivers the example of a type of event',
    audience,
    success: 202,
    parameters: subscriptionId,
    body: { schema: schemaOf(testInput, 'input'), example: { type: 'meetgate.meeting.started' } },
    content: json(schemaOf(z.object({ delivery: z.string(), event: z.string() }))),
    problems: [...sent],
  },
  'POST /v1/subscriptions/{id}/rotate': {
    id: 'rotateSubscription',
    summary: 'Makes a new secret, shown this once; the former one is good for another day',
    audience,
    parameters: subscriptionId,
    body: { schema: schemaOf(rotateInput, 'input'), example: { force: false } },
    content: json(schemaOf(z.object({ id: z.string(), secret: z.string(), formerUntil: time }))),
    problems: [...sent, 'rotation-under-way'],
  },
  'POST /v1/subscriptions/{id}/replay': {
    id: 'replaySubscription',
    summary: 'Has all deliveries since a time tried now; with `status`, those alone',
    audience,
    success: 202,
    parameters: subscriptionId,
    body: {
      schema: schemaOf(replayInput, 'input'),
      example: { from: '2026-03-02T00:00:00Z', status: 'failed' },
    },
    content: json(schemaOf(z.object({ replayed: count }))),
    problems: [...sent],
  },
  'GET /v1/deliveries': {
    id: 'listDeliveries',
    summary: 'Deliveries of the last thirty days, the newest first',
    audience,
    parameters: [
      query('subscription', 'Of one subscription; `hook:` and a name for a hook.'),
      query('status', 'What became of it.', { type: 'string', enum: [...DELIVERY_STATUSES] }),
      query('event', 'Id of an event.'),
      query('from', 'None before.', moment),
      query('to', 'None after.', moment),
      query('limit', 'Rows of a page.', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
      query('cursor', '`nextCursor` of the page before.'),
    ],
    content: json(schemaOf(z.object({ data: z.array(delivery), nextCursor: z.string().optional() }))),
    problems: ['invalid-input', 'subscription-not-found'],
  },
  'GET /v1/deliveries/{id}': {
    id: 'getDelivery',
    summary: 'A delivery with each of its attempts',
    audience,
    parameters: deliveryId,
    content: json(whole),
    problems: ['delivery-not-found'],
  },
  'POST /v1/deliveries/{id}/replay': {
    id: 'replayDelivery',
    summary: 'Has a delivery tried now, whatever became of it',
    audience,
    success: 202,
    parameters: deliveryId,
    content: json(whole),
    problems: ['delivery-not-found'],
  },
};
