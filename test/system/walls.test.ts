import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { branchesOn, environmentReads } from '../support/conduct.ts';
import { breaches, homeless, type Layers, placeIn } from '../support/layers.ts';
import { rings } from '../support/rings.ts';
import { type Edge, importsOf, mentionsOf, parse, readTexts } from '../support/sources.ts';

const root = join(import.meta.dirname, '../..');
const FOLDERS = ['fixtures', 'functions', 'mocks'] as const;
type Folder = (typeof FOLDERS)[number];

/** Each line may import what stands on the lines above it, and its peers as long as no ring comes of it. */
const LAYERS: Layers = [
  ['core'],
  ['vendors/*'],
  ['meetings'],
  ['registry.ts'],
  ['config'],
  ['tokens', 'resilience', 'receipts', 'callers', 'eventlog'],
  ['calls'],
  ['webhooks'],
  ['routes'],
  ['console'],
  ['app.ts', 'worker.ts'],
  ['client', 'cli'],
  // Modules of the pages: browsers run them, and they import each other alone.
  ['assets'],
];
/** Who takes part in HTTP: the rest of the gateway must serve a surface that is none. */
const KNOW_HONO = ['routes', 'console', 'app.ts', 'worker.ts'];

/** Parts of compositions that no operation is made of: a folder that is used must be taken off this list. */
const UNCOMPOSED = ['functions/meetings/mapping/fieldSources.ts'];

/** What documents and pages are made of by `npm run docs`, and the modules that browsers run. */
const OF_PAGES = ['functions/console/pages', 'functions/assets'];

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const {
  name: ownName,
  dependencies,
  exports,
} = JSON.parse(read('package.json')) as {
  name: string;
  dependencies: Record<string, string>;
  exports: Record<string, { default: string } | string>;
};
const wrangler = read('wrangler.toml');
/** Where the Worker begins, and what others install of the gateway: the client, and handlers to mock it. */
const WORKER = /^main = "(.+)"$/m.exec(wrangler)?.[1] ?? '';
const INSTALLED = Object.values(exports)
  .flatMap((entry) => (typeof entry === 'string' ? [] : [entry.default]))
  .filter((file) => file.startsWith('./dist/functions/'))
  .map((file) => file.replace(/^\.\/dist\/(.+)\.js$/, '$1.ts'));
