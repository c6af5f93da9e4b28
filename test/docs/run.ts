import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { describeOperation } from '../../functions/console/pages/describeOperation.ts';
import { eventTypes } from '../../functions/core/event.ts';
import { notesOf } from '../../functions/core/notes.ts';
import type { Operation } from '../../functions/core/operation.ts';
import { operations } from '../../functions/registry.ts';
import { checkRegistry } from './checkRegistry.ts';
import { fill } from './fill.ts';
import { openapiDocument } from './openapi/document.ts';
import { pages } from './pages.ts';
import { blocks } from './tables.ts';
import { tools } from './tools.ts';

/**
 * `npm run docs`: writes what is made from the code and kept: the tables of the documents, the OpenAPI document, what the
 * client knows of lists, the pages for people, and the type of the Worker's environment. With `--check` it writes nothing and names each file
 * that is stale.
 */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const root = join(import.meta.dirname, '../..');
const bin = (path: string) => join(root, 'node_modules', path);
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** As `npm run fix` would write it. */
const formatted = (file: string, text: string): string =>
  execFileSync(process.execPath, [bin('@biomejs/biome/bin/biome'), 'format', `--stdin-file-path=${file}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });

/** A summary and what else there is to know, in a doc block of one line. */
const docBlock = (operation: Operation) => {
  const { summary, description } = notesOf(operation);
  return `/** ${summary.en} (${summary.zh}). ${description} */`.replaceAll(/\*\/(?!$)/g, '* /');
};

function methods(): string {
  const groups = Object.entries(Object.groupBy(operations, ({ id }) => id.split('.')[0] ?? ''));
  const types = groups.map(([group, list = []]) => {
    const lines = list.map((one) => `${docBlock(one)}\n${one.id.split('.')[1]}: Method<'${one.id}'>;`);
    return `${group}: {\n${lines.join('\n')}\n};`;
  });
  const known = operations.map((operation) => {
    const { paging } = operation;
    return [
      operation.id,
      { ...(paging && { paging }), ...(operation.effect === 'write' && { writes: true }) },
    ];
  });
  return `// Generated from the registry by \`npm run docs\`.
import type { Paging } from '../core/paging.ts';
import type { OperationId } from '../registry.ts';
import type { Method } from './method.ts';

/** \`client.huawei.listOngoingWebinars({ limit: 20 })\`: a method for every operation of the registry. */
export interface Client {
${types.join('\n')}
}

/** All that the client knows of an operation when it runs. */
export interface Traits {
  /** How the list is paged through. */
  paging?: Paging;
  /** It changes something: it is never repeated. */
  writes?: true;
}

/** Every operation. */
export const traits: Record<OperationId, Traits> = ${JSON.stringify(Object.fromEntries(known))};
`;
}

const describedTypes = () =>
  Object.entries(eventTypes).map(([type, { description, schema, example }]) => ({
    type,
    description,
    schema: z.toJSONSchema(schema, { io: 'output' }),
    example,
  }));

const made: Record<string, () => string> = {
  'functions/assets/openapi.json': () => JSON.stringify(openapiDocument(), null, 2),
  'functions/assets/operations.json': () => JSON.stringify({ operations: operations.map(describeOperation) }),
  'functions/assets/tools.json': () => JSON.stringify(tools()),
  'functions/assets/eventTypes.json': () => JSON.stringify({ types: describedTypes() }),
  'functions/client/methods.ts': methods,
};

checkRegistry(operations);

const stale: string[] = [];
const keep = (file: string, text: string): void => {
  const path = join(root, file);
  if (existsSync(path) && read(file) === text) return;
  stale.push(file);
  if (values.check) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
for (const [file, make] of Object.entries(made)) keep(file, formatted(file, make()));
const html = pages(root);
for (const [file, text] of Object.entries(html)) keep(file, text);
for (const file of globSync('functions/assets/pages/**/*.html', { cwd: root })) {
  if (file in html) continue;
  stale.push(file);
  if (!values.check) rmSync(join(root, file));
}
for (const [file, make] of Object.entries(blocks)) keep(file, fill(read(file), make));

// Last: wrangler builds the Worker to learn its classes. It tells by itself whether the file fits wrangler.toml.
const ENV = 'functions/config/env.d.ts';
const types = (...more: string[]) =>
  spawnSync(
    process.execPath,
    [
      bin('wrangler/bin/wrangler.js'),
      ...['types', ENV, '--include-runtime', 'false', '--strict-vars', 'false', ...more],
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false' } },
  );
if (types('--check').status !== 0) {
  stale.push(ENV);
  const written = values.check ? undefined : types();
  if (written && written.status !== 0) throw new Error(`wrangler types failed:\n${written.stderr}`);
}

for (const file of stale) console.log(`${values.check ? 'stale' : 'written'}: ${file}`);
if (values.check && stale.length > 0) {
  console.log('`npm run docs` writes them.');
  process.exitCode = 1;
}
