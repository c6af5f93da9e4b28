import { isRecord } from '../core/isRecord.ts';

/** The revision in which each request says for itself which it speaks, without a handshake. */
export const MODERN = '2026-07-28';
/** Revisions that begin with `initialize`, the latest first. */
export const LEGACY = ['2025-11-25', '2025-06-18', '2025-03-26'] as const;

/** A refusal by JSON-RPC, and the status of the HTTP answer that carries it. */
export interface Refusal {
  kind: 'refusal';
  status: number;
  id: string | number | null;
  error: { code: number; message: string; data?: unknown };
}

/** One message of a client. */
export type Message =
  | { kind: 'request'; id: string | number; method: string; params: Record<string, unknown>; modern: boolean }
  | { kind: 'notification' }
  | Refusal;

/** What is wrong with a request, by the code of JSON-RPC or of MCP. [MCP 2026-07-28, basic/transports] */
export const CODES = {
  parse: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  headerMismatch: -32_020,
  unsupportedVersion: -32_022,
} as const;

const VERSION_KEY = 'io.modelcontextprotocol/protocolVersion';
const CAPABILITIES_KEY = 'io.modelcontextprotocol/clientCapabilities';

/**
 * Reads the body of a `POST` as one message, and holds what the headers say against what the body says.
 *
 * @param header the value of a header; undefined where it is not there
 */
export function readMessage(text: string, header: (name: string) => string | undefined): Message {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refusal(null, 'parse', 'The body is not JSON.');
  }
  if (Array.isArray(body)) return refusal(null, 'invalidRequest', 'Send one message at a time, not a batch.');
  if (!isRecord(body) || body.jsonrpc !== '2.0' || typeof body.method !== 'string')
    return refusal(null, 'invalidRequest', 'The body must be a request or a notification of JSON-RPC 2.0.');
  const { id, method, params = {} } = body;
  // What clients tell without asking is of no use to a server that remembers nothing.
  if (!('id' in body)) return { kind: 'notification' };
  if (typeof id !== 'string' && !Number.isSafeInteger(id))
    return refusal(null, 'invalidRequest', 'The id must be text or a whole number.');
  const request = { kind: 'request' as const, id: id as string | number, method };
  if (!isRecord(params)) return refusal(request.id, 'invalidParams', 'params must be an object.');
  const meta = isRecord(params._meta) ? params._meta : {};
  const version = header('MCP-Protocol-Version');
  const modern = VERSION_KEY in meta || (version !== undefined && version >= MODERN);
  const wrong = modern
    ? wrongModern(request, params, meta, header)
    : version !== undefined && !(LEGACY as readonly string[]).includes(version) && method !== 'initialize'
      ? refusal(
          request.id,
          'invalidRequest',
          `MCP-Protocol-Version must be one of ${[MODERN, ...LEGACY].join(', ')}.`,
        )
      : undefined;
  return wrong ?? { ...request, params, modern };
}

/** Methods whose subject is named in a header, too, and the parameter that names it. */
const NAMED_BY: Record<string, string> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

/** What of a modern request does not hold together. [MCP 2026-07-28, basic/transports; SEP-2243] */
function wrongModern(
  { id, method }: { id: string | number; method: string },
  params: Record<string, unknown>,
  meta: Record<string, unknown>,
  header: (name: string) => string | undefined,
): Refusal | undefined {
  if (typeof meta[VERSION_KEY] !== 'string')
    return refusal(id, 'invalidParams', `_meta needs ${VERSION_KEY}: the revision that the request speaks.`);
  if (!isRecord(meta[CAPABILITIES_KEY]))
    return refusal(id, 'invalidParams', `_meta needs ${CAPABILITIES_KEY}: an object.`);
  const named = Object.hasOwn(NAMED_BY, method) ? params[NAMED_BY[method] ?? ''] : undefined;
  const said: [name: string, inBody: unknown, inHeader: string | undefined][] = [
    ['MCP-Protocol-Version', meta[VERSION_KEY], header('MCP-Protocol-Version')],
    ['Mcp-Method', method, header('Mcp-Method')],
    ...(typeof named === 'string'
      ? [['Mcp-Name', named, decoded(header('Mcp-Name'))] as [string, string, string | undefined]]
      : []),
  ];
  for (const [name, inBody, inHeader] of said)
    if (inHeader !== inBody)
      return refusal(id, 'headerMismatch', `The header ${name} must be there and say what the body says.`);
  if (meta[VERSION_KEY] === MODERN) return undefined;
  return refusal(id, 'unsupportedVersion', `The revision must be ${MODERN}.`, {
    supported: [MODERN],
    requested: meta[VERSION_KEY].slice(0, 32),
  });
}

/** A header's text; what a header cannot hold is written as `=?base64?…?=`. Undefined where it cannot be read. */
function decoded(text: string | undefined): string | undefined {
  const coded = /^=\?base64\?([\w+/=]*)\?=$/i.exec(text ?? '')?.[1];
  if (coded === undefined) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(
      Uint8Array.from(atob(coded), (char) => char.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}

/** A refusal of what cannot be served: always 400, as nothing was looked up. */
const refusal = (id: Refusal['id'], code: keyof typeof CODES, message: string, data?: unknown): Refusal => ({
  kind: 'refusal',
  status: 400,
  id,
  error: { code: CODES[code], message, ...(data !== undefined && { data }) },
});
