import type { Operation } from '../core/operation.ts';
import { isRecord } from '../core/variant.ts';
import { sensitiveInputs } from '../core/vendorRequest.ts';
import type { AppContext } from './context.ts';

/** A shorter secret may stand in an id by chance. */
const SHORTEST_WITHIN = 8;

/** A request id goes into logs and receipts: one that holds the caller's key or a secret of the call is replaced. */
export function guardRequestId(c: AppContext, operation: Operation, input: unknown): void {
  const id = c.get('requestId');
  const credentials = ['Authorization', 'Cf-Access-Jwt-Assertion'].map((name) => c.req.header(name) ?? '');
  const secrets = [
    ...credentials.map((value) => value.replace(/^Bearer +/i, '')),
    ...(isRecord(input) ? sensitiveInputs(operation, input) : []),
  ];
  if (!secrets.some((one) => one === id || (one.length >= SHORTEST_WITHIN && id.includes(one)))) return;
  const made = crypto.randomUUID();
  c.set('requestId', made);
  c.header('X-Request-Id', made);
}
