import { http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { notesOf } from '../../../functions/core/notes.ts';
import { vendorOperations as operations } from '../../../functions/registry.ts';
import { bindings, restCall } from '../../support/gateway.ts';
import { LIST, ONGOING, settled, withScopes } from '../../support/shorthand.ts';
import { useVendors } from '../../support/vendors.ts';

const { network } = useVendors();
const cacheStatus = (response: Response) => response.headers.get('Cache-Status');
let calls = 0;

beforeEach(() => {
  calls = 0;
  network.use(
    http.get(ONGOING, () => {
      calls++;
      return undefined;
    }),
  );
});

describe('an answer is never shared', () => {
  it.each([
    ['scopes', {}, LIST, ['read']],
    ['users', { 'X-On-Behalf-Of': 'li.si' }, LIST, undefined],
    ['languages', { 'Accept-Language': 'en-US' }, LIST, undefined],
    ['input', {}, LIST.replace('=1', '=4'), undefined],
    ['forms', {}, `${LIST}&raw=true`, undefined],
  ])('between callers with different %s', async (_, headers, path, scopes) => {
    const first = await (await settled()).text();
    const response = await settled(
      path,
      headers as Record<string, string>,
      scopes ? await withScopes(scopes) : undefined,
    );
    expect(cacheStatus(response)).toMatch(/^meetgate; fwd=miss/);
    expect(calls).toBe(2);
    if (scopes) {
      expect(first).toMatch(/Passwd/);
      expect(await response.text()).not.toMatch(/Passwd/);
    }
  });

  it('between accounts', async () => {
    const env = bindings({
      ACCOUNTS: JSON.stringify([
        {
          name: 'second',
          provider: 'huawei',
          baseUrl: 'https://api.meeting.huaweicloud.com',
          appId: 'demo-app',
          appKey: 'demo-key',
        },
      ]),
    });
    await settled(LIST, {}, env);
    // The Durable Object knows the accounts of the real environment only, so it refuses; what counts is that it is asked.
    const response = await settled(LIST, { 'X-Account': 'second' }, env);
    expect(cacheStatus(response) ?? '').not.toMatch(/hit/);
  });

  it.each(operations.filter(({ shareSeconds }) => shareSeconds === 0))('by $id', async (operation) => {
    const { path, init } = restCall(operation, notesOf(operation).example.input);
    for (let n = 0; n < 2; n++) {
      const response = await settled(path, init.headers as Record<string, string>);
      expect([response.status, cacheStatus(response)]).toEqual([200, 'meetgate; fwd=bypass']);
      expect(response.headers.get('Cache-Control')).toBe('private, no-cache');
    }
  });

  it('between two applications that had the same account one after the other', async () => {
    await settled();
    const response = await settled(LIST, {}, bindings({ HUAWEI_APP_ID: 'another-app' }));
    expect(cacheStatus(response)).toBe('meetgate; fwd=miss; stored');
  });
});
