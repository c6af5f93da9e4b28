import { callOptions, type OptionName, type CallOptions as Options } from '../calls/options.ts';
import { eachRow } from '../core/paging.ts';
import type { ProblemDocument } from '../core/problem.ts';
import type { InputOf, OperationId, OutputOf, PagedId, RowOf } from '../registry.ts';
import { pagings } from './pagings.ts';

export type { ProblemDocument };

/** Where the gateway is, and who calls. */
export interface ClientOptions {
  /** Base URL of the gateway. */
  baseUrl: string;
  apiKey: string;
  fetch?: typeof fetch;
}

/** Options of one call: those of the gateway, and a signal that gives the call up. */
export type CallOptions = Options & { signal?: AbortSignal };

/** A call that the gateway answered with a problem. */
export class ClientError extends Error {
  readonly problem: ProblemDocument;

  constructor(problem: ProblemDocument) {
    super(`${problem.title}: ${problem.detail}`);
    this.name = 'ClientError';
    this.problem = problem;
  }
}

/** What `explain: true` answers: the result, and how it came about. */
export interface Explained<Output> {
  result: Output;
  receipt: Record<string, unknown>;
}

/** An operation as a method; `all` gives every row of a list, page by page. */
export type Method<Id extends OperationId> = (<Wanted extends CallOptions>(
  input: InputOf<Id>,
  options?: Wanted,
) => Promise<Wanted extends { explain: true } ? Explained<OutputOf<Id>> : OutputOf<Id>>) &
  (Id extends PagedId
    ? { all(input: InputOf<Id>, options?: Omit<CallOptions, 'explain' | 'raw'>): AsyncIterable<RowOf<Id>> }
    : unknown);

type GroupOf<Id extends string> = Id extends `${infer Group}.${string}` ? Group : never;
type NameIn<Group extends string> = OperationId extends infer Id
  ? Id extends `${Group}.${infer Name}`
    ? Name
    : never
  : never;

/** `client.huawei.listOngoingWebinars({ limit: 20 })`: a method for every operation of the registry. */
export type Client = {
  [Group in GroupOf<OperationId>]: {
    [Name in NameIn<Group>]: Method<Extract<OperationId, `${Group}.${Name}`>>;
  };
};

/**
 * A typed client of the gateway, made of the registry's types alone: it carries no code for an operation.
 *
 * @example
 * const gate = createClient({ baseUrl: 'http://127.0.0.1:8787', apiKey: 'meetgate-demo-key' });
 * const page = await gate.huawei.listOngoingWebinars({ limit: 20 });
 * for await (const webinar of gate.huawei.listOngoingWebinars.all({})) console.log(webinar.subject);
 *
 * @throws ClientError from every method, where the gateway answers a problem
 */
export function createClient({ baseUrl, apiKey, fetch: send = fetch }: ClientOptions): Client {
  const invoke = async (id: string, input: object, options: CallOptions = {}): Promise<unknown> => {
    const { signal = null, ...wanted } = options;
    const headers = new Headers({ Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' });
    const query = new URLSearchParams();
    for (const [option, value] of Object.entries(wanted)) {
      if (value === undefined) continue;
      const { in: place, name } = callOptions[option as OptionName];
      (place === 'header' ? headers : query).set(name, String(value));
    }
    const response = await send(
      `${baseUrl.replace(/\/$/, '')}/v1/invoke/${id}${query.size > 0 ? `?${query}` : ''}`,
      {
        method: 'POST',
        headers,
        body: JSON.stringify(input),
        signal,
      },
    );
    const body = await response.json();
    if (!response.ok) throw new ClientError(body as ProblemDocument);
    return body;
  };
  const method = (id: string) => {
    const one = (input: object, options?: CallOptions) => invoke(id, input, options);
    const paging = pagings[id as PagedId];
    if (!paging) return one;
    const all = (input: object, options?: CallOptions) =>
      eachRow(paging, { ...input }, (page) => invoke(id, page, options) as Promise<Record<string, unknown>>);
    return Object.assign(one, { all });
  };
  return new Proxy({} as Client, {
    get: (_, group: string) => new Proxy({}, { get: (__, name: string) => method(`${group}.${name}`) }),
  });
}
