import type { HuaweiCall } from './endpoint.ts';
import type { SessionOwner } from './sessions.ts';

/** Under which key a self-registered account is kept. */
export const userKey = ({ appId, corpId, userId }: SessionOwner) => [appId, corpId, userId].join('\n');

/** The name of whoever a session belongs to. */
export function nameOf({ world, state }: Pick<HuaweiCall, 'world' | 'state'>, owner: SessionOwner): string {
  if (owner.userId === '') return 'admin';
  const employee = world.people.byAccount(owner.userId);
  return employee?.name ?? state.huawei.registered.get(userKey(owner))?.name ?? owner.userId;
}
