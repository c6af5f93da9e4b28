import { describe, expect, it } from 'vitest';
import { answerHeaders } from '../../../functions/calls/options.ts';
import { bindings, call } from '../../support/gateway.ts';
import { LIST } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

useVendors();

describe('a web page', () => {
  const origin = { Origin: 'https://app.example' };
  const preflight = {
    method: 'OPTIONS',
    headers: {
      ...origin,
      Authorization: '',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    },
  };
  const open = bindings({ CORS_ORIGINS: 'https://app.example,https://other.example' });

  it('may not call unless its origin is listed', async () => {
    expect((await call(LIST, { headers: origin })).headers.get('Access-Control-Allow-Origin')).toBe(null);
    const stranger = await call(LIST, { headers: { Origin: 'https://evil.example' } }, open);
    expect(stranger.headers.get('Access-Control-Allow-Origin')).toBe(null);
  });

  it('may call from a listed origin, asks first without a key, and sees problems too', async () => {
    const asked = await call('/v1/invoke/quanshi.listLiveConferences', preflight, open);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('Access-Control-Allow-Headers')).toMatch(/authorization/i);
    for (const response of [
      asked,
      await call(LIST, { headers: origin }, open),
      await call('/v1/no', { headers: { ...origin, Authorization: '' } }, open),
    ])
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example');
  });

  it('keeps its answers apart from those without an origin, also in caches on the way', async () => {
    for (const headers of [{}, origin]) {
      const vary = (await call(LIST, { headers }, open)).headers.get('Vary') ?? '';
      expect(vary.split(/, */)).toEqual(expect.arrayContaining(['Origin', 'Authorization', 'X-Account']));
    }
    expect((await call(LIST)).headers.get('Vary')).not.toMatch(/Origin/);
  });

  it('may read every header that answers have beside their body', async () => {
    const exposed = (await call(LIST, { headers: origin }, open)).headers.get(
      'Access-Control-Expose-Headers',
    );
    for (const header of Object.keys(answerHeaders)) expect(exposed).toContain(header);
  });
});

describe('every answer', () => {
  it.each([LIST, '/v1/nowhere', '/healthz', '/problems/unauthenticated', `${LIST}&raw=7`])(
    'at %s has security headers',
    async (path) => {
      const { headers } = await call(path);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Strict-Transport-Security')).toMatch(/max-age=\d{7,}/);
      expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    },
  );
});
