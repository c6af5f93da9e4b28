import { printedResponse } from '../core/printed.ts';
import type { HuaweiAnswering } from './fronts.ts';

/** An answer that is a file and no JSON. */
export class HuaweiFile {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: Uint8Array;

  constructor(name: string, type: string, bytes: Uint8Array) {
    this.name = name;
    this.type = type;
    this.bytes = bytes;
  }
}

/** A file on its way: no document prints its headers, so these are the ones that any download has (INFERRED). */
export function fileResponse(
  { name, type, bytes }: HuaweiFile,
  { now }: HuaweiAnswering,
  requestId: string,
): Response {
  return printedResponse({
    status: 200,
    headers: {
      Date: new Date(now).toUTCString(),
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': requestId,
    },
    transport: { 'Content-Type': ['Content-Length', 'Connection'] },
    bytes,
  });
}
