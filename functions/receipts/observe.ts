import type { Receipt } from './receipt.ts';

/** What of a receipt may be logged: an allow-list, so that a new field is not logged by accident. */
function logLine(receipt: Receipt) {
  const {
    requestId,
    operation,
    caller,
    account,
    status,
    problem,
    cache,
    ms,
    token,
    attempts,
    providerRequestId,
  } = receipt;
  return {
    event: 'call',
    requestId,
    operation,
    caller,
    account,
    status,
    problem,
    ms: Math.round(ms),
    cache,
    tokenSource: token?.source,
    attempts: attempts.length,
    vendorMs: Math.round(receipt.timings.vendor ?? 0),
    providerRequestId,
  };
}

/** Writes one line of JSON to the log, and one data point to Workers Analytics Engine where it is bound. */
export function observe(receipt: Receipt, env: Env): void {
  console.log(JSON.stringify(logLine(receipt)));
  const { operation, caller, account, status, problem = '', cache, ms, token, attempts, variants } = receipt;
  const [how = ''] = cache.replace('meetgate; ', '').split(';');
  try {
    env.METRICS?.writeDataPoint({
      indexes: [operation],
      blobs: [
        operation,
        caller,
        account,
        problem,
        how,
        token?.source ?? '',
        variants.join(',').slice(0, 1024),
      ],
      doubles: [status, ms, receipt.timings.vendor ?? 0, receipt.timings.token ?? 0, attempts.length],
    });
  } catch {
    // A good answer is not lost for a data point, such as one over a limit of the platform.
  }
}
