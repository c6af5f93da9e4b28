import { describe, expect, it } from 'vitest';
import { huawei } from '../../../mocks/huawei/huawei.ts';
import { VENDORS } from '../../../mocks/registry.ts';
import { defineVendor } from '../../../mocks/vendor.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { NOW, send } from '../../support/simulation.ts';

describe('a vendor', () => {
  it('may not have two operations of one name, nor two of one method and path', () => {
    const [first, ...others] = huawei.endpoints;
    if (!first) throw new Error('Huawei has no operations');
    const { path } = first;
    const withOther = (change: object) => () =>
      defineVendor({ ...huawei, endpoints: [...huawei.endpoints, { ...first, ...change }] });
    expect(withOther({ path: () => '/v9/other' })).toThrow(`huawei has ${first.operation} twice`);
    expect(withOther({ operation: 'Other' })).toThrow(
      `huawei has ${first.method} ${path(huawei.defaults)} twice`,
    );
    expect(withOther({ operation: 'Other', method: 'PUT' })).not.toThrow();
    expect(others.length).toBeGreaterThan(0);
  });

  it('owns its own paths and none of the others’', () => {
    for (const vendor of VENDORS)
      for (const { id, owns } of VENDORS)
        for (const { path } of createVendors().routes.filter((route) => route.vendor === vendor.id))
          expect([path, owns(path)]).toEqual([path, id === vendor.id]);
  });

  it('answers for a path of its own that it does not have; the first one for any other', async () => {
    const vendors = createVendors({ now: NOW });
    expect((await send(vendors, '/confopenapi/nothing')).body).toMatchObject({ status: 40400 });
    expect((await send(vendors, '/eventopenapi/nothing')).body).toMatchObject({ code: 40400 });
    for (const path of ['/v1/nothing', '/nothing'])
      expect((await send(vendors, path)).body).toMatchObject({ error_code: 'APIG.0101' });
  });
});
