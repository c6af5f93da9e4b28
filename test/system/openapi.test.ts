import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerHeaders } from '../../functions/calls/options.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';

const DEMO_KEY = 'meetgate-demo-key';

interface Reference {
  $ref?: string;
}
interface Content {
  schema: object;
  example?: unknown;
  examples?: Record<string, Reference & { value?: unknown }>;
}
interface Parameter extends Reference {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: object;
  example?: unknown;
}
interface Answer extends Reference {
  description: string;
  headers?: Record<string, Reference>;
  content?: Record<string, Content>;
}
interface Operation {
  operationId: string;
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, Answer>;
}
interface Document {
  security: object[];
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, object>>;
}

const text = readFileSync(join(import.meta.dirname, '../../functions/assets/openapi.json'), 'utf8');
const document = JSON.parse(text) as Document;
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Parameters that only an earlier answer tells: of which route, and its member; its request id where there is none. */
const LEARNED: Record<string, [operationId: string, member?: string]> = {
  'gateway.findReceipt id': ['huawei.listOngoingWebinars'],
  'gateway.revokeKey sha256': ['gateway.createKey', 'sha256'],
  'gateway.deleteCalendar id': ['gateway.createCalendar', 'id'],
  'gateway.readCalendar token': ['gateway.createCalendar', 'url'],
  'gateway.findHook name': ['gateway.createHook', 'name'],
  'gateway.rotateHook name': ['gateway.createHook', 'name'],
  'gateway.revokeHook name': ['gateway.createHook', 'name'],
  ...Object.fromEntries(
    ['get', 'change', 'test', 'rotate', 'replay', 'delete'].map((verb) => [
      `gateway.${verb}Subscription id`,
      ['gateway.createSubscription', 'id'],
    ]),
  ),
  'gateway.getDelivery id': ['gateway.testSubscription', 'delivery'],
  'gateway.replayDelivery id': ['gateway.testSubscription', 'delivery'],
};

/** What a reference stands for, or the thing itself. */
function resolve<Thing extends Reference>(thing: Thing): Thing {
  const [, kind = '', name = ''] = /^#\/components\/([\w-]+)\/([\w.-]+)$/.exec(thing.$ref ?? '') ?? [];
  return thing.$ref === undefined ? thing : (document.components[kind]?.[name] as Thing);
}

// Strict: a keyword that JSON Schema does not know is an error, but for our own.
const ajv = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  keywords: ['x-sensitivity', 'components'],
});
formats.default(ajv);
ajv.addSchema({ $id: 'https://gate.example/', components: document.components });

/** What of a value does not fit a schema of the document; empty where all of it does. */
function misfits(schema: object, value: unknown): unknown[] {
  const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"https://gate.example/#/')) as object;
  ajv.validate(absolute, value);
  return ajv.errors ?? [];
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(text);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('refers to components that there are, and holds none that nothing refers to', () => {
    const referred = new Set(
      [...text.matchAll(/"#\/components\/([\w-]+\/[\w.-]+)"/g)].map(([, name]) => name),
    );
    const held = Object.entries(document.components).flatMap(([kind, all]) =>
      kind === 'securitySchemes' ? [] : Object.keys(all).map((name) => `${kind}/${name}`),
    );
    expect([...referred].toSorted()).toEqual(held.toSorted());
  });

  it('gives each route an operationId of its own', () => {
    const ids = routes.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has examples that fit their schemas, one for each required parameter and each body', () => {
    let count = 0;
    for (const { operation } of routes) {
      const parameters = (operation.parameters ?? []).map(resolve);
      for (const { name, schema, example, required } of parameters) {
        if (example !== undefined) {
          expect([operation.operationId, name, misfits(schema, example)]).toEqual([
            operation.operationId,
            name,
            [],
          ]);
          count++;
        } else if (!(`${operation.operationId} ${name}` in LEARNED))
          expect(required ?? false, name).toBe(false);
      }
      const contents = [operation.requestBody, ...Object.values(operation.responses).map(resolve)].flatMap(
        (holder) => Object.values(holder?.content ?? {}),
      );
      for (const { schema, examples = {} } of contents)
        for (const example of Object.values(examples)) {
          expect([operation.operationId, misfits(schema, resolve(example).value)]).toEqual([
            operation.operationId,
            [],
          ]);
          count++;
        }
    }
    // At least an input and an answer by each of the two ways to call an operation.
    expect(count).toBeGreaterThan(20);
  });

  it('does not take what does not fit', () => {
    expect(misfits({ $ref: '#/components/schemas/Problem' }, { status: '400' })).not.toEqual([]);
  });
});

