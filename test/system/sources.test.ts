import { describe, expect, test } from 'vitest';
import { branchesOn, environmentReads } from '../support/conduct.ts';
import { breaches, homeless, placeIn } from '../support/layers.ts';
import { rings } from '../support/rings.ts';
import { importsOf, mentionsOf, parse } from '../support/sources.ts';

/** The imports of small trees, written as `a b c`: `a` imports `b` and `c`. */
const edges = (...files: string[]) =>
  importsOf(
    parse(
      Object.fromEntries(
        files.map((line) => {
          const [file = '', ...imported] = line.split(' ');
          return [file, imported.map((path) => `import '${up(file)}${path}';`).join('\n')];
        }),
      ),
    ),
  );
/** The way from a file to the root of its tree. */
const up = (file: string) => '../'.repeat(file.split('/').length - 1) || './';
const targets = (text: string) => importsOf(parse({ 'one/a.ts': text })).map(({ to }) => to);

describe('imports', () => {
  test.each([
    ['a value', "import { b } from './b.ts';"],
    ['a default and a namespace', "import b, * as all from './b.ts';"],
    ['nothing but the effect', "import './b.ts';"],
    ['a type', "import type { B } from './b.ts';"],
    ['a type among values', "import { type B } from './b.ts';"],
    ['several lines', "import {\n  b,\n  c,\n} from './b.ts';"],
    ['with attributes', "import b from './b.ts' with { type: 'json' };"],
    ['export from', "export { b } from './b.ts';"],
    ['export of all', "export * from './b.ts';"],
    ['export of a type', "export type { B } from './b.ts';"],
    ['while running', "const { b } = await import('./b.ts');"],
    ['while running, in a template', 'const { b } = await import(`./b.ts`);'],
    ['as a type', "let b: import('./b.ts').B;"],
    ['as the type of a module', "let b: typeof import('./b.ts');"],
    ['behind a comment', "import /* from './c.ts' */ { b } from /* x */ './b.ts';"],
    ['after a regular expression with a quote', "const quote = /[`'\"]/; import './b.ts';"],
    ['within a template', `const b = \`\${await import('./b.ts')}\`;`],
  ])('%s', (_, text) => {
    expect(targets(text)).toEqual(['one/b.ts']);
  });

  test.each([
    ['a comment', "// import './b.ts';\n/* import './b.ts'; */"],
    ['a text', 'const b = "import \'./b.ts\'";'],
    ['a template', "const b = `\nimport './b.ts';\n`;"],
    ['a function of that name', "loader.import('./b.ts'); from('./b.ts');"],
  ])('not in %s', (_, text) => {
    expect(targets(text)).toEqual([]);
  });

  test('lead to paths of the tree, and to packages as they are written, with the line', () => {
    const text = "import 'hono/cors';\n\nimport '../two/b.ts';\nimport '../../c.js';\nimport 'node:fs';";
    expect(importsOf(parse({ 'x/one/a.ts': text, 'b.js': "import './c.js';" }))).toEqual([
      { from: 'x/one/a.ts', to: 'hono/cors', line: 1 },
      { from: 'x/one/a.ts', to: 'x/two/b.ts', line: 3 },
      { from: 'x/one/a.ts', to: 'c.js', line: 4 },
      { from: 'x/one/a.ts', to: 'node:fs', line: 5 },
      { from: 'b.js', to: 'c.js', line: 1 },
    ]);
  });

  test('a file that is no TypeScript is an error that names it', () => {
    expect(() => parse({ 'one/a.ts': "import { b from './b.ts';" })).toThrow('one/a.ts');
  });

  test('files that are named without an import are mentions', () => {
    const text =
      "new URL('../b.html', import.meta.url);\nglobSync('./*.ts');\nimport('./c.ts');\nsay('hello');";
    expect(mentionsOf(parse({ 'one/a.ts': text }))).toEqual([
      { from: 'one/a.ts', to: 'b.html', line: 1 },
      { from: 'one/a.ts', to: 'one/*.ts', line: 2 },
    ]);
  });
});

describe('rings', () => {
  test('a tree without one has none, even where many ways lead to a file', () => {
    expect(rings(edges('a.ts b.ts c.ts', 'b.ts d.ts', 'c.ts d.ts', 'd.ts'))).toEqual([]);
  });

  test('is said as the whole way round, with each import', () => {
    expect(rings(edges('b.ts c.ts', 'c.ts a.ts', 'a.ts b.ts', 'd.ts a.ts'))).toEqual([
      'a.ts → b.ts → c.ts → a.ts\n  a.ts:1 → b.ts\n  b.ts:1 → c.ts\n  c.ts:1 → a.ts',
    ]);
  });

  test('a file that imports itself is one', () => {
    expect(rings(edges('a.ts a.ts'))).toEqual(['a.ts → a.ts\n  a.ts:1 → a.ts']);
  });

  test('type imports count', () => {
    const sources = parse({
      'a.ts': "import type { B } from './b.ts';",
      'b.ts': "import { a } from './a.ts';",
    });
    expect(rings(importsOf(sources))).toHaveLength(1);
  });

  test('all that share files are said, the shortest first', () => {
    const [shortest, longer, ...others] = rings(
      edges('a.ts b.ts', 'b.ts a.ts c.ts', 'c.ts d.ts', 'd.ts a.ts'),
    );
    expect(shortest).toMatch(/^a\.ts → b\.ts → a\.ts\n/);
    expect(longer).toMatch(/^a\.ts → b\.ts → c\.ts → d\.ts → a\.ts\n/);
    expect(others).toEqual([]);
  });

  test('apart from each other are both said', () => {
    expect(rings(edges('a.ts b.ts', 'b.ts a.ts c.ts', 'c.ts d.ts', 'd.ts c.ts'))).toHaveLength(2);
  });

  test('of folders are said with the files, though no file is part of a ring', () => {
    const tree = edges(
      'src/one/a.ts src/two/a.ts',
      'src/two/a.ts',
      'src/two/b.ts src/one/c.ts',
      'src/one/c.ts',
    );
    expect(rings(tree)).toEqual([]);
    expect(rings(tree, placeIn('src'))).toEqual([
      'one → two → one\n  src/one/a.ts:1 → src/two/a.ts\n  src/two/b.ts:1 → src/one/c.ts',
    ]);
  });

  test('of folders do not come of imports within one', () => {
    expect(
      rings(edges('src/one/a.ts src/one/b.ts', 'src/one/b.ts src/one/deep/c.ts'), placeIn('src')),
    ).toEqual([]);
  });
});

