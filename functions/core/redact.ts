import type { Sensitivity } from './sensitivity.ts';

/** What stands in the place of what a caller may not see, within a text that they may. */
export const WITHHELD = '[withheld]';

/** Words after which vendors write what opens a door. */
const LABEL =
  'pass(?:word|wd|phrase)|pwd|(?:access|pass|p)[\\s-]?code[12]?|pin|token|secret|random|watchword|bearer|密码|口令|暗号|验证码|随机数|令牌|密钥';

/**
 * What secrets and personal data look like in free text. What stands in a group stays. Each is bounded or begins where
 * a run of its characters does, so that a long text is read in time linear to its length.
 */
const PATTERNS: Record<Sensitivity, readonly string[]> = {
  secret: [
    // `password: x`, `pwd=x`, `"token":"x"`, `<pin>x`, 密码：x; `password 264301`, `PIN is 1234`, 密码264301: without a
    // sign between them only what has a digit.
    `(${LABEL})(?:(["'\\s]{0,4}[:=：＝>]["'“\\s]{0,4})(?:[^\\s"'“”<>,;，。；]|[,;](?=\\S))+|((?:\\s{1,3}(?:is|was))?[\\s"'“(]{0,4})(?=[!-~]{0,64}\\d)(?![:=(])(?:[!#-&*+\\--:<-~]|[,;](?=\\S)){3,})`,
    // A link, with or without its scheme.
    '(?<![\\w.-])(?:[a-z][a-z0-9+.-]{1,20}:\\/\\/|(?:[\\w-]{1,63}\\.){1,8}[a-z]{2,20}(?::\\d+)?\\/)[^\\s"\'<>，。；]+',
    // A JSON Web Token.
    '\\beyJ[\\w-]{8,}(?:\\.[\\w-]*)*',
  ],
  personal: [
    // An e-mail address; its end may have been cut off.
    '(?<![\\w.+%-])[\\w.+%-]{1,64}@(?:[\\w-]+|[^\\x00-\\x7f，。；：！？、（）]+)(?:\\.[\\w-]+|\\.[^\\x00-\\x7f，。；：！？、（）]+)*',
    // A telephone number: international, a Chinese mobile, a Chinese landline with its dash.
    '\\+\\d(?:[\\s()-]{0,2}\\d){6,16}',
    '(?<![\\w.])1[3-9]\\d[\\s-]?\\d{4}[\\s-]?\\d{4}(?!\\w)',
    '(?<![\\w-])0\\d{2,3}-\\d{7,8}(?!\\w)',
    // An IP address that is no part of a longer name.
    '(?<![\\w.-])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w.-])',
    '(?<![\\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})(?![\\w:])',
  ],
};

/** Takes out of a text what looks like a secret or a personal datum. */
type Redact = (text: string) => string;

const made = new Map<string, Redact>();

/** What takes out of texts all that looks to be of these kinds: one expression for them all, made once. */
export function redactor(kinds: readonly Sensitivity[]): Redact {
  const name = kinds.join();
  let redact = made.get(name);
  if (!redact) {
    redact = makeRedactor(kinds);
    made.set(name, redact);
  }
  return redact;
}

function makeRedactor(kinds: readonly Sensitivity[]): Redact {
  if (kinds.length === 0) return (text) => text;
  const source = kinds.flatMap((kind) => PATTERNS[kind]).join('|');
  const [some, all] = [new RegExp(source, 'i'), new RegExp(source, 'gi')];
  // The groups of the secrets are their labels and what follows those: they stay.
  const replacement = kinds.includes('secret') ? `$1$2$3${WITHHELD}` : WITHHELD;
  return (text) => (some.test(text) ? text.replace(all, replacement) : text);
}
