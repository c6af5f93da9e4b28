import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const SECURITY = read('SECURITY.md');
const WRANGLER = read('wrangler.toml');
const all = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map(([, found = '']) => found)),
];
const sources = globSync('functions/**/*.ts', { cwd: root }).map(read).join('\n');

describe('SECURITY.md', () => {
  it('tells of every prefix of a KV key in the code', () => {
    const prefixes = all(sources, /`([a-z-]+:v\d+:)\$\{/g);
    expect(prefixes.length).toBeGreaterThanOrEqual(3);
    for (const prefix of prefixes) expect(SECURITY).toContain(`\`${prefix}<`);
  });

  it('tells of every KV namespace, Durable Object, queue, data set and named cache', () => {
    const classes = all(WRANGLER, /^class_name = "(\w+)"/gm);
    const bindings = all(WRANGLER, /(?:_namespaces|_datasets|queues\.producers)\]\]\nbinding = "(\w+)"/g);
    expect([classes.length, bindings.length]).toEqual([12, 6]);
    for (const name of [...classes, ...bindings, ...all(sources, /caches\.open\('(\w+)'\)/g)])
      expect(SECURITY, name).toContain(`\`${name}\``);
  });

  it('tells of every kind of log line', () => {
    const events = all(sources, /event: '([\w-]+)'/g);
    expect(events).toEqual(expect.arrayContaining(['call', 'internal-error']));
    for (const event of events) expect(SECURITY).toContain(`\`${event}\``);
  });

  it('asks for nothing of the platform that wrangler.toml does not set', () => {
    expect(WRANGLER).toMatch(/^redact_query_string = true$/m);
    expect(WRANGLER).toMatch(/^\[observability\.logs\]\nenabled = true\ninvocation_logs = false$/m);
  });
});

it('every test that SECURITY.md points at is there', () => {
  const named = all(SECURITY, /`((?:system|unit|contract)\/[\w./]+\.test\.ts)`/g);
  expect(named.length).toBeGreaterThan(10);
  for (const file of named) expect(existsSync(join(root, 'test', file)), file).toBe(true);
});

describe('wrangler.toml', () => {
  it('opens no door beside the domain that the operator puts the gateway on', () => {
    const [production = ''] = WRANGLER.split(/^\[/m);
    expect(production).toMatch(/^workers_dev = false$/m);
    expect(production).toMatch(/^preview_urls = false$/m);
    expect(WRANGLER).not.toMatch(/^(workers_dev|preview_urls) = true$/m);
  });

  it('tells callers the rate that the binding allows, in every environment', () => {
    const rates = [...WRANGLER.matchAll(/simple = \{ limit = (\d+), period = (\d+) \}/g)].map(
      ([, calls, s]) => `${calls}/${s}`,
    );
    expect(rates).toHaveLength(2);
    expect(all(WRANGLER, /^CALLER_RATE = "(.+)"$/gm)).toEqual(rates);
  });
});
