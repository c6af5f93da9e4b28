import type { CallOptions as GatewayOptions } from '../calls/options.ts';
import type { InputOf, OperationId, OutputOf, PagedId, RowOf } from '../registry.ts';
import type { Meta } from './meta.ts';
import type { RetryOptions } from './retry.ts';

/** Options of one call: those of the gateway, how it is repeated, and a signal that gives it up, waits included. */
export type CallOptions = GatewayOptions & { signal?: AbortSignal; retry?: RetryOptions };

/** Of a list that is read row by row. */
export type RowOptions = Omit<CallOptions, 'explain' | 'raw'>;

/** What `explain: true` answers: the result, and how it came about. */
export interface Explained<Output> {
  result: Output;
  receipt: Record<string, unknown>;
}

/** A result, and what the answer told besides. */
export interface Answered<Result> {
  result: Result;
  meta: Meta;
}

/** An input that may be left out where nothing of it must be given. */
type Given<Id extends OperationId, Options> =
  Record<never, never> extends InputOf<Id>
    ? [input?: InputOf<Id>, options?: Options]
    : [input: InputOf<Id>, options?: Options];

type ResultOf<Id extends OperationId, Wanted> = Wanted extends { explain: true }
  ? Explained<OutputOf<Id>>
  : Wanted extends { raw: true }
    ? Record<string, unknown>
    : OutputOf<Id>;

/** An operation as a method; `all` gives every row of a list, page by page, `withResponse` what headers told as well. */
export type Method<Id extends OperationId> = {
  <Wanted extends CallOptions>(...given: Given<Id, Wanted>): Promise<ResultOf<Id, Wanted>>;
  /** The result with the ids of the request, its age, how it was shared, and the rate of the key. */
  withResponse<Wanted extends CallOptions>(
    ...given: Given<Id, Wanted>
  ): Promise<Answered<ResultOf<Id, Wanted>>>;
} & (Id extends PagedId
  ? {
      /** Every row, page by page as it is read, none twice. */
      all(...given: Given<Id, RowOptions>): AsyncIterable<RowOf<Id>>;
    }
  : unknown);
