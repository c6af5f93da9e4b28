import type { Scope } from '../../core/caller.ts';
import { type EventType, fitsType, type MeetgateEvent } from '../../core/event.ts';

/** Chats whose groups can be told of events. */
export const CHAT_KINDS = ['feishu', 'dingtalk', 'wecom'] as const;
export type ChatKind = (typeof CHAT_KINDS)[number];
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A secret that deliveries are signed with; the former one of a rotation is good `until` then. */
export interface Secret {
  value: string;
  until?: number;
}

/** Which events a subscription is told of, and whose it is: what the index knows. Nothing in it is secret. */
export interface Definition {
  id: string;
  /** Name of the key that made it; of a hook's endpoint, nobody's. */
  owner: string;
  chat?: ChatKind;
  types: readonly string[];
  providers: readonly string[];
  accounts: readonly string[];
}

/** All that is known of a subscription. Its object keeps it sealed. */
export interface Settings extends Definition {
  url: string;
  secrets: readonly Secret[];
  /** Of the chat's bot, where it signs. */
  chatSecret?: string;
  /** What of an event it may see. */
  scopes: Scope[];
  language: Language;
  /** ISO 8601. */
  createdAt: string;
}

/** Hooks have an endpoint of their own for their callbacks; it is told of no event. */
const HOOK = 'hook:';
export const hookOf = (id: string): string | undefined =>
  id.startsWith(HOOK) ? id.slice(HOOK.length) : undefined;

/** What all that is kept of a subscription is sealed for. */
export const ownerOf = (id: string): string => `subscription:${id}`;

export const newSubscriptionId = (): string => `sub_${crypto.randomUUID().replaceAll('-', '')}`;

/** The id of a delivery tells in which subscription it lies, so that nobody has to keep a list of all. */
export const deliveryId = (subscription: string, seq: number): string =>
  `dlv_${new TextEncoder().encode(subscription).toBase64({ alphabet: 'base64url', omitPadding: true })}.${seq}`;

/** What `deliveryId` was made from; undefined where it was not. */
export function readDeliveryId(id: string): { subscription: string; seq: number } | undefined {
  const [, base64, seq] = /^dlv_([\w-]{1,128})\.(\d{1,15})$/.exec(id) ?? [];
  if (!base64 || !seq) return undefined;
  try {
    const bytes = Uint8Array.fromBase64(base64, { alphabet: 'base64url' });
    return {
      subscription: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      seq: Number(seq),
    };
  } catch {
    return undefined;
  }
}

/** People who come and go: a group is not told of each, but of several together. */
export const COMINGS: readonly EventType[] = ['meetgate.attendee.joined', 'meetgate.attendee.left'];
/** What a group is told of unless it says so itself. */
export const CHAT_TYPES: readonly string[] = [
  'meetgate.meeting.started',
  'meetgate.meeting.ended',
  ...COMINGS,
  'meetgate.subscription.paused',
];

/** Whether a subscription has to do with an event. A chat counts who comes, for the summary at the end. */
export function wants({ chat, types, providers, accounts }: Definition, event: MeetgateEvent): boolean {
  const [, provider = '', account] = event.source.split('/');
  const counted = chat !== undefined && COMINGS.includes(event.type);
  return (
    (counted || fitsType(event.type, types)) &&
    // What the gateway itself tells is of no account: it is for those who may know of all.
    (accounts.includes('*') || (account !== undefined && accounts.includes(account))) &&
    (providers.includes('*') || providers.includes(provider))
  );
}
