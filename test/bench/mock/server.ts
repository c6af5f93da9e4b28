import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { LIST, TOKEN } from './describe.ts';

/** A mock that answers. */
export interface Started {
  readonly url: string;
  /** From the start of its process to its first good answer, ms. */
  readonly startMs: number;
  /** Resident memory of its processes, MiB; undefined where the system does not tell. */
  memory(): number | undefined;
  stop(): Promise<void>;
}

const DEADLINE = 20_000;

/** Starts a mock and waits until it answers the list. */
export async function startMock(args: readonly string[], cwd: string, port: number): Promise<Started> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], env: quiet() });
  let said = '';
  child.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-2_000);
  });
  const url = `http://127.0.0.1:${port}${LIST}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() - start > DEADLINE) {
      child.kill('SIGKILL');
      throw new Error(`${args.join(' ')} does not answer: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const startMs = performance.now() - start;
  return { url, startMs, memory: () => residentMiB(child), stop: () => stop(child) };
}

/** One that looks for no newer version of itself and sends nothing home. */
const quiet = () => ({ ...process.env, CI: '1', NO_COLOR: '1', DO_NOT_TRACK: '1', NODE_ENV: 'production' });

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { headers: { 'X-Access-Token': TOKEN } });
    return (await response.text()).includes('"conferenceId"') && response.ok;
  } catch {
    return false;
  }
}

function residentMiB({ pid }: ChildProcess): number | undefined {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Math.round(Number(line[1]) / 1024) : undefined;
  } catch {
    return undefined;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
