import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { notesOf } from '../../../functions/core/notes.ts';
import { Problem } from '../../../functions/core/problem.ts';
import { operations } from '../../../functions/registry.ts';
import { SERVER } from '../../../functions/routes/mcp.ts';
import { version } from '../../../package.json' with { type: 'json' };
import { bindings, call } from '../../support/gateway.ts';
import { useVendors } from '../../support/vendors.ts';

useVendors();

const VERSION = 'io.modelcontextprotocol/protocolVersion';
const META = { [VERSION]: '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {} };
const MODERN = { 'MCP-Protocol-Version': '2026-07-28' };

const post = (body: unknown, headers: Record<string, string> = {}, env?: Env): Promise<Response> =>
  call(
    '/mcp',
    { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers },
    env,
  );

/** A request of 2026-07-28 as it must be, with some of it changed. */
const ask = (
  method: string,
  params: Record<string, unknown> = {},
  { headers = {}, meta = META }: { headers?: Record<string, string>; meta?: unknown } = {},
) =>
  post(
    { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } },
    {
      ...MODERN,
      'Mcp-Method': method,
      ...(typeof params.name === 'string' && { 'Mcp-Name': params.name }),
      ...headers,
    },
  );
const legacy = (method: string, params: object = {}, headers: Record<string, string> = {}) =>
  post({ jsonrpc: '2.0', id: 'a', method, params }, headers);
const told = async (response: Response | Promise<Response>) => {
  const answer = await response;
  const body = (await answer.json()) as { result?: Record<string, unknown>; error?: object };
  return { status: answer.status, ...body };
};

describe('/mcp over HTTP', () => {
  it.each(['GET', 'DELETE'])('does not take %s: there is no session and no stream', async (method) => {
    const response = await call('/mcp', { method });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
  });

  it('refuses who has no key, and names no server of tokens that there is not', async () => {
    const response = await post({}, { Authorization: 'none' });
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="meetgate"');
  });

  it('takes notifications and does nothing', async () => {
    const response = await post({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect([response.status, await response.text()]).toEqual([202, '']);
  });

  it.each([
    ['a batch', '[]', -32_600],
    ['what is not JSON', '{', -32_700],
    ['what is not JSON-RPC', '{"id":1}', -32_600],
    ['an answer', '{"jsonrpc":"2.0","id":1,"result":{}}', -32_600],
    ['an id that is none', '{"jsonrpc":"2.0","id":null,"method":"ping"}', -32_600],
    ['params that are a list', '{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', -32_602],
  ])('refuses %s', async (_, body, code) => {
    expect(await told(post(body))).toMatchObject({ status: 400, error: { code } });
  });

  it('refuses a body that is too large', async () => {
    expect((await post(' '.repeat(65_537))).status).toBe(413);
  });

  it.each([
    ['the gateway’s own', 'https://gate.example', 200],
    ['one that the operator lets in', 'https://desk.example', 200],
    ['any other', 'https://evil.example', 403],
    ['none that can be told', 'null', 403],
  ])('looks at the origin of a page: %s', async (_, origin, status) => {
    const env = bindings({ CORS_ORIGINS: 'https://desk.example' });
    const response = await post({ jsonrpc: '2.0', id: 1, method: 'ping' }, { Origin: origin }, env);
    expect(response.status).toBe(status);
  });

  it('counts against the rate of the caller', async () => {
    const env = bindings({ CALLERS: { limit: async () => ({ success: false }) }, CALLER_RATE: '1/60' });
    expect((await post({ jsonrpc: '2.0', id: 1, method: 'ping' }, {}, env)).status).toBe(429);
  });
});

describe('MCP of 2026-07-28', () => {
  it('tells what it speaks, and for how long a client may remember that', async () => {
    const { status, result } = await told(ask('server/discover'));
    expect(status).toBe(200);
    expect(result).toMatchObject({
      resultType: 'complete',
      supportedVersions: ['2026-07-28'],
      capabilities: { tools: {} },
      ttlMs: 60_000,
      cacheScope: 'private',
    });
    expect((await told(ask('tools/list'))).result).toMatchObject({ ttlMs: 60_000, cacheScope: 'private' });
    expect(SERVER.version).toBe(version);
  });

  const tool = { name: 'meetings_countLive', arguments: {} };
  it.each<[string, Parameters<typeof ask>, number]>([
    ['no capabilities', ['tools/list', {}, { meta: { [VERSION]: '2026-07-28' } }], -32_602],
    ['no revision in the body', ['tools/list', {}, { meta: {} }], -32_602],
    [
      'another revision in the header',
      ['tools/list', {}, { headers: { 'MCP-Protocol-Version': '2025-11-25' } }],
      -32_020,
    ],
    [
      'another method in the header',
      ['tools/list', {}, { headers: { 'Mcp-Method': 'tools/call' } }],
      -32_020,
    ],
    ['another tool in the header', ['tools/call', tool, { headers: { 'Mcp-Name': 'other' } }], -32_020],
    [
      'a name in the header that cannot be read',
      ['tools/call', tool, { headers: { 'Mcp-Name': '=?base64?!?=' } }],
      -32_020,
    ],
  ])('refuses %s', async (_, asked, code) => {
    expect(await told(ask(...asked))).toMatchObject({ status: 400, id: 1, error: { code } });
  });

  it.each(['MCP-Protocol-Version', 'Mcp-Method', 'Mcp-Name'])(
    'refuses a call without the header %s',
    async (name) => {
      const headers = { ...MODERN, 'Mcp-Method': 'tools/call', 'Mcp-Name': tool.name };
      const rest = Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name));
      const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { ...tool, _meta: META } };
      expect(await told(post(body, rest))).toMatchObject({ status: 400, error: { code: -32_020 } });
    },
  );

  it('reads a name that the header writes in base64', async () => {
    const headers = { 'Mcp-Name': `=?base64?${btoa(tool.name)}?=` };
    expect((await told(ask('tools/call', tool, { headers }))).result).toMatchObject({
      resultType: 'complete',
    });
  });

  it('refuses a revision that it does not speak, and says which it does', async () => {
    const meta = { ...META, [VERSION]: '2027-01-01' };
    const answer = await told(
      ask('tools/list', {}, { meta, headers: { 'MCP-Protocol-Version': '2027-01-01' } }),
    );
    expect(answer).toMatchObject({
      status: 400,
      error: { code: -32_022, data: { supported: ['2026-07-28'], requested: '2027-01-01' } },
    });
  });

  it.each(['initialize', 'ping', 'resources/list', 'constructor'])('knows no method %s', async (method) => {
    expect(await told(ask(method))).toMatchObject({ status: 404, error: { code: -32_601 } });
  });
});

