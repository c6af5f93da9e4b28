import { Agent, request } from 'node:http';

/** A request that is made before the clock runs. */
export interface Prepared {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What sending found. */
export interface Sent {
  /** Milliseconds until each answer was read, in the order of the answers. */
  readonly latencies: number[];
  /** How often each status came; 0 where there was no answer. */
  readonly statuses: Map<number, number>;
  readonly seconds: number;
}

/**
 * Sends requests over so many connections, each as soon as one is free; with a rate, each at its time, whether those before
 * it are answered or not. No tool of others: none signs what it sends.
 */
export async function sendAll(
  url: string,
  requests: readonly Prepared[],
  { connections, rate }: { connections: number; rate?: number },
): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const statuses = new Map<number, number>();
  const started = performance.now();
  const one = async (prepared: Prepared) => {
    const begun = performance.now();
    const status = await send(agent, url, prepared).catch(() => 0);
    latencies.push(performance.now() - begun);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  try {
    if (rate === undefined) {
      let next = 0;
      const worker = async () => {
        for (let prepared = requests[next++]; prepared; prepared = requests[next++]) await one(prepared);
      };
      await Promise.all(Array.from({ length: connections }, worker));
    } else {
      const under: Promise<void>[] = [];
      for (const [index, prepared] of requests.entries()) {
        const wait = started + (index * 1_000) / rate - performance.now();
        if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
        under.push(one(prepared));
      }
      await Promise.all(under);
    }
  } finally {
    agent.destroy();
  }
  return { latencies, statuses, seconds: (performance.now() - started) / 1_000 };
}

function send(agent: Agent, url: string, { method, path, headers, body }: Prepared): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { agent, method, headers }, (response) => {
      response.on('end', () => resolve(response.statusCode ?? 0)).on('error', reject);
      response.resume();
    });
    sent.on('error', reject).end(body);
  });
}
