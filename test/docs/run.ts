import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { vendorOperations } from '../../functions/registry.ts';
import { fill } from './fill.ts';
import { openapiDocument } from './openapi/document.ts';
import { blocks } from './tables.ts';

/**
 * `npm run docs`: writes what is made from the code and kept: the tables of the documents, the OpenAPI document, what the
 * client knows of lists, and the type of the Worker's environment. With `--check` it writes nothing and names each file
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

function pagings(): string {
  const lists = vendorOperations.flatMap(({ id, paging }) => (paging ? [[id, paging] as const] : []));
  return `// Generated from the registry by \`npm run docs\`.
import type { Paging } from '../core/paging.ts';
import type { PagedId } from '../registry.ts';

/** How each list is paged through: all that the client knows of operations when it runs. */
export const pagings: Record<PagedId, Paging> = ${JSON.stringify(Object.fromEntries(lists))};
`;
}

const made: Record<string, () => string> = {
  'functions/assets/openapi.json': () => JSON.stringify(openapiDocument(), null, 2),
  'functions/client/pagings.ts': pagings,
};

const stale: string[] = [];
const keep = (file: string, text: string): void => {
  if (read(file) === text) return;
  stale.push(file);
  if (!values.check) writeFileSync(join(root, file), text);
};
for (const [file, make] of Object.entries(made)) keep(file, formatted(file, make()));
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
