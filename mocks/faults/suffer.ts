import { HINT, hintText } from '../core/hint.ts';
import type { Route, VendorRequest } from '../core/request.ts';
import type { VendorState } from '../state.ts';
import { delayOf, wait } from './delay.ts';
import type { Struck } from './faultList.ts';
import { repeatLastPage } from './repeatLastPage.ts';
import { spoil } from './spoil.ts';
import { takeToken } from './token.ts';
import { throttleMessage, vendorError } from './vendorError.ts';
import type { Exchange } from './wire.ts';

/** What faults work on. */
export interface Sufferer {
  /** The route of the request, at the simulation's clock or `shift` milliseconds beside it. */
  at(shift: number): Route;
  readonly state: VendorState;
  now(): number;
}

/**
 * Answers a request that faults happen to. Delays add up; of the others the first counts, since a request fails once.
 *
 * @param request one whose text can be read more than once
 */
export async function suffer(
  struck: readonly Struck[],
  request: VendorRequest,
  sufferer: Sufferer,
): Promise<Exchange> {
  let hints = '';
  let main: Struck | undefined;
  for (const one of struck) {
    if (one.fault.type === 'latency') await wait(delayOf(one.fault, one.draw));
    else main ??= one;
    if (one.fault.type === 'latency' || main === one) hints += `fault ${one.id} (${one.fault.type}); `;
  }
  const exchange = await happen(main, request, sufferer);
  const { headers } = exchange.response;
  headers.set(HINT, hintText(`${hints}${headers.get(HINT) ?? ''}`).replace(/; $/, ''));
  return exchange;
}

async function happen(
  main: Struck | undefined,
  request: VendorRequest,
  { at, state, now }: Sufferer,
): Promise<Exchange> {
  const route = at(0);
  if (!main) return { response: await route.resolve(request) };
  const { fault } = main;
  switch (fault.type) {
    case 'latency':
      return { response: await route.resolve(request) };
    case 'status': {
      const own = vendorError(route.vendor, fault.status);
      const { status, code = own.code, message = own.message } = fault;
      return { response: await route.refuse(request, { status, code, message, hint: '' }) };
    }
    case 'throttled': {
      const message =
        route.vendor === 'huawei' ? throttleMessage(fault.limit) : vendorError(route.vendor, 429).message;
      const { code } = vendorError(route.vendor, 429);
      // Quanshi's failures travel with HTTP 200, see mocks/quanshi/errors.ts.
      const status = route.vendor === 'huawei' ? 429 : 200;
      return { response: await route.refuse(request, { status, code, message, hint: '' }) };
    }
    case 'token-revoked':
    case 'token-evicted': {
      const taken = await takeToken(route.vendor, request, state, now(), fault.type);
      const response = await route.resolve(request);
      if (!taken) response.headers.set(HINT, 'the request carries no token of this simulation to take away');
      return { response };
    }
    case 'clock-skewed':
      return { response: await at(fault.byMs).resolve(request) };
    case 'stale-list': {
      const response = await at(-fault.ageMs).resolve(request);
      // The list is old, the answer is not.
      response.headers.set('Date', new Date(now()).toUTCString());
      return { response };
    }
    case 'repeated-last-page':
      return { response: await repeatLastPage(route, request, (changed) => route.resolve(changed)) };
    case 'connection-reset':
    case 'empty-response':
    case 'half-body':
    case 'malformed-chunk':
      return { response: await route.resolve(request), wire: fault.type };
    default:
      return { response: await spoil(await route.resolve(request), fault) };
  }
}
