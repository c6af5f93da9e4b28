import type { ComposeContext, Told } from '../../core/operation.ts';
import type { Meeting, Source } from '../model/meeting.ts';
import { type Mapping, type MappingContext, meetingOf } from './mapping.ts';
import type { Row } from './read.ts';

/** Which operation told something of which account. */
export interface Teller {
  operation: string;
  account: string;
  context: Pick<ComposeContext, 'hidden'>;
}

export const sourceOf = (operation: string, { requestId, freshness }: Told<unknown>): Source => ({
  operation,
  requestId,
  freshness,
});

/** A row of an answer as a meeting; undefined where the row has no id. */
export const meetingTold = (
  mapping: Mapping,
  row: unknown,
  told: Told<unknown>,
  { operation, account, context }: Teller,
): Meeting | undefined =>
  meetingOf(mapping, row as Row, {
    account,
    observedAt: new Date(told.at).toISOString(),
    source: sourceOf(operation, told),
    hidden: context.hidden,
  } satisfies MappingContext);
