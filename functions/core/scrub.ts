/** No vendor message is longer to any use, and a whole page must not get into an error. */
const LONGEST = 300;

/** A vendor's text without the secrets that were sent to it, should it echo them, and without control characters. */
export function scrub(text: string, secrets: string[]): string {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const clean = forms
    .filter((secret) => secret.length > 2)
    .reduce((result, secret) => result.replaceAll(secret, '[withheld]'), text);
  return clean.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST);
}
