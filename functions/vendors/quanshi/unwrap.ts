import { isRecord } from '../../core/isRecord.ts';
import { Problem } from '../../core/problem.ts';
import type { Unwrapped } from '../../core/provider.ts';
import type { VendorAnswer } from '../../core/upstream.ts';
import type { Envelope } from '../../core/view.ts';

/** Both envelopes, with all that the vendor's pages show beside a result. */
export const quanshiEnvelope: Envelope = {
  results: ['result', 'data'],
  beside: [
    'status',
    'code',
    'msg',
    'request_id',
    'reqid',
    'requestId',
    'timestamp',
    'timeStamp',
    'request_duration',
    'callSeq',
    'content_type',
  ],
};

/**
 * Quanshi answers in one of two envelopes: `status` 0 with `result` (/confopenapi), or `code` 200 with `data`
 * (/eventopenapi). Anything else is a failure, whatever the HTTP status says.
 */
export function unwrapQuanshi({ status, json }: VendorAnswer): Unwrapped {
  const envelope = isRecord(json) ? json : undefined;
  const [code, success, result] =
    envelope?.status === undefined
      ? [envelope?.code, 200, envelope?.data]
      : [envelope.status, 0, envelope.result];
  if (status >= 200 && status < 300) {
    if (code === undefined || code === null) {
      throw new Problem('provider-malformed', 'The answer of the vendor has neither status nor code.', {
        provider: 'quanshi',
      });
    }
    if (Number(code) === success) return { result };
  }
  const message = envelope?.msg;
  return {
    failure: {
      status,
      code: code === undefined || code === null ? undefined : String(code),
      message: typeof message === 'string' ? message : undefined,
    },
  };
}
