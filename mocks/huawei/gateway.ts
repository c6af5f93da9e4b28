import type { VendorRequest } from '../core/route.ts';
import { HuaweiRefusal } from './errors.ts';

// The codes are sourced [APIG-ERR]; how much is too much is not: these are a gateway's usual limits, INFERRED.
const LONGEST_URI = 32 * 1024;
const LARGEST_HEADERS = 32 * 1024;
const LARGEST_BODY = 12 * 1024 * 1024;

/**
 * What the API gateway refuses before any service sees it.
 * @throws HuaweiRefusal APIG.0201 with 400, 414 or 494
 */
export function checkRequest({ url, headers }: VendorRequest): URL {
  if (url.length > LONGEST_URI)
    throw tooLarge(414, 'Request-URI Too Large', `the URI has ${url.length} characters of ${LONGEST_URI}`);
  let size = 0;
  for (const [name, value] of headers) size += name.length + value.length + 4;
  if (size > LARGEST_HEADERS)
    throw tooLarge(494, 'Request Header Too Large', `the headers have ${size} bytes of ${LARGEST_HEADERS}`);
  try {
    decodeURIComponent(url);
  } catch {
    throw tooLarge(
      400,
      'Bad request',
      'the URI has a percent sign that is not followed by UTF-8 in hexadecimal',
    );
  }
  return new URL(url);
}

/** The body of a request. @throws HuaweiRefusal APIG.0201 with 413 */
export async function readText(request: VendorRequest): Promise<string> {
  if (request.method === 'GET') return '';
  const text = await request.text();
  if (text.length > LARGEST_BODY)
    throw tooLarge(413, 'Request Entity Too Large', `the body has over ${LARGEST_BODY} characters`);
  return text;
}

function tooLarge(status: number, message: string, hint: string): HuaweiRefusal {
  return new HuaweiRefusal('APIG.0201', hint, { status, message });
}
