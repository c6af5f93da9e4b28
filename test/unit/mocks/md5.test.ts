import { expect, it } from 'vitest';
import { md5Hex } from '../../../mocks/huawei/fronts.ts';

it.each([
  // From RFC 1321, appendix A.5.
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a', '0cc175b9c0f1b6a831c399e269772661'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
])('the MD5 of %j is the published one', (text, expected) => {
  expect(md5Hex(text)).toBe(expected);
});

it.each([54, 55, 56, 63, 64, 65, 119, 120])('of %i bytes is that of the platform', async (length) => {
  const text = 'x'.repeat(length);
  // workerd has MD5 beside what the standard asks for.
  const digest = await crypto.subtle.digest('MD5', new TextEncoder().encode(text));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(md5Hex(text)).toBe(hex);
});
