import { isRecord } from '../core/isRecord.ts';
import type { Paging } from '../core/paging.ts';
import type { ProblemDocument } from '../core/problem.ts';

/** Where the gateway is unless told: `npm start`. */
const LOCAL_URL = 'http://127.0.0.1:8787';
/** The one key of `npm start`. */
const LOCAL_KEY = 'meetgate-demo-key';

/** Options of every command that asks a gateway. */
export const GATEWAY_OPTIONS = { url: { type: 'string' }, key: { type: 'string' } } as const;

export const GATEWAY_USAGE = `  --url <url>          the gateway; the variable MEETGATE_URL, else ${LOCAL_URL}, where \`npm start\` is
  --key <key>          an API key; better the variable MEETGATE_KEY, which no list of processes shows`;

/** One entry of `GET /v1/operations`: as much of it as calling the operation takes. */
export interface ListedOperation {
  id: string;
  summary: { en: string };
  description: string;
  provider?: string;
  effect: 'read' | 'write';
  paging?: Paging;
  parameters: { name: string; required: boolean; schema: Record<string, unknown> }[];
  example: { input: Record<string, unknown> };
}

/** An answer whose body is read. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Undefined where it is no JSON. */
  body: unknown;
  ms: number;
}

/** A gateway and who asks it. */
export interface GatewayAt {
  url: string;
  hasKey: boolean;
  /** @param init without a key where `keyless` is said. @throws Error that says what cannot be reached */
  ask(path: string, init?: RequestInit & { keyless?: boolean }): Promise<Answer>;
  /** An answer that is read as it comes. @throws Refused where it is none of success, Error that says what cannot be reached */
  open(path: string, init: RequestInit): Promise<Response>;
  /** @throws Error with the problem, where they are not told */
  operations(): Promise<ListedOperation[]>;
}

/** The gateway was reached, and says no: to ask again would not help. */
export class Refused extends Error {}

/** No call takes longer: the gateway itself gives up before. */
const DEADLINE_MS = 120_000;

/** @throws Error where the URL is none */
export function gatewayAt(given: { url?: string | undefined; key?: string | undefined }): GatewayAt {
  const told = given.url ?? process.env.MEETGATE_URL ?? LOCAL_URL;
  const parsed = URL.canParse(told) ? new URL(told) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw new Error('--url must be an http or https URL.');
  const url = `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`;
  // The demo key opens a simulation alone: anywhere else it would be a guess.
  const key = given.key ?? process.env.MEETGATE_KEY ?? (url === LOCAL_URL ? LOCAL_KEY : undefined);
  const ask: GatewayAt['ask'] = async (path, { keyless = false, ...init } = {}) => {
    const headers = new Headers(init.headers);
    if (key !== undefined && !keyless) headers.set('Authorization', `Bearer ${key}`);
    const started = performance.now();
    try {
      const signal = AbortSignal.timeout(DEADLINE_MS);
      const response = await fetch(url + path, { ...init, headers, signal, redirect: 'manual' });
      const text = await response.text();
      const ms = Math.round(performance.now() - started);
      return { status: response.status, headers: response.headers, body: jsonOf(text), ms };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw new Error(`${url} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  };
  return {
    url,
    hasKey: key !== undefined,
    ask,
    async open(path, init) {
      const headers = new Headers(init.headers);
      if (key !== undefined) headers.set('Authorization', `Bearer ${key}`);
      const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
      if (response.ok) return response;
      const body = jsonOf(await response.text());
      const { status } = response;
      const what = said({ status, headers: response.headers, body, ms: 0 });
      throw status >= 500 || status === 429 ? new Error(what) : new Refused(what);
    },
    operations: async () => {
      const answer = await ask('/v1/operations');
      const list = isRecord(answer.body) ? answer.body.operations : undefined;
      if (answer.status === 200 && Array.isArray(list)) return list as ListedOperation[];
      throw new Error(`GET ${url}/v1/operations: ${said(answer)}`);
    },
  };
}

/** What an answer that is no success says, in a line. */
export function said({ status, body }: Answer): string {
  const problem = problemOf(body);
  return problem
    ? `${status}, ${problem.title}: ${problem.detail}`
    : `${status}, which is no answer of a gateway`;
}

/** The problem of an answer; undefined where it is none. */
export const problemOf = (body: unknown): ProblemDocument | undefined =>
  isRecord(body) && typeof body.title === 'string' && typeof body.detail === 'string'
    ? (body as unknown as ProblemDocument)
    : undefined;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
