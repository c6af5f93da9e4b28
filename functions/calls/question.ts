import { hiddenFrom } from '../callers/permissions.ts';
import { accountOf, type Config } from '../config/config.ts';
import type { VendorOperation } from '../core/operation.ts';
import { sha256Hex } from '../core/sha256Hex.ts';
import type { Call } from './call.ts';

/**
 * What is asked, as far as the answer depends on it: the same operation and input, through the same credential, for
 * callers who may see the same. Calls with the same question may share an answer.
 */
export function questionOf(
  operation: VendorOperation,
  { input, options, caller }: Call,
  config: Config,
): string {
  const { provider, id } = operation;
  const { account, onBehalfOf, acceptLanguage = '', raw = false } = options;
  const identity = provider.identity(accountOf(config, provider, account).settings, onBehalfOf);
  return JSON.stringify([id, input, account, identity, acceptLanguage, raw, hiddenFrom(caller)]);
}

/** A name for a question where others may see it: inputs may be secret. */
export const questionKey = (question: string): Promise<string> => sha256Hex(question);
