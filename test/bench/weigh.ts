import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { startWorkerd, worker } from '../support/workerd.ts';
import { cpuMs } from './cpu.ts';
import { median } from './median.ts';

/** Aims of our own, far below what the platform takes: every cold start pays for both. */
export const LIMIT_KIB = 140;
/** What we want it to be: said where it is missed. */
export const AIM_KIB = 115;
export const START_MS = 45;

/** How heavy a bundle is. */
export interface Weight {
  readonly kib: number;
  readonly gzipKib: number;
  /** CPU time that workerd needs to read, compile and evaluate it, ms; NaN where the system does not tell. */
  readonly startMs: number;
}

/** How often it is started to know what that costs. */
export const STARTS = 7;
const ENTRY = `import './bundle.js';
export default { fetch: () => new Response() };`;
const NOTHING = 'export default {};';

/**
 * Weighs a bundle. Its start-up is what workerd has used when it first answers, less what it has used with nothing in the
 * place of the bundle; medians of several starts, in turn. CPU time, since a machine that does other things makes everything
 * but that longer; and no profile, as sampling adds a third.
 */
export async function weigh(script: string): Promise<Weight> {
  const bundle = readFileSync(script);
  const full: number[] = [];
  const empty: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    full.push(await untilAnswer(bundle.toString()));
    empty.push(await untilAnswer(NOTHING));
  }
  return {
    kib: bundle.length / 1024,
    gzipKib: gzipSync(bundle, { level: 9 }).length / 1024,
    startMs: median(full) - median(empty),
  };
}

async function untilAnswer(bundle: string): Promise<number> {
  const { urlOf, pid, stop } = await startWorkerd([worker('start', ENTRY, { 'bundle.js': bundle })]);
  try {
    await (await fetch(urlOf('start'))).arrayBuffer();
    return cpuMs(pid);
  } finally {
    await stop();
  }
}
