import { meetingIdOf } from '../../functions/meetings/model/meetingId.ts';
import type { Vendors } from '../../mocks/vendors.ts';

/** Who came to a meeting, and when. */
export interface TruePerson {
  name: string;
  number: string | null;
  account: string | null;
  userId: string | null;
  email: string | null;
  department: string | null;
  role: 'host' | 'participant';
  intervals: { joinedAt: string; leftAt: string | null; device: string; media: string }[];
}

/** A meeting as the world of the simulation has it: `/__mock/meetings`. */
export interface Truth {
  id: string;
  vendor: 'huawei' | 'quanshi';
  kind: 'webinar' | 'conference';
  status: 'scheduled' | 'ongoing' | 'ended' | 'cancelled' | 'expired';
  subject: string;
  host: string;
  hostDetails: Record<'account' | 'userId' | 'email' | 'department' | 'mobile', string | null>;
  recurring: boolean;
  entries: { role: 'host' | 'participant' | 'audience'; url: string; passcode: string }[];
  scheduledStart: string;
  scheduledEnd: string;
  actualStart: string | null;
  actualEnd: string | null;
  conferenceId: string;
  eventId?: number;
  confUUID?: string;
  people: TruePerson[];
}

const ask = async (vendors: Vendors, path: string) =>
  (await vendors.fetch(new Request(`https://vendor.test/__mock/meetings${path}`))).json();

/** Every meeting of a stretch of time. */
export async function truths(vendors: Vendors, from: number, to: number, query = ''): Promise<Truth[]> {
  const all: Truth[] = [];
  for (;;) {
    const page = `?from=${from}&to=${to}&limit=100&offset=${all.length}${query}`;
    const { meetings, count } = (await ask(vendors, page)) as { meetings: Truth[]; count: number };
    all.push(...meetings);
    if (all.length >= count || meetings.length === 0) return all;
  }
}

/** One meeting as it is now. */
export const truthOf = async (vendors: Vendors, { vendor, id }: Truth): Promise<Truth> =>
  (await ask(vendors, `/${vendor}/${id}`)) as Truth;

/** To the minute, as Huawei tells times. */
export const minuteOf = (time: string | null): string => `${time?.slice(0, 16)}:00Z`;
/** To the second, as Quanshi does. */
export const secondOf = (time: string | null): string => `${time?.slice(0, 19)}Z`;

export const KIND = { webinar: 'webinar', conference: 'meeting' } as const;

/** Whether a list knows it by its booking: at Quanshi once it is over, too. */
const isBooked = ({ vendor, status }: Truth) =>
  vendor === 'huawei' ? status === 'scheduled' : status !== 'ongoing';

/** The id of a meeting that runs or ran, or of one that is booked. */
export function idOf(one: Truth, booked = isBooked(one)): string {
  const about = { provider: one.vendor, account: 'default', kind: KIND[one.kind] } as const;
  if (one.vendor === 'huawei')
    return booked
      ? meetingIdOf({ ...about, own: one.conferenceId, occurrence: `${one.scheduledStart.slice(0, 16)}Z` })
      : meetingIdOf({ ...about, own: one.confUUID ?? '' });
  const occurrence = booked && one.recurring ? `${one.scheduledStart.slice(0, 16)}Z` : undefined;
  return meetingIdOf({ ...about, own: String(one.eventId), occurrence });
}
