import { HttpResponse, http } from 'msw';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../../mocks/network.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { NOW, send } from '../../support/simulation.ts';

const LIST = 'https://api.meeting.huaweicloud.com/v1/wss/webinar/open/conferences/ongoing';

describe('a path that no vendor has', () => {
  const vendors = createVendors({ now: NOW });

  it('is refused by Huawei’s gateway', async () => {
    const answer = await send(vendors, '/v1/nothing');
    expect([answer.status, answer.body.error_code]).toEqual([404, 'APIG.0101']);
    expect(answer.body.request_id).toBe(answer.headers.get('X-Request-Id'));
  });

  it('is refused in each Quanshi family’s envelope', async () => {
    const conference = await send(vendors, '/confopenapi/nothing', { method: 'POST' });
    expect([conference.status, typeof conference.body.status]).toEqual([404, 'number']);
    const events = await send(vendors, '/eventopenapi/nothing', { method: 'POST' });
    expect([events.status, typeof events.body.code]).toEqual([404, 'number']);
  });

  it('is told apart from a wrong method', async () => {
    expect((await send(vendors, '/confopenapi/conference/listbystatus')).hint).toContain(
      'takes POST, not GET',
    );
  });
});

describe('the network', () => {
  const network = createNetwork(createVendors({ now: NOW }));
  beforeAll(() => network.enable());
  afterEach(() => network.resetHandlers());
  afterAll(() => network.disable());

  it('answers as the vendors do', async () => {
    const response = await fetch(LIST);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error_code: 'USG.000000004' });
  });

  it('takes overrides', async () => {
    network.use(http.get('*/v1/wss/*', () => HttpResponse.json({}, { status: 503 })));
    expect((await fetch(LIST)).status).toBe(503);
  });

  it('lets nothing else out', async () => {
    await expect(fetch('https://example.com/elsewhere')).rejects.toThrow();
  });
});
