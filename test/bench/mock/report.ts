import { type Figures, GENERATOR } from './load.ts';

/** How often each is started to know how long that takes. */
export const STARTS = 5;
const READY_MS = 400;
const TIMES_SCALAR = 5;
const SHARE_OF_BARE = 0.5;
const SHARE_OF_EMPTY = 0.9;

/** One mock's best figures. */
export interface Row extends Figures {
  readonly name: string;
  /** From the start of its process to its first good answer, ms: the median of its starts. */
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
    `\n${GENERATOR}, 16 connections, ${seconds} s each, best of ${rounds}; ready is the median of ${STARTS} starts; Node ${process.version}`,
  );
  const of = (name: string) => rows.find((row) => row.name === name)?.perSecond;
  const [own, booked, bare, scalar, prism, mockoon] = [
    'meetgate',
    'booked',
    'bare',
    'scalar',
    'prism',
    'mockoon',
  ].map(of);
  if (own === undefined) return;
  if (booked)
    aim(
      booked >= SHARE_OF_EMPTY * own,
      `${(booked / own).toFixed(2)} with 10,000 booked meetings (at least ${SHARE_OF_EMPTY})`,
    );
  if (bare)
    aim(
      own >= SHARE_OF_BARE * bare,
      `${(own / bare).toFixed(2)} of a bare server of Node (at least ${SHARE_OF_BARE})`,
    );
  if (scalar)
    aim(own >= TIMES_SCALAR * scalar, `${(own / scalar).toFixed(1)} times scalar (at least ${TIMES_SCALAR})`);
  if (prism) aim(own > prism, `${(own / prism).toFixed(1)} times prism (more than 1)`);
  if (mockoon) aim(own > mockoon, `${(own / mockoon).toFixed(1)} times mockoon (more than 1)`);
  const ready = rows.find(({ name }) => name === 'meetgate')?.startMs ?? Number.POSITIVE_INFINITY;
  aim(ready < READY_MS, `ready in ${Math.round(ready)} ms (under ${READY_MS})`);
}

/** Says whether an aim is met; one that is not makes the exit code 1. */
export function aim(met: boolean, text: string): void {
  console.log(`${met ? 'OK' : 'MISSED'}: ${text}`);
  if (!met) process.exitCode = 1;
}
