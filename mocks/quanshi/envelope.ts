import { hash32 } from '../../fixtures/hash.ts';
import type { Answering } from '../vendor.ts';
import { goDuration } from './goDuration.ts';

/** What goes around a result: documents/002 and 003 differ, and so do the status page and the events family. */
export type Family = 'list' | 'lookup' | 'status' | 'events';

/** What an endpoint answers with. */
export interface Outcome {
  readonly result: unknown;
}

/** The body of a success, keys in the documented order [facts 6.3]. */
export function success(family: Family, answering: Answering, outcome: Outcome, message = ''): object {
  if (family === 'events') return eventsBody(answering, 200, message, outcome.result);
  // Only the list's documented answer has a msg.
  return {
    status: 0,
    result: outcome.result,
    ...(family === 'list' ? { msg: 'success' } : {}),
    ...callOf(family, answering),
  };
}

/** The body of a refusal: that msg is always there then is what the envelope's description says [facts 6.3]. */
export function failure(family: Family, answering: Answering, code: number, msg: string): object {
  if (family === 'events') return eventsBody(answering, code, msg, null);
  return { status: code, result: null, msg, ...callOf(family, answering) };
}

function eventsBody(answering: Answering, code: number, msg: string, data: unknown): object {
  const { now } = answering;
  // <ip>_<date>_<time>_<ms> [facts 6.3]; Chinese time.
  const local = new Date(now + 8 * 3_600_000).toISOString();
  const id = `172.10.87.161_${local.slice(0, 10).replaceAll('-', '')}_${local.slice(11, 19).replaceAll(':', '')}_${local.slice(20, 23)}`;
  return { timeStamp: now, code, msg, data, requestId: id };
}

function callOf(family: 'list' | 'lookup' | 'status', answering: Answering): object {
  const { now } = answering;
  // 15 to 135 ms, as the examples have it.
  const microseconds = 15_000 + (draw(answering, 'took') % 120_000);
  const duration = goDuration(microseconds * 1_000 + (draw(answering, 'fraction') % 1_000));
  if (family === 'list')
    return {
      // Without the dots of the address, as documents/002 prints it.
      request_id: requestId(answering, 'confopenapiserver-172371014'),
      timestamp: now,
      request_duration: duration,
    };
  return {
    // With its address as one number, as both examples of the status page have it.
    request_id: requestId(
      answering,
      family === 'status' ? 'conferenceserver-2886398160' : 'uniformserver-172.10.87.161',
    ),
    reqid: requestId(answering, 'confopenapiserver-172.10.248.48'),
    timestamp: now,
    request_duration: duration,
  };
}

/** `<server>-<address>-<unix seconds>.<nanoseconds>.<n>` [facts 6.3]. */
function requestId(answering: Answering, server: string): string {
  const { now } = answering;
  const nanoseconds = (now % 1000) * 1_000_000 + (draw(answering, server) % 1_000_000);
  const n = 1 + (draw(answering, `${server}.n`) % 999);
  return `${server}-${Math.floor(now / 1000)}.${String(nanoseconds).padStart(9, '0')}.${n}`;
}

function draw({ seed, number }: Answering, field: string): number {
  return hash32(seed, 'quanshi', number, field);
}
