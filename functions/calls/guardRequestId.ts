import type { Operation } from '../core/operation.ts';
import type { Call } from './call.ts';

/** A shorter secret may stand in an id by chance. */
const SHORTEST_WITHIN = 8;

/** The request id of a call: it goes into logs and receipts, so that one that holds a secret input is replaced. */
export function guardRequestId({ requestId, input }: Call, { sensitiveInputs }: Operation): string {
  const secrets = sensitiveInputs.flatMap((name) => input[name]);
  return holdsSecret(requestId, secrets) ? crypto.randomUUID() : requestId;
}

/** Whether an id is, or contains, one of these. The input is not checked yet: what is no text or number is no secret. */
export const holdsSecret = (id: string, secrets: readonly unknown[]): boolean =>
  secrets.some((secret) => {
    if (typeof secret !== 'string' && typeof secret !== 'number') return false;
    const text = String(secret);
    return text !== '' && (text === id || (text.length >= SHORTEST_WITHIN && id.includes(text)));
  });
