import type { Operation } from './operation.ts';
import { Problem } from './problem.ts';
import type { Account } from './provider.ts';
import { sensitivityOf } from './sensitivity.ts';
import { urlOf, type VendorRequest } from './upstream.ts';

/** The vendor's path of an operation. @throws Problem `not-configured` naming the variable that has to hold it */
export function pathOf({ call, provider }: Operation, { settings }: Account): string {
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
  { call }: Operation,
  path: string,
  fields: Record<string, unknown>,
  { requestId, acceptLanguage }: { requestId: string; acceptLanguage?: string | undefined },
): VendorRequest {
  const given = (places: Record<string, string> = {}) =>
    Object.entries(places).flatMap(([name, field]) =>
      fields[field] === undefined ? [] : [[name, fields[field]] as const],
    );
  const headers = new Headers({ Accept: 'application/json', 'X-Request-Id': requestId });
  if (acceptLanguage) headers.set('Accept-Language', acceptLanguage);
  for (const [name, value] of given(call.headers)) headers.set(name, String(value));
  return {
    method: call.method,
    path,
    query: new URLSearchParams(given(call.query).map(([name, value]) => [name, String(value)])),
    headers,
    body: call.method === 'POST' ? Object.fromEntries(given(call.body)) : undefined,
  };
}

/** The values of an input that open a door or tell of a person. */
export const sensitiveInputs = (operation: Operation, fields: Record<string, unknown>): string[] =>
  sensitiveNames(operation, fields).map((name) => String(fields[name]));

const sensitiveNames = ({ input }: Operation, fields: Record<string, unknown>): string[] =>
  Object.entries(input.shape).flatMap(([name, schema]) =>
    sensitivityOf(schema) && fields[name] !== undefined ? [name] : [],
  );

/** Headers that say nothing to a person who repeats the call, or that name the caller's request. */
const LEFT_OUT = new Set(['accept', 'x-request-id', 'content-type']);

/**
 * The vendor call as a curl line for a shell, made from names instead of secrets: `$TOKEN`, `$PASSWORD`. The secrets
 * themselves never come near it.
 */
export function curlOf(
  operation: Operation,
  {
    path,
    baseUrl,
    fields,
    account,
  }: { path: string; baseUrl: string; fields: Record<string, unknown>; account: Account },
): string {
  const placeholders = sensitiveNames(operation, fields).map((name) => [name, `$${name.toUpperCase()}`]);
  const request = vendorRequest(
    operation,
    path,
    { ...fields, ...Object.fromEntries(placeholders) },
    { requestId: '' },
  );
  operation.provider.authorize(request, '$TOKEN', account.settings);
  const parts = [`curl -X ${request.method} ${quoted(urlOf(baseUrl, request))}`];
  for (const [name, value] of request.headers) {
    if (!LEFT_OUT.has(name)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (request.body) parts.push(`--json ${quoted(JSON.stringify(request.body))}`);
  return parts.join(' ');
}

/** In double quotes, where a shell puts in `$TOKEN` and does nothing else. */
const quoted = (text: string): string => `"${text.replaceAll('%24', '$').replace(/["`\\]/g, '\\$&')}"`;
