import * as z from 'zod';
import { describeOperation } from '../../functions/console/pages/describeOperation.ts';
import type { Operation } from '../../functions/core/operation.ts';
import { operations } from '../../functions/registry.ts';
import { isObjectResult, type Tool, toolNameOf } from '../../functions/routes/mcpTools.ts';

/** Every operation as a tool of MCP. Those of several vendors first: of many tools, models choose among the first ones. */
export const tools = (): Tool[] =>
  operations.toSorted((a, b) => rank(a) - rank(b)).map((operation) => describeTool(operation));

function rank({ kind }: Operation): number {
  return kind === 'composed' ? 0 : 1;
}

function describeTool(operation: Operation): Tool {
  const { summary, description, effect, parameters } = describeOperation(operation);
  const reads = effect === 'read';
  return {
    name: toolNameOf(operation),
    title: summary.en,
    description: `${summary.en} (${summary.zh}). ${description}`,
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
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
}

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
