import { accountOf, type Config } from '../config/config.ts';
import { urlOf } from '../core/upstream.ts';
import type { Receipt, Sent } from '../receipts/receipt.ts';
import { operationOf } from '../registry.ts';
import { vendorRequest } from './vendorRequest.ts';

/** A receipt as people see it: with the vendor call as a curl line. */
export function describeReceipt(receipt: Receipt, config: Config) {
  const { sent, ...rest } = receipt;
  const curl = sent && curlLine(receipt, sent, config);
  return { ...rest, ...(curl !== undefined && { curl }) };
}

/** Headers that say nothing to a person who repeats the call, or that name the caller's request. */
const LEFT_OUT = new Set(['Accept', 'X-Request-Id']);

/**
 * The vendor call for a shell, with names instead of secrets: `$TOKEN`, `$PASSWORD`. The secrets themselves never come
 * near it. Undefined where the account is no longer configured.
 */
function curlLine(
  { operation: id, account: name }: Receipt,
  { baseUrl, path, input }: Sent,
  config: Config,
): string | undefined {
  const operation = operationOf(id);
  if (operation.kind !== 'vendor') return undefined;
  const { provider } = operation;
  const known = config.accounts.some((one) => one.provider === provider.id && one.name === name);
  if (!known) return undefined;
  const request = vendorRequest(operation, path, input, { requestId: '' });
  provider.authorize(request, '$TOKEN', accountOf(config, provider, name).settings);
  const parts = [`curl -X ${request.method} ${quoted(urlOf(baseUrl, request))}`];
  for (const [header, value] of Object.entries(request.headers)) {
    if (!LEFT_OUT.has(header)) parts.push(`-H ${quoted(`${header}: ${value}`)}`);
  }
  if (request.body) parts.push(`--json ${quoted(JSON.stringify(request.body))}`);
  return parts.join(' ');
}

/** In double quotes, where a shell puts in `$TOKEN` and does nothing else. */
const quoted = (text: string): string => `"${text.replaceAll('%24', '$').replace(/["`\\]/g, '\\$&')}"`;
