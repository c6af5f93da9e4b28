import type * as z from 'zod';
import type { Operation } from './core/operation.ts';
import type { Provider } from './core/provider.ts';
import { createAuthRandom } from './vendors/huawei/operations/createAuthRandom.ts';
import { listOngoingWebinars } from './vendors/huawei/operations/listOngoingWebinars.ts';
import { searchAttendanceRecords } from './vendors/huawei/operations/searchAttendanceRecords.ts';
import { huawei } from './vendors/huawei/provider.ts';
import { getConferenceByJoinUrl } from './vendors/quanshi/operations/getConferenceByJoinUrl.ts';
import { listLiveConferences } from './vendors/quanshi/operations/listLiveConferences.ts';
import { quanshi } from './vendors/quanshi/provider.ts';

/** Every vendor meetgate speaks to. */
export const providers: readonly Provider[] = [huawei, quanshi];

const all = [
  listOngoingWebinars,
  searchAttendanceRecords,
  createAuthRandom,
  listLiveConferences,
  getConferenceByJoinUrl,
] as const;

type Entry = (typeof all)[number];

/** The id of an operation, such as `huawei.listOngoingWebinars`. */
export type OperationId = Entry['id'];

/** What callers send to an operation. */
export type InputOf<Id extends OperationId> = z.input<Extract<Entry, { id: Id }>['input']>;

/** What an operation answers. */
export type OutputOf<Id extends OperationId> = z.output<Extract<Entry, { id: Id }>['output']>;

/** Every operation: REST routes, invocation, OpenAPI, client and contract tests are made from these. */
export const operations: readonly Operation[] = all as readonly unknown[] as readonly Operation[];

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

checkRegistry(operations);

/** A bad specification is refused when the Worker starts, not when somebody calls. */
export function checkRegistry(list: readonly Operation[]): void {
  const seen = new Set<string>();
  for (const { id, provider, route, call, fields, input, example } of list) {
    const fail = (why: string): never => {
      throw new Error(`Operation ${id}: ${why}`);
    };
    if (!id.startsWith(`${provider.id}.`)) fail(`the id must start with ${provider.id}.`);
    for (const key of [id, `${route.method} ${route.path}`]) {
      if (seen.has(key)) fail(`${key} is taken`);
      seen.add(key);
    }
    const sent = new Set(Object.values({ ...call.query, ...call.headers, ...call.body }));
    for (const { name, schema } of fields) {
      if (!sent.has(name)) fail(`the input ${name} goes nowhere in the vendor call`);
      if (!schema.description) fail(`the input ${name} has no description`);
    }
    for (const name of sent)
      if (!fields.some((field) => field.name === name)) fail(`there is no input ${name}`);
    if (!input.safeParse(example.input).success) fail('the example input does not fit the schema');
  }
}
