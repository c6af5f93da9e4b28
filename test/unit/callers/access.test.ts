import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { HttpResponse, http } from 'msw';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetIsolate } from '../../../functions/core/isolate.ts';
import { bindings, call, problemOf } from '../../support/gateway.ts';
import { LIST } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const TEAM = 'https://team.cloudflareaccess.com';
const AUDIENCE = 'the-application';
const env = bindings({
  CLOUDFLARE_ACCESS: JSON.stringify({ teamDomain: TEAM, audience: AUDIENCE, scopes: ['read'] }),
});

let ours: CryptoKeyPair;
let theirs: CryptoKeyPair;
let jwks: object;
let fetched = 0;
beforeAll(async () => {
  ours = await generateKeyPair('RS256');
  theirs = await generateKeyPair('RS256');
  jwks = { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] };
});
beforeEach(() => {
  fetched = 0;
  network.use(
    http.get(`${TEAM}/cdn-cgi/access/certs`, () => {
      fetched++;
      return HttpResponse.json(jwks);
    }),
  );
});

interface Claims {
  issuer?: string;
  audience?: string;
  expires?: number;
  kid?: string;
  key?: CryptoKey;
  payload?: Record<string, string>;
}

const token = ({
  issuer = TEAM,
  audience = AUDIENCE,
  expires = 60,
  kid = 'k1',
  key = ours.privateKey,
  payload = { sub: 'a-user' },
}: Claims = {}) =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer(issuer)
    .setAudience([audience])
    .setExpirationTime(Math.floor(Date.now() / 1000) + expires)
    .sign(key);

const EXPLAINED = `${LIST}&explain=true`;
const withToken = (assertion: string, path = EXPLAINED) =>
  call(path, { headers: { 'Cf-Access-Jwt-Assertion': assertion, Authorization: '' } }, env);

describe('a token of Cloudflare Access', () => {
  it('lets its bearer in with the configured scopes, named by subject or, for a service, by common name', async () => {
    for (const [payload, name] of [
      [{ sub: 'a-user' }, 'access:a-user'],
      [{ sub: '', common_name: 'robot.access' }, 'access:robot.access'],
    ] as const) {
      const response = await withToken(await token({ payload }));
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ receipt: { caller: name } });
      expect(text).not.toMatch(/Passwd|JoinUri/);
    }
    expect((await withToken(await token(), '/v1/credentials')).status).toBe(403);
    expect(fetched).toBe(1);
  });

  it.each([
    ['has expired', { expires: -60 }],
    ['is for another application', { audience: 'another' }],
    ['is of another team', { issuer: 'https://evil.cloudflareaccess.com' }],
    ['names a key that the team does not have', { kid: 'k2' }],
  ] as const)('that %s is refused, whatever key is sent along', async (_, claims) => {
    const refused = await withToken(await token(claims));
    expect(refused.status).toBe(401);
    expect((await problemOf(refused)).detail).toMatch(/Cloudflare Access/);
    const both = await call(LIST, { headers: { 'Cf-Access-Jwt-Assertion': await token(claims) } }, env);
    expect(both.status).toBe(401);
  });

  it('that somebody else signed, or nobody, or that is none, is refused', async () => {
    const forged = await token({ key: theirs.privateKey });
    const unsigned = new UnsecuredJWT({ sub: 'a-user' })
      .setIssuer(TEAM)
      .setAudience(AUDIENCE)
      .setExpirationTime('1m')
      .encode();
    // The public key taken for a shared secret: the classic confusion of algorithms.
    const confused = await new SignJWT({ sub: 'a-user' })
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .setIssuer(TEAM)
      .setAudience(AUDIENCE)
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(JSON.stringify(jwks)));
    for (const bad of [forged, unsigned, confused, 'a.b.c', 'x'])
      expect((await withToken(bad)).status).toBe(401);
  });

  it('that never ends is refused', async () => {
    const endless = await new SignJWT({ sub: 'a-user' })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(TEAM)
      .setAudience([AUDIENCE])
      .sign(ours.privateKey);
    expect((await withToken(endless)).status).toBe(401);
  });

  it.each([
    ['fails', () => new HttpResponse(null, { status: 500 })],
    ['breaks off', () => HttpResponse.error()],
    ['is no JSON', () => new HttpResponse('<html>')],
    ['is no set of keys', () => HttpResponse.json({ keys: 'none' })],
  ])('is neither taken nor called wrong while the list of keys %s', async (_, certs) => {
    forgetIsolate();
    network.use(http.get(`${TEAM}/cdn-cgi/access/certs`, certs));
    const response = await withToken(await token());
    expect(response.status).toBe(503);
    expect(await problemOf(response)).toMatchObject({ type: expect.stringMatching(/access-unavailable$/) });
    network.use(http.get(`${TEAM}/cdn-cgi/access/certs`, () => HttpResponse.json(jwks)));
    expect((await withToken(await token())).status).toBe(200);
  });

  it('may act for the users that are configured, and for nobody else', async () => {
    const access = { teamDomain: TEAM, audience: AUDIENCE, scopes: ['read'], users: ['alice'] };
    const acting = bindings({ CLOUDFLARE_ACCESS: JSON.stringify(access) });
    const status = async (user: string, where = acting) => {
      const headers = { 'Cf-Access-Jwt-Assertion': await token(), Authorization: '', 'X-On-Behalf-Of': user };
      return (await call(LIST, { headers }, where)).status;
    };
    expect([await status('alice'), await status('bob'), await status('alice', env)]).toEqual([200, 403, 403]);
  });

  it('counts for nothing where Access is not configured', async () => {
    const headers = { 'Cf-Access-Jwt-Assertion': await token(), Authorization: '' };
    expect((await call(LIST, { headers })).status).toBe(401);
    expect(fetched).toBe(0);
  });
});
