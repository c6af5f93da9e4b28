import { cpuMs } from '../cpu.ts';
import { load } from '../mock/load.ts';
import type { Candidate } from './candidates.ts';

/** What one candidate did for one size of page: a figure for each round. */
export interface Row {
  readonly candidate: Candidate;
  readonly rows: number;
  readonly perSecond: number[];
  /** Latencies, ms. */
  readonly median: number[];
  readonly p99: number[];
  /** CPU time of the process that answers, ms a request. */
  readonly cpu: number[];
}

const WARM_S = 1;

/**
 * Each takes its turn, A B C C B A A B C: whatever else the machine does, and however it drifts, it does to all of them.
 */
export async function compare(
  candidates: readonly Candidate[],
  { rows, seconds, rounds }: { rows: number; seconds: number; rounds: number },
): Promise<Row[]> {
  const table = candidates.map(
    (candidate): Row => ({ candidate, rows, perSecond: [], median: [], p99: [], cpu: [] }),
  );
  for (const { candidate } of table) await load(candidate.urlOf(rows), WARM_S, candidate.headers);
  for (let round = 1; round <= rounds; round++) {
    console.error(`${rows} rows, round ${round} of ${rounds}`);
    for (const row of round % 2 ? table : table.toReversed()) {
      const { pid, urlOf, headers } = row.candidate;
      const before = cpuMs(pid);
      const figures = await load(urlOf(rows), seconds, headers);
      row.perSecond.push(figures.perSecond);
      row.median.push(figures.median);
      row.p99.push(figures.p99);
      row.cpu.push((cpuMs(pid) - before) / figures.requests);
    }
  }
  return table;
}
