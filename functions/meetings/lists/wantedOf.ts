import type { ComposeContext } from '../../core/operation.ts';
import { invalidInput } from '../../core/problem.ts';
import type { ProviderId } from '../../core/provider.ts';
import type { Meeting, MeetingKind, MeetingStatus } from '../model/meeting.ts';
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

const DAY = 86_400_000;
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
  const ends = (status ?? 'ended') === 'ended';
  if (ends && end - history > MOST_DAYS * DAY)
    throw invalid(
      'from',
      `must be at most ${MOST_DAYS} days before to, or before now, where it is about what has ended`,
    );
  const needle = q?.toLowerCase();
  const keep = (one: Meeting) => {
    const start = Date.parse(one.scheduledStartTime ?? one.startTime ?? '');
    const since = from ?? (one.status === 'ended' ? history : undefined);
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
    from: history,
    to: to ?? Number.POSITIVE_INFINITY,
    lists: ({ has, mapping }) => has === (status ?? has) && mapping.kind === (kind ?? mapping.kind),
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
