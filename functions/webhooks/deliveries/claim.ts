import type { Scope } from '../../core/caller.ts';
import type { MeetgateEvent } from '../../core/event.ts';
import type { ChatKind, Language } from './subscription.ts';

/** What is kept, sealed, of what is to be delivered. */
export type Content =
  | { kind: 'event'; event: MeetgateEvent; attendance?: Attendance }
  /** Of people who came and went within a minute or so: each of its events is a part of its own. */
  | { kind: 'digest' }
  /** Ready to be sent, as it is. */
  | { kind: 'body'; body: string };

/** How many came to a meeting, as far as the group was told. */
export interface Attendance {
  people: number;
  /** So many at once. */
  peak: number;
}

/** What the queue's consumer needs for one try. Plain: it travels between Workers and lies nowhere. */
export interface Claim {
  /** Who reports must show it: a try that took too long may have been given to another. */
  token: string;
  url: string;
  /** Those that are good now. */
  secrets: string[];
  message: string;
  chat?: ChatKind;
  chatSecret?: string;
  content: Exclude<Content, { kind: 'digest' }> | { kind: 'digest'; events: MeetgateEvent[] };
  scopes: Scope[];
  language: Language;
}
