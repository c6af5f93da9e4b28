import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU time that the living threads of a process have used, user and system, ms; NaN where the system does not tell. It
 * is read from `schedstat`, which counts nanoseconds where `stat` counts hundredths of a second.
 */
export function cpuMs(pid: number | undefined): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const used = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'));
    return used.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e6;
  } catch {
    return Number.NaN;
  }
}
