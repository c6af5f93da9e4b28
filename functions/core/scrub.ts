import type { VendorAnswer } from './upstream.ts';

/** No vendor message is longer to any use, and a whole page must not get into an error. */
const LONGEST = 300;
/** Whatever shorter text is a secret, to withhold it would make holes into other words. */
const SHORTEST_IN_MESSAGE = 3;
/** An answer is data that callers rely on: there, only what cannot be anything else is withheld. */
const SHORTEST_IN_ANSWER = 8;

/** A vendor's text without the secrets that were sent to it, should it echo them, and without control characters. */
export function scrub(text: string, secrets: string[]): string {
  const clean = withoutSecrets(text, secrets, SHORTEST_IN_MESSAGE);
  return clean.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST);
}

/** A vendor's answer without the token or the app key, should it echo them: no caller may have those, raw or not. */
export function scrubAnswer(answer: VendorAnswer, secrets: string[]): VendorAnswer {
  const text = withoutSecrets(answer.text, secrets, SHORTEST_IN_ANSWER);
  if (text === answer.text) return answer;
  try {
    return { ...answer, text, json: JSON.parse(text) };
  } catch {
    return { ...answer, text, json: undefined };
  }
}

/** A vendor's request id in the form in which it may become a header and a log line. */
export const scrubId = (id: string, secrets: string[]): string =>
  scrub(id, secrets).replace(/[^\x20-\x7e]+/g, '?');

function withoutSecrets(text: string, secrets: string[], shortest: number): string {
  return (
    secrets
      .filter(({ length }) => length >= shortest)
      // The longest first: one secret may be part of another.
      .sort((one, other) => other.length - one.length)
      .flatMap(formsOf)
      .reduce(
        (result, form) => (result.includes(form) ? result.replaceAll(form, '[withheld]') : result),
        text,
      )
  );
}

/** As it was sent, and as URLs, forms and JSON write it; some JSON writers put a backslash before a slash. */
function formsOf(secret: string): string[] {
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, encodeURIComponent(secret), inForm, inJson, inJson.replaceAll('/', '\\/')])];
}
