import { type ProblemSlug, problems } from '../../functions/core/problems.ts';
import { FAULT_TYPES, type FaultType } from '../../mocks/faults/faultTypes.ts';
import type { FaultRule } from '../../mocks/options.ts';

/** What may come of a fault: an answer, or one of these problems. */
export type Outcome = 'answer' | ProblemSlug;

/** One fault of the simulated vendors, and what may come of it. */
export interface Row {
  title: string;
  fault: FaultRule['fault'];
  outcomes: readonly Outcome[];
}

/** What a kind of fault not listed below may lead to: an answer, or any problem that blames the vendor. */
const ANY: readonly Outcome[] = [
  'answer',
  ...(Object.keys(problems) as ProblemSlug[]).filter((slug) => slug.startsWith('provider-')),
];
const HOUR = 3_600_000;
/** What no token helps against is a dead login by Huawei's codes, and a refusal by Quanshi's words, which prove nothing. */
const refused: readonly Outcome[] = ['provider-login-refused', 'provider-forbidden'];
const broken: readonly Outcome[] = ['provider-unreachable', 'provider-malformed'];
/** The deadline that callers of the matrix ask for, in milliseconds. */
export const DEADLINE_MS = 1_000;

const cases: Partial<Record<FaultType, [more: object, outcomes: readonly Outcome[]][]>> = {
  latency: [
    [{ ms: 30 }, ['answer']],
    [{ ms: { min: 10, max: 50 } }, ['answer']],
    [{ ms: DEADLINE_MS * 3 }, ['provider-timeout']],
  ],
  'slow-drip': [
    [{ bytes: 4096, everyMs: 2 }, ['answer']],
    [{ bytes: 1, everyMs: 300 }, ['provider-timeout']],
  ],
  status: [
    [{ status: 400 }, ['provider-rejected-input']],
    [{ status: 401 }, refused],
    [{ status: 403 }, ['provider-forbidden']],
    // Huawei's gateway says 404 for an API that is not published, which no caller can mend.
    [{ status: 404 }, ['provider-not-found', 'provider-failed']],
    [{ status: 429 }, ['provider-throttled']],
    ...[500, 502, 503, 504].map((status): [object, Outcome[]] => [{ status }, ['provider-failed']]),
  ],
  throttled: [[{}, ['provider-throttled']]],
  'connection-reset': [[{}, ['provider-unreachable']]],
  'empty-response': [[{}, ['provider-unreachable']]],
  'half-body': [[{}, broken]],
  'malformed-chunk': [[{}, broken]],
  'malformed-json': [[{}, ['provider-malformed']]],
  'wrong-content-type': [[{}, ['answer']]],
  'html-error-page': [
    [{ status: 502 }, ['provider-failed']],
    [{ status: 200 }, ['provider-malformed']],
  ],
  'wrong-charset': [
    [{}, ['answer']],
    [{ charset: 'no-such' }, ['answer']],
  ],
  'repeated-last-page': [[{}, ['answer']]],
  'token-revoked': [[{}, refused]],
  'token-evicted': [[{}, refused]],
  'clock-skewed': [
    // Two days ahead the token has expired, and so has every newer one.
    [{ byMs: 48 * HOUR }, ['answer', ...refused, 'provider-not-found', 'provider-conflict']],
    [{ byMs: -48 * HOUR }, ['answer', ...refused, 'provider-not-found', 'provider-conflict']],
  ],
  'stale-list': [[{}, ['answer', 'provider-not-found', 'provider-conflict']]],
};

/** Every kind of fault that the simulation knows, in one or more strengths: a new kind joins by itself. */
export const faultMatrix: readonly Row[] = FAULT_TYPES.flatMap((type) =>
  (cases[type] ?? [[{}, ANY]]).map(([more, outcomes]) => ({
    title: [type, ...Object.values(more).map((value) => JSON.stringify(value))].join(' '),
    fault: { type, ...more } as FaultRule['fault'],
    outcomes,
  })),
);

/** How the same fault of the login ends: what the vendor would say of a call, it says of the gateway's credentials. */
export function outcomesAtLogin({ fault, outcomes }: Row): readonly Outcome[] {
  if (fault.type === 'clock-skewed') return ['answer', ...refused];
  // These take away the token that a request carries, and a login carries none.
  if (fault.type === 'token-revoked' || fault.type === 'token-evicted') return ['answer'];
  return outcomes.map((outcome) =>
    outcome === 'answer' || problems[outcome].status >= 500 ? outcome : 'provider-login-refused',
  );
}
