import type { FaultRule } from '../../../mocks/options.ts';

type Kind = FaultRule['fault']['type'];

/** What goes wrong in a soak: how it is told to the simulation, and the problems that it explains. */
interface Trouble {
  readonly fault: FaultRule['fault'];
  /** Of the calls of each operation. */
  readonly probability: number;
  /** None where callers must not notice. */
  readonly slugs: readonly string[];
}

/** A mix: most is mended by a repeat, so that callers see few of these. */
export const TROUBLES: readonly Trouble[] = [
  { fault: { type: 'latency', ms: { min: 20, max: 200 } }, probability: 0.1, slugs: [] },
  { fault: { type: 'latency', ms: 4_000 }, probability: 0.003, slugs: ['provider-timeout'] },
  { fault: { type: 'status', status: 500 }, probability: 0.03, slugs: ['provider-failed'] },
  { fault: { type: 'html-error-page', status: 502 }, probability: 0.02, slugs: ['provider-failed'] },
  { fault: { type: 'connection-reset' }, probability: 0.02, slugs: ['provider-unreachable'] },
  { fault: { type: 'half-body' }, probability: 0.01, slugs: ['provider-unreachable'] },
  { fault: { type: 'malformed-json' }, probability: 0.01, slugs: ['provider-malformed', 'provider-failed'] },
  { fault: { type: 'throttled', limit: 100 }, probability: 0.002, slugs: ['provider-throttled'] },
  // Taken away and taken away again before the repeat, as the gateway tries only twice.
  { fault: { type: 'token-evicted' }, probability: 0.001, slugs: ['provider-login-refused'] },
];

/** Names a rule by what it does, so that the journal tells. */
const idOf = (index: number, operation: string) => `soak-${index}-${operation}`;

/** The rules over the operations of the vendors; logins are left alone, so that they can be counted. */
export const rulesFor = (operations: readonly string[]): FaultRule[] =>
  operations.flatMap((operation) =>
    TROUBLES.map(({ fault, probability }, index) => ({
      id: idOf(index, operation),
      match: { operation, probability },
      fault,
    })),
  );

/** The problems that a fault of the journal explains. */
export const explainedBy = (id: string): readonly string[] => TROUBLES[Number(id.split('-')[1])]?.slugs ?? [];

/** Faults that count against the breaker. */
export const tripsBreaker = (id: string): boolean => {
  const kinds: Kind[] = ['status', 'html-error-page', 'connection-reset', 'half-body'];
  const trouble = TROUBLES[Number(id.split('-')[1])];
  return (
    trouble !== undefined &&
    (kinds.includes(trouble.fault.type) || trouble.slugs.includes('provider-timeout'))
  );
};

/** The problems of others that a 429 explains: who waits for the end of the block may have no time left to be answered. */
export const blocks = (id: string): readonly string[] =>
  TROUBLES[Number(id.split('-')[1])]?.fault.type === 'throttled'
    ? ['provider-throttled', 'provider-timeout']
    : [];
