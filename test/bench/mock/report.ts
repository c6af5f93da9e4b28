import { type Figures, GENERATOR } from './load.ts';

const READY_MS = 500;
const TIMES_SCALAR = 5;

/** One mock's best figures. */
export interface Row extends Figures {
  readonly name: string;
  readonly startMs: number;
  readonly memory: number | undefined;
}

/** Prints the table, and whether each aim is met. */
export function report(rows: readonly Row[], seconds: number, rounds: number): void {
  const lines = rows.map(
    ({ name, perSecond, median, p99, startMs, memory }) =>
      `| ${name} | ${Math.round(perSecond)} | ${median.toFixed(2)} | ${p99.toFixed(2)} | ${Math.round(startMs)} | ${memory ?? '-'} |`,
  );
  const head = [
    '| mock | requests/s | median ms | p99 ms | ready in ms | memory MiB |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
  ];
  console.log([...head, ...lines].join('\n'));
  console.log(
    `\n${GENERATOR}, 16 connections, ${seconds} s each, best of ${rounds}, Node ${process.version}`,
  );
  const of = (name: string) => rows.find((row) => row.name === name)?.perSecond;
  const [own, scalar, prism, mockoon] = ['meetgate', 'scalar', 'prism', 'mockoon'].map(of);
  if (own === undefined) return;
  if (scalar)
    aim(own >= TIMES_SCALAR * scalar, `${(own / scalar).toFixed(1)} times scalar (at least ${TIMES_SCALAR})`);
  if (prism) aim(own > prism, `${(own / prism).toFixed(1)} times prism (more than 1)`);
  if (mockoon) aim(own > mockoon, `${(own / mockoon).toFixed(1)} times mockoon (more than 1)`);
  const ready = rows.find(({ name }) => name === 'meetgate')?.startMs ?? Number.POSITIVE_INFINITY;
  aim(ready < READY_MS, `ready in ${Math.round(ready)} ms (less than ${READY_MS})`);
}

/** Says whether an aim is met; one that is not makes the exit code 1. */
export function aim(met: boolean, text: string): void {
  console.log(`${met ? 'met' : 'NOT MET'}: ${text}`);
  if (!met) process.exitCode = 1;
}
