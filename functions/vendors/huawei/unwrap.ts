import { isRecord } from '../../core/isRecord.ts';
import { Problem } from '../../core/problem.ts';
import type { Unwrapped } from '../../core/provider.ts';
import type { VendorAnswer } from '../../core/upstream.ts';

/**
 * Huawei has no envelope: a 2xx body is the result; an error carries `error_code` and `error_msg`, or one of the
 * two other spellings that the official SDKs read. [H-ERR] [SDK-RUN]
 */
export function unwrapHuawei({ status, json }: VendorAnswer): Unwrapped {
  const body = isRecord(json) ? json : undefined;
  if (status >= 200 && status < 300) {
    if (!body)
      throw new Problem('provider-malformed', 'The answer of the vendor is no JSON object.', {
        provider: 'huawei',
      });
    return { result: body };
  }
  const text = (...names: string[]) =>
    names.map((name) => body?.[name]).find((value) => typeof value === 'string');
  return {
    failure: {
      status,
      code: text('error_code', 'errorCode', 'code'),
      message: text('error_msg', 'errorMsg', 'message'),
    },
  };
}