describe('what the gateway answers', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  /** Calls a route with the examples of its parameters and of its body. */
  function ask({ path, method, operation }: (typeof routes)[number], requestId: string, key = DEMO_KEY) {
    const url = new URL(path, gateway.url);
    const headers = new Headers({ 'X-Request-Id': requestId });
    // The document's own caller books webinars and sees no others.
    if (key) headers.set('Authorization', `Bearer ${key}`);
    for (const { name, in: place, example } of (operation.parameters ?? []).map(resolve)) {
      const value = example ?? learned.get(`${operation.operationId} ${name}`);
      if (value === undefined) continue;
      if (place === 'path')
        url.pathname = url.pathname.replace(encodeURI(`{${name}}`), encodeURIComponent(String(value)));
      else if (place === 'query') url.searchParams.set(name, String(value));
      else headers.set(name, String(value));
    }
    const [body] = Object.values(operation.requestBody?.content ?? {});
    const [input] = Object.values(body?.examples ?? {}).map(resolve);
    return fetch(url, {
      method: method.toUpperCase(),
      headers,
      ...(input && { body: JSON.stringify(input.value) }),
    });
  }
  const learned = new Map<string, string>();
  /** Takes out of an answer what a later route is asked with. */
  function learn({ operationId }: Operation, requestId: string, body: unknown): void {
    for (const [parameter, [from, member]] of Object.entries(LEARNED))
      if (from === operationId)
        // Of a URL, what stands before the name of the file.
        learned.set(
          parameter,
          String(member ? (body as Record<string, unknown>)[member] : requestId).replace(
            /^http.*\/([^/]+)\/[^/]+$/,
            '$1',
          ),
        );
  }

  /** Holds an answer to what the document says of it. */
  async function holds({ operation }: (typeof routes)[number], response: Response) {
    const described = operation.responses[response.status];
    expect(described, `${operation.operationId} answered ${response.status}`).toBeDefined();
    const { content = {}, headers = {} } = resolve(described as Answer);
    const [type = ''] = (response.headers.get('Content-Type') ?? '').split(';');
    const text = await response.text();
    const read = type === 'text/calendar' ? () => text : JSON.parse;
    const body: unknown = text === '' ? undefined : read(text);
    if (body === undefined) return expect(content).toEqual({});
    learn(operation, response.headers.get('X-Request-Id') ?? '', body);
    expect([operation.operationId, type, misfits(content[type]?.schema ?? { not: {} }, body)]).toEqual([
      operation.operationId,
      type,
      [],
    ]);
    const told = Object.keys(answerHeaders).filter((name) => response.headers.has(name));
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(told));
  }

  /** What a signature lets in is called by the tests of hooks. */
  const isByKey = ({ operation }: (typeof routes)[number]) =>
    !operation.security?.some((one) => 'webhookSignature' in one);

  it.each(routes.filter(isByKey).toSorted((a, b) => order(a) - order(b)))(
    'to $method $path fits the document',
    async (route) => {
      const response = await ask(route, `openapi-${route.operation.operationId}`.replaceAll('.', '-'));
      // What is signed is good for a while only: an example never is.
      const wanted =
        route.operation.operationId === 'gateway.receiveSignedEvent' ? [401] : [200, 201, 202, 204];
      expect(wanted).toContain(response.status);
      await holds(route, response);
    },
  );

  it.each(routes.filter(({ operation }) => (operation.security ?? document.security).length > 0))(
    'to $method $path without a key is a problem that the document has',
    async (route) => {
      const response = await ask(route, 'openapi-keyless', '');
      expect(response.status).toBe(401);
      await holds(route, response);
    },
  );

  it('says what is wrong with an input by a problem that the document has', async () => {
    const [route] = routes.filter(({ path }) => path === '/v1/invoke/huawei.listOngoingWebinars');
    if (!route) throw new Error('There is no such route.');
    const response = await fetch(new URL(route.path, gateway.url), {
      method: 'POST',
      headers: { Authorization: `Bearer ${DEMO_KEY}` },
      body: '{"limit":0}',
    });
    expect(response.status).toBe(400);
    await holds(route, response);
  });
});

/** What needs the answer of another route comes after it. */
const order = ({ operation, method }: (typeof routes)[number]): number =>
  method === 'delete'
    ? 2
    : Object.keys(LEARNED).some((one) => one.startsWith(`${operation.operationId} `))
      ? 1
      : 0;
