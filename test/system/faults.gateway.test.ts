import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../mocks/faults/fault.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { type RunningServer, startServer } from '../../mocks/server/startServer.ts';

/** What every call asks for, and what it may take beyond that on a busy machine. Milliseconds. */
const DEADLINE_MS = 1_500;
const SLACK_MS = 1_500;
/** Operations that suffer at the same time: so many leave each other time enough. */
const AT_ONCE = 8;
const KEY = 'meetgate-demo-key';

/** Faults of the connection, and what may come of them. */
const faults: [title: string, fault: FaultRule['fault'], outcomes: string[]][] = [
  ['is reset', { type: 'connection-reset' }, ['provider-unreachable']],
  ['is closed without a byte', { type: 'empty-response' }, ['provider-unreachable']],
  ['breaks off within the body', { type: 'half-body' }, ['provider-unreachable', 'provider-malformed']],
  ['sends a chunk that is none', { type: 'malformed-chunk' }, ['provider-unreachable', 'provider-malformed']],
  ['drips', { type: 'slow-drip', bytes: 2_048, everyMs: 5 }, ['answer']],
  ['drips too slowly', { type: 'slow-drip', bytes: 1, everyMs: 400 }, ['provider-timeout']],
  ['is silent for too long', { type: 'latency', ms: 10_000 }, ['provider-timeout']],
];

interface Listed {
  id: string;
  provider: string;
  example: { input: Record<string, unknown> };
}

let server: RunningServer;
let gateway: Gateway;
let operations: Listed[];
const said: string[] = [];

beforeAll(async () => {
  server = await startServer({ seed: 7 });
  gateway = await startGateway({ vendors: server.url, log: (line) => void said.push(line) });
  const response = await fetch(`${gateway.url}/v1/operations`, {
    headers: { Authorization: `Bearer ${KEY}` },
  });
  ({ operations } = (await response.json()) as { operations: Listed[] });
});
afterAll(async () => {
  await gateway?.stop();
  await server?.close();
});
beforeEach(() => server.vendors.faults.clear());

async function invoke({ id, example }: Listed, deadlineMs = DEADLINE_MS) {
  const started = performance.now();
  const response = await fetch(`${gateway.url}/v1/invoke/${id}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${KEY}`,
      'Cache-Control': 'no-store',
      'X-Timeout-Ms': String(deadlineMs),
    },
    body: JSON.stringify(example.input),
    signal: AbortSignal.timeout(deadlineMs + SLACK_MS),
  });
  const text = await response.text();
  const { type = '' } = response.ok ? {} : (JSON.parse(text) as { type?: string });
  return { outcome: response.ok ? 'answer' : type.split('/').at(-1), text, ms: performance.now() - started };
}

/** A breaker that a fault has opened would answer for the vendor: it closes within seconds. */
async function invokeUntilClosed(operation: Listed) {
  for (let tries = 0; ; tries++) {
    const answer = await invoke(operation, 5_000);
    if (answer.outcome !== 'provider-circuit-open' || tries === 20) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Calls operations at the same time, as somebody would to whom nothing has happened. */
async function expectAnswers(some: readonly Listed[]) {
  const found = some.map(async (operation) => [operation.id, (await invokeUntilClosed(operation)).outcome]);
  expect(await Promise.all(found)).toEqual(some.map(({ id }) => [id, 'answer']));
}

/**
 * Operations that suffer together. Composed ones ask what others ask as well, and its breaker would open: each is alone,
 * after the others.
 */
function groups(): Listed[][] {
  const composed = operations.filter(({ id, provider }) => !id.startsWith(`${provider}.`));
  const others = operations.filter((operation) => !composed.includes(operation));
  const starts = others.keys().filter((index) => index % AT_ONCE === 0);
  return [
    ...starts.map((from) => others.slice(from, from + AT_ONCE)),
    ...composed.map((operation) => [operation]),
  ];
}

describe('over real sockets, where the connection to the vendor', () => {
  it.each(faults)(
    '%s, every operation ends in the right way and in time, and works afterwards',
    async (_, fault, outcomes) => {
      for (const some of groups()) {
        await expectAnswers(some);
        const tokens = [
          ...server.vendors.state.huawei.sessions.keys(),
          ...server.vendors.state.quanshi.sessions.keys(),
        ];
        server.vendors.faults.add({ fault });
        const answers = await Promise.all(
          some.map(async (operation) => ({ id: operation.id, ...(await invoke(operation)) })),
        );
        server.vendors.faults.clear();
        for (const { id, outcome, text, ms } of answers) {
          expect(outcomes, id).toContain(outcome);
          expect([id, ms < DEADLINE_MS + SLACK_MS]).toEqual([id, true]);
          for (const token of tokens) expect(text + said.join('\n')).not.toContain(token);
        }
        await expectAnswers(some);
      }
    },
  );

  it('is reset in the middle of a herd, everybody is answered', async () => {
    const [operation] = operations;
    if (!operation) throw new Error('There is no operation.');
    await invokeUntilClosed(operation);
    server.vendors.faults.add({ match: { probability: 0.3, seed: 1 }, fault: { type: 'connection-reset' } });
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, async () => (await invoke(operation, 5_000)).outcome),
    );
    server.vendors.faults.clear();
    const allowed = new Set(['answer', 'provider-unreachable', 'provider-circuit-open']);
    expect(outcomes.filter((outcome) => !allowed.has(outcome ?? ''))).toEqual([]);
    expect((await invokeUntilClosed(operation)).outcome).toBe('answer');
  });
});

it('nothing is left that nobody caught', () => {
  expect(said.filter((line) => /uncaught|unhandled|internal-error/i.test(line))).toEqual([]);
});
