import type { FieldError } from '../core/problem.ts';
import type { InputOf, OperationId, OutputOf } from '../registry.ts';

/** Where the gateway is, and who calls. */
export interface ClientOptions {
  /** Base URL of the gateway. */
  baseUrl: string;
  apiKey: string;
  fetch?: typeof fetch;
}

/** Options of one call. */
export interface CallOptions {
  requestId?: string;
  onBehalfOf?: string;
  acceptLanguage?: string;
  signal?: AbortSignal;
}

/** The problem document of a refused call (RFC 9457). */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  requestId: string;
  retryable: boolean;
  provider?: string;
  providerCode?: string;
  providerMessage?: string;
  retryAfter?: number;
  errors?: FieldError[];
}

/** A call that the gateway answered with a problem. */
export class ClientError extends Error {
  readonly problem: ProblemDocument;

  constructor(problem: ProblemDocument) {
    super(`${problem.title}: ${problem.detail}`);
    this.name = 'ClientError';
    this.problem = problem;
  }
}

type Split<Id extends OperationId, Provider extends string> = Id extends `${Provider}.${infer Name}`
  ? Name
  : never;
type ProviderOf<Id extends string> = Id extends `${infer Provider}.${string}` ? Provider : never;

/** `client.huawei.listOngoingWebinars({ limit: 20 })`: a method for every operation of the registry. */
export type Client = {
  [Provider in ProviderOf<OperationId>]: {
    [Name in Split<OperationId, Provider>]: (
      input: InputOf<Extract<OperationId, `${Provider}.${Name}`>>,
      options?: CallOptions,
    ) => Promise<OutputOf<Extract<OperationId, `${Provider}.${Name}`>>>;
  };
};

/**
 * A typed client of the gateway, made of the registry's types alone: it carries no code for an operation.
 *
 * @example
 * const gate = createClient({ baseUrl: 'http://127.0.0.1:8787', apiKey: 'meetgate-demo-key' });
 * const page = await gate.huawei.listOngoingWebinars({ limit: 20 });
 *
 * @throws ClientError from every method, where the gateway answers a problem
 */
export function createClient({ baseUrl, apiKey, fetch: send = fetch }: ClientOptions): Client {
  const call = async (id: string, input: object, options: CallOptions = {}): Promise<unknown> => {
    const headers = new Headers({ Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' });
    if (options.requestId) headers.set('X-Request-Id', options.requestId);
    if (options.onBehalfOf) headers.set('X-On-Behalf-Of', options.onBehalfOf);
    if (options.acceptLanguage) headers.set('Accept-Language', options.acceptLanguage);
    const response = await send(`${baseUrl.replace(/\/$/, '')}/v1/invoke/${id}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
      signal: options.signal ?? null,
    });
    const body = await response.json();
    if (!response.ok) throw new ClientError(body as ProblemDocument);
    return body;
  };
  return new Proxy({} as Client, {
    get: (_, provider: string) =>
      new Proxy(
        {},
        {
          get: (__, name: string) => (input: object, options?: CallOptions) =>
            call(`${provider}.${name}`, input, options),
        },
      ),
  });
}
