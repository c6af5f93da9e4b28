import { parseObject } from '../core/json.ts';
import type { Route, VendorRequest } from '../core/request.ts';

/**
 * Whatever page past the end is asked for, the last one comes again: whoever pages until a page is empty never stops.
 * `again` answers a request as the vendor would.
 */
export async function repeatLastPage(
  route: Pick<Route, 'vendor'>,
  request: VendorRequest,
  again: (request: VendorRequest) => Promise<Response>,
): Promise<Response> {
  const response = await again(request);
  const answer = parseObject(await response.clone().text());
  if (!answer) return response;
  if (route.vendor === 'huawei') {
    const url = new URL(request.url);
    const [offset, limit, count] = [url.searchParams.get('offset'), answer.limit, answer.count].map(Number);
    if (!past(offset, limit, count)) return response;
    url.searchParams.set('offset', String(lastStart(limit, count)));
    return again(changed(request, url.href));
  }
  const body = parseObject(await request.text()) ?? {};
  const result = typeof answer.result === 'object' && answer.result !== null ? answer.result : {};
  const count = Number(body.count ?? DEFAULT_COUNT);
  const total = Number(Reflect.get(result, 'totalCount') ?? Reflect.get(result, 'total'));
  if (!past((Number(body.page ?? 1) - 1) * count, count, total)) return response;
  return again(
    changed(request, request.url, JSON.stringify({ ...body, page: 1 + lastStart(count, total) / count })),
  );
}

// [documents/002]
const DEFAULT_COUNT = 20;

const past = (offset = Number.NaN, limit = 0, count = 0): boolean =>
  limit > 0 && count > 0 && offset >= count;

const lastStart = (limit = 1, count = 0): number => Math.floor((count - 1) / limit) * limit;

function changed(request: VendorRequest, url: string, body?: string): VendorRequest {
  const { method, headers } = request;
  return { method, url, headers, text: () => (body === undefined ? request.text() : Promise.resolve(body)) };
}
