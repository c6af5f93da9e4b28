import { mayUse } from '../callers/permissions.ts';
import type { Config } from '../config/config.ts';
import type { Caller } from '../core/caller.ts';
import { isolateMemory } from '../core/isolate.ts';
import type { Operation } from '../core/operation.ts';
import { operations } from '../registry.ts';
import type { AppContext } from './context.ts';
import { kept } from './kept.ts';

/** A tool as it is listed: `npm run docs` makes them, as their schemas take more time than a start has. */
export interface Tool {
  name: string;
  [more: string]: unknown;
}

/** `huawei.listOngoingWebinars` as a tool: MCP allows dots, some model APIs do not. */
export const toolNameOf = ({ id }: Operation): string => id.replaceAll('.', '_');

/** The operation of a tool; undefined where there is none. */
export const toolOperation = (name: string): Operation | undefined =>
  operations.find((operation) => toolNameOf(operation) === name);

const memory = isolateMemory<{ tools?: readonly Tool[] }>(() => ({}));

/** The tools that a key can use: it has the scopes, and of a vendor an account that is configured. */
export async function toolsFor(c: AppContext, { accounts }: Pick<Config, 'accounts'>): Promise<Tool[]> {
  const remembered = memory();
  remembered.tools ??= await (await kept(c, 'tools')).json<Tool[]>();
  return remembered.tools.filter(({ name }) => {
    const operation = toolOperation(name);
    return operation !== undefined && isUsable(operation, c.get('caller'), accounts);
  });
}

const isUsable = (operation: Operation, caller: Caller, accounts: Config['accounts']): boolean =>
  ['read' as const, ...(operation.scopes ?? [])].every((scope) => caller.scopes.includes(scope)) &&
  (operation.kind === 'composed' ||
    accounts.some(({ provider, name }) => provider === operation.provider.id && mayUse(caller, name)));

/** Whether the result of an operation stands as it is: MCP before 2026-07-28 takes nothing but objects. */
export const isObjectResult = ({ output }: Operation): boolean => output._zod.def.type === 'object';
