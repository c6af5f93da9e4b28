import { describe, expect, it } from 'vitest';
import { bindings, call } from '../support/gateway.ts';

const PAGES = ['/', '/docs', '/docs/guides', '/problems', '/problems/unauthenticated'];
const page = (path: string, headers: Record<string, string> = {}, env?: Env) =>
  call(path, { headers: { Accept: 'text/html', ...headers } }, env);

describe('a page', () => {
  it.each(PAGES)('%s is HTML under a policy that lets nothing run but our own modules', async (path) => {
    const response = await page(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    const html = await response.text();
    expect(html).not.toMatch(
      /<style|\sstyle=|\son\w+=|<script(?! type="(?:module" src="\/static\/|application\/json"))/,
    );
  });

  it('speaks the first language of the browser that it knows', async () => {
    const languageFor = async (accept: string) =>
      (await page('/', { 'Accept-Language': accept })).headers.get('Content-Language');
    expect(await languageFor('zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh-CN');
    expect(await languageFor('fr-FR,en;q=0.5,zh;q=0.1')).toBe('en');
    expect(await languageFor('fr')).toBe('en');
  });

  it('keeps to the language that was switched to', async () => {
    const switched = await page('/docs?lang=zh', { 'Accept-Language': 'en' });
    expect(switched.headers.get('Content-Language')).toBe('zh-CN');
    const cookie = switched.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/^lang=zh; Path=\/; .*SameSite=Lax/);
    const later = await page('/', { 'Accept-Language': 'en', Cookie: `a=b; ${cookie.split(';')[0]}` });
    expect(later.headers.get('Content-Language')).toBe('zh-CN');
    const wrong = await page('/docs?lang=fr', { Cookie: 'lang=fr' });
    expect([wrong.headers.get('Content-Language'), wrong.headers.get('Set-Cookie')]).toEqual(['en', null]);
  });

  it('tells of the simulation only where there is one', async () => {
    const marked = async (env?: Env) => / data-simulated=""/.test(await (await page('/', {}, env)).text());
    expect(await marked()).toBe(true);
    expect(await marked(bindings({ SIMULATION_BASE_URL: '' }))).toBe(false);
  });

  it('that there is not is a problem, whatever it is called', async () => {
    for (const path of ['/docs/guides/none', '/docs/guides/..%2Findex', '/docs/guides/%00', '/problems/none'])
      expect([path, (await page(path)).status]).toEqual([path, 404]);
  });

  it('of problems is JSON for programs', async () => {
    const response = await call('/problems/unauthenticated', { headers: { Accept: '*/*' } });
    expect(await response.json()).toMatchObject({ slug: 'unauthenticated', status: 401 });
  });

  it('has an icon, also where browsers look for it unasked', async () => {
    const response = await call('/favicon.ico');
    expect([response.status, response.headers.get('Location')]).toEqual([301, '/static/favicon.svg']);
  });
});
