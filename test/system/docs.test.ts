import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill } from '../docs/fill.ts';

const root = join(import.meta.dirname, '../..');
const docs = (cwd: string, ...options: string[]) =>
  spawnSync(process.execPath, [join(cwd, 'test/docs/run.ts'), ...options], { cwd, encoding: 'utf8' });

describe('npm run docs', () => {
  /** The repository once more, to be spoiled. */
  let copy = '';
  const change = (file: string, from: string | RegExp, to: string) => {
    const before = readFileSync(join(copy, file), 'utf8');
    const after = before.replace(from, to);
    expect(after, file).not.toBe(before);
    writeFileSync(join(copy, file), after);
    return after;
  };
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'meetgate-docs-'));
    const names = ['functions', 'mocks', 'fixtures', 'test', 'package.json', 'biome.json', 'wrangler.toml'];
    for (const name of [...names, 'README.md', 'README.zh-CN.md', 'SECURITY.md', 'tsconfig.json'])
      cpSync(join(root, name), join(copy, name), {
        recursive: true,
        filter: (path) => !path.includes('node_modules'),
      });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    execFileSync('git', ['init', '-q'], { cwd: copy });
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('has nothing to write here: what is generated was committed', () => {
    const { status, stdout, stderr } = docs(root, '--check');
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });

  it('with --check names each stale file and writes nothing; without, it writes them', () => {
    const spoiled = change('functions/README.md', '| `raw` |', '| `rough` |');
    change('functions/core/problems.ts', 'No such route', 'No such way');
    change('wrangler.toml', 'binding = "METRICS"', 'binding = "NUMBERS"');
    const page = (language: string, name: string) =>
      `functions/assets/pages/${language}/problems/${name}.html`;
    const stale = [
      'functions/assets/openapi.json',
      ...['en', 'zh'].flatMap((language) => [page(language, 'index'), page(language, 'route-not-found')]),
      'functions/README.md',
      'functions/config/env.d.ts',
    ];

    const checked = docs(copy, '--check');
    expect(checked.status).toBe(1);
    expect(checked.stdout.trim().split('\n').slice(0, -1)).toEqual(stale.map((file) => `stale: ${file}`));
    expect(readFileSync(join(copy, 'functions/README.md'), 'utf8')).toBe(spoiled);

    const written = docs(copy);
    expect([written.status, written.stderr]).toEqual([0, '']);
    expect(written.stdout.trim().split('\n')).toEqual(stale.map((file) => `written: ${file}`));
    expect(readFileSync(join(copy, 'functions/README.md'), 'utf8')).toContain('No such way');
    expect(readFileSync(join(copy, 'functions/config/env.d.ts'), 'utf8')).toMatch(/NUMBERS\??: Analytics/);
    expect(docs(copy, '--check').status).toBe(0);
  });
});

describe('a block of a document', () => {
  it('is written anew, and what stands around it is kept', () => {
    const text = 'a\n<!-- docs:one -->\nold\n<!-- /docs -->\nb\n<!-- docs:two -->\n<!-- /docs -->\n';
    const filled = fill(text, { one: () => 'new $1', two: () => '|' });
    expect(filled).toBe(
      'a\n<!-- docs:one -->\nnew $1\n<!-- /docs -->\nb\n<!-- docs:two -->\n|\n<!-- /docs -->\n',
    );
  });

  it.each([
    ['that nobody makes', '<!-- docs:one -->\n<!-- /docs -->', {}],
    ['that is not there', '', { one: () => '' }],
    ['that is there twice', '<!-- docs:one -->\n<!-- /docs -->\n'.repeat(2), { one: () => '' }],
  ])('is an error %s', (_, text, blocks) => {
    expect(() => fill(text, blocks as Record<string, () => string>)).toThrow('It has the blocks');
  });
});
