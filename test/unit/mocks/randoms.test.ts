import { describe, expect, it } from 'vitest';
import { createVendors, type Vendors } from '../../../mocks/vendors.ts';
import { HUAWEI, NOW, send } from '../../support/simulation.ts';

/** Buys a random of the webinar that goes on the longest of those that end. */
async function buy(vendors: Vendors) {
  const running = vendors.world.huawei.ongoing('webinar', NOW).filter(({ end }) => Number.isFinite(end));
  const { conferenceId = '', guest } = running.sort((a, b) => b.over - a.over)[0]?.load() ?? {};
  const { body } = await send(vendors, `${HUAWEI.random}?conf_id=${conferenceId}`, {
    headers: { 'X-Password': guest?.password ?? '' },
  });
  return { meeting: conferenceId, random: body.random as string };
}
const join = (vendors: Vendors, body: object) =>
  send(vendors, '/__mock/people/join', {
    method: 'POST',
    body: JSON.stringify({ vendor: 'huawei', name: '韩梅梅', ...body }),
  });

describe('a random of Huawei’s', () => {
  it('lets in once', async () => {
    const vendors = createVendors({ now: NOW });
    const bought = await buy(vendors);
    expect((await join(vendors, bought)).status).toBe(201);
    expect(await join(vendors, bought)).toMatchObject({
      status: 422,
      body: { error: 'the random is none for this conference, or has been used up' },
    });
  });

  it('lets into no other conference, and is not spent by the attempt', async () => {
    const vendors = createVendors({ now: NOW });
    const bought = await buy(vendors);
    expect((await join(vendors, { ...bought, meeting: '981326872' })).status).toBe(422);
    expect((await join(vendors, bought)).status).toBe(201);
  });

  it('expires after a while that can be set', async () => {
    for (const [settings, life] of [
      [{}, 30 * 60_000],
      [{ randomLife: 5_000 }, 5_000],
    ] as const) {
      const vendors = createVendors({ now: NOW, huawei: settings });
      const [first, second] = [await buy(vendors), await buy(vendors)];
      vendors.clock.advance(life - 1);
      expect((await join(vendors, first)).status).toBe(201);
      vendors.clock.advance(1);
      expect((await join(vendors, second)).body).toEqual({ error: 'the random has expired' });
    }
  });
});