describe('places', () => {
  test('are the first folder, a file that lies in none, and each folder of a group', () => {
    const place = placeIn('src', ['vendors']);
    expect(
      ['src/core/deep/a.ts', 'src/app.ts', 'src/vendors/huawei/operations/a.ts', 'src/vendors/shared.ts'].map(
        place,
      ),
    ).toEqual(['core', 'app.ts', 'vendors/huawei', 'vendors']);
  });
});

describe('layers', () => {
  const layers = [['core'], ['vendors/*'], ['one', 'other'], ['app.ts']];
  const place = placeIn('src', ['vendors']);
  const said = (...files: string[]) => breaches(edges(...files), layers, place);

  test('what stands above, the own folder and peers may be imported', () => {
    expect(
      said(
        'src/app.ts src/one/a.ts src/core/a.ts',
        'src/one/a.ts src/other/a.ts src/vendors/huawei/a.ts src/one/b.ts',
        'src/vendors/huawei/a.ts src/vendors/huawei/deep/b.ts src/core/a.ts',
      ),
    ).toEqual([]);
  });

  test('what stands below may not, nor may its types', () => {
    expect(said('src/core/a.ts src/core/b.ts src/app.ts', 'src/vendors/huawei/a.ts src/one/a.ts')).toEqual([
      'src/core/a.ts:2 → src/app.ts: core stands above app.ts',
      'src/vendors/huawei/a.ts:1 → src/one/a.ts: vendors/huawei stands above one',
    ]);
    const types = parse({ 'src/core/a.ts': "import type { B } from '../one/b.ts';" });
    expect(breaches(importsOf(types), layers, place)).toHaveLength(1);
  });

  test('those of one group may not import each other', () => {
    expect(said('src/vendors/huawei/a.ts src/vendors/quanshi/a.ts')).toEqual([
      'src/vendors/huawei/a.ts:1 → src/vendors/quanshi/a.ts: vendors/huawei must not know vendors/quanshi',
    ]);
  });

  test('a file that none has is said', () => {
    const files = [
      'src/core/a.ts',
      'src/vendors/huawei/a.ts',
      'src/vendors/a.ts',
      'src/new/a.ts',
      'src/lost.ts',
    ];
    expect(homeless(files, layers, place)).toEqual([
      'src/vendors/a.ts stands in no layer',
      'src/new/a.ts stands in no layer',
      'src/lost.ts stands in no layer',
    ]);
  });
});

describe('branches on a word', () => {
  const found = (text: string) => branchesOn(parse({ 'a.ts': text }), ['huawei', 'quanshi']);

  test.each([
    "if (vendor === 'huawei') go();",
    "if ('quanshi' !== route.vendor) go();",
    'const x = vendor == `huawei` ? 1 : 2;',
    "switch (vendor) { case 'huawei': go(); }",
    "if (id.startsWith('huawei.')) go();",
    "if (['huawei'].includes(vendor)) go();",
    "if (ids.includes('quanshi')) go();",
    "if (Object.is(vendor, 'huawei')) go();",
    "if (operation === 'huawei.listOngoingWebinars') go();",
    "const x = { huawei: 1, 'quanshi': 2 }[vendor];",
    'const x = ({ huawei: 1, ...rest })[vendor];',
  ])('%s', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  test.each([
    "const vendors = ['huawei', 'quanshi'];",
    "const vendor: 'huawei' | 'quanshi' = 'huawei';",
    'const all = { huawei, quanshi };',
    "// vendor === 'huawei'",
    "if (vendor === other || name === 'huaweicloud') go();",
    'const x = { huawei: 1 }; go(x.huawei);',
  ])('not %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('are said with file, line and text', () => {
    expect(found("\nif (\n  vendor ===\n  'huawei') go();")).toEqual(["a.ts:3: vendor === 'huawei'"]);
  });
});

describe('reads of the environment', () => {
  const found = (text: string) => environmentReads(parse({ 'a.ts': text }), ['KEYS']);

  test.each([
    'const x = env.SECRET;',
    'const x = c.env.SECRET;',
    'const x = this.env[name];',
    'const x = (env as Record<string, string>).SECRET;',
    'const x = env?.SECRET;',
    "const x = services.env['SECRET'];",
    'const { KEYS, SECRET } = env;',
    'const { SECRET: own } = c.env;',
    'const { KEYS, ...rest } = env;',
    'const all = Object.entries(env);',
    "import { env } from 'cloudflare:workers';",
    "import { env as own } from 'cloudflare:workers';",
  ])('%s', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  test.each([
    'await env.KEYS.get(name);',
    "const x = c.env['KEYS'];",
    'const { KEYS: keys } = env;',
    'const config = readConfig(c.env);',
    'const x = process.env.SECRET;',
    "type Keys = Env['SECRET'];",
    'const { env } = services;',
  ])('not %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
