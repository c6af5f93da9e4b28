import type { VendorAnswer } from './upstream.ts';

/** No vendor message is longer to any use, and a whole page must not get into an error. */
const LONGEST = 300;
/** A secret of one or two characters stands in nearly every sentence: to take it out would spoil the words. */
const SHORTEST_IN_MESSAGE = 3;
/** An answer is data that callers rely on: there, only what cannot be anything else is withheld. */
const SHORTEST_IN_ANSWER = 8;

/** A vendor's text without the secrets that were sent to it, should it echo them, and without control characters. */
export function scrub(text: string, secrets: readonly string[]): string {
  const clean = without(echoesOf(secrets, SHORTEST_IN_MESSAGE), text);
  return clean.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST);
}

/** Finds secrets in whatever form a vendor may echo them; undefined where there is nothing to find. */
export type Echoes = RegExp | undefined;

/**
 * What finds these secrets in an answer. One expression reads a long text once, five times as fast as a search for each
 * of them; to make it is slow, so that it should be kept.
 */
export function echoesOf(secrets: readonly string[], shortest = SHORTEST_IN_ANSWER): Echoes {
  const forms = secrets
    .filter(({ length }) => length >= shortest)
    // The longest first: one secret may be part of another.
    .sort((one, other) => other.length - one.length)
    .flatMap(writtenForms);
  return forms.length === 0 ? undefined : new RegExp(forms.map(escaped).join('|'));
}

/** A vendor's answer without the token or the app key, should it echo them: no caller may have those, raw or not. */
export function scrubAnswer(answer: VendorAnswer, echoes: Echoes): VendorAnswer {
  const text = without(echoes, answer.text);
  if (text === answer.text) return answer;
  const bytes = new TextEncoder().encode(text);
  try {
    return { ...answer, bytes, text, json: JSON.parse(text) };
  } catch {
    return { ...answer, bytes, text, json: undefined };
  }
}

/** A vendor's request id in the form in which it may become a header and a log line. */
export function scrubId(id: string, secrets: readonly string[]): string {
  // Nearly every id is so, and no secret is written another way in these: to look is enough, for each answer has an id.
  const plain = PLAIN.test(id) && !secrets.some((secret) => secret !== '' && id.includes(secret));
  return plain ? id.slice(0, LONGEST) : scrub(id, secrets).replace(/[^\x20-\x7e]+/g, '?');
}

const without = (echoes: Echoes, text: string): string =>
  echoes?.test(text) ? text.replace(new RegExp(echoes, 'g'), '[withheld]') : text;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Letters, digits and these are the same in URLs, forms and JSON. */
const PLAIN = /^[\w.-]+$/;

/** As it was sent, and as URLs, forms and JSON write it; some JSON writers put a backslash before a slash. */
function writtenForms(secret: string): string[] {
  if (PLAIN.test(secret)) return [secret];
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, encodeURIComponent(secret), inForm, inJson, inJson.replaceAll('/', '\\/')])];
}
