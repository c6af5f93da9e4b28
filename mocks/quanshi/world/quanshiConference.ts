import type { MeetingRoom } from '../../../fixtures/meetingRoom.ts';
import type { Codes, Terminal } from '../../../fixtures/quanshiConference.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Timed } from '../../world/meeting.ts';
import type { Recording } from '../../world/overlay/state.ts';
import type { WrittenPresence } from '../../world/overlay/writtenPresence.ts';
import type { Seat } from './roster.ts';

/** Who hosts a Quanshi conference. */
export interface Host {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly mobile: string;
  readonly orgId: number;
  readonly orgName: string;
  readonly ip: string;
  readonly location: string;
}

/** Somebody invited to one. */
export interface Invitee {
  /** Empty for outsiders. */
  readonly userId: string;
  /** 1 colleague, 2 outsider, 3 telephone [documents/003]. */
  readonly type: 1 | 2 | 3;
  readonly name: string;
  readonly email: string;
  readonly mobile: string;
  readonly company: string;
  readonly department: string;
  /** W waiting, A accepted, R refused [documents/003]. */
  readonly answer: 'W' | 'A' | 'R';
}

/** A conference booked with Quanshi; where it ran several times, one run of it. */
export interface QuanshiConference extends Timed, Codes {
  readonly eventId: number;
  /** The booked conference's id, 9 digits. */
  readonly conferenceId: string;
  /** The id while it runs, 8 digits: INFERRED from documents/002 against 003 [facts 7]. */
  readonly liveId: string;
  readonly title: string;
  readonly host: Host;
  readonly attendeeJoinUrl: string;
  readonly hostJoinUrl: string;
  readonly recurring: boolean;
  /** Null where the vendor does not say [documents/002]. */
  readonly secure: boolean | null;
  readonly recorded: boolean | null;
  readonly rooms: readonly MeetingRoom[];
  readonly invitees: readonly Invitee[];
  readonly watchword: string;
  readonly labels: readonly string[];
  readonly allowH323: boolean;
  /** 0 or 1 [documents/003]. */
  readonly confMode: 0 | 1;
  /** When the booking was changed. */
  readonly changes: readonly number[];
  /** What a document prints of it, word for word: an item of the live list, an answer to the look-up. */
  readonly printedItem?: Readonly<Record<string, unknown>>;
  readonly printedDetail?: Readonly<Record<string, unknown>>;
  /** What a caller booked or changed; absent where nobody did. */
  readonly details?: Partial<QuanshiDetails>;
  readonly recordings: readonly Recording[];
  /** Everybody who comes, by arrival. */
  readonly attendance: WrittenPresence;
  /** How many are in it at an instant; at least the host while it runs. */
  online(now: number): number;
  /** Who is in it at an instant, by arrival: as many as `online` says. */
  present(now: number): readonly Seat[];
  /** What stay `index` is with. */
  terminal(index: number): Terminal;
  /** Who attendee `person` is; the host is 0, and the first few were invited. */
  attendee(person: number): Invitee;
}

/**
 * What a booking at Quanshi says beside title, time and host: what `world.overlay.book` and `change` take as details.
 * Each member stands for that of the conference; what is absent is as the world would draw it.
 */
export interface QuanshiDetails
  extends Partial<
    Pick<
      QuanshiConference,
      'secure' | 'recorded' | 'rooms' | 'invitees' | 'watchword' | 'labels' | 'allowH323' | 'confMode'
    >
  > {
  /** What else an operation wants to know again: plain data in the vendor's own words. */
  readonly request?: JsonObject | undefined;
}

/** What a list needs in order to sort; the conference itself is made when a page shows it. */
export interface ConferenceReference extends Timed {
  readonly eventId: number;
  readonly hostId: number;
  /** The rooms that are booked for it. */
  readonly roomIds: readonly number[];
  readonly changes: readonly number[];
  readonly orgId: number;
  online(now: number): number;
  load(): QuanshiConference;
}

/** Whether somebody in a conference is its host, who need not be the first to come. */
export const isHost = ({ host }: Pick<QuanshiConference, 'host'>, { userId }: Invitee): boolean =>
  userId === String(host.id);
