import * as z from 'zod/mini';
import { requireScope } from '../../callers/permissions.ts';
import type { Caller } from '../../core/caller.ts';
import { SCOPES } from '../../core/caller.ts';
import { mustBe } from '../../core/mustBe.ts';
import type { Operation } from '../../core/operation.ts';
import { type FieldError, invalidInput, Problem } from '../../core/problem.ts';
import { isOperation, operationOf } from '../../registry.ts';
import { type ReceiverRules, requireReceiver } from '../deliveries/receiverUrl.ts';
import { ANY_OPERATION, type HookDefinition, hookDefinition } from './hookRecord.ts';

const LIST_OF_NAMES = 'must be a list of names, or of "*"';

/** What each member must be, for who words a hook. */
const MUST_BE: Record<keyof HookDefinition, string> = {
  name: 'must be 1 to 64 letters, digits, dots, dashes or underscores, and not begin with a dot or a dash',
  operation: 'must be the id of an operation, or "*"',
  input: 'must be a JSON object',
  pointers: 'must be an object of inputs and JSON Pointers, such as { "limit": "/page/size" }',
  scopes: `must be a list of some of ${SCOPES.join(', ')}`,
  accounts: LIST_OF_NAMES,
  users: LIST_OF_NAMES,
  reply: 'must be "now" or "callback"',
  callbackUrl: 'must be a URL',
  urlToken: 'must be true or false',
};

/**
 * Reads what an operator wants a hook to be: everything that would fail at each call is refused now. A hook does no more than
 * the key that makes it.
 *
 * @throws Problem `invalid-input`, `insufficient-scope`
 */
export function checkDefinition(body: unknown, caller: Caller, rules: ReceiverRules): HookDefinition {
  const parsed = hookDefinition.safeParse(body);
  if (!parsed.success) throw invalid(parsed.error.issues.flatMap(toErrors));
  const definition = parsed.data;
  const errors = [...checkOperation(definition), ...checkReply(definition)];
  if (errors.length > 0) throw invalid(errors);
  if (definition.callbackUrl !== undefined) requireReceiver(definition.callbackUrl, 'callbackUrl', rules);
  requireWithin(definition, caller);
  return definition;
}

/** Whether a key may hand out what a hook may do. @throws Problem `insufficient-scope` */
export function requireWithin(
  { scopes, accounts, users }: Pick<HookDefinition, 'scopes' | 'accounts' | 'users'>,
  caller: Caller,
): void {
  for (const scope of scopes) requireScope(caller, scope);
  const beyond = (what: 'accounts' | 'users', wanted: readonly string[]) => {
    if (caller[what].includes('*') || wanted.every((one) => caller[what].includes(one))) return;
    const own = caller[what].join(', ') || 'none';
    throw new Problem(
      'insufficient-scope',
      `A hook may have no ${what} that the key ${caller.name} has not; it has ${own}.`,
    );
  };
  beyond('accounts', accounts);
  beyond('users', users);
}

function toErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(MUST_BE).join(', ');
    return issue.keys.map((key) => ({ field: key.slice(0, 64), detail: `is unknown; a hook has ${known}` }));
  }
  const member = String(issue.path[0]);
  const field = Object.hasOwn(MUST_BE, member) ? (member as keyof HookDefinition) : undefined;
  return [field ? { field, detail: MUST_BE[field] } : { field: 'body', detail: 'must be a JSON object' }];
}

/** What is wrong with operation, default input, pointers and scopes. */
function checkOperation({ operation: id, input, pointers, scopes }: HookDefinition): FieldError[] {
  if (id === ANY_OPERATION) {
    const strange = [...Object.keys(input), ...Object.keys(pointers)].filter(
      (field) => field !== 'operation' && field !== 'input',
    );
    return strange.map((field) => unknown(field, 'operation, input'));
  }
  if (!isOperation(id))
    return [{ field: 'operation', detail: `${MUST_BE.operation}: see GET /v1/operations` }];
  const operation = operationOf(id);
  const missing = (['read', ...(operation.scopes ?? [])] as const).filter((scope) => !scopes.includes(scope));
  return [
    ...Object.entries(input).flatMap(([field, value]) => checkInput(operation, field, value)),
    ...Object.keys(pointers).flatMap((field) => checkInput(operation, field, undefined)),
    ...missing.map((scope) => ({ field: 'scopes', detail: `must have ${scope}, which the operation needs` })),
  ];
}

/** What is wrong with one input, as far as it can be told without the others. */
function checkInput({ fields, input }: Operation, name: string, value: unknown): FieldError[] {
  const field = fields.find((one) => one.name === name);
  const schema: z.core.$ZodType | undefined = field && input._zod.def.shape[name];
  if (!field || !schema) return [unknown(name, fields.map((one) => one.name).join(', ') || 'no input')];
  if (value === undefined || z.safeParse(schema, value).success) return [];
  return [{ field: `input.${name}`, detail: `must be ${mustBe(field)}` }];
}

const unknown = (field: string, known: string): FieldError => ({
  field: field.slice(0, 64),
  detail: `is no input of the operation, which takes ${known}`,
});

function checkReply({ reply, callbackUrl }: HookDefinition): FieldError[] {
  if (reply === 'now' || callbackUrl !== undefined) return [];
  return [{ field: 'callbackUrl', detail: 'is required where reply is "callback"' }];
}

/** Nobody mends more at once. */
const MOST_ERRORS = 20;

function invalid(all: FieldError[]): Problem {
  const errors = all.slice(0, MOST_ERRORS);
  return invalidInput(...errors);
}
