import { fraction } from '../../fixtures/hash.ts';
import { HINT, hintText } from '../core/hint.ts';
import { setHeader } from '../core/printed.ts';
import type { Route, VendorRequest } from '../core/route.ts';
import type { Fault } from './fault.ts';
import type { Struck } from './faultList.ts';
import { repeatLastPage } from './repeatLastPage.ts';
import { spoil } from './spoil.ts';
import type { VendorFaults } from './vendorFaults.ts';
import type { Exchange } from './wire.ts';

/** What faults work on. */
export interface Sufferer {
  readonly route: Route;
  /** The same route, its clock `shift` ms beside the simulation's. */
  at(shift: number): Route;
  /** What the vendor says of faults, and what it remembers. */
  readonly faults: VendorFaults;
  readonly state: object;
  now(): number;
}

/** An answer, and the ids of the faults that changed nothing of it. */
export interface Suffered extends Exchange {
  readonly idle: readonly string[];
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
): Promise<Suffered> {
  let hints = '';
  let main: Struck | undefined;
  for (const one of struck) {
    if (one.fault.type === 'latency') await wait(delayOf(one.fault, one.draw));
    else main ??= one;
    if (one.fault.type === 'latency' || main === one) hints += `fault ${one.id} (${one.fault.type}); `;
  }
  const { idle, ...exchange } = await happen(main, request, sufferer);
  const { response } = exchange;
  setHeader(response, HINT, hintText(`${hints}${response.headers.get(HINT) ?? ''}`).replace(/; $/, ''));
  const overridden = struck.filter((one) => one.fault.type !== 'latency' && one !== main);
  return { ...exchange, idle: [...overridden, ...(idle && main ? [main] : [])].map(({ id }) => id) };
}

/** `idle` says that it changed nothing. */
async function happen(
  main: Struck | undefined,
  request: VendorRequest,
  { route, at, faults, state, now }: Sufferer,
): Promise<Exchange & { readonly idle?: boolean }> {
  if (!main) return { response: await route.resolve(request) };
  const { fault } = main;
  switch (fault.type) {
    case 'latency':
      return { response: await route.resolve(request) };
    case 'status': {
      const own = faults.error(fault.status);
      const { status, code = own.code, message = own.message } = fault;
      return { response: await route.refuse(request, { status, code, message, hint: '' }) };
    }
    case 'throttled':
      return { response: await route.refuse(request, { ...faults.throttled(fault.limit), hint: '' }) };
    case 'token-revoked':
    case 'token-evicted': {
      const taken = await faults.revoke(state, request, now(), fault.type);
      const response = await route.resolve(request);
      if (!taken) setHeader(response, HINT, 'the request carries no token of this simulation to take away');
      return { response, idle: !taken };
    }
    case 'clock-skewed':
      return { response: await at(fault.byMs).resolve(request) };
    case 'stale-list': {
      const response = await at(-fault.ageMs).resolve(request);
      // Only the list is an old one: the answer is dated now.
      setHeader(response, 'Date', new Date(now()).toUTCString());
      return { response };
    }
    case 'repeated-last-page':
      return repeatLastPage(faults, request, (changed) => route.resolve(changed));
    case 'connection-reset':
    case 'empty-response':
    case 'half-body':
    case 'malformed-chunk':
      return { response: await route.resolve(request), wire: fault.type };
    default:
      return { response: await spoil(await route.resolve(request), fault) };
  }
}

// Nobody waits longer; a log-normal delay has no bound of its own.
const LONGEST = 600_000;

/** How long a latency fault holds a request up, ms; the same for the same strike of the same rule. */
export function delayOf({ ms }: Extract<Fault, { type: 'latency' }>, draw: Struck['draw']): number {
  if (typeof ms === 'number') return ms;
  const first = fraction(...draw, 'delay');
  if ('min' in ms) return ms.min + (ms.max - ms.min) * first;
  // Two even draws make a normal one (Box and Muller). The logarithm is finite: 1 - first is never 0.
  const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * fraction(...draw, 'angle'));
  return Math.min(LONGEST, ms.median * Math.exp(ms.sigma * normal));
}

/** Real time, since it is a real client that waits. */
function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
