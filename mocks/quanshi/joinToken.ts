import { hex } from '../../fixtures/text.ts';
import { makeRoom } from '../core/makeRoom.ts';
import type { QuanshiCall } from './endpoint.ts';
import type { QuanshiState } from './state.ts';

const MINUTE = 60_000;
// A bound on memory: no vendor's.
const MOST = 10_000;

/** A token to join one conference with, for some minutes and some times: 32 hex. */
export function issueJoinToken(
  { state, world, now }: QuanshiCall,
  eventId: number,
  { minutes, times }: { readonly minutes: number; readonly times: number },
): string {
  const token = hex(32, world.seed, 'quanshi', `join.${++state.logins}.${now}`, 'token');
  makeRoom(state.joinTokens, now, MOST);
  state.joinTokens.set(token, { eventId, left: times, expiresAt: now + minutes * MINUTE });
  return token;
}

/** Joins with a token. Returns why that cannot be, for people; undefined where it could. */
export function spendJoinToken(
  { joinTokens }: QuanshiState,
  eventId: number,
  token: string,
  now: number,
): string | undefined {
  const known = joinTokens.get(token);
  if (known?.eventId !== eventId) return 'the token is none for this conference, or has been used up';
  if (known.expiresAt <= now) return 'the token has expired';
  if (known.left > 1) joinTokens.set(token, { ...known, left: known.left - 1 });
  else joinTokens.delete(token);
  return undefined;
}
