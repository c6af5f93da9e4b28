import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { hash32 } from '../../fixtures/hash.ts';
import { hex, uuid } from '../../fixtures/text.ts';
import type { Printed } from '../core/printed.ts';
import type { Answering } from '../vendor.ts';
import type { Allowance, Allowances } from './throttle.ts';

/**
 * Which front of Huawei's answers, told by the headers of the documented answers: `wss` (documents/000) and `mmc`
 * (001) stand behind the API gateway, `mms` (004) behind Istio.
 */
export type Front = 'wss' | 'mmc' | 'mms';

const CSP =
  "connect-src 'self' *.huaweicloud.com ;style-src 'self' 'unsafe-inline' 'unsafe-eval';object-src 'self'; font-src 'self' data:;";

/**
 * Where the headers of the connection stand in the printed answers, and which of them there are. documents/001 prints no
 * reason phrase.
 */
export const TRANSPORT: Readonly<Record<Front, Pick<Printed, 'transport' | 'reason'>>> = {
  wss: { transport: { '': ['Transfer-Encoding'], 'Cache-Control': ['Connection'] } },
  mmc: { reason: '', transport: { 'Content-Type': ['Content-Length', 'Connection'] } },
  mms: { transport: { 'Content-Type': ['Content-Length'] } },
};

/** One answer of Huawei's on its way. */
export interface HuaweiAnswering extends Answering {
  /** What the gateway tells of itself to who asks with X-Apig-Mode: debug [APIG-DEBUG]. */
  debug?: Allowances | undefined;
}

/**
 * The MD5 of a text's UTF-8 bytes, in lower-case hex. Web crypto lacks it; it protects nothing.
 * The Etag printed in documents/004 is made of it.
 */
export const md5Hex = (text: string): string => bytesToHex(md5(utf8ToBytes(text)));

/** The request id that a front makes for a caller who sent none: 32 hex, or a UUID behind Istio. */
export function requestIdOf(front: Front, { seed, number }: Answering): string {
  const key = [seed, 'huawei', number, 'requestId'] as const;
  return front === 'mms' ? uuid(...key) : hex(32, ...key);
}

/**
 * The response headers of a front, as documented, in the documented order. A record and no `Headers`, which would put
 * the names in lower case and take longer than all the rest of an answer.
 */
export function frontHeaders(
  front: Front,
  answering: HuaweiAnswering,
  requestId: string,
  body: string,
): Record<string, string> {
  const date = new Date(answering.now).toUTCString();
  const took = 20 + (hash32(answering.seed, 'huawei', answering.number, 'took') % 60);
  if (front === 'wss')
    return {
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': CSP,
      'Content-Type': 'application/json; charset=UTF-8',
      Date: date,
      Pragma: 'no-cache',
      Server: 'api-gateway',
      'Strict-Transport-Security': 'max-age=16070400; includeSubDomains',
      ...debugHeaders(answering.debug, took),
      'X-Content-Type-Options': 'nosniff',
      'X-Download-Options': 'noopen',
      'X-Envoy-Upstream-Service-Time': String(took),
      'X-Frame-Options': 'SAMEORIGIN',
      'X-Request-Id': requestId,
      'X-Xss-Protection': '1;mode=block',
    };
  if (front === 'mmc')
    return {
      Date: date,
      'Content-Type': 'application/json;charset=UTF-8',
      Expires: '0',
      Pragma: 'No-cache',
      'Cache-Control': 'no-cache',
      http_proxy_id: hex(32, answering.seed, 'huawei', 'proxy'),
      Server: 'api-gateway',
      ...debugHeaders(answering.debug, took),
      'X-Request-Id': requestId,
    };
  return {
    'X-Request-Id': requestId,
    Pragma: 'no-cache',
    'Cache-Control': 'no-cache',
    Expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
    'X-Xss-Protection': '1; mode=block',
    'X-Download-Options': 'noopen',
    'X-Content-Type-Options': 'nosniff',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Frame-Options': 'SAMEORIGIN',
    'Content-Security-Policy': CSP,
    Vary: 'Origin,Access-Control-Request-Method,Access-Control-Request-Headers',
    // A zero and the MD5 of the body: what is printed in documents/004 is exactly that of its compact body.
    Etag: `"0${md5Hex(body)}"`,
    'Content-Type': 'application/json;charset=UTF-8',
    Date: date,
    'X-Envoy-Upstream-Service-Time': String(took),
    Server: 'istio-envoy',
    Requestid: requestId,
  };
}

function debugHeaders(allowances: Allowances | undefined, took: number): Record<string, string> {
  if (!allowances) return {};
  const left = ({ remain, limit }: Allowance, time: string) =>
    `remain:${Math.max(0, remain)},limit:${limit},time:${time}`;
  return {
    'X-APIG-Latency': String(took + 2),
    'X-APIG-Ratelimit-Api': left(allowances.api, '1 minute'),
    'X-APIG-Ratelimit-Api-Allenv': left(allowances.allEnvironments, '1 second'),
    'X-APIG-Upstream-Latency': String(took + 1),
  };
}
