import type { ProviderId } from '../../core/provider.ts';
import { type Sensitivity, sensitivityOf } from '../../core/sensitivity.ts';
import { join, type Meeting, type MeetingKind, type MeetingStatus, type Source } from '../model/meeting.ts';
import { meetingIdOf } from '../model/meetingId.ts';
import type { Row } from './read.ts';

type Text = string | undefined;
/** The members of a meeting that a vendor may tell, and what each may be. */
interface Told {
  meetingNumber: Text;
  seriesId: Text;
  subject: Text;
  status: MeetingStatus;
  providerStatus: Text;
  scheduledStartTime: Text;
  scheduledEndTime: Text;
  startTime: Text | null;
  endTime: Text | null;
  timeZone: Text;
  'host.displayName': Text;
  'host.userId': Text;
  'host.email': Text;
  'host.mobile': Text;
  'host.organization': Text;
  'join.url': Text;
  'join.phoneNumbers': string[] | undefined;
  'join.passcode': Text;
  'join.audienceUrl': Text;
  'join.audiencePasscode': Text;
  'join.hostUrl': Text;
  'join.hostPasscode': Text;
  participantCount: number | undefined | null;
}
export type FieldPath = keyof Told;

/** One member of the model: what it is made of, for the documentation, and how. */
export interface Field<Value> {
  /** Members of the vendor's row, or in words why it is known. */
  from: string;
  read: (row: Row) => Value;
}

/** How the rows of one list of a vendor become meetings. The table of the documentation is made from `fields`. */
export interface Mapping {
  provider: ProviderId;
  kind: MeetingKind;
  /** The list that has such rows, in words. */
  list: string;
  fields: { [Path in FieldPath]?: Field<Told[Path]> } & { status: Field<MeetingStatus> };
  /** The vendor's own id of the occurrence; undefined for a row that has none. */
  identify: (row: Row) => { own: string; occurrence?: string } | undefined;
}

/** What is known of a row besides itself. */
export interface MappingContext {
  account: string;
  /** RFC 3339. */
  observedAt: string;
  source: Source;
  /** What the caller has no scope for. */
  hidden: readonly Sensitivity[];
}

/** A member that is one of the row's, read in a way. */
export const from = <Value>(name: string, read: (value: unknown) => Value): Field<Value> => ({
  from: name,
  read: (row) => read(row[name]),
});

/** A member that is known without looking. */
export const always = <const Value>(value: Value, why: string): Field<Value> => ({
  from: why,
  read: () => value,
});

/**
 * A vendor's row as a meeting; undefined where the row has no id, so that nobody could ask for it again. What the caller
 * has no scope for is left out of `join` and named in `withheld`, whether this row has it or not: that would tell too.
 */
export function meetingOf(mapping: Mapping, row: Row, context: MappingContext): Meeting | undefined {
  const { provider, kind, fields } = mapping;
  const { account, observedAt, source, hidden } = context;
  const key = mapping.identify(row);
  if (!key) return undefined;
  const groups: Record<string, Record<string, unknown>> = { '': {}, host: {}, join: {} };
  const withheld: string[] = [];
  for (const [path, { read }] of Object.entries(fields)) {
    const [group, name] = path.includes('.') ? (path.split('.') as [string, string]) : ['', path];
    if (group === 'join' && isHidden(name, hidden)) {
      withheld.push(name);
      continue;
    }
    const value = read(row);
    if (value !== undefined) Object.assign(groups[group] ?? {}, { [name]: value });
  }
  const { host, join: ways } = groups;
  return {
    id: meetingIdOf({ provider, account, kind, ...key }),
    provider,
    account,
    kind,
    ...(groups[''] as { status: MeetingStatus }),
    ...(isEmpty(host) ? {} : { host }),
    ...(isEmpty(ways) && withheld.length === 0
      ? {}
      : { join: withheld.length ? { ...ways, withheld } : ways }),
    observedAt,
    source,
  };
}

function isHidden(name: string, hidden: readonly Sensitivity[]): boolean {
  const schema = join.shape[name as keyof typeof join.shape];
  const mark = schema && sensitivityOf(schema);
  return mark !== undefined && hidden.includes(mark);
}

const isEmpty = (group: object = {}) => Object.keys(group).length === 0;
