import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import {
  isWebhookSecret,
  newWebhookSecret,
  signWebhook,
  TOLERANCE_S,
  verifyWebhook,
} from '../../../functions/webhooks/signing.ts';

const NOW = Date.now();
const secret = newWebhookSecret();
const text = '{"operation":"huawei.listOngoingWebinars","input":{"searchKey":"例会"}}';
const body = new TextEncoder().encode(text);
const headersOf = (headers: Awaited<ReturnType<typeof signWebhook>>) => ({
  id: headers['webhook-id'],
  timestamp: headers['webhook-timestamp'],
  signature: headers['webhook-signature'],
});
const signed = async (secrets = [secret], now = NOW) =>
  headersOf(await signWebhook({ id: 'msg_1', body }, secrets, now));

describe('a signature', () => {
  it('is taken by the library of the specification, and one of the library is taken here', async () => {
    const headers = await signWebhook({ id: 'msg_1', body }, [secret], NOW);
    expect(new Webhook(secret).verify(text, headers)).toEqual(JSON.parse(text));
    const signature = new Webhook(secret).sign('msg_2', new Date(NOW), text);
    const timestamp = String(Math.floor(NOW / 1000));
    expect(await verifyWebhook({ id: 'msg_2', timestamp, signature }, body, [secret], NOW)).toBe('good');
  });

  it('is there for each secret during a rotation, and either receiver takes the message', async () => {
    const old = newWebhookSecret();
    const headers = await signWebhook({ id: 'msg_1', body }, [secret, old], NOW);
    for (const one of [secret, old]) expect(() => new Webhook(one).verify(text, headers)).not.toThrow();
    for (const one of [secret, old])
      expect(await verifyWebhook(headersOf(headers), body, [newWebhookSecret(), one], NOW)).toBe('good');
  });

  it('is wrong for another body, id, time or secret, and for what is no signature', async () => {
    const good = await signed();
    const wrong: [Partial<typeof good>, Uint8Array?, string[]?][] = [
      [{ id: 'msg_2' }],
      [{ timestamp: String(Number(good.timestamp) + 1) }],
      [{ signature: good.signature.replace('v1,', 'v1a,') }],
      [{ signature: good.signature.slice(0, -4) }],
      [{ signature: 'v1,' }],
      [{ signature: 'v1,%%%' }],
      [{ signature: `${'v1,AAAA '.repeat(10)}${good.signature}` }],
      [{}, new TextEncoder().encode(JSON.stringify(JSON.parse(text), null, 1))],
      [{}, body.slice(0, -1)],
      [{}, body, [newWebhookSecret()]],
      [{}, body, []],
    ];
    for (const [change, sent = body, secrets = [secret]] of wrong)
      expect(await verifyWebhook({ ...good, ...change }, sent, secrets, NOW)).toBe('wrong');
  });

  it('is missing where one of the three headers is', async () => {
    const good = await signed();
    for (const name of ['id', 'timestamp', 'signature'] as const)
      expect(await verifyWebhook({ ...good, [name]: undefined }, body, [secret], NOW)).toBe('unsigned');
    for (const timestamp of ['', 'now', '1e9', '-1', '1.5', '9'.repeat(13)])
      expect(await verifyWebhook({ ...good, timestamp }, body, [secret], NOW)).toBe('unsigned');
  });

  it('is good for five minutes before and after its time, to the second', async () => {
    const good = await signed();
    const at = (seconds: number) => verifyWebhook(good, body, [secret], NOW + seconds * 1000);
    expect(await Promise.all([at(TOLERANCE_S), at(-TOLERANCE_S)])).toEqual(['good', 'good']);
    expect(await at(TOLERANCE_S + 1)).toBe('too-old');
    expect(await at(-TOLERANCE_S - 1)).toBe('too-new');
  });

  it('that is wrong and too old is wrong: only who knows a secret learns of clocks', async () => {
    const old = await signed([newWebhookSecret()], NOW - 3_600_000);
    expect(await verifyWebhook(old, body, [secret], NOW)).toBe('wrong');
  });
});

it('a secret is whsec_ and 32 random bytes; those of 24 to 64 bytes are secrets', () => {
  expect(newWebhookSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(newWebhookSecret()).not.toBe(newWebhookSecret());
  const of = (bytes: number) => `whsec_${new Uint8Array(bytes).toBase64()}`;
  expect([of(24), of(64), of(23), of(65), 'whsec_', 'whsec_%', of(32).slice(6)].map(isWebhookSecret)).toEqual(
    [true, true, false, false, false, false, false],
  );
});
