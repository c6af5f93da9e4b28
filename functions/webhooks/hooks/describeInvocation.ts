import type { Services } from '../../config/services.ts';
import { deliverTo } from '../deliveries/endpoint.ts';
import { unsealCall, unsealOutcome } from './carryOut.ts';
import type { InvocationState } from './invocations.ts';

/** A result that is longer is not delivered: it is told where it can be had. Characters. */
const LONGEST_DELIVERED = 64 * 1024;
/** `inv_`, 16 random bytes in hex, and the name of the hook. */
const ID = /^inv_[0-9a-f]{32}([\w-]{1,86})$/;
const BASE64URL = { alphabet: 'base64url', omitPadding: true } as const;

/** A new id. It tells its hook, whose object alone knows of it, and holds no dot, as ids that are signed must not. */
export const newInvocationId = (name: string): string =>
  `inv_${crypto.getRandomValues(new Uint8Array(16)).toHex()}${new TextEncoder().encode(name).toBase64(BASE64URL)}`;

/** The hook of an invocation; undefined where it is no id of one. */
export function hookOfInvocation(id: string): string | undefined {
  const [, name] = ID.exec(id) ?? [];
  try {
    return name && new TextDecoder().decode(Uint8Array.fromBase64(name, BASE64URL));
  } catch {
    return undefined;
  }
}

/** What is told of an invocation that has only just been taken. */
export const describeTaken = (name: string, id: string, operation: string, now: number) => ({
  id,
  hook: name,
  operation,
  state: 'waiting',
  createdAt: new Date(now).toISOString(),
});

/** What is told of an invocation, as JSON text: `result` or `problem` once it is done. */
export async function describeInvocation(
  name: string,
  id: string,
  { state, at, finishedAt, call, outcome }: InvocationState,
  services: Pick<Services, 'config'>,
  longest = Number.POSITIVE_INFINITY,
): Promise<string> {
  const later = await unsealCall(name, id, call, services);
  const taken = { ...describeTaken(name, id, later?.call.operation ?? '', at), state };
  const done = outcome === null ? undefined : await unsealOutcome(name, id, outcome, services);
  if (!done || finishedAt === null) return JSON.stringify(taken);
  const { ok, status, body } = done;
  const head = JSON.stringify({ ...taken, finishedAt: new Date(finishedAt).toISOString(), status });
  // The result is JSON text already, and may be long.
  const rest =
    body.length > longest ? `"resultAt":"/v1/invocations/${id}"` : `"${ok ? 'result' : 'problem'}":${body}`;
  return `${head.slice(0, -1)},${rest}}`;
}

/** Hands what came of an invocation to the deliveries, as a CloudEvent for the callback URL of its hook. */
export async function deliverOutcome(
  name: string,
  id: string,
  state: InvocationState,
  services: Services,
): Promise<void> {
  const type = 'meetgate.invocation.finished';
  const event = {
    specversion: '1.0',
    id,
    source: `/hooks/${name}`,
    type,
    time: new Date(state.finishedAt ?? state.at).toISOString(),
    datacontenttype: 'application/json',
  };
  const data = await describeInvocation(name, id, state, services, LONGEST_DELIVERED);
  const body = `${JSON.stringify(event).slice(0, -1)},"data":${data}}`;
  await deliverTo(`hook:${name}`, { id, type, body }, services);
}
