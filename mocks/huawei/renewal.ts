import type { HuaweiCall } from './endpoint.ts';
import { loginAnswer } from './loginAnswer.ts';
import { nameOf } from './owner.ts';
import { endSession, openSession } from './sessions.ts';
import type { HuaweiSession } from './state.ts';
import { inTenant } from './tenant.ts';

/** A new session in the place of another one, whose tokens end with it unless the settings say otherwise. */
export function renew({ state, world, settings, now }: HuaweiCall, session: HuaweiSession): HuaweiSession {
  if (settings.renewedToken === 'ends') endSession(state, session, now);
  return openSession(state, world.seed, session.owner, now);
}

/**
 * A session that was there before, in the form of a login.
 * @param withUser without it `user` is null: INFERRED
 */
export function sessionAnswer(asked: HuaweiCall, session: HuaweiSession, withUser: boolean): object {
  const { owner } = session;
  const call = inTenant(asked, owner);
  const mode = call.settings.apps.find((one) => one.appId === owner.appId)?.mode ?? 'enterprise';
  const name = nameOf(call, owner);
  const whole = loginAnswer(call.world, mode, session, { firstLogin: false, name, now: call.now });
  return withUser ? whole : { ...whole, user: null };
}
