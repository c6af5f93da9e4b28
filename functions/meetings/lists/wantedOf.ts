import type { ComposeContext } from '../../core/operation.ts';
import { invalidInput } from '../../core/problem.ts';
import type { ProviderId } from '../../core/provider.ts';
import { type Meeting, type MeetingKind, type MeetingStatus, OVER } from '../model/meeting.ts';
import { SLACK } from './readList.ts';
import type { Wanted } from './readPage.ts';

/** What a caller may ask a list for. Times are RFC 3339. */
export interface MeetingQuery {
  status?: MeetingStatus | undefined;
  kind?: MeetingKind | undefined;
  provider?: ProviderId | undefined;
  account?: string | undefined;
  q?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  partial?: boolean | undefined;
  limit: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What was booked for so long ago and has not begun does not begin any more: Quanshi gives it twelve hours. */
const BEHIND = DAY;
/** Histories are read by the day: this bounds the calls of one page. */
const MOST_DAYS = 31;

/** What a query wants, its times counted from when the reading began. @throws Problem `invalid-input` */
export function wantedOf(
  query: MeetingQuery,
  began: number,
  { accounts }: Pick<ComposeContext, 'accounts'>,
): Wanted {
  const { status, kind, provider, account, q, limit, partial = true } = query;
  const known = accounts.filter((one) => one.provider === (provider ?? one.provider));
  if (known.length === 0) throw invalid('provider', 'must be one that the key has an account of');
  if (account !== undefined && !known.some(({ name }) => name === account))
    throw invalid('account', 'must be an account that the key may use');
  const from = instantOf('from', query.from);
  const to = instantOf('to', query.to);
  if (from !== undefined && to !== undefined && from >= to) throw invalid('to', 'must be after from');
  const end = Math.min(to ?? Number.POSITIVE_INFINITY, began);
  const history = from ?? Math.min(to ?? began, began) - DAY;
  const ends = OVER.includes(status ?? 'ended');
  if (ends && end - history > MOST_DAYS * DAY)
    throw invalid(
      'from',
      `must be at most ${MOST_DAYS} days before to, or before now, where it is about what is over`,
    );
  const needle = q?.toLowerCase();
  const keep = (one: Meeting) => {
    const start = Date.parse(one.scheduledStartTime ?? one.startTime ?? '');
    const since = from ?? (OVER.includes(one.status) ? history : undefined);
    return (
      (status === undefined || one.status === status) &&
      (kind === undefined || one.kind === kind) &&
      (since === undefined || start >= since) &&
      (to === undefined || start < to) &&
      (needle === undefined || said(one).some((text) => text?.toLowerCase().includes(needle)))
    );
  };
  return {
    provider,
    account,
    limit,
    whole: !partial,
    search: q,
    from: status === 'scheduled' ? Math.max(history, began - BEHIND) : history,
    // What was cancelled may be far ahead. In whole hours, so that equal questions share answers.
    to: Math.min(
      to ?? Number.POSITIVE_INFINITY,
      status === 'ended' || status === 'expired'
        ? Math.ceil((began + SLACK) / HOUR) * HOUR
        : Number.POSITIVE_INFINITY,
    ),
    lists: ({ has, mapping }) =>
      (status === undefined || has.includes(status)) && mapping.kind === (kind ?? mapping.kind),
    keep,
  };
}

function instantOf(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid(field, 'must be a date, or an instant such as 2026-11-25T09:00:00Z');
  return ms;
}

const said = ({ subject, meetingNumber, host }: Meeting) => [subject, meetingNumber, host?.displayName];

const invalid = (field: string, detail: string) => invalidInput({ field, detail });
