import { digits, hex } from '../../fixtures/text.ts';
import { isAdministrator } from './owner.ts';
import { REFRESH_LIFE } from './sessions.ts';
import type { HuaweiApp } from './settings.ts';
import type { HuaweiSession } from './state.ts';
import { CORP_ID, SP_ID } from './world/documented.ts';
import type { HuaweiWorld } from './world/huaweiWorld.ts';

const SECOND = 1000;
// userType, adminType and corpType as enumerated in [H-AUTH].
const SP_MANAGER = 1;
const ENTERPRISE_USER = 2;
const ADMIN = { default: 0, ordinary: 1, none: 2 };
const STANDARD_CORP = 6;

/**
 * The answer to a login [H-AUTH]: validPeriod and expireTime in seconds, createTime in milliseconds, and the same for
 * the refresh token.
 */
export function loginAnswer(
  world: HuaweiWorld,
  mode: HuaweiApp['mode'],
  session: HuaweiSession,
  user: { readonly firstLogin: boolean; readonly name: string; readonly now: number },
): object {
  const { issuedAt, expiresAt, owner } = session;
  const refreshExpiresAt = Math.floor((issuedAt + REFRESH_LIFE) / SECOND);
  return {
    accessToken: session.accessToken,
    tokenIp: '10.0.0.1',
    validPeriod: expiresAt / SECOND - Math.floor(user.now / SECOND),
    expireTime: expiresAt / SECOND,
    createTime: issuedAt,
    user: userOf(world, mode, session, user.name),
    clientType: owner.clientType,
    forceLoginInd: null,
    firstLogin: user.firstLogin,
    pwdExpired: false,
    // Accounts that log in by App ID have no password; the documented example is hugely negative as well.
    daysPwdAvailable: -19678,
    delayDelete: false,
    proxyToken: null,
    tokenType: 0,
    refreshToken: session.refreshToken,
    refreshValidPeriod: refreshExpiresAt - Math.floor(user.now / SECOND),
    refreshExpireTime: refreshExpiresAt,
    refreshCreateTime: issuedAt,
  };
}

function userOf(world: HuaweiWorld, mode: HuaweiApp['mode'], { owner }: HuaweiSession, name: string): object {
  const { seed } = world;
  const employee = world.people.byAccount(owner.userId);
  const id = employee ? `person.${employee.index}` : `${owner.appId}.${owner.corpId}.${owner.userId}`;
  const sip = employee?.number ?? `+99111${digits(7, seed, 'huawei', id, 'sip')}`;
  const isDefaultAdmin = owner.userId === '';
  return {
    realm: 'huaweicloud.com',
    userId: employee?.userUUID ?? hex(32, seed, 'huawei', id, 'userUUID'),
    ucloginAccount: owner.account ?? (owner.userId || `admin@${owner.appId}`),
    serviceAccount: `sip:${sip}@huaweicloud.com`,
    numberHA1: hex(32, seed, 'huawei', id, 'ha1'),
    alias1: sip,
    companyId: owner.corpId || CORP_ID,
    spId: SP_ID,
    companyDomain: `${owner.corpId || CORP_ID}.huaweicloud.com`,
    userType: isDefaultAdmin && mode === 'sp' && owner.corpId === '' ? SP_MANAGER : ENTERPRISE_USER,
    adminType: isDefaultAdmin ? ADMIN.default : isAdministrator(world, owner) ? ADMIN.ordinary : ADMIN.none,
    name,
    nameEn: '',
    isBindPhone: null,
    freeUser: false,
    thirdAccount: owner.userId || null,
    visionAccount: null,
    headPictureUrl: null,
    password: null,
    status: 0,
    paidAccount: null,
    paidPassword: null,
    weLinkUser: false,
    appId: owner.appId || null,
    tr069Account: null,
    corpType: STANDARD_CORP,
    cloudUserId: null,
    grayUser: false,
  };
}
