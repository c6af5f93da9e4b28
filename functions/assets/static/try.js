/** Brings the forms of operations to life: sends the call, shows the answer, and keeps curl line and client code beside it. */
import { isSimulated, onKey, readKey } from './key.js';
import { call, copyButton, make, quoted, words } from './page.js';

const READ = { integer: Number, number: Number, boolean: (text) => text === 'true', string: (text) => text };

/** The input of a form by name; what is left empty is left out. */
function inputOf(form) {
  const input = {};
  for (const field of form.querySelectorAll('[data-in]')) {
    if (field.value === '') continue;
    try {
      input[field.name] = (READ[field.dataset.type] ?? JSON.parse)(field.value);
    } catch {
      // The gateway says what it must be.
      input[field.name] = field.value;
    }
  }
  return input;
}

/** The REST request of an input, each field where the route has it. */
function requestOf(form) {
  const { method, path } = form.dataset;
  const input = inputOf(form);
  const headers = {};
  const query = new URLSearchParams();
  const body = {};
  let url = path;
  for (const field of form.querySelectorAll('[data-in]')) {
    const value = input[field.name];
    if (value === undefined) continue;
    const { in: place, wire } = field.dataset;
    if (place === 'path') url = url.replace(`{${field.name}}`, encodeURIComponent(value));
    else if (place === 'query') query.set(field.name, value);
    else if (place === 'header') headers[wire] = value;
    else body[field.name] = value;
  }
  const account = form.querySelector('[data-account]').value.trim();
  if (account) headers['X-Account'] = account;
  return {
    method,
    url: url + (query.size > 0 ? `?${query}` : ''),
    headers,
    ...(method === 'POST' && { body: JSON.stringify(body) }),
    input,
    account,
  };
}

function curlLine({ url, headers, body }) {
  const key = isSimulated ? readKey() : '$MEETGATE_KEY';
  const parts = [
    `curl ${quoted(location.origin + url)}`,
    `-H ${isSimulated ? quoted(`Authorization: Bearer ${key}`) : `"Authorization: Bearer ${key}"`}`,
  ];
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) parts.push(`--json ${quoted(body)}`);
  return parts.join(' \\\n  ');
}

function clientCode(id, { input, account }) {
  const given = JSON.stringify(input, null, 1)
    .replaceAll('\n', '')
    .replace(/"(\w+)":/g, '$1:');
  return `import { createClient } from 'meetgate/client';\n\nconst gate = createClient({ baseUrl: '${location.origin}', apiKey });\nconst answer = await gate.${id}(${given}${account ? `, { account: '${account}' }` : ''});`;
}

function snippetsOf(form) {
  const curl = make('code');
  const client = make('code');
  const block = (title, code) =>
    make(
      'details',
      { open: title === 'curl' },
      make('summary', {}, `${title} `),
      make(
        'div',
        { className: 'snippet' },
        make('pre', { tabIndex: 0 }, code),
        copyButton(() => code.textContent),
      ),
    );
  form.querySelector('[data-snippets]').append(block('curl', curl), block('TypeScript', client));
  return () => {
    const request = requestOf(form);
    curl.textContent = curlLine(request);
    client.textContent = clientCode(form.dataset.operation, request);
  };
}

async function send(form) {
  const output = form.querySelector('output');
  const { method, url, headers, body } = requestOf(form);
  output.replaceChildren(make('p', { className: 'dim', textContent: words.waiting }));
  const started = performance.now();
  try {
    const response = await call(url, { method, headers, body });
    const text = await response.text();
    const ms = Math.round(performance.now() - started);
    const json = response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : undefined;
    const shown = json === undefined ? text : JSON.stringify(json, null, 2);
    const told = ['X-Request-Id', 'Cache-Status', 'Age', 'Link'].filter((name) => response.headers.has(name));
    output.replaceChildren(
      make(
        'p',
        { className: 'row' },
        make('b', { className: response.ok ? 'good' : 'bad', textContent: `HTTP ${response.status}` }),
        make('span', { className: 'dim', textContent: `${ms} ms` }),
        ...(response.ok || !json?.type
          ? []
          : [make('a', { href: new URL(json.type).pathname, textContent: json.title })]),
      ),
      make(
        'p',
        { className: 'dim' },
        ...told.flatMap((name) => [
          make('code', { textContent: `${name}: ${response.headers.get(name)}` }),
          ' ',
        ]),
      ),
      make('pre', { tabIndex: 0 }, make('code', { textContent: shown })),
    );
  } catch {
    output.replaceChildren(make('p', { className: 'bad', role: 'alert', textContent: words.unreachable }));
  }
}

/** The part of an operation's own page that tells of it and calls it. @throws Error where it cannot be had */
export async function formOf(operation) {
  const response = await fetch(`/docs/${encodeURIComponent(operation)}`, {
    headers: { Accept: 'text/html' },
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return document.importNode(page.querySelector('article'), true);
}

/** Makes a form of an operation work. */
export function enliven(form) {
  const show = snippetsOf(form);
  form.addEventListener('input', show);
  onKey.addEventListener('change', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(form);
  });
  show();
}

for (const form of document.querySelectorAll('form[data-operation]')) enliven(form);
