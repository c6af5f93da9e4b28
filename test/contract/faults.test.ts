import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sensitiveInputs } from '../../functions/calls/vendorRequest.ts';
import { forgetIsolate } from '../../functions/core/isolate.ts';
import type { VendorOperation } from '../../functions/core/operation.ts';
import { problems } from '../../functions/core/problems.ts';
import { vendorOperations as operations } from '../../functions/registry.ts';
import { fitsPath } from '../../mocks/core/route.ts';
import { FAULT_TYPES } from '../../mocks/faults/faultTypes.ts';
import type { FaultRule } from '../../mocks/options.ts';
import { DEADLINE_MS, faultMatrix, outcomesAtLogin } from '../support/faultMatrix.ts';
import { call, invoke, restCall } from '../support/gateway.ts';
import { ACCOUNT_SECRETS, later, ONGOING, vendorPathOf } from '../support/shorthand.ts';
import { useVendors } from '../support/vendors.ts';

const { vendors, network } = useVendors({ seed: 7, now: () => Date.now() });
/** What a call may take beyond its deadline on a machine that is busy. Milliseconds. */
const SLACK_MS = 1_000;
const LOGINS = { huawei: 'CreateAppIdToken', quanshi: 'CreateToken' };

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  for (const level of ['log', 'error', 'warn', 'info'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts) => void written.push(parts.join(' ')));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The vendor's own name of an operation, or of its login. */
function vendorOperation(operation: VendorOperation): string {
  const wanted = vendorPathOf(operation);
  const { method } = operation.call;
  const routes = vendors.routes.filter((one) => one.method === method);
  // A fixed path comes before one with a parameter at its end.
  const route = routes.find((one) => one.path === wanted) ?? routes.find((one) => fitsPath(one.path, wanted));
  if (!route) throw new Error(`The simulation has no ${wanted}.`);
  return route.operation;
}

const input = ({ example }: VendorOperation) => example.input as Record<string, unknown>;

/** Calls an operation in a hurry, and says how that ended, how long it took and what was said. */
async function attempt(operation: VendorOperation) {
  const { path, init } = restCall(operation, input(operation));
  const started = performance.now();
  const response = await call(path, {
    ...init,
    headers: { ...init.headers, 'X-Timeout-Ms': String(DEADLINE_MS) },
  });
  const text = await response.text();
  const ms = performance.now() - started;
  const { type = '' } = response.ok ? {} : (JSON.parse(text) as { type?: string });
  const outcome = response.ok ? 'answer' : type.split('/').at(-1);
  return { response, text, ms, outcome };
}

async function suffer(
  operation: VendorOperation,
  at: string,
  fault: FaultRule['fault'],
  outcomes: readonly string[],
) {
  const { id, provider } = operation;
  // What a login issues in the course of it counts as well.
  const tokens = () => [...vendors.state[provider.id].sessions.keys()];
  const before = tokens();
  vendors.faults.add({ id: 'matrix', match: { vendor: provider.id, operation: at }, fault });
  const { response, text, ms, outcome } = await attempt(operation);
  expect(vendors.faults.list()[0]?.struck, `${id} was not struck`).toBeGreaterThan(0);
  vendors.faults.clear();

  expect(outcomes, id).toContain(outcome);
  expect([id, ms < DEADLINE_MS + SLACK_MS]).toEqual([id, true]);
  expect(response.headers.get('X-Request-Id')).toBeTruthy();
  expect(response.headers.get('Server-Timing')).toMatch(/total;dur=/);
  const never = [...before, ...tokens(), ...Object.values(ACCOUNT_SECRETS)];
  const inputs = sensitiveInputs(operation, input(operation)).filter((value) => value.length > 2);
  for (const secret of never) expect(text, id).not.toContain(secret);
  for (const secret of [...never, ...inputs]) expect(written.join('\n'), id).not.toContain(secret);
  if (!response.ok) {
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({
      status: problems[outcome as keyof typeof problems].status,
      provider: provider.id,
    });
    for (const secret of inputs) expect(text, id).not.toContain(secret);
  }

  // Cooldowns and blocks are over by then; the breaker has not opened for one caller. A login that hangs is still on its
  // way, and the vendor would find it signed too long ago: it is waited for, and so is what follows if it comes to nothing.
  if (outcome === 'provider-timeout') await invokeUntilAnswered(operation);
  else {
    // What a call tells after its answer is told by then.
    await new Promise((resolve) => setTimeout(resolve, 20));
    later(6 * 60_000);
  }
  const next = await invoke(id, operation.example.input);
  expect([id, next.status]).toEqual([id, 200]);
  forgetIsolate();
}