describe('MCP of 2025', () => {
  it.each([
    ['2025-03-26', '2025-03-26'],
    ['2025-06-18', '2025-06-18'],
    ['2024-11-05', '2025-11-25'],
  ])('begins with a handshake: %s is answered with %s', async (asked, protocolVersion) => {
    const { result } = await told(legacy('initialize', { protocolVersion: asked, capabilities: {} }));
    expect(result).toMatchObject({ protocolVersion, capabilities: { tools: {} }, serverInfo: SERVER });
    expect(result).not.toHaveProperty('resultType');
  });

  it('answers a ping, and what it does not know without ending what clients take for a session', async () => {
    expect(await told(legacy('ping'))).toEqual({ status: 200, jsonrpc: '2.0', id: 'a', result: {} });
    expect(await told(legacy('resources/list'))).toMatchObject({ status: 200, error: { code: -32_601 } });
  });

  it('refuses a revision that is none', async () => {
    const headers = { 'MCP-Protocol-Version': '2020-01-01' };
    expect(await told(legacy('ping', {}, headers))).toMatchObject({ status: 400, error: { code: -32_600 } });
  });
});

describe('the tools', () => {
  type Tool = { name: string; inputSchema: object; outputSchema: object; annotations: object };
  const list = async (env?: Env) => {
    const { result } = await told(post({ jsonrpc: '2.0', id: 1, method: 'tools/list' }, {}, env));
    return (result as unknown as { tools: Tool[] }).tools;
  };

  it('have names that every model takes, and hints of what they do', async () => {
    for (const { name, annotations } of await list()) {
      expect(name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      const { effect } = operations.find(({ id }) => id.replaceAll('.', '_') === name) ?? {};
      const reads = effect === 'read';
      expect(annotations).toMatchObject({
        readOnlyHint: reads,
        destructiveHint: !reads,
        idempotentHint: reads,
      });
    }
  });

  it('have schemas that a validator reads, that the examples fit, and any problem fits the output', async () => {
    const problem = new Problem('invalid-input', 'No.').toDocument({
      origin: '',
      instance: '/',
      requestId: 'r',
    });
    for (const tool of await list()) {
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      const operation = operations.find(({ id }) => id.replaceAll('.', '_') === tool.name);
      expect(ajv.validate(tool.inputSchema, operation && notesOf(operation).example.input), tool.name).toBe(
        true,
      );
      expect(ajv.validate(tool.inputSchema, { no: 'such' }), tool.name).toBe(false);
      expect(tool.outputSchema).toMatchObject({ type: 'object' });
      expect(ajv.validate(tool.outputSchema, problem), tool.name).toBe(true);
    }
  });

  it('of a vendor are those that the key has an account of', async () => {
    const names = (await list(bindings({ HUAWEI_APP_ID: '', HUAWEI_APP_KEY: '' }))).map(({ name }) => name);
    expect(names).toContain('quanshi_listLiveConferences');
    expect(names.filter((name) => name.startsWith('huawei_'))).toEqual([]);
  });

  it('take their options from headers, and leave the query alone', async () => {
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'meetings_countLive' } };
    const response = await call('/mcp?explain=true', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'X-Account': 'none-such', 'X-Request-Id': 'mine' },
    });
    expect(response.headers.get('X-Request-Id')).toBe('mine');
    const { result } = (await response.json()) as { result: { structuredContent: object } };
    expect(result).toMatchObject({ isError: true, structuredContent: { status: 400, requestId: 'mine' } });
    expect(result.structuredContent).not.toHaveProperty('receipt');
  });

  it('are refused arguments that are no object, as a failure of the tool', async () => {
    const { result } = await told(legacy('tools/call', { name: 'meetings_countLive', arguments: [] }));
    expect(result).toMatchObject({ isError: true, structuredContent: { status: 400 } });
  });
});
