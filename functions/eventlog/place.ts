import { seal, unseal } from '../config/seal.ts';
import type { Services } from '../config/services.ts';

/** A place in a log: behind which of its events, by their number. A log that was begun anew is another. */
export interface Place {
  log: string;
  seq: number;
}

const OWNER = 'cursor:events';

/** A place in the log as callers get it: sealed, as it tells how much there is of others. In letters that a URL takes as they are. */
export const cursorOf = async ({ log, seq }: Place, { config }: Pick<Services, 'config'>): Promise<string> =>
  (await seal([log, seq], OWNER, config.sealKeys))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The place of a cursor; undefined where it is none of ours. */
export async function placeOf(
  cursor: string,
  { config }: Pick<Services, 'config'>,
): Promise<Place | undefined> {
  const [version = '', kid = '', ...parts] = cursor.split('.');
  const sealed = [version, kid, ...parts.map((part) => part.replaceAll('-', '+').replaceAll('_', '/'))];
  const place = await unseal(sealed.join('.'), OWNER, config.sealKeys);
  if (!Array.isArray(place)) return undefined;
  const [log, seq] = place as unknown[];
  return typeof log === 'string' && Number.isSafeInteger(seq) ? { log, seq: seq as number } : undefined;
}
