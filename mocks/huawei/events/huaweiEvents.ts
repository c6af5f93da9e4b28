import type { EventFaultName } from '../../events/state.ts';
import type { Subscription } from '../../events/subscription.ts';
import type { VendorEvents } from '../../events/vendorEvents.ts';
import { hmacSha256Hex } from '../signature.ts';
import { CORP_ID, SP_ID } from '../world/documented.ts';
import type { HuaweiWorld } from '../world/huaweiWorld.ts';
import { huaweiEventsBetween } from './between.ts';
import { demanded } from './demanded.ts';
import { HUAWEI_EVENTS, type HuaweiEventName } from './payload.ts';

/** What a subscription at Huawei has beside its URL: the appID of its messages and the key they are signed with. */
export interface HuaweiSubscriber {
  readonly subscriberId: string;
  readonly subscriberKey: string;
}

const SUBSCRIBER: HuaweiSubscriber = { subscriberId: 'meetgate', subscriberKey: 'demo-key' };

/** The event pushes of Huawei. */
export const huaweiEvents: VendorEvents<HuaweiWorld, HuaweiEventName, HuaweiSubscriber> = {
  names: HUAWEI_EVENTS,
  // The subscriber must send the nonce back, or enabling fails [PUSH-VERIFY].
  handshake: {
    event: 'meeting.verify',
    mistake(body, nonce) {
      if (body.event !== 'meeting.verify') return 'its answer lacks "event":"meeting.verify"';
      return body.nonce === nonce ? undefined : 'its answer does not repeat the nonce as text';
    },
  },
  // People's own subscriptions, and those of the enterprise whose world this is or of its service provider.
  hears: (owner) => owner === '' || owner === CORP_ID || owner === SP_ID,
  signed: true,
  subscriber: SUBSCRIBER,
  told: ({ subscriberId }) => ({ subscriberId }),
  subscriberShape: (z) => ({
    subscriberId: z.string().min(1).max(128).default(SUBSCRIBER.subscriberId),
    subscriberKey: z.string().min(1).max(256).default(SUBSCRIBER.subscriberKey),
  }),
  demandShape: (z) => ({
    confUUID: z.string().optional(),
    conferenceId: z.string().optional(),
    attendee: z.int().min(0).default(0),
  }),
  between: huaweiEventsBetween,
  demanded,
  /** Huawei's eventInfo [PUSH-MODEL], which is what is signed. */
  content: ({ name, at, detail }) =>
    JSON.stringify({ event: name, timestamp: at, ...(detail ? { payload: detail() } : {}) }),
  /** The headers are the printed ones [PUSH-JOIN]. */
  async message(delivery, subscription, damage) {
    return {
      headers: {
        'Content-Type': 'application/json;charset=UTF-8',
        Pragma: 'No-cache',
        'Cache-Control': 'no-cache',
        'X-Request-ID': delivery.requestId,
      },
      body: await envelope(delivery, subscription, damage),
    };
  },
  // [PUSH-EVENTS]
  isTaken: (status) => status === 200,
};

/**
 * The envelope, put together as text, so that what is signed (appID, timestamp, nonce and the eventInfo, without
 * separators) is to the byte what travels.
 */
async function envelope(
  { at, content, nonce }: { readonly at: number; readonly content: string; readonly nonce: string },
  { subscriberId, subscriberKey }: Subscription & HuaweiSubscriber,
  damage: EventFaultName | undefined,
): Promise<string> {
  const signature = await hmacSha256Hex(subscriberKey, `${subscriberId}${at}${nonce}${content}`);
  const sentNonce = damage === 'wrong-nonce' ? otherDigit(nonce) : nonce;
  const sentSignature = damage === 'bad-signature' ? otherDigit(signature) : signature;
  return `{"appID":${JSON.stringify(subscriberId)},"timestamp":${at},"nonce":"${sentNonce}","signature":"${sentSignature}","eventInfo":${content}}`;
}

/** The same text with another last digit. */
const otherDigit = (text: string) => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');
