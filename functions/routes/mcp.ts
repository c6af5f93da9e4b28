import { Hono } from 'hono/tiny';
import { readConfig } from '../config/config.ts';
import { isRecord } from '../core/isRecord.ts';
import type { Operation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { callOf, performFor } from './call.ts';
import type { AppContext, AppEnv } from './context.ts';
import { CODES, LEGACY, type Message, MODERN, readMessage } from './mcpMessage.ts';
import { isObjectResult, toolOperation, toolsFor } from './mcpTools.ts';
import { problemDocument, respond } from './respond.ts';

/** The package's own version: a test holds them together. */
export const SERVER = { name: 'meetgate', title: 'meetgate', version: '0.2.0' };
const INSTRUCTIONS =
  'Meetings of Huawei Cloud Meeting and Quanshi (全时). Prefer the tools over all vendors, named meetings_…; times and units are told by the descriptions. A failed call has the problem as its result: retryable and retryAfter tell whether and when it may succeed.';
/** What is listed depends on the key, which may be changed; a key that is revoked ends within two minutes as well. */
const CACHED = { ttlMs: 60_000, cacheScope: 'private' };

/**
 * `POST /mcp`: the operations as tools of the Model Context Protocol over Streamable HTTP, stateless: no session, no stream.
 * Speaks 2026-07-28 and the revisions of 2025. [modelcontextprotocol.io/specification]
 */
export function mcpRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/mcp', async (c) => {
    if (!isOwnOrigin(c))
      return json(c, 403, failure(null, CODES.invalidRequest, 'Pages of this origin may not call.'));
    const message = readMessage(await c.req.text(), (name) => c.req.header(name));
    if (message.kind === 'notification') return respond(c, 202, null, {});
    if (message.kind === 'refusal') {
      const { status, id, error } = message;
      return json(c, status, JSON.stringify({ jsonrpc: '2.0', id, error }));
    }
    return answer(c, message);
  });
}

/**
 * A page may call from the gateway's own origin, and from those that the operator lets in (CORS_ORIGINS). One that takes the
 * gateway's place by DNS passes here, but has no key: none is kept where a browser would send it along.
 */
function isOwnOrigin(c: AppContext): boolean {
  const origin = c.req.header('Origin');
  if (origin === undefined) return true;
  return origin === new URL(c.req.url).origin || (readConfig(c.env).corsOrigins?.includes(origin) ?? false);
}

type Request = Extract<Message, { kind: 'request' }>;

async function answer(c: AppContext, request: Request): Promise<Response> {
  const { id, method, params, modern } = request;
  const done = (result: Record<string, unknown>) => success(c, request, JSON.stringify(result).slice(1, -1));
  if (modern && method === 'server/discover') {
    const capabilities = { tools: {} };
    return done({ supportedVersions: [MODERN], capabilities, instructions: INSTRUCTIONS, ...CACHED });
  }
  if (!modern && method === 'initialize') {
    const known = LEGACY.find((version) => version === params.protocolVersion);
    const protocolVersion = known ?? LEGACY[0];
    return done({
      protocolVersion,
      capabilities: { tools: {} },
      serverInfo: SERVER,
      instructions: INSTRUCTIONS,
    });
  }
  if (!modern && method === 'ping') return success(c, request, '');
  if (method === 'tools/list') {
    if (params.cursor !== undefined)
      return json(c, 200, failure(id, CODES.invalidParams, 'There is one page: ask without a cursor.'));
    return done({ tools: await toolsFor(c, readConfig(c.env)), ...(modern && CACHED) });
  }
  if (method === 'tools/call') {
    const operation = typeof params.name === 'string' ? toolOperation(params.name) : undefined;
    if (!operation)
      return json(c, 200, failure(id, CODES.invalidParams, 'There is no such tool: see tools/list.'));
    return success(c, request, await callTool(c, operation, params.arguments ?? {}));
  }
  // Clients of 2025 take a 404 for the end of a session.
  return json(c, modern ? 404 : 200, failure(id, CODES.methodNotFound, 'There is no such method.'));
}

/** Calls an operation, as every surface does. Returns the members of the result; the answer is written but once. */
async function callTool(c: AppContext, operation: Operation, input: unknown): Promise<string> {
  const read = async () => {
    if (isRecord(input)) return input;
    throw new Problem('invalid-input', 'arguments must be a JSON object.');
  };
  // The query of `/mcp` is none of a call's: with `raw` or `explain` a result would not fit the schema of its tool.
  const outcome = await performFor(c, await callOf(c, operation, read, () => undefined));
  if (!outcome.ok) {
    const text = JSON.stringify(problemDocument(c, outcome.problem));
    return `${members(text)},"isError":true`;
  }
  const text = new TextDecoder().decode(outcome.served.body);
  return members(isObjectResult(operation) ? text : `{"result":${text}}`);
}

const members = (json: string): string =>
  `"content":[{"type":"text","text":${JSON.stringify(json)}}],"structuredContent":${json}`;

/** @param result the members of the result, as JSON */
function success(c: AppContext, { id, modern }: Request, result: string): Response {
  const meta = `"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":${JSON.stringify(SERVER)}}`;
  const all = [modern && meta, result].filter(Boolean).join(',');
  return json(c, 200, `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{${all}}}`);
}

const failure = (id: string | number | null, code: number, message: string): string =>
  JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } });

const json = (c: AppContext, status: number, body: string): Response =>
  respond(c, status, body, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
