import { describe, expect, it } from 'vitest';
import { readSealKeys, SEAL_KEYS_FORM, seal, unseal } from '../../../functions/config/seal.ts';

const entry = (kid: string, fill: number) => `${kid}:${new Uint8Array(32).fill(fill).toBase64()}`;
const first = readSealKeys(entry('a', 1));
const rotated = readSealKeys(`${entry('b', 2)},${entry('a', 1)}`);
const value = { token: 'cnr-secret' };

describe('seal', () => {
  it('opens for its owner, and shows nothing to anybody else', async () => {
    const sealed = await seal(value, 'me', first);
    expect(sealed).not.toContain('cnr-secret');
    expect(atob(sealed.split('.')[3] ?? '')).not.toContain('cnr-secret');
    expect(await unseal(sealed, 'me', first)).toEqual(value);
    expect(await unseal(sealed, 'you', first)).toBeUndefined();
  });

  it('seals differently each time', async () => {
    expect(await seal(value, 'me', first)).not.toBe(await seal(value, 'me', first));
  });

  it('goes on opening what an older key sealed, and seals with the newest', async () => {
    const old = await seal(value, 'me', first);
    expect(await unseal(old, 'me', rotated)).toEqual(value);
    expect(await unseal(await seal(value, 'me', rotated), 'me', first)).toBeUndefined();
  });

  it.each(['', 'v1.a', 'v0.a.b.c', 'v1.a.!.!', 'plain text'])('does not open %j', async (text) => {
    expect(await unseal(text, 'me', first)).toBeUndefined();
  });

  it('does not open what a later version sealed, nor what was changed on the way', async () => {
    const sealed = await seal(value, 'me', first);
    expect(await unseal(sealed.replace('v1.', 'v2.'), 'me', first)).toBeUndefined();
    expect(await unseal(sealed.replace('v1.a.', 'v1.b.'), 'me', rotated)).toBeUndefined();
    const [version, kid, iv, body = ''] = sealed.split('.');
    const changed = `${body.startsWith('A') ? 'B' : 'A'}${body.slice(1)}`;
    expect(await unseal([version, kid, iv, changed].join('.'), 'me', first)).toBeUndefined();
  });

  it('knows the form of its keys', () => {
    expect(entry('a', 1)).toMatch(SEAL_KEYS_FORM);
    expect(`${entry('a', 1)},${entry('b', 2)}`).toMatch(SEAL_KEYS_FORM);
    expect('a:c2hvcnQ=').not.toMatch(SEAL_KEYS_FORM);
  });
});
