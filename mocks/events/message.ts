import { digits } from '../../fixtures/text.ts';
import { hmacSha256Hex } from '../crypto.ts';
import { CUSTOMER_CODE } from '../quanshi/documented.ts';
import type { EventFaultName } from './eventFault.ts';
import type { Delivery } from './state.ts';
import type { Subscription } from './subscription.ts';

/** What goes over the wire. */
export interface Message {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What there is to tell: a `WorldEvent`, or Huawei's handshake, which has no detail. */
export interface Told {
  readonly vendor: 'huawei' | 'quanshi';
  readonly name: string;
  /** Virtual ms since 1970. */
  readonly at: number;
  detail?(): object;
}

/** What a delivery carries: Huawei's eventInfo [PUSH-MODEL], or Quanshi's whole body, as JSON text. */
export function contentOf({ vendor, name, at, detail }: Told, number: number, seed: number): string {
  if (vendor === 'huawei')
    return JSON.stringify({ event: name, timestamp: at, ...(detail ? { payload: detail() } : {}) });
  return JSON.stringify({
    method: name,
    timestamp: at,
    msgId: messageId(seed, number, at),
    // Printed for meetingbegin alone.
    ...(name === 'meetingbegin' ? { siteId: 0 } : {}),
    customerCode: CUSTOMER_CODE,
    [name === 'update' ? 'event' : 'meetinginfo']: detail?.() ?? {},
  });
}

/** The form of the printed ones, which is that of request ids: server, address, seconds and nanoseconds, number. */
function messageId(seed: number, number: number, at: number): string {
  const nanoseconds = digits(9, seed, 'quanshi', 'event', number);
  return `uniformserver-172.10.87.148-${Math.floor(at / 1000)}.${nanoseconds}.${number % 1000}`;
}

/**
 * A delivery as it is sent. Huawei's envelope is put together as text, so that what is signed (appID, timestamp, nonce
 * and the eventInfo, without separators) is to the byte what travels; the headers are the printed ones [PUSH-JOIN].
 *
 * @param damage what is wrong with this attempt
 */
export async function messageOf(
  delivery: Pick<Delivery, 'at' | 'content' | 'nonce' | 'requestId'>,
  subscription: Subscription,
  damage?: EventFaultName,
): Promise<Message> {
  const body =
    subscription.vendor === 'huawei' ? await envelope(delivery, subscription, damage) : delivery.content;
  return {
    headers: {
      'Content-Type': 'application/json;charset=UTF-8',
      Pragma: 'No-cache',
      'Cache-Control': 'no-cache',
      ...(subscription.vendor === 'huawei' ? { 'X-Request-ID': delivery.requestId } : {}),
    },
    // Cut in characters, so that what is left is still UTF-8 and the length is true: only the JSON is broken.
    body: damage === 'truncated' ? body.slice(0, Math.floor(body.length / 2)) : body,
  };
}

async function envelope(
  { at, content, nonce }: Pick<Delivery, 'at' | 'content' | 'nonce'>,
  { subscriberId, subscriberKey }: Subscription & { vendor: 'huawei' },
  damage: EventFaultName | undefined,
): Promise<string> {
  const signature = await hmacSha256Hex(subscriberKey, `${subscriberId}${at}${nonce}${content}`);
  const sentNonce = damage === 'wrong-nonce' ? otherDigit(nonce) : nonce;
  const sentSignature = damage === 'bad-signature' ? otherDigit(signature) : signature;
  return `{"appID":${JSON.stringify(subscriberId)},"timestamp":${at},"nonce":"${sentNonce}","signature":"${sentSignature}","eventInfo":${content}}`;
}

/** The same text with another last digit. */
const otherDigit = (text: string) => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');