/** Calls an operation as often as somebody would who heeds `Retry-After`. */
async function invokeUntilAnswered({ id, example }: VendorOperation): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    const { status, headers } = await invoke(id, example.input);
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000 * Number(headers.get('Retry-After') ?? 0)));
  }
}

describe('whatever happens to a vendor call, it ends in the right way, in time and without a secret, and the next one works', () => {
  it.each(faultMatrix)(
    '$title',
    async ({ fault, outcomes }) => {
      for (const operation of operations) {
        expect((await invoke(operation.id, operation.example.input)).status).toBe(200);
        await suffer(operation, vendorOperation(operation), fault, outcomes);
      }
      // Where a fault lasts until the deadline, each operation takes a second.
    },
    60_000,
  );
});

describe('whatever happens to a login, it ends so as well', () => {
  it.each(faultMatrix)('$title', async (row) => {
    for (const operation of operations) {
      const { id } = operation.provider;
      if (operations.find(({ provider }) => provider.id === id) !== operation) continue;
      await suffer(operation, LOGINS[id], row.fault, outcomesAtLogin(row));
    }
  });
});

it('one fault that passes is not seen by callers of what may be repeated', async () => {
  const passing = faultMatrix.filter(({ outcomes }) =>
    outcomes.some((outcome) => outcome === 'provider-unreachable' || outcome === 'provider-failed'),
  );
  for (const operation of operations.filter(({ effect }) => effect === 'read')) {
    for (const { fault, title, outcomes } of passing) {
      if (
        outcomes.includes('provider-not-found') ||
        fault.type === 'half-body' ||
        fault.type === 'malformed-chunk'
      )
        continue;
      vendors.faults.add({ match: { operation: vendorOperation(operation), count: 1 }, fault });
      const { status } = await invoke(operation.id, operation.example.input);
      expect([operation.id, title, status]).toEqual([operation.id, title, 200]);
      vendors.faults.clear();
      forgetIsolate();
    }
  }
}, 60_000);

it('a token that is taken away once is not seen by callers either', async () => {
  for (const operation of operations) {
    for (const type of ['token-revoked', 'token-evicted'] as const) {
      vendors.faults.add({ match: { operation: vendorOperation(operation), count: 1 }, fault: { type } });
      // As often as a credential may log in.
      later(30_000);
      const { status } = await invoke(operation.id, operation.example.input);
      expect([operation.id, type, status]).toEqual([operation.id, type, 200]);
      vendors.faults.clear();
    }
  }
});

it('a charset that is none of the bytes’ garbles nothing', async () => {
  // The bytes of this word would read as GBK, too.
  const body = JSON.stringify({
    offset: 0,
    limit: 10,
    count: 1,
    data: [{ conferenceId: '1', subject: '会议' }],
  });
  const headers = { 'Content-Type': 'application/json;charset=GBK' };
  network.use(http.get(ONGOING, () => new HttpResponse(body, { headers })));
  expect(await (await invoke('huawei.listOngoingWebinars', {})).text()).toContain('会议');
});

it('the matrix holds every kind of fault that there is', () => {
  expect(new Set(faultMatrix.map(({ fault }) => fault.type))).toEqual(new Set(FAULT_TYPES));
});
