/** One entry of the gateway's `GET /v1/operations`: as much of it as calling the operation takes. */
export interface ListedOperation {
  id: string;
  method: string;
  path: string;
  parameters: { name: string; in: 'path' | 'query' | 'header' | 'body'; wire?: string }[];
  example: { input: Record<string, unknown> };
}

/** An operation's example as an HTTP request: what `fetch` takes. */
export interface ExampleRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
}

/** The REST request that an operation's documented example makes. */
export function exampleRequest(baseUrl: string, key: string, operation: ListedOperation): ExampleRequest {
  const headers: Record<string, string> = { Authorization: `Bearer ${key}` };
  const query = new URLSearchParams();
  const body: Record<string, unknown> = {};
  let path = operation.path;
  for (const { name, in: place, wire } of operation.parameters) {
    const value = operation.example.input[name];
    if (value === undefined) continue;
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
    else if (place === 'query') query.append(name, String(value));
    else if (place === 'header') headers[wire ?? name] = String(value);
    else body[name] = value;
  }
  const url = `${baseUrl}${path}${query.size > 0 ? `?${query}` : ''}`;
  if (operation.method === 'GET') return { url, method: 'GET', headers };
  headers['Content-Type'] = 'application/json';
  return { url, method: operation.method, headers, body: JSON.stringify(body) };
}

/**
 * The same request as a line to paste into a shell.
 *
 * @example
 * curlLine('http://127.0.0.1:8787', 'meetgate-demo-key', operation);
 * // curl 'http://127.0.0.1:8787/v1/…' -H 'Authorization: Bearer meetgate-demo-key'
 */
export function curlLine(baseUrl: string, key: string, operation: ListedOperation): string {
  const { url, method, headers, body } = exampleRequest(baseUrl, key, operation);
  const words = ['curl', quote(url)];
  // curl itself makes a request with a body a POST, and complains when told so again.
  if (method !== (body === undefined ? 'GET' : 'POST')) words.push('-X', quote(method));
  for (const [name, value] of Object.entries(headers)) words.push('-H', quote(`${name}: ${value}`));
  if (body !== undefined) words.push('--data', quote(body));
  return words.join(' ');
}

/** In single quotes the shell leaves everything alone but the single quote. */
const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
