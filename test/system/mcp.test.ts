import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { Client as FormerClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FormerTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notesOf } from '../../functions/core/notes.ts';
import { operations } from '../../functions/registry.ts';
import { demoKey } from '../../mocks/local/listOperations.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  const limited = {
    name: 'limited',
    sha256: await sha256('limited-key'),
    scopes: ['read' as const],
    accounts: ['*'],
  };
  gateway = await startGateway({ log: () => undefined, keys: [limited] });
});
afterAll(() => gateway.stop());

async function sha256(text: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex');
}

/** What both clients do alike. */
interface AnyClient {
  listTools(): Promise<{ tools: { name: string; annotations?: object | undefined }[] }>;
  callTool(request: { name: string; arguments?: Record<string, unknown> }): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

const SELF = { name: 'conformance', version: '1.0.0' };
const server = () => new URL(`${gateway.url}/mcp`);
const withKey = (key: string) => ({ requestInit: { headers: { Authorization: `Bearer ${key}` } } });

async function modern(
  key: string,
  mode: 'auto' | 'legacy' | { pin: string },
): Promise<AnyClient & { getProtocolEra(): unknown }> {
  const client = new ModernClient(SELF, { versionNegotiation: { mode } });
  await client.connect(new ModernTransport(server(), withKey(key)));
  return client as never;
}

async function former(key: string): Promise<AnyClient> {
  const client = new FormerClient(SELF);
  await client.connect(new FormerTransport(server(), withKey(key)) as never);
  return client as never;
}

const CLIENTS: [string, (key: string) => Promise<AnyClient>][] = [
  ['@modelcontextprotocol/client, as it finds it', (key) => modern(key, 'auto')],
  ['@modelcontextprotocol/client, pinned to 2026-07-28', (key) => modern(key, { pin: '2026-07-28' })],
  ['@modelcontextprotocol/client, of 2025', (key) => modern(key, 'legacy')],
  ['@modelcontextprotocol/sdk', former],
];

const textOf = (result: Record<string, unknown>) => (result.content as { text: string }[])[0]?.text ?? '';

describe.each(CLIENTS)('%s', (_, connect) => {
  let client: AnyClient;
  beforeAll(async () => {
    client = await connect(demoKey);
  });
  afterAll(() => client.close());

  it('lists every operation as a tool, those over all vendors first', async () => {
    const { tools } = await client.listTools();
    const names = operations.map(({ id }) => id.replaceAll('.', '_'));
    expect(tools.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    const composed = operations.filter(({ kind }) => kind === 'composed').length;
    expect(tools.slice(0, composed).every(({ name }) => name.startsWith('meetings_'))).toBe(true);
  });

  it.each([
    ['meetings_countLive', {}],
    ['huawei_listOngoingWebinars', { limit: 2 }],
    ['quanshi_listLiveConferences', {}],
  ])('calls %s, whose result fits the schema of the tool', async (name, input) => {
    // Clients check a result against the schema that they have listed.
    await client.listTools();
    const result = await client.callTool({ name, arguments: input });
    expect(result.isError).toBeFalsy();
    expect(JSON.parse(textOf(result))).toEqual(result.structuredContent);
  });

  it('calls an operation whose result is a list', async () => {
    await client.listTools();
    const operation = operations.find(({ id }) => id === 'quanshi.getConferenceByJoinUrl');
    const result = await client.callTool({
      name: 'quanshi_getConferenceByJoinUrl',
      arguments: operation ? notesOf(operation).example.input : {},
    });
    expect(result.isError).toBeFalsy();
    expect(result.structuredContent).toEqual({ result: expect.any(Array) });
  });

  it.each([
    ['a wrong argument', 'huawei_listOngoingWebinars', { limit: 'many' }, 'invalid-input', 400],
    [
      'what the vendor does not know',
      'huawei_createAuthRandom',
      { conferenceId: '1', password: '2' },
      'provider-',
      404,
    ],
  ])('is told of %s as a failure of the tool, with the problem', async (__, name, input, slug, status) => {
    await client.listTools();
    const result = await client.callTool({ name, arguments: input });
    expect(result.isError).toBe(true);
    expect(result.structuredContent).toMatchObject({ status, retryable: false });
    expect((result.structuredContent as { type: string }).type).toContain(`/problems/${slug}`);
    expect(JSON.parse(textOf(result))).toEqual(result.structuredContent);
  });

  it('is told that there is no such tool', async () => {
    await expect(client.callTool({ name: 'no_such_tool' })).rejects.toMatchObject({ code: -32_602 });
  });
});

describe('a client', () => {
  it('finds the era that both speak', async () => {
    const client = await modern(demoKey, 'auto');
    expect(client.getProtocolEra()).toBe('modern');
    await client.close();
  });

  it.each(CLIENTS)('with an unknown key is refused: %s', async (_, connect) => {
    await expect(connect('wrong')).rejects.toThrow(/401|unauth|API key/i);
  });

  it.each(CLIENTS)(
    'with few scopes has few tools, and results without what is withheld: %s',
    async (_, connect) => {
      const client = await connect('limited-key');
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).not.toContain('huawei_createAuthRandom');
      const list = await client.callTool({ name: 'huawei_listOngoingWebinars', arguments: { limit: 1 } });
      expect(list.isError).toBeFalsy();
      expect(textOf(list)).not.toMatch(/chairPasswd":"/);
      const refused = await client.callTool({
        name: 'huawei_createAuthRandom',
        arguments: { conferenceId: '1' },
      });
      expect(refused.structuredContent).toMatchObject({ status: 403 });
      await client.close();
    },
  );
});
