import * as z from 'zod';
import { mayUse } from '../callers/permissions.ts';
import type { Config } from '../config/config.ts';
import type { Caller } from '../core/caller.ts';
import type { Operation } from '../core/operation.ts';
import { operations } from '../registry.ts';

/** `huawei.listOngoingWebinars` as a tool: MCP allows dots, some model APIs do not. */
const nameOf = ({ id }: Operation): string => id.replaceAll('.', '_');

/** Operations of several vendors first: of many tools, models choose among the first ones. */
const byName = new Map(
  operations.toSorted((a, b) => rank(a) - rank(b)).map((operation) => [nameOf(operation), operation]),
);

function rank({ kind }: Operation): number {
  return kind === 'composed' ? 0 : 1;
}

/** The operation of a tool; undefined where there is none. */
export const toolOperation = (name: string): Operation | undefined => byName.get(name);

/** The tools that a key can use: it has the scopes, and of a vendor an account that is configured. */
export function toolsFor(caller: Caller, { accounts }: Pick<Config, 'accounts'>): unknown[] {
  const usable = (operation: Operation) =>
    ['read' as const, ...(operation.scopes ?? [])].every((scope) => caller.scopes.includes(scope)) &&
    (operation.kind === 'composed' ||
      accounts.some(({ provider, name }) => provider === operation.provider.id && mayUse(caller, name)));
  return [...byName.values()].filter(usable).map(describeTool);
}

const described = new Map<string, unknown>();

/** Made when it is first asked for, and once an isolate: the schemas take time that no start has. */
function describeTool(operation: Operation): unknown {
  const known = described.get(operation.id);
  if (known) return known;
  const { summary, description, effect, fields } = operation;
  const reads = effect === 'read';
  const tool = {
    name: nameOf(operation),
    title: summary.en,
    description: `${summary.en} (${summary.zh}). ${description}`,
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
      required: fields.filter(({ required }) => required).map(({ name }) => name),
      additionalProperties: false,
    },
    outputSchema: outputSchemaOf(operation),
    // Hints a client decides by whether to ask its user first: what writes may also end something.
    annotations: {
      title: summary.en,
      readOnlyHint: reads,
      destructiveHint: !reads,
      idempotentHint: reads,
      openWorldHint: true,
    },
  };
  described.set(operation.id, tool);
  return tool;
}

/** Whether the result of an operation stands as it is: MCP before 2026-07-28 takes nothing but objects. */
export const isObjectResult = ({ output }: Operation): boolean => output._zod.def.type === 'object';

/** Members that a problem has and a client goes by. */
const OF_PROBLEM = ['type', 'title', 'status', 'detail', 'requestId', 'retryable'];

/**
 * What `structuredContent` holds: a result, or the problem of a call that failed; clients of 2025 hold both against it.
 * A member that both have could be either and is left open.
 */
function outputSchemaOf(operation: Operation): unknown {
  const { $schema: _, ...schema } = z.toJSONSchema(operation.output, { io: 'output' });
  const result = isObjectResult(operation)
    ? schema
    : { type: 'object', properties: { result: schema }, required: ['result'] };
  const {
    properties = {},
    required = [],
    additionalProperties: __,
    ...rest
  } = result as z.core.JSONSchema.BaseSchema;
  const open = Object.entries(properties).map(([name, one]) => [name, OF_PROBLEM.includes(name) ? {} : one]);
  return {
    ...rest,
    properties: Object.fromEntries(open),
    ...(required.length > 0 && { anyOf: [{ required }, { required: OF_PROBLEM }] }),
  };
}
