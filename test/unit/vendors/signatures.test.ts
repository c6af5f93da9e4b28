import { describe, expect, it } from 'vitest';
import { SP_ADMINISTRATOR, signAppAuth } from '../../../functions/vendors/huawei/auth.ts';
import { checkSum } from '../../../functions/vendors/quanshi/auth.ts';

const material = {
  appId: 'appid',
  appKey: 'appkey',
  expireTime: 1604020600,
  nonce: '0123456789abcdef0123456789abcdef',
};

describe('the signature of Huawei App ID authentication', () => {
  it.each([
    [
      'an ordinary user',
      { userId: 'user' },
      'a4d69ff0e4f0cc3bdf7fc69f0cd2fde3c5dfdd1835a0a2d2b0913c470eb006b8',
    ],
    ['the default administrator', {}, 'aee54942c6073f9f894505ec0730108548b3b6c570773ffa1ef2752bb8743265'],
    [
      'the SP administrator',
      { corpId: SP_ADMINISTRATOR },
      '209bbb9f22d5737486d93aaa45928906886ad5e986a8a932c3dab3f2c87a58ac',
    ],
    [
      'an SP administrator of an enterprise',
      { corpId: 'corp' },
      '33ea5643b238809c9655161d0627abfec2bb1899535d9b9c7ac49fd81bf42eb5',
    ],
    [
      'an SP user',
      { corpId: 'corp', userId: 'user' },
      '77229070d5380cdae270edbc51963819fddd009ac0d59ac53a457649e90f45f6',
    ],
  ])('is the known one for %s', async (_, who, signature) => {
    expect(await signAppAuth({ ...material, ...who })).toBe(signature);
  });
});

describe('the checksum of Quanshi', () => {
  it('is the known one', async () => {
    expect(await checkSum({ appSecret: 'secret', nonce: '571163', curTime: 1638341017999 })).toBe(
      'a9db22ea7d98118d57a6c6f883ff7b0252569bde',
    );
  });
});
