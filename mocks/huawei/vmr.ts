import { digits, hex } from '../../fixtures/text.ts';
import type { HuaweiCall } from './endpoint.ts';

/** A personal room, as the directory lists it; the spelling is the vendor's [D of facts-more]. */
export interface Vmr {
  readonly id: string;
  readonly vmrId: string;
  readonly vmrName: string;
  readonly gustPwd: string;
  readonly gustJoinUrl: string;
  readonly chairPwd: string;
  readonly chairJoinUrl: string;
  readonly allowGustFirst: boolean;
  readonly gustFirstNotice: boolean;
  readonly vmrMode: 0 | 1;
  readonly vmrPkgId: string;
  readonly vmrPkgName: string;
  readonly vmrPkgParties: number;
  readonly status: number;
}

/** The rooms of the caller: the personal one that everybody has, and a shared one. */
export function memberVmrs(call: Pick<HuaweiCall, 'world' | 'session'>): readonly Vmr[] {
  const { world, session } = call;
  const account = session?.owner.userId || 'admin';
  const name = world.people.byAccount(account)?.name ?? account;
  return [vmrOf(world.seed, account, 0, name), vmrOf(world.seed, account, 1, name)];
}

/** The personal room of somebody, or the one that they share. */
export function vmrOf(seed: number, account: string, vmrMode: 0 | 1, name: string): Vmr {
  const key = [seed, 'huawei', account, `vmr.${vmrMode}`] as const;
  const vmrId = `8${digits(8, ...key, 'number')}`;
  const link = (role: string) => `https://meeting.huaweicloud.com/#/j/${vmrId}/${hex(48, ...key, role)}`;
  return {
    id: hex(32, ...key, 'id'),
    vmrId,
    vmrName: vmrMode === 0 ? `${name}的个人会议室` : `${name}的云会议室`,
    gustPwd: digits(6, ...key, 'guest'),
    gustJoinUrl: link('guest'),
    chairPwd: digits(6, ...key, 'chair'),
    chairJoinUrl: link('chair'),
    allowGustFirst: true,
    gustFirstNotice: false,
    vmrMode,
    vmrPkgId: vmrMode === 0 ? '' : hex(32, ...key, 'package'),
    vmrPkgName: vmrMode === 0 ? '' : '云会议室_100方',
    vmrPkgParties: vmrMode === 0 ? 0 : 100,
    status: 0,
  };
}
