import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { newApp } from '../../functions/app.ts';
import type { ProblemDocument } from '../../functions/client/client.ts';
import type { InputField, Operation } from '../../functions/core/operation.ts';

export const DEMO_KEY = 'meetgate-demo-key';
const app = newApp();

/** The Worker's own environment, with some of it replaced. */
export const bindings = (changes: Record<string, unknown> = {}): Env =>
  ({ ...(env as unknown as Env), ...changes }) as Env;

/** Calls the gateway as a caller with the demo key would. */
export function call(path: string, init: RequestInit = {}, env: Env = bindings()): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has('Authorization')) headers.set('Authorization', `Bearer ${DEMO_KEY}`);
  // Answers are shared for seconds: a test that is not about that wants its own.
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  return Promise.resolve(
    app.request(`https://gate.example${path}`, { ...init, headers }, env, createExecutionContext()),
  );
}

/** Invokes an operation: `POST /v1/invoke/{id}`. */
export const invoke = (id: string, input: unknown, init: RequestInit = {}, env?: Env): Promise<Response> =>
  call(
    `/v1/invoke/${id}`,
    { ...init, method: 'POST', body: typeof input === 'string' ? input : JSON.stringify(input) },
    env,
  );

/** The REST call of an operation with an input, each field where the route wants it. */
export function restCall(
  { route, fields }: Operation,
  input: Record<string, unknown>,
): { path: string; init: RequestInit } {
  const given = (place: InputField['in']) =>
    fields.filter((field) => field.in === place && input[field.name] !== undefined);
  const text = (field: InputField) => String(input[field.name]);
  const path = given('path').reduce(
    (result, field) => result.replace(`{${field.name}}`, encodeURIComponent(text(field))),
    route.path,
  );
  const query = new URLSearchParams(given('query').map((field) => [field.name, text(field)])).toString();
  const init: RequestInit = {
    method: route.method,
    headers: Object.fromEntries(given('header').map((field) => [field.wire, text(field)])),
  };
  if (route.method === 'POST') {
    init.body = JSON.stringify(
      Object.fromEntries(given('body').map((field) => [field.name, input[field.name]])),
    );
  }
  return { path: path + (query && `?${query}`), init };
}

/** The problem document of a refused call. */
export const problemOf = async (response: Response): Promise<ProblemDocument> =>
  (await response.json()) as ProblemDocument;
