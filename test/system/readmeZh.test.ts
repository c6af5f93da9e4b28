import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const english = readFileSync('README.md', 'utf8');
const chinese = readFileSync('README.zh-CN.md', 'utf8');

/** Every line of every shell block, without its comment. */
const commandsOf = (text: string) =>
  [...text.matchAll(/```sh[^\n]*\n([\s\S]*?)\n```/g)].flatMap(([, script = '']) =>
    script.split('\n').map((line) => line.replace(/ +# .*$/, '')),
  );
const commands = commandsOf(chinese);
const gatewayCalls = commands.filter((line) => /^curl .*http:\/\/127\.0\.0\.1:8787/.test(line));
const answers = [...chinese.matchAll(/```json\n[\s\S]*?\n```/g)].map(([block]) => block);
const operationIds = [...english.matchAll(/^### (\w+\.\w+)$/gm)].map(([, id = '']) => id);

/** What stands in README.md is run there: the Chinese README only has to say the same. */
describe('the Chinese README', () => {
  it('has a section for every operation, in the order of README.md', () => {
    expect(operationIds.length).toBeGreaterThan(0);
    expect([...chinese.matchAll(/^### (\w+\.\w+)$/gm)].map(([, id]) => id)).toEqual(operationIds);
  });

  it('calls the gateway, and everything else, only by command lines of README.md', () => {
    expect(gatewayCalls.length).toBeGreaterThan(operationIds.length);
    expect(commandsOf(english)).toEqual(expect.arrayContaining(commands));
  });

  it('shows the answers that README.md shows', () => {
    expect(answers.length).toBeGreaterThanOrEqual(operationIds.length);
    for (const answer of answers) expect(english).toContain(answer);
  });

  it('links to headings that README.md has', () => {
    const anchors = [...english.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...chinese.matchAll(/README\.md#([\w-]+)/g)].map(([, anchor]) => anchor);
    expect(anchors).toEqual(expect.arrayContaining(links));
  });
});
