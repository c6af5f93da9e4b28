/// <reference types="vite/types/importMeta.d.ts" />

import { delay, HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../functions/client/client.ts';
import { writtenExample } from '../../functions/console/pages/describeOperation.ts';
import { notesOf } from '../../functions/core/notes.ts';
import type { InputField, VendorOperation } from '../../functions/core/operation.ts';
import { vendorOperations as operations } from '../../functions/registry.ts';
import { bindings, call, DEMO_KEY, invoke, problemOf, restCall } from '../support/gateway.ts';
import { refusals } from '../support/refusals.ts';
import { vendorPathOf } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { vendors, network } = useVendors({ seed: 7, now: () => Date.now() });
const documentedUser = (id: string) => documentedUsers[id] ?? {};
const documentedUsers: Record<string, Record<string, string>> = {
  // The document's caller books his own webinars and sees no others.
  'huawei.listOngoingWebinars': { 'X-On-Behalf-Of': 'user' },
};

/** Values that no field of this kind takes. */
function malformed({ schema }: InputField): unknown[] {
  if (schema.type === 'integer' || schema.type === 'number') {
    return ['many', 1.5, -7, null, true, [1], ...(schema.maximum === undefined ? [] : [schema.maximum + 1])];
  }
  if (schema.type === 'boolean') return ['yes', 1, null, {}];
  return [7, null, ['x'], {}, '', 'x'.repeat(4000), ...(schema.enum ? ['other'] : [])];
}

const printed = Object.keys(import.meta.glob('../../fixtures/documents/*.response.json'));
/** Whether the vendor's document prints the answer that is our example. */
const isPrinted = (id: string) => printed.some((path) => path.endsWith(`/${id}.response.json`));

/** The members of a value, each of its kind, whatever it is. */
const membersOf = (value: object) =>
  Array.isArray(value)
    ? expect.any(Array)
    : Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, expect.any(Object(inner).constructor)]),
      );

/** The parts of a value that a document does not mask with asterisks. */
const unmasked = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner) => {
    if (typeof inner === 'string' && inner.includes('***')) return undefined;
    return inner;
  });

