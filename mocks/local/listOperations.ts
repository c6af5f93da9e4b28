import type { ListedOperation } from './curlLine.ts';

/** The one API key of `[env.mock]`. */
export const demoKey = 'meetgate-demo-key';

/** Every operation the gateway at `baseUrl` has, as it tells them itself. */
export async function listOperations(baseUrl: string, signal: AbortSignal): Promise<ListedOperation[]> {
  const headers = { Authorization: `Bearer ${demoKey}` };
  const answer = await fetch(`${baseUrl}/v1/operations`, { headers, signal });
  if (!answer.ok) throw new Error(`GET /v1/operations answered ${answer.status}: ${await answer.text()}`);
  const { operations } = (await answer.json()) as { operations: ListedOperation[] };
  return operations;
}
