import { type ExecuteContext, timeoutOf } from '../core/callVendor.ts';
import { execute } from '../core/execute.ts';
import type { Sensitivity } from '../core/sensitivity.ts';
import { sha256Hex } from '../core/sha256Hex.ts';
import { withhold } from '../core/withhold.ts';
import { accountOf, type Bindings, readConfig } from '../env.ts';
import type { Notes } from '../receipts/receipt.ts';
import { operationOf } from '../registry.ts';

/** One call of an operation, as plain data: it may be carried out here or by a Durable Object. */
export interface Order {
  operation: string;
  /** The input after `parseInput`. */
  fields: Record<string, unknown>;
  account: string;
  onBehalfOf?: string;
  acceptLanguage?: string;
  requestId: string;
  /** Whether the vendor's own body is wanted. */
  raw: boolean;
  /** Kinds of field that the caller may not see. */
  hidden: Sensitivity[];
  timeoutMs?: number;
}

/**
 * Carries an order out and writes the body of its answer (JSON text).
 *
 * @throws Problem whatever goes wrong
 */
export async function fulfil(
  order: Order,
  { env, now, waitUntil }: Pick<ExecuteContext, 'env' | 'now' | 'waitUntil'>,
  notes: Notes,
): Promise<string> {
  const operation = operationOf(order.operation);
  const { fields, onBehalfOf, acceptLanguage, requestId, raw, hidden } = order;
  const account = accountOf(readConfig(env), operation.provider, order.account);
  const timeoutMs = timeoutOf(env, order.timeoutMs);
  const context = { env, account, onBehalfOf, acceptLanguage, requestId, timeoutMs, now, waitUntil };
  const { value, answer } = await execute(operation, fields, context, notes);
  // With nothing to withhold a raw answer is the very text of the vendor, and so is one that was in the right form.
  const untouched = value === answer.json && notes.variants.length === 0;
  if ((raw || untouched) && hidden.length === 0) return answer.text;
  return JSON.stringify(withhold(raw ? JSON.parse(answer.text) : value, operation.sensitive, hidden));
}

/**
 * What may share an answer: the same operation and input, through the same credential, for callers who may see the
 * same. Hashed, as inputs may be secret.
 */
export async function sharingKey(order: Order, env: Bindings): Promise<string> {
  const { provider, id } = operationOf(order.operation);
  const { fields, account, onBehalfOf, acceptLanguage, raw, hidden } = order;
  const identity = provider.identity(accountOf(readConfig(env), provider, account).settings, onBehalfOf);
  const text = JSON.stringify([id, fields, account, identity, acceptLanguage ?? '', raw, hidden]);
  return sha256Hex(text);
}