describe.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s',
  (id, operation: VendorOperation) => {
    const { provider, fields } = operation;
    const { input } = notesOf(operation).example;
    const vendorPath = vendorPathOf(operation);
    const loginPath = { huawei: '*/v2/usg/acs/auth/appauth', quanshi: '*/eventopenapi/token/create' }[
      provider.id
    ];
    const answerWith = (answer: () => Response | Promise<Response>) =>
      network.use(http.all(`*${vendorPath}`, answer));
    const seen = { calls: 0, logins: 0 };

    beforeEach(() => {
      seen.calls = 0;
      seen.logins = 0;
      const count = (key: 'calls' | 'logins') => () => {
        seen[key]++;
        return undefined;
      };
      network.use(http.all(`*${vendorPath}`, count('calls')), http.all(loginPath, count('logins')));
    });

    it('answers the documented example with the documented answer, and any with one of its form', async () => {
      const response = await invoke(id, input, { headers: documentedUser(id) });
      expect(response.status).toBe(200);
      const example = writtenExample(operation) as object;
      const expected = isPrinted(id) ? unmasked(example) : membersOf(example);
      expect(await response.json()).toMatchObject(expected as object);
    });

    it('answers the same by REST, by invocation and to the client', async () => {
      const { path, init } = restCall(operation, input);
      const rest = await (await call(path, init)).json();
      const invoked = await (await invoke(id, input)).json();
      const client = createClient({
        baseUrl: 'https://gate.example',
        apiKey: DEMO_KEY,
        fetch: ((url: string, options: RequestInit) => call(new URL(url).pathname, options)) as typeof fetch,
      });
      const [, name = ''] = id.split('.');
      const methods = client[provider.id] as unknown as Record<string, (input: unknown) => Promise<unknown>>;
      expect(invoked).toEqual(rest);
      expect(await methods[name]?.(input)).toEqual(rest);
    });

    it('gives the bytes of the vendor when asked for them raw', async () => {
      const text = await (await invoke(id, input)).text();
      const response = await call(`/v1/invoke/${id}?raw=true`, {
        method: 'POST',
        body: JSON.stringify(input),
      });
      const raw = await response.text();
      expect(response.status).toBe(200);
      expect(raw).not.toBe('');
      expect(
        provider.unwrap({
          status: 200,
          headers: response.headers,
          bytes: new Uint8Array(),
          text: raw,
          json: JSON.parse(raw),
        }),
      ).toHaveProperty('result');
      expect(JSON.parse(text)).toBeTypeOf('object');
    });

    it.each(fields.filter(({ required }) => required))(
      'asks for $name when it is missing, without a call to the vendor',
      async ({ name }) => {
        const { [name]: _, ...rest } = input;
        const response = await invoke(id, rest);
        const { errors } = await problemOf(response);
        expect(response.status).toBe(400);
        expect(errors).toEqual([{ field: name, detail: expect.stringMatching(/^is required and must be /) }]);
        expect(seen).toEqual({ calls: 0, logins: 0 });
      },
    );

    it.each(fields)('refuses a malformed $name, without a call to the vendor', async (field) => {
      for (const value of malformed(field)) {
        const response = await invoke(id, { ...input, [field.name]: value });
        const problem = await problemOf(response);
        expect([value, response.status]).toEqual([value, 400]);
        expect(problem.errors).toEqual([{ field: field.name, detail: expect.stringMatching(/^must be /) }]);
      }
      expect(seen).toEqual({ calls: 0, logins: 0 });
    });

    it('refuses a field it does not know, by REST and by invocation', async () => {
      for (const response of [await invoke(id, { ...input, colour: 'red' }), await unknownByRest()]) {
        expect(response.status).toBe(400);
        expect((await problemOf(response)).errors).toMatchObject([{ field: 'colour' }]);
      }
      expect(seen.calls).toBe(0);

      function unknownByRest() {
        const { path, init } = restCall(operation, input);
        return call(`${path}${path.includes('?') ? '&' : '?'}colour=red`, init);
      }
    });

    it.each(refusals[provider.id])(
      'passes on that $title',
      async ({ answer, status, slug, code, message, retryAfter }) => {
        answerWith(answer);
        const response = await invoke(id, input);
        expect(response.status).toBe(status);
        expect(response.headers.get('Retry-After')).toBe(retryAfter ?? null);
        expect(await problemOf(response)).toMatchObject({
          type: `https://gate.example/problems/${slug}`,
          provider: provider.id,
          ...(code !== undefined && { providerCode: code, providerMessage: message }),
        });
      },
    );

    it.each([
      ['answers HTML', () => HttpResponse.html('<h1>Oops</h1>'), 'provider-malformed', 502],
      ['answers half a JSON', () => HttpResponse.text('{"offset":0,"da'), 'provider-malformed', 502],
      ['answers JSON that is no object', () => HttpResponse.json([1]), 'provider-malformed', 502],
      ['announces an answer beyond all measure', huge, 'provider-malformed', 502],
      ['answers nothing', () => new HttpResponse(null), 'provider-malformed', 502],
      [
        'answers bytes that are no text',
        () => new HttpResponse(new Uint8Array([123, 255, 254]).buffer),
        'provider-malformed',
        502,
      ],
      ['breaks off within the body', broken, 'provider-unreachable', 502],
      ['cannot be reached', () => HttpResponse.error(), 'provider-unreachable', 502],
      [
        'fails with 500 and HTML',
        () => HttpResponse.html('<h1>500</h1>', { status: 500 }),
        'provider-failed',
        502,
      ],
      ['redirects', () => HttpResponse.redirect('https://elsewhere.example/', 302), 'provider-failed', 502],
    ])('says so when the vendor %s, and works again afterwards', async (_, answer, slug, status) => {
      answerWith(answer);
      const response = await invoke(id, input);
      expect((await problemOf(response)).type).toBe(`https://gate.example/problems/${slug}`);
      expect(response.status).toBe(status);
      network.resetHandlers();
      expect((await invoke(id, input)).status).toBe(200);
    });

    it('gives up at the deadline when the vendor is too slow', async () => {
      answerWith(async () => {
        await delay(3_000);
        return HttpResponse.json({});
      });
      const started = Date.now();
      const response = await invoke(id, input, {}, bindings({ UPSTREAM_TIMEOUT_MS: '300' }));
      expect(response.status).toBe(504);
      expect((await problemOf(response)).type).toMatch(/provider-timeout$/);
      expect(Date.now() - started).toBeLessThan(2_000);
    });

    it('logs in once for many calls', async () => {
      for (let i = 0; i < 3; i++) expect((await invoke(id, input)).status).toBe(200);
      expect(seen).toEqual({ calls: 3, logins: 1 });
    });

    it('gets a new token and repeats once when the vendor no longer knows the token', async () => {
      await invoke(id, input);
      vendors.state[provider.id].sessions.clear();
      const response = await invoke(id, input);
      expect(response.status).toBe(200);
      expect(seen).toEqual({ calls: 3, logins: 2 });
    });

    it('repeats no more than once when the vendor refuses every token', async () => {
      const rejection = refusals.token[provider.id];
      network.use(
        http.all(`*${vendorPath}`, () => {
          seen.calls++;
          return rejection();
        }),
      );
      const response = await invoke(id, input);
      // Quanshi has words for it, which prove nothing; Huawei has a code.
      const { type, status } = await problemOf(response);
      expect([status, type.split('/').at(-1)]).toEqual(
        { huawei: [503, 'provider-login-refused'], quanshi: [403, 'provider-forbidden'] }[provider.id],
      );
      expect(seen).toEqual({ calls: 2, logins: 2 });
      await invoke(id, input);
      expect(seen).toEqual({ calls: 3, logins: 2 });
    });

    it('refuses a key it does not know', async () => {
      for (const Authorization of ['Bearer wrong', 'Basic abc', '']) {
        const response = await invoke(id, input, { headers: { Authorization } });
        expect(response.status).toBe(401);
        expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
      }
      expect(seen.calls).toBe(0);
    });

    it('takes a request id, sends it on and gives it back', async () => {
      let sent: string | null = null;
      network.use(
        http.all(`*${vendorPath}`, ({ request }) => {
          sent = request.headers.get('X-Request-Id');
          return undefined;
        }),
      );
      const response = await invoke(id, input, { headers: { 'X-Request-Id': 'abc-123' } });
      expect(sent).toBe('abc-123');
      expect(response.headers.get('X-Request-Id')).toBe('abc-123');
      expect(response.headers.get('X-Provider-Request-Id')).toBeTruthy();
    });
  },
);

function broken(): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"data":['));
      setTimeout(() => controller.error(new Error('reset')), 5);
    },
  });
  return new HttpResponse(body, { headers: { 'Content-Type': 'application/json' } });
}

function huge(): Response {
  return new HttpResponse('[]', { headers: { 'Content-Length': String(9 * 1024 * 1024) } });
}
