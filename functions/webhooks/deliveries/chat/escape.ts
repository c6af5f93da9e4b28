/** Nobody's name or subject is longer; a message has room for many. Characters. */
const LONGEST = 120;
/**
 * What makes something of a text in the markdown of any of the chats, as its full-width form: they differ in which backslashes
 * they take away, and none knows these. `<` and `@` mention everybody. Dots, dashes and digits make something only at the
 * beginning of a line, where no such text stands.
 */
const WIDE: Record<string, string> = {
  '\\': '＼',
  '`': '｀',
  '*': '＊',
  _: '＿',
  '[': '［',
  ']': '］',
  '(': '（',
  ')': '）',
  '#': '＃',
  '!': '！',
  '|': '｜',
  '~': '～',
  '<': '＜',
  '>': '＞',
  '&': '＆',
  $: '＄',
  '@': '＠',
};
const MARKS = /[\\`*_[\]()#!|~<>&$@]/g;

/** One line of plain text: without line breaks, controls and what turns the direction of reading. */
export const plain = (text: string): string => {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : line;
};

/** The same for markdown: a name is a name, whatever is in it. A link is no link. */
export const escaped = (text: string): string =>
  plain(text)
    .replace(MARKS, (mark) => WIDE[mark] ?? mark)
    .replaceAll('://', '：//');
