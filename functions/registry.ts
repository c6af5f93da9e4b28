import type * as z from 'zod/mini';
import type { Operation, VendorOperation } from './core/operation.ts';
import type { Provider } from './core/provider.ts';
import * as meetingOperations from './meetings/operations.ts';
import * as huaweiOperations from './vendors/huawei/operations.ts';
import { huawei } from './vendors/huawei/provider.ts';
import * as quanshiOperations from './vendors/quanshi/operations.ts';
import { quanshi } from './vendors/quanshi/provider.ts';

/** Every vendor meetgate speaks to. */
export const providers: readonly Provider[] = [huawei, quanshi];

const all = { ...huaweiOperations, ...quanshiOperations, ...meetingOperations };

type Entry = (typeof all)[keyof typeof all];

/** The id of an operation, such as `huawei.listOngoingWebinars`. */
export type OperationId = Entry['id'];

/** What callers send to an operation. */
export type InputOf<Id extends OperationId> = z.input<Extract<Entry, { id: Id }>['input']>;

/** What an operation answers. */
export type OutputOf<Id extends OperationId> = z.output<Extract<Entry, { id: Id }>['output']>;

/** The ids of the operations that answer a list page by page. */
export type PagedId = Extract<Entry, { paging: object }>['id'];

/** A row of a list. */
export type RowOf<Id extends PagedId> =
  Extract<Entry, { id: Id; paging: object }> extends { paging: { rows: infer Rows } }
    ? OutputOf<Id>[Rows & keyof OutputOf<Id>] extends readonly (infer Row)[]
      ? Row
      : never
    : never;

/** Every operation: REST routes, invocation, OpenAPI, client and contract tests are made from these. */
export const operations: readonly Operation[] = Object.values(
  all,
) as readonly unknown[] as readonly Operation[];

/** Those of them that are one call of a vendor. */
export const vendorOperations: readonly VendorOperation[] = operations.filter(
  (operation) => operation.kind === 'vendor',
);

/** The provider of an id. @throws where there is none: ids come from the registry, never from callers. */
export function providerOf(id: string): Provider {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new Error(`There is no provider ${id}.`);
  return provider;
}

const byId = new Map(operations.map((operation) => [operation.id, operation]));

/** Whether there is an operation of this id. */
export const isOperation = (id: string): boolean => byId.has(id);

/** The operation of an id. @throws where there is none: ask `isOperation` of an id that comes from a caller. */
export function operationOf(id: string): Operation {
  const operation = byId.get(id);
  if (!operation) throw new Error(`There is no operation ${id}.`);
  return operation;
}

/** The vendor operation of an id. @throws where there is none */
export function vendorOperationOf(id: string): VendorOperation {
  const operation = operationOf(id);
  if (operation.kind !== 'vendor') throw new Error(`The operation ${id} is no call of a vendor.`);
  return operation;
}
