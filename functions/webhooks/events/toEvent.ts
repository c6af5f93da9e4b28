import type { EventData, MeetgateEvent } from '../../core/event.ts';
import type { ProviderId } from '../../core/provider.ts';
import { defined, type Happening } from '../../core/push.ts';
import { sha256Hex } from '../../core/sha256Hex.ts';
import type { MeetingKind } from '../../meetings/model/meeting.ts';
import { meetingIdOf } from '../../meetings/model/meetingId.ts';

/** Half of a hash is more than enough to tell events apart, and short to read. */
const ID_LENGTH = 32;

/**
 * What happened at an account, as an event. Its id is made of what happened, as the vendors number nothing: told again, it is
 * the same event.
 *
 * @param receivedAt stands in where the vendor does not date what it tells. Epoch milliseconds
 * @param kind of the meeting. No document tells of pushes of webinars: that these come as those of meetings is INFERRED, and
 * nothing in one tells them apart, so that a meeting it is unless the watcher has seen it on a list of webinars. [PUSH-EVENTS]
 */
export async function toEvent(
  { type, at, what, own, data }: Happening,
  { provider, account }: { provider: ProviderId; account: string },
  receivedAt: number,
  kind: MeetingKind = 'meeting',
): Promise<MeetgateEvent> {
  const id = own === undefined ? undefined : meetingIdOf({ provider, account, kind, own });
  const meeting = data.meeting && defined({ ...data.meeting, id: data.meeting.id ?? id });
  const subject = meeting?.id ?? meeting?.meetingNumber;
  const hash = await sha256Hex(JSON.stringify([provider, account, type, what]));
  return {
    specversion: '1.0',
    id: `evt_${hash.slice(0, ID_LENGTH)}`,
    source: `/${provider}/${account}`,
    type,
    ...(subject !== undefined && { subject }),
    time: new Date(at ?? receivedAt).toISOString(),
    datacontenttype: 'application/json',
    data: { ...data, ...(meeting && { meeting }) } as EventData,
  };
}
