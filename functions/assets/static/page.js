/** What the modules of the pages share. Everything shown is set as text, never as HTML: subjects and names are other people's. */
import { readKey } from './key.js';

export const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}');
export const language = document.documentElement.lang;

/** An element with properties, attributes and children. */
export function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props))
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A call of the gateway that failed: what it said of it. */
export class Refusal extends Error {
  constructor(problem, status) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.problem = problem;
    this.status = status;
  }
}

/** Calls this gateway with the key of the tab. */
export const call = (path, { method = 'GET', headers = {}, body, signal } = {}) =>
  fetch(path, {
    method,
    headers: { Authorization: `Bearer ${readKey()}`, ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal,
  });

/** The same for its JSON. @throws Refusal */
export async function ask(path, options) {
  const response = await call(path, options);
  const text = await response.text();
  const json = text === '' ? null : JSON.parse(text);
  if (!response.ok) throw new Refusal(json ?? {}, response.status);
  return json;
}

/** Copies a text, and says so on the button for a moment. */
export function copyButton(textOf) {
  const button = make('button', { type: 'button', className: 'quiet', textContent: words.copy });
  button.addEventListener('click', async () => {
    // Clicked again while it says so, it goes back to what it said at first.
    button.dataset.label ??= button.textContent;
    await navigator.clipboard.writeText(textOf());
    button.textContent = words.copied;
    setTimeout(() => {
      button.textContent = button.dataset.label;
    }, 1500);
  });
  return button;
}

/** For a shell, in single quotes. */
export const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
