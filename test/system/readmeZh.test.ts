import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const english = readFileSync('README.md', 'utf8');
const chinese = readFileSync('README.zh-CN.md', 'utf8');

/** Every line of every shell block, without its comment. */
const commandsOf = (text: string) =>
  [...text.matchAll(/```sh[^\n]*\n([\s\S]*?)\n```/g)].flatMap(([, script = '']) =>
    script.split('\n').map((line) => line.replace(/ +# .*$/, '')),
  );
const commands = commandsOf(chinese);
/** Of each heading its level: the two documents have the same parts. */
const levelsOf = (text: string) => [...text.matchAll(/^(#+) /gm)].map(([, level]) => level);

/** What stands in README.md is run there: the Chinese README only has to say the same. */
describe('the Chinese README', () => {
  it('has every part that README.md has', () => {
    expect(levelsOf(chinese)).toEqual(levelsOf(english));
  });

  it('shows every command of README.md, and no other', () => {
    expect(commands).toEqual(commandsOf(english));
  });

  it('shows the TypeScript of README.md, and its diagram', () => {
    const program = (text: string) => /```ts\n[\s\S]*?\n```/.exec(text)?.[0].replace(/\n\/\/.*/g, '');
    expect(program(chinese)).toBe(program(english));
    expect(chinese).toContain('```mermaid');
  });

  it('links to files that there are', () => {
    const links = [...chinese.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
    for (const path of links) expect([path, existsSync(path)]).toEqual([path, true]);
  });
});

describe('the guides', () => {
  const guides = globSync('functions/console/guides/*.md').filter((file) => !file.endsWith('.zh.md'));

  it('are all there in Chinese, with the same parts and commands', () => {
    expect(guides.length).toBeGreaterThan(3);
    for (const file of guides) {
      const [here, there] = [file, file.replace('.md', '.zh.md')].map((name) => readFileSync(name, 'utf8'));
      expect([file, levelsOf(there ?? '')]).toEqual([file, levelsOf(here ?? '')]);
      expect([file, commandsOf(there ?? '')]).toEqual([file, commandsOf(here ?? '')]);
    }
  });
});
