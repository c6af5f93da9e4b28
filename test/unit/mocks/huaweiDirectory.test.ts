import { describe, expect, it } from 'vitest';
import { huaweiWriter, writerFor } from '../../support/huaweiWriter.ts';
import { appLogin } from '../../support/simulation.ts';

const MEMBERS = '/v1/usg/dcs/corp/member';
const NEW = { name: '李雷', thirdAccount: 'lilei', phone: '+8613900000000', country: 'chinaPR' };

describe('the users of the enterprise', () => {
  it('are its employees, in pages, and past the end the last page', async () => {
    const { vendors, ask } = await huaweiWriter();
    const { total, at } = vendors.world.people;
    const { body } = await ask('GET', MEMBERS);
    expect(body).toMatchObject({ offset: 0, limit: 10, count: total });
    expect(body.data[7]).toMatchObject({
      thirdAccount: at(7).account,
      name: at(7).name,
      id: at(7).userUUID,
      phone: `+86${at(7).mobile}`,
      userType: 2,
    });
    const last = await ask('GET', `${MEMBERS}?offset=5000`);
    expect(last.body.data.at(-1).thirdAccount).toBe(at(total - 1).account);
  });

  it('are searched for by name, account, department and role', async () => {
    const { vendors, ask } = await huaweiWriter();
    const { people } = vendors.world;
    const all = Array.from({ length: people.total }, (_, index) => people.at(index));
    const count = async (query: string) => (await ask('GET', `${MEMBERS}?${query}`)).body.count;
    const { name, department } = people.at(7);
    expect(await count(`searchKey=${encodeURIComponent(name)}`)).toBe(
      all.filter((one) => one.name.includes(name)).length,
    );
    expect(await count('searchKey=E10007')).toBe(1);
    expect(await count(`deptCode=${department.index + 2}`)).toBe(
      all.filter((one) => one.department.index === department.index).length,
    );
    expect(await count('adminType=1')).toBe(all.filter(({ admin }) => admin).length);
    expect([await count('userType=12,13'), await count('status=1'), await count('deptCode=999')]).toEqual([
      0, 0, 0,
    ]);
  });

  it('get one more, who is found, shown, and logs in under that name', async () => {
    const { vendors, ask } = await huaweiWriter();
    const made = await ask('POST', MEMBERS, NEW);
    expect(made.body).toMatchObject({ name: '李雷', phone: NEW.phone, deptCode: '1', status: 0 });
    expect((await ask('GET', `${MEMBERS}?searchKey=lilei`)).body.data).toHaveLength(1);
    expect((await ask('GET', `${MEMBERS}/lilei?accountType=1`)).body).toEqual(made.body);
    expect((await ask('GET', `${MEMBERS}/${encodeURIComponent(made.body.userAccount)}`)).body).toEqual(
      made.body,
    );
    expect((await appLogin(vendors, { userId: 'lilei' })).body.user.name).toBe('李雷');
    expect((await ask('POST', MEMBERS, NEW)).code).toBe('USG.201040001');
    expect((await ask('POST', MEMBERS, { ...NEW, account: 'e10007' })).code).toBe('USG.201040001');
  });

  it.each([
    [{ name: '' }],
    [{ phone: '', email: '' }],
    [{ phone: '13900000000' }],
    [{ country: '' }],
    [{ email: 'nobody' }],
    [{ pwd: 'short' }],
    [{ status: 2 }],
    [{ sortLevel: 0 }],
    [{ title: 'x'.repeat(33) }],
  ])('do not get one with %j', async (more) => {
    const { ask } = await huaweiWriter();
    expect((await ask('POST', MEMBERS, { ...NEW, ...more })).code).toBe('USG.206060011');
  });

  it('are shown one by one; for nobody there is a code', async () => {
    const { ask } = await huaweiWriter();
    expect((await ask('GET', `${MEMBERS}/e10007`)).body).toMatchObject({ userAccount: 'e10007', corp: {} });
    expect((await ask('GET', `${MEMBERS}/nobody`)).code).toBe('USG.206030000');
    expect((await ask('GET', `${MEMBERS}/e10007?accountType=2`)).code).toBe('USG.206060011');
  });

  it('and the resources are the administrators’ alone, and an enterprise that bought nothing has none', async () => {
    const { vendors } = await huaweiWriter();
    const other = await writerFor(vendors, 'e10007');
    for (const path of [MEMBERS, `${MEMBERS}/e10001`, '/v1/usg/dcs/corp/vmr', '/v1/usg/dcs/corp/resource'])
      expect((await other.ask('GET', path)).code).toBe('MMC.111070002');
    expect((await other.ask('POST', MEMBERS, NEW)).code).toBe('MMC.111070002');
    const login = await appLogin(vendors, { appId: 'demo-sp', corpId: '314765465' });
    const headers = { 'X-Access-Token': login.body.accessToken };
    expect((await other.ask('GET', MEMBERS, undefined, headers)).body).toMatchObject({ count: 0, data: [] });
    expect((await other.ask('POST', MEMBERS, NEW, headers)).code).toBe('USG.201040005');
    expect((await other.ask('GET', '/v1/usg/dcs/corp/vmr', undefined, headers)).body.count).toBe(0);
  });
});

describe('the rooms of the enterprise', () => {
  it('are its employees’ shared ones, the same as each sees, and some that nobody has', async () => {
    const { vendors, ask } = await huaweiWriter();
    const { people } = vendors.world;
    const { body } = await ask('GET', '/v1/usg/dcs/corp/vmr?limit=10');
    expect(body.count).toBe(people.total + 3);
    const mine = (
      await (await writerFor(vendors, 'e10001')).ask('GET', '/v1/usg/dcs/member/vmr?specialVmr=true')
    ).body.data;
    expect(body.data[1]).toMatchObject({
      id: mine[0].id,
      vmrId: mine[0].vmrId,
      member: { id: people.at(1).userUUID },
    });
    const free = (await ask('GET', '/v1/usg/dcs/corp/vmr?status=2')).body;
    expect(free).toMatchObject({ count: 3 });
    expect((await ask('GET', `/v1/usg/dcs/corp/vmr?searchKey=${mine[0].vmrId}`)).body.count).toBe(1);
    expect((await ask('GET', '/v1/usg/dcs/corp/vmr?vmrMode=2')).body.data).toEqual([]);
    expect((await ask('GET', '/v1/usg/dcs/corp/vmr?vmrMode=3')).code).toBe('USG.206060011');
  });

  it('and the accounts are counted among the resources', async () => {
    const { vendors, ask } = await huaweiWriter();
    const { total } = vendors.world.people;
    expect((await ask('GET', '/v1/usg/dcs/corp/resource')).body).toMatchObject({
      teSoftCount: { usedCount: total, sumCount: total, trialCount: 0 },
      vmr: [{ usedCount: total }],
    });
  });
});
