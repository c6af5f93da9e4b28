import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sensitiveInputs } from '../../functions/calls/vendorRequest.ts';
import { forgetIsolate } from '../../functions/core/isolate.ts';
import { notesOf } from '../../functions/core/notes.ts';
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

const input = (operation: VendorOperation) => notesOf(operation).example.input;

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

/** An operation, and what of the vendor a fault strikes: itself or its login. */
type Victim = readonly [operation: VendorOperation, at: string];

/** Has a fault strike some operations at the same time, which must share nothing that it takes away. */
async function suffer(
  victims: readonly Victim[],
  fault: FaultRule['fault'],
  outcomes: readonly string[],
): Promise<void> {
  // What a login issues in the course of it counts as well.
  const { huawei, quanshi } = vendors.state;
  const tokens = () => [...huawei.sessions.keys(), ...quanshi.sessions.keys()];
  const before = tokens();
  for (const [{ id, provider }, at] of victims)
    vendors.faults.add({ id, match: { vendor: provider.id, operation: at }, fault });
  const attempts = await Promise.all(
    victims.map(async ([operation]) => ({ operation, ...(await attempt(operation)) })),
  );
  // One that finds nothing to change, such as a token that a login does not carry, is met and does not strike.
  for (const { id, matched } of vendors.faults.list())
    expect(matched, `${id} was not met`).toBeGreaterThan(0);
  vendors.faults.clear();

  const never = [...before, ...tokens(), ...Object.values(ACCOUNT_SECRETS)];
  for (const { operation, response, text, ms, outcome } of attempts) {
    const { id, provider } = operation;
    expect(outcomes, id).toContain(outcome);
    expect([id, ms < DEADLINE_MS + SLACK_MS]).toEqual([id, true]);
    expect(response.headers.get('X-Request-Id')).toBeTruthy();
    expect(response.headers.get('Server-Timing')).toMatch(/total;dur=/);
    const inputs = sensitiveInputs(operation, input(operation)).filter((value) => value.length > 2);
    for (const secret of never) expect(text, id).not.toContain(secret);
    for (const secret of [...never, ...inputs]) expect(written.join('\n'), id).not.toContain(secret);
    if (response.ok) continue;
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({
      status: problems[outcome as keyof typeof problems].status,
      provider: provider.id,
    });
    for (const secret of inputs) expect(text, id).not.toContain(secret);
  }

  // A login that hangs is still on its way, and the vendor would find it signed too long ago: it is waited for, and so is
  // what follows if it comes to nothing.
  const timedOut = attempts.filter(({ outcome }) => outcome === 'provider-timeout');
  await Promise.all(timedOut.map(({ operation }) => invokeUntilAnswered(operation)));
  if (timedOut.length < attempts.length) {
    // What a call tells after its answer is told by then.
    await new Promise((resolve) => setTimeout(resolve, 20));
    // Cooldowns and blocks are over by then; the breaker has not opened for one caller.
    later(6 * 60_000);
  }
  await expectAnswers(victims.map(([operation]) => operation));
  forgetIsolate();
}

/** Calls operations at the same time, as somebody would to whom nothing has happened. */
async function expectAnswers(some: readonly VendorOperation[], why = ''): Promise<void> {
  const answers = some.map(async (one) => [one.id, why, (await invoke(one.id, input(one))).status]);
  expect(await Promise.all(answers)).toEqual(some.map(({ id }) => [id, why, 200]));
}

/** Calls an operation as often as somebody would who heeds `Retry-After`. */
async function invokeUntilAnswered(operation: VendorOperation): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    const { status, headers } = await invoke(operation.id, input(operation));
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000 * Number(headers.get('Retry-After') ?? 0)));
  }
}

/** As many at the same time leave each other time enough for the deadline. */
const AT_ONCE = 6;

describe('whatever happens to a vendor call, it ends in the right way, in time and without a secret, and the next one works', () => {
  it.each(faultMatrix)('$title', async ({ fault, outcomes }) => {
    // All of a vendor's operations share its token: where that is taken away, or doubted, one suffers at a time.
    const atOnce = outcomes.includes('provider-login-refused') ? 1 : AT_ONCE;
    for (let from = 0; from < operations.length; from += atOnce) {
      const some = operations.slice(from, from + atOnce);
      await expectAnswers(some);
      await suffer(
        some.map((operation) => [operation, vendorOperation(operation)]),
        fault,
        outcomes,
      );
    }
  });
});

describe('whatever happens to a login, it ends so as well', () => {
  it.each(faultMatrix)('$title', async (row) => {
    const first = [...Map.groupBy(operations, ({ provider }) => provider.id)];
    await suffer(
      first.flatMap(([id, [operation]]) => (operation ? [[operation, LOGINS[id]]] : [])),
      row.fault,
      outcomesAtLogin(row),
    );
  });
});

it('one fault that passes is not seen by callers of what may be repeated', async () => {
  const passing = faultMatrix.filter(({ outcomes }) =>
    outcomes.some((outcome) => outcome === 'provider-unreachable' || outcome === 'provider-failed'),
  );
  const reads = operations.filter(({ effect }) => effect === 'read');
  for (const { fault, title, outcomes } of passing) {
    if (
      outcomes.includes('provider-not-found') ||
      fault.type === 'half-body' ||
      fault.type === 'malformed-chunk'
    )
      continue;
    for (const operation of reads)
      vendors.faults.add({ match: { operation: vendorOperation(operation), count: 1 }, fault });
    await expectAnswers(reads, title);
    expect(vendors.faults.list().map(({ struck }) => struck)).toEqual(reads.map(() => 1));
    vendors.faults.clear();
    forgetIsolate();
  }
});

it('a token that is taken away once is not seen by callers either', async () => {
  for (const operation of operations) {
    for (const type of ['token-revoked', 'token-evicted'] as const) {
      vendors.faults.add({ match: { operation: vendorOperation(operation), count: 1 }, fault: { type } });
      // As often as a credential may log in.
      later(30_000);
      const { status } = await invoke(operation.id, input(operation));
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
