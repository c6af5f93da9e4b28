import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sources = (folder: string) => globSync(`${folder}/**/*.{ts,js,mjs}`, { cwd: root });

/** What a file imports or refers to by a relative path, as paths from the root; packages stay as they are. */
function importsOf(file: string): string[] {
  const specifiers = read(file).matchAll(
    /(?:^(?:import|export|\}).*\bfrom\s|^import\s|\bimport\(|\bglob(?:<[^>]*>)?\(|\bURL\()\s*(['"`])([^$'"`]+?)\1/gm,
  );
  return [...specifiers].map(([, , specifier = '']) =>
    specifier.startsWith('.') ? relative(root, join(root, dirname(file), specifier)) : specifier,
  );
}

/** Each import of `folder` into one of the others, as a line to read in a failure. */
const crossings = (folder: string, others: string[]) =>
  sources(folder).flatMap((file) =>
    importsOf(file)
      .filter((imported) => others.some((other) => imported === other || imported.startsWith(`${other}/`)))
      .map((imported) => `${file} imports ${imported}`),
  );

/** A file and all that it imports, directly or not. */
function reachable(file: string, found = new Set<string>()): string[] {
  found.add(file);
  for (const imported of importsOf(file)) {
    if (imported.startsWith('functions/') && imported.endsWith('.ts') && !found.has(imported))
      reachable(imported, found);
  }
  return [...found];
}

test('the files are found, and their imports read', () => {
  expect(sources('functions')).not.toEqual([]);
  expect(importsOf('mocks/local/start.ts')).toEqual(
    expect.arrayContaining(['node:util', 'mocks/local/startGateway.ts']),
  );
});

test('the gateway takes nothing from the simulation, the fixtures or the tests', () => {
  expect(crossings('functions', ['mocks', 'fixtures', 'test'])).toEqual([]);
});

test('the simulation and the fixtures take nothing from the gateway or the tests', () => {
  expect(crossings('mocks', ['functions', 'test'])).toEqual([]);
  expect(crossings('fixtures', ['functions', 'mocks', 'test'])).toEqual([]);
});

test('the gateway uses only packages that are deployed with it', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const deployed = ['cloudflare:workers', ...Object.keys(dependencies)];
  const packages = reachable('functions/worker.ts')
    .flatMap(importsOf)
    .filter((imported) => !imported.startsWith('functions/'));
  const strangers = packages.filter(
    (name) => !deployed.some((one) => name === one || name.startsWith(`${one}/`)),
  );
  expect(strangers).toEqual([]);
});

test('of the gateway, only the command for keys stays on the machine of the operator', () => {
  const deployed = [reachable('functions/worker.ts'), reachable('functions/client/client.ts')].flat();
  const left = sources('functions').filter((file) => !deployed.includes(file));
  expect(left.sort()).toEqual(
    ['keyArguments', 'keyStore', 'keys'].map((name) => `functions/callers/${name}.ts`),
  );
});

test('the top level has the four folders and no other', () => {
  const made = ['node_modules', 'dist', 'coverage'];
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !made.includes(entry.name))
    .map(({ name }) => name);
  expect(folders.sort()).toEqual(['fixtures', 'functions', 'mocks', 'test']);
});

test('no source file is longer than 250 lines', () => {
  const long = ['functions', 'mocks', 'fixtures']
    .flatMap(sources)
    .filter((file) => read(file).trimEnd().split('\n').length > 250);
  expect(long).toEqual([]);
});
