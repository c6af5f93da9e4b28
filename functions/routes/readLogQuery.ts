import { hiddenFrom, requireScope } from '../callers/permissions.ts';
import type { Caller } from '../core/caller.ts';
import { eventTypes, fitsType } from '../core/event.ts';
import { invalidInput } from '../core/problem.ts';
import type { LogQuery } from '../webhooks/events/readEvents.ts';

/** As many as a person looks through at once. */
const USUAL = 100;
/** Events have a kilobyte or two each, and at most 64: a page must fit into an isolate. */
const MOST = 500;
/** What a cursor of ours has. */
const CURSOR = /^[\w.-]{1,512}$/;
const TYPE = /^(\*|[a-z_.]{1,80}\*?)$/;

/**
 * What a caller may read of the log, and asks for: `after`, `limit`, `type` (several separated by commas, `*` at the end of one).
 *
 * @throws Problem `insufficient-scope` where the key has neither `events` nor `admin`, `invalid-input`
 */
export function readLogQuery(query: Record<string, string[]>, caller: Caller): LogQuery {
  if (!caller.scopes.includes('admin')) requireScope(caller, 'events');
  for (const [name, values] of Object.entries(query)) {
    if (!['after', 'limit', 'type'].includes(name)) throw wrong(name.slice(0, 64), 'is not known');
    if (values.length > 1) throw wrong(name, 'must be given once');
  }
  const [after] = query.after ?? [];
  const [limit = String(USUAL)] = query.limit ?? [];
  const types = query.type?.[0]?.split(',').map((one) => one.trim());
  const most = /^\d{1,4}$/.test(limit) ? Number(limit) : 0;
  if (most < 1 || most > MOST) throw wrong('limit', `must be a number from 1 to ${MOST}`);
  if (after !== undefined && !CURSOR.test(after))
    throw wrong('after', 'must be a cursor that this route gave');
  const known = (one: string) =>
    TYPE.test(one) && Object.keys(eventTypes).some((type) => fitsType(type, [one]));
  if (types && (types.length > 32 || !types.every(known)))
    throw wrong(
      'type',
      'must be types of GET /v1/events/types separated by commas, such as meetgate.meeting.*',
    );
  return { caller, hidden: hiddenFrom(caller), after, most, types };
}

const wrong = (field: string, detail: string) => invalidInput({ field, detail });
