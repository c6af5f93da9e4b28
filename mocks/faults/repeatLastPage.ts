import { parseObject } from '../core/json.ts';
import type { VendorRequest } from '../core/route.ts';
import type { VendorFaults } from './vendorFaults.ts';

/**
 * Whatever page past the end is asked for, the last one comes again: whoever pages until a page is empty never stops.
 * `again` answers a request as the vendor would. `idle` says that nothing was changed.
 */
export async function repeatLastPage(
  faults: Pick<VendorFaults, 'page'>,
  request: VendorRequest,
  again: (request: VendorRequest) => Promise<Response>,
): Promise<{ readonly response: Response; readonly idle: boolean }> {
  const response = await again(request);
  const answer = parseObject(await response.clone().text());
  if (!answer) return { response, idle: true };
  const { offset, limit, total, at } = await faults.page(request, answer);
  const isPastEnd = limit > 0 && total > 0 && offset >= total;
  return {
    response: isPastEnd ? await again(at(Math.floor((total - 1) / limit) * limit)) : response,
    idle: !isPastEnd,
  };
}
