import { hex } from '../../fixtures/text.ts';
import { makeRoom } from '../core/makeRoom.ts';
import type { HuaweiCall } from './endpoint.ts';
import { HuaweiRefusal } from './errors.ts';

// [D of facts-more]
const LIFE_MS = 3_600_000;
// A bound on memory: no vendor's.
const MOST = 5_000;

/** Where files are. No source has the path of one: it lies beside that of the page on which one is watched (INFERRED). */
export const DOWNLOAD_PATH = '/rse/rse/record';

/** A token that fetches a file once, within an hour: 64 hex. */
export function issueDownload({ state, world, now }: HuaweiCall, file: string): string {
  const token = hex(64, world.seed, 'huawei', `download.${++state.logins}.${now}`, 'token');
  makeRoom(state.downloads, now, MOST);
  state.downloads.set(token, { file, expiresAt: now + LIFE_MS });
  return token;
}

/**
 * Takes the token of a download from who has it.
 * @throws HuaweiRefusal MMC.111070004, its status INFERRED, for none, a spent one, one that is over or another file's
 */
export function spendDownload({ state, headers, now }: HuaweiCall, file: string): void {
  const token = headers.get('Authorization') ?? '';
  const known = state.downloads.get(token);
  if (known?.file !== file || known.expiresAt <= now)
    throw new HuaweiRefusal(
      'MMC.111070004',
      'Authorization is no token for this file, or was used before, or is older than an hour',
    );
  state.downloads.delete(token);
}
