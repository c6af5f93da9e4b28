import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The vendor of the bench, in a process of its own. */
export interface Upstream {
  readonly url: string;
  /** How often it was asked since the last time. */
  count(): Promise<{ lists: number; logins: number }>;
  stop(): void;
}

export async function startUpstream(): Promise<Upstream> {
  const child = fork(join(import.meta.dirname, 'upstream.ts'));
  const [port] = (await once(child, 'message')) as [number];
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    count: async () => (await fetch(`${url}/count`)).json() as Promise<{ lists: number; logins: number }>,
    stop: () => child.disconnect(),
  };
}
