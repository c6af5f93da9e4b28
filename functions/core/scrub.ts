import type { VendorAnswer } from './upstream.ts';

/** No vendor message is longer to any use, and a whole page must not get into an error. */
const LONGEST = 300;
/** A secret of one or two characters stands in nearly every sentence: to take it out would spoil the words. */
const SHORTEST_IN_MESSAGE = 3;
/** An answer is data that callers rely on: there, only what cannot be anything else is withheld. */
const SHORTEST_IN_ANSWER = 8;

/** A vendor's text without the secrets that were sent to it, should it echo them, and without control characters. */
export function scrub(text: string, secrets: readonly string[]): string {
  const clean = withoutForms(text, formsOf(secrets, SHORTEST_IN_MESSAGE));
  return clean.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST);
}

/** The forms in which a vendor may echo these secrets in an answer. Computed once for secrets that stay. */
export const echoesOf = (secrets: readonly string[]): readonly string[] =>
  formsOf(secrets, SHORTEST_IN_ANSWER);

/** A vendor's answer without the token or the app key, should it echo them: no caller may have those, raw or not. */
export function scrubAnswer(answer: VendorAnswer, echoes: readonly string[]): VendorAnswer {
  const text = withoutForms(answer.text, echoes);
  if (text === answer.text) return answer;
  const bytes = new TextEncoder().encode(text);
  try {
    return { ...answer, bytes, text, json: JSON.parse(text) };
  } catch {
    return { ...answer, bytes, text, json: undefined };
  }
}

/** A vendor's request id in the form in which it may become a header and a log line. */
export const scrubId = (id: string, secrets: readonly string[]): string =>
  scrub(id, secrets).replace(/[^\x20-\x7e]+/g, '?');

const withoutForms = (text: string, forms: readonly string[]): string =>
  forms.reduce(
    (result, form) => (result.includes(form) ? result.replaceAll(form, '[withheld]') : result),
    text,
  );

/** The longest first: one secret may be part of another. */
const formsOf = (secrets: readonly string[], shortest: number): string[] =>
  secrets
    .filter(({ length }) => length >= shortest)
    .sort((one, other) => other.length - one.length)
    .flatMap(writtenForms);

/** As it was sent, and as URLs, forms and JSON write it; some JSON writers put a backslash before a slash. */
function writtenForms(secret: string): string[] {
  // Letters, digits and these are the same in all of them.
  if (/^[\w.-]+$/.test(secret)) return [secret];
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, encodeURIComponent(secret), inForm, inJson, inJson.replaceAll('/', '\\/')])];
}