const texts = readTexts(root, FOLDERS);
const sources = parse(texts);
const imports = importsOf(sources);
const mentions = mentionsOf(sources);
const vendors = readdirSync(join(root, 'functions/vendors'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const within = (folder: string) => (path: string) => path === folder || path.startsWith(`${folder}/`);
const filesOf = (folder: Folder) => Object.keys(texts).filter(within(folder));
const sourcesOf = (folder: Folder) => sources.filter(({ path }) => within(folder)(path));
const said = ({ from, line, to }: Edge) => `${from}:${line} → ${to}`;
/** Imports between source files of one folder. Declarations of types alone are generated, and may name what they declare. */
const inside = (folder: Folder) =>
  imports.filter(({ from, to }) => within(folder)(from) && within(folder)(to) && to in texts);
const placeOf = {
  functions: placeIn('functions', ['vendors']),
  mocks: placeIn('mocks'),
};

/** A wall holds where nothing is said; what is said otherwise names each place that breaks it. */
const holds = (faults: readonly string[], between = '\n') => expect(faults.join(between)).toBe('');

/** What a folder imports or names of others. */
const crossings = (folder: Folder, others: readonly string[]) =>
  [...imports, ...mentions]
    .filter(({ from, to }) => within(folder)(from) && others.some((other) => within(other)(to)))
    .map(said);

/** A file of the gateway and all that it imports there, directly or not. */
function reachable(entry: string): string[] {
  const found = new Set([entry]);
  for (const file of found)
    for (const { from, to } of imports) if (from === file && within('functions')(to)) found.add(to);
  expect(texts, 'an entry that is not there reaches nothing').toHaveProperty([entry]);
  return [...found].filter((file) => file in texts);
}

test('each import by path leads to a file of the repository', () => {
  const lost = imports.filter(
    // Wrangler names the Worker without its ending in the declarations that it makes.
    ({ from, to }) =>
      !from.endsWith('.d.ts') && FOLDERS.some((folder) => within(folder)(to)) && !existsSync(join(root, to)),
  );
  holds(lost.map(said));
  for (const folder of FOLDERS) expect(inside(folder)).not.toEqual([]);
});

test('the gateway takes nothing from the simulation, the fixtures or the tests', () => {
  holds(crossings('functions', ['mocks', 'fixtures', 'test', ownName]));
});

test('the simulation and the fixtures take nothing from the gateway or the tests', () => {
  holds(crossings('mocks', ['functions', 'test', ownName]));
  holds(crossings('fixtures', ['functions', 'mocks', 'test', ownName]));
});

test('no file of the gateway or the simulation is part of an import ring, type imports included', () => {
  holds([...rings(inside('functions')), ...rings(inside('mocks'))], '\n\n');
});

test('no folder of the gateway is part of an import ring', () => {
  holds(rings(inside('functions'), placeOf.functions), '\n\n');
});

test('no folder of the simulation is part of an import ring', () => {
  holds(rings(inside('mocks'), placeOf.mocks), '\n\n');
});

test('the gateway is built in layers: each imports what stands above it', () => {
  holds(breaches(inside('functions'), LAYERS, placeOf.functions));
  const files = filesOf('functions');
  holds(homeless(files, LAYERS, placeOf.functions));
});

test('only routes, console and what puts the app together know Hono', () => {
  const knowing = imports.filter(
    ({ from, to }) =>
      within('functions')(from) &&
      (within('hono')(to) || to.startsWith('@hono/')) &&
      !KNOW_HONO.includes(placeOf.functions(from)),
  );
  holds(knowing.map(said));
});

test('only config reads variables and secrets', () => {
  const bindings = [...wrangler.matchAll(/\b(?:binding|name) = "([A-Z][A-Z_]*)"/g)].map(
    ([, name = '']) => name,
  );
  const others = sourcesOf('functions').filter(({ path }) => placeOf.functions(path) !== 'config');
  holds(environmentReads(others, bindings));
});

test('what differs between vendors stands in the folder of the vendor', () => {
  const homes = vendors.flatMap((id) => [`functions/vendors/${id}`, `mocks/${id}`]);
  const elsewhere = [...sourcesOf('functions'), ...sourcesOf('mocks')].filter(
    ({ path }) => !homes.some((home) => within(home)(path)),
  );
  holds(branchesOn(elsewhere, vendors));
});

test('the gateway uses only packages that are deployed with it', () => {
  const deployed = ['cloudflare:workers', ...Object.keys(dependencies)];
  const files = reachable(WORKER);
  const strangers = imports.filter(
    ({ from, to }) =>
      files.includes(from) && !within('functions')(to) && !deployed.some((name) => within(name)(to)),
  );
  holds(strangers.map(said));
});

test('the Worker takes the small form of zod, which has no words and no methods', () => {
  const files = reachable(WORKER);
  holds(imports.filter(({ from, to }) => files.includes(from) && to === 'zod').map(said));
});

test('what is told of operations is left out of the Worker', () => {
  const files = reachable(WORKER).filter((file) => file !== 'functions/core/notes.ts');
  holds(files.filter((file) => texts[file]?.includes('notesOf')));
  const kept = files.filter((file) => /^annotate\(/m.test(texts[file] ?? ''));
  holds(kept.map((file) => `${file}: mark it as pure, as in core/notes.ts`));
});

test('of the gateway, only the commands stay on the machine of the operator', () => {
  const deployed = [WORKER, ...INSTALLED].flatMap(reachable);
  const left = filesOf('functions').filter(
    (file) =>
      !deployed.includes(file) &&
      !['functions/cli', ...OF_PAGES, ...UNCOMPOSED].some((one) => within(one)(file)),
  );
  holds(left);
  holds(UNCOMPOSED.filter((folder) => deployed.some(within(folder))));
});

test('the top level has the four folders and no other', () => {
  const made = ['node_modules', 'dist', 'coverage'];
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !made.includes(entry.name))
    .map(({ name }) => name);
  expect(folders.sort()).toEqual(['fixtures', 'functions', 'mocks', 'test']);
});

test('no source file that people write is longer than 250 lines', () => {
  const lines = (file: string) => (texts[file] ?? '').trimEnd().split('\n').length;
  // What is made from the registry grows with it, and nobody reads it through.
  const written = Object.keys(texts).filter((file) => !texts[file]?.startsWith('// Generated'));
  const long = written.filter((file) => lines(file) > 250);
  holds(long.map((file) => `${file}: ${lines(file)} lines`));
});
