import type { VendorOperation } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import type { Account } from '../core/provider.ts';
import type { VendorRequest } from '../core/upstream.ts';

/** The vendor's path of an operation. @throws Problem `not-configured` naming the variable that has to hold it */
export function pathOf(
  { call, provider }: Pick<VendorOperation, 'call' | 'provider'>,
  { settings }: Account,
): string {
  if (typeof call.path === 'string') return call.path;
  const path = (settings as unknown as Record<string, unknown>)[call.path.setting];
  if (typeof path === 'string') return path;
  throw new Problem(
    'not-configured',
    `Set the variable ${call.path.variable} to the path of this operation at ${provider.title}: its document does not tell it.`,
    { provider: provider.id },
  );
}

/** The vendor request of an operation: each input where the vendor wants it, none where it is absent. */
export function vendorRequest(
  { call }: Pick<VendorOperation, 'call'>,
  path: string,
  input: Record<string, unknown>,
  { requestId, acceptLanguage }: { requestId: string; acceptLanguage?: string | undefined },
): VendorRequest {
  const names: Partial<Record<string, string>> = call.names ?? {};
  const inHeader: Partial<Record<string, string>> = call.headers ?? {};
  const headers: Record<string, string> = { Accept: 'application/json', 'X-Request-Id': requestId };
  if (acceptLanguage !== undefined) headers['Accept-Language'] = acceptLanguage;
  const query: Record<string, string> = {};
  const body: Record<string, unknown> = {};
  let filled = path;
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    if (filled.includes(`{${name}}`)) {
      filled = filled.replace(`{${name}}`, encodeURIComponent(String(value)));
      continue;
    }
    const header = inHeader[name];
    const wire = names[name] ?? name;
    if (header !== undefined) headers[header] = String(value);
    else if (call.method === 'GET') query[wire] = String(value);
    else body[wire] = value;
  }
  const { method } = call;
  const request = { method, path: filled, query, headers };
  return method === 'GET' ? request : { ...request, body };
}

/** The values of an input that open a door or tell of a person. */
export const sensitiveInputs = (
  { sensitiveInputs: names }: Pick<VendorOperation, 'sensitiveInputs'>,
  input: Record<string, unknown>,
): string[] => names.flatMap((name) => [input[name] ?? []].flat().map(String));
