import { describe, expect, it } from 'vitest';
import { echoesOf, scrub, scrubAnswer, scrubId } from '../../../functions/core/scrub.ts';

const answer = (text: string) => ({
  status: 200,
  headers: new Headers(),
  bytes: new TextEncoder().encode(text),
  text,
  json: JSON.parse(text),
});

describe('a vendor’s text', () => {
  it('loses the longer secret first, so that nothing of it is left where a shorter one is part of it', () => {
    for (const secrets of [
      ['abcd', 'abcd-1234', 'abcd-1234-xyz'],
      ['abcd-1234-xyz', 'abcd-1234', 'abcd'],
    ]) {
      expect(scrub('key abcd-1234-xyz, token abcd-1234, id abcd.', secrets)).toBe(
        'key [withheld], token [withheld], id [withheld].',
      );
    }
  });

  it.each([
    ['as it was sent', 'a/b&c"d e'],
    ['as a URL has it', 'a%2Fb%26c%22d%20e'],
    ['as a form has it', 'a%2Fb%26c%22d+e'],
    ['as JSON has it', 'a/b&c\\"d e'],
    ['as JSON has it whose writer escapes slashes', 'a\\/b&c\\"d e'],
  ])('loses a secret %s, wherever it stands and however often', (_, form) => {
    expect(scrub(`${form} and <${form}>`, ['a/b&c"d e'])).toBe('[withheld] and <[withheld]>');
  });

  it('keeps words in which a very short secret stands by chance', () => {
    expect(scrub('at 12 of 123', ['12'])).toBe('at 12 of 123');
    expect(scrub('at 12 of 123', ['123'])).toBe('at 12 of [withheld]');
  });

  it('is cut only when the secrets are out, and has no control characters', () => {
    const secret = 's'.repeat(40);
    expect(scrub(`${'x'.repeat(280)}${secret}`, [secret])).toBe(`${'x'.repeat(280)}[withheld]`);
    expect(scrub('x'.repeat(400), [])).toHaveLength(300);
    expect(scrub('one\r\n\ttwo\u0000three', [])).toBe('one two three');
  });

  it('may become a header once everything beyond ASCII is a question mark', () => {
    expect(scrubId('id-会议-1\n2', [])).toBe('id-?-1 2');
    expect(scrubId('id-token-1', ['token'])).toBe('id-[withheld]-1');
  });
});

describe('a vendor’s answer', () => {
  it('is the same object where it holds no secret', () => {
    const clean = answer('{"a":1}');
    expect(scrubAnswer(clean, echoesOf(['12345678']))).toBe(clean);
  });

  it('loses a secret in the text and in what was read from it', () => {
    const { bytes, text, json } = scrubAnswer(answer('{"a":"<12345678>"}'), echoesOf(['12345678']));
    expect([text, json]).toEqual(['{"a":"<[withheld]>"}', { a: '<[withheld]>' }]);
    expect(new TextDecoder().decode(bytes)).toBe(text);
  });

  it('keeps what a secret of seven characters may stand in by chance', () => {
    const callers = answer('{"a":"1234567"}');
    expect(scrubAnswer(callers, echoesOf(['1234567']))).toBe(callers);
  });

  it('is no JSON any more where the secret was a part of its form', () => {
    expect(scrubAnswer(answer('{"a":123456789}'), echoesOf(['123456789']))).toMatchObject({
      text: '{"a":[withheld]}',
      json: undefined,
    });
  });
});
