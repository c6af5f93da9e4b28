import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { notesOf } from '../../functions/core/notes.ts';
import type { VendorOperation } from '../../functions/core/operation.ts';
import { memberOf, type View } from '../../functions/core/view.ts';
import { vendorOperations as operations } from '../../functions/registry.ts';
import { call, invoke, restCall } from '../support/gateway.ts';
import { ONGOING, settled, vendorPathOf, withScopes } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { network } = useVendors();
const input = (operation: VendorOperation) => notesOf(operation).example.input;
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const withQuery = (path: string, query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`;

/** The vendor's envelope around the documented result. */
const envelope = (operation: VendorOperation) => {
  const { output } = notesOf(operation).example;
  return operation.provider.id === 'huawei'
    ? (output as object)
    : { status: 0, msg: '', result: output, request_id: 'confopenapiserver-1-1.1.1' };
};

/**
 * The same answer in an odd hand: whoever reads JSON and writes it again leaves neither these spaces nor these numbers,
 * escapes and repeated names as they are. The first number or boolean of the result is in quotes, as the vendors write
 * them now and then: the answer in the form of the document has it without.
 */
function oddText(operation: VendorOperation): string {
  const text = JSON.stringify(envelope(operation), null, '\t ')
    .replace(/^\{/, '{ "odd" : [ 1.0, 1E+2, -0, "\\u4f1a\\/", "议" ],\r\n"odd" :{ }  ,')
    .replace(/": (\d+|true|false)(?=,?\n)(?![\s\S]*"result")/, '": "$1"');
  return `${text}\r\n\n`;
}

const answerWith = (operation: VendorOperation, body: string) =>
  network.use(
    http.all(
      `*${vendorPathOf(operation)}`,
      () => new HttpResponse(body, { headers: { 'Content-Type': 'application/json' } }),
    ),
  );

const NEEDED = { secret: 'secrets', personal: 'personal' } as const;

/** How many members an answer has, and which of them a key with these scopes may not see. */
function membersOf(
  value: unknown,
  view: View | undefined,
  scopes: readonly string[],
): { members: number; withheld: string[] } {
  const found = { members: 0, withheld: [] as string[] };
  for (const [name, inner] of typeof value === 'object' && value !== null ? Object.entries(value) : []) {
    const known = view?.element ?? (view && memberOf(view, name));
    found.members++;
    if (!known || (known.mark && !scopes.includes(NEEDED[known.mark]))) found.withheld.push(name);
    const within = membersOf(inner, known, scopes);
    found.members += within.members;
    found.withheld.push(...within.withheld);
  }
  return found;
}

describe.each(operations.map((operation) => [operation.id, operation] as const))(
  '?raw=true of %s',
  (id, operation) => {
    it('gives the very bytes of the vendor, by REST, by invocation and out of what is shared', async () => {
      const text = oddText(operation);
      const bytes = new TextEncoder().encode(text);
      answerWith(operation, text);
      const { path, init } = restCall(operation, input(operation));
      const headers = { ...(init.headers as Record<string, string>) };
      const invoked = `/v1/invoke/${id}?raw=true`;
      const body = JSON.stringify(input(operation));
      const raw = withQuery(path, 'raw=true');
      expect(await bytesOf(await call(raw, init))).toEqual(bytes);
      expect(await bytesOf(await call(invoked, { method: 'POST', body }))).toEqual(bytes);
      for (let n = 0; n < 2; n++)
        expect(await bytesOf(await settled(raw, headers, undefined, init))).toEqual(bytes);
    });

    it('differs from the answer in the form of the document', async () => {
      const text = oddText(operation);
      const bytes = new TextEncoder().encode(text);
      answerWith(operation, text);
      for (const query of ['', '?raw=false']) {
        const response = await call(`/v1/invoke/${id}${query}`, {
          method: 'POST',
          body: JSON.stringify(input(operation)),
        });
        expect(response.status).toBe(200);
        expect(await bytesOf(response)).not.toEqual(bytes);
      }
    });

    it('keeps the vendor’s form, envelope and all, where something is withheld', async () => {
      answerWith(operation, oddText(operation));
      const scopes = ['read', ...(operation.scopes ?? [])];
      const env = await withScopes(scopes);
      const response = await call(
        `/v1/invoke/${id}?raw=true`,
        { method: 'POST', body: JSON.stringify(input(operation)) },
        env,
      );
      const answer = await response.json();
      // What no document lists is for those who may see everything.
      expect(answer).not.toHaveProperty('odd');
      // What is left is as the vendor wrote it, numbers in quotes included.
      expect(JSON.parse(oddText(operation))).toMatchObject(answer as object);
      expect(answer).not.toEqual(await (await invoke(id, input(operation), {}, env)).json());
      const { members, withheld } = membersOf(answer, operation.bodyView, scopes);
      expect(members).toBeGreaterThan(1);
      expect(withheld).toEqual([]);
    });
  },
);

it('bytes that are in the form of the document already are passed on as they are', async () => {
  const body = '{ "offset":0 ,"limit":1.0,"count":1e0, "data":[ {"conferenceId":"\\u0031"} ]}\n';
  network.use(http.get(ONGOING, () => HttpResponse.text(body)));
  expect(await (await invoke('huawei.listOngoingWebinars', {})).text()).toBe(body);
});

it('a byte order mark is no part of the text', async () => {
  const body = '{"offset":0,"limit":1,"count":0,"data":[]}';
  network.use(http.get(ONGOING, () => HttpResponse.text(`\uFEFF${body}`)));
  expect(await (await call('/v1/huawei/webinars/ongoing?raw=true')).text()).toBe(body);
});
