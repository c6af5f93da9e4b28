import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
// TypeScript 7 has no API yet that is called stable; this is the parser that runs the tests themselves.
import { parseAst } from 'vitest/node';

/** A node of a syntax tree in the form of ESTree. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** A source file, parsed. Its path is relative to the root of its tree. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly nodes: readonly Node[];
}

/** One file naming another, or a package. */
export interface Edge {
  readonly from: string;
  /** A path from the root of the tree, or a package as it is written. */
  readonly to: string;
  /** Where in `from`, counted from 1. */
  readonly line: number;
}

/** The texts of all source files below some folders, by their path from `root`. */
export function readTexts(root: string, folders: readonly string[]): Record<string, string> {
  // Declarations are generated, name the Worker that they were made from, and are imported by nobody.
  const files = folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,js,mjs}`, { cwd: root }))
    .filter((file) => !file.endsWith('.d.ts'));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/** Parses the texts of files. @throws Error where one is no JavaScript or TypeScript */
export const parse = (texts: Readonly<Record<string, string>>): Source[] =>
  Object.entries(texts).map(([path, text]) => {
    const lang = path.endsWith('.d.ts') ? 'dts' : path.endsWith('.ts') ? 'ts' : 'js';
    try {
      return { path, text, nodes: [...nodesOf(parseAst(text, { lang, preserveParens: false }, path))] };
    } catch (cause) {
      throw new Error(`${path} cannot be parsed`, { cause });
    }
  });

/** Every node below a value, and itself, in the order of the text. */
function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) yield value;
  for (const part of Object.values(value)) yield* nodesOf(part);
}

/** Whether a part of a node is a node. */
export const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && 'type' in part && 'start' in part;

/** What a text literal says, quoted or a template without holes; undefined for any other part. */
export function wordOf(part: unknown): string | undefined {
  if (!isNode(part)) return undefined;
  if (part.type === 'Literal') return typeof part.value === 'string' ? part.value : undefined;
  const [only, ...more] = part.type === 'TemplateLiteral' ? (part.quasis as Node[]) : [];
  return more.length === 0 ? (only?.value as { cooked: string } | undefined)?.cooked : undefined;
}

/** The line that a node begins on, counted from 1. */
export const lineOf = ({ start }: Node, { text }: Source): number => text.slice(0, start).split('\n').length;

const IMPORTS = [
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
];

/** What files import: `import`, `export … from`, `import type`, and `import()` as a value and as a type. */
export const importsOf = (sources: readonly Source[]): Edge[] =>
  sources.flatMap((source) =>
    source.nodes.flatMap((node) => (IMPORTS.includes(node.type) ? edgesTo(node.source, source) : [])),
  );

/** What files name by a relative path without importing it: `new URL('./page.html', import.meta.url)`, `glob('./*.ts')`. */
export const mentionsOf = (sources: readonly Source[]): Edge[] =>
  sources.flatMap((source) =>
    source.nodes.flatMap(({ type, arguments: given }) => {
      const [first] = type === 'NewExpression' || type === 'CallExpression' ? (given as Node[]) : [];
      return /^\.\.?\//.test(wordOf(first) ?? '') ? edgesTo(first, source) : [];
    }),
  );

function edgesTo(specifier: unknown, source: Source): Edge[] {
  const named = wordOf(specifier);
  if (named === undefined || !isNode(specifier)) return [];
  const to = named.startsWith('.') ? posix.join(posix.dirname(source.path), named) : named;
  return [{ from: source.path, to, line: lineOf(specifier, source) }];
}
