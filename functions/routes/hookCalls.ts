import { Hono } from 'hono/tiny';
import { limitCaller } from '../callers/limitCaller.ts';
import { checkInput } from '../calls/checkInput.ts';
import { holdsSecret } from '../calls/guardRequestId.ts';
import { requireUsable } from '../config/config.ts';
import { Problem } from '../core/problem.ts';
import { answerOnce, type Later, type Worked } from '../webhooks/hooks/answerOnce.ts';
import { sealCall } from '../webhooks/hooks/carryOut.ts';
import { describeTaken, newInvocationId } from '../webhooks/hooks/describeInvocation.ts';
import type { HookRecord } from '../webhooks/hooks/hookRecord.ts';
import { callerOf } from '../webhooks/hooks/manageHooks.ts';
import { type Prepared, prepare } from '../webhooks/hooks/prepare.ts';
import { type Shown, verifyCall } from '../webhooks/hooks/verifyCall.ts';
import { callOf, performFor, type ReadCall, writeOutcome } from './call.ts';
import { type AppContext, type AppEnv, servicesOf } from './context.ts';
import { limitBody } from './limitBody.ts';
import { respond, writeProblem } from './respond.ts';

/** `POST /v1/hooks/{name}`, signed, and `POST /v1/hooks/{name}/{token}` for who cannot sign. */
export function hookCallRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.post('/v1/hooks/:name', limitBody, (c) => callHook(c, c.req.param('name')));
  routes.post('/v1/hooks/:name/:token', limitBody, (c, next) => {
    const { name, token } = c.req.param();
    // That is for operators, and too short for a token.
    return token === 'rotate' ? next() : callHook(c, name, token);
  });
  return routes;
}

/**
 * One call of a hook. The refusals come in one order, for everybody: too large, not proven, too often, repeated, and only
 * then what is wrong with the body.
 */
async function callHook(c: AppContext, name: string, token?: string): Promise<Response> {
  const services = servicesOf(c);
  requireUsable(services.config);
  const started = performance.now();
  if (holdsSecret(c.get('requestId'), [token])) c.set('requestId', crypto.randomUUID());
  const body = new Uint8Array(await c.req.arrayBuffer());
  const route = token === undefined ? '/v1/hooks/{name}' : '/v1/hooks/{name}/{token}';
  const shown: Shown = { name, requestId: c.get('requestId'), route, body, header: signatureOf(c), token };
  const proven = await verifyCall(shown, services);
  const { hook } = proven;
  c.set('caller', callerOf(hook));
  await limitCaller(c.get('caller'), c.env, services.config);
  c.get('timings').caller = performance.now() - started;

  const asked = await readCall(c, prepare(hook, body));
  const { id = token === undefined ? undefined : c.req.header('Idempotency-Key') } = shown.header;
  const repeatable = asked.wrong !== undefined || asked.operation?.effect === 'read';
  const wished = /(?:^|,)\s*respond-async\s*(?:$|[,;])/i.test(c.req.header('Prefer') ?? '');
  const waits = hook.reply === 'now' && !wished;
  const work =
    waits || asked.wrong ? () => workNow(c, asked) : await laterOf(c, hook, asked, { repeatable, wished });
  const {
    status,
    headers,
    body: text,
    replayed,
  } = await answerOnce({ ...proven, shown, id, repeatable }, work, services);
  return respond(c, status, text, { ...headers, ...(replayed && { 'Idempotent-Replayed': 'true' }) });
}

/** The values of the three headers of a signature. */
export const signatureOf = (c: AppContext): Shown['header'] => ({
  id: c.req.header('webhook-id'),
  timestamp: c.req.header('webhook-timestamp'),
  signature: c.req.header('webhook-signature'),
});

/** What a body asks for, read and checked. */
interface AskedCall extends Pick<Prepared, 'operation'> {
  read?: ReadCall;
  wrong?: Problem;
}

/** Reads the call that a body makes. Its refusal waits: it may be a repetition. */
async function readCall(c: AppContext, { operation, input, wrong }: Prepared): Promise<AskedCall> {
  if (!operation) return { ...(wrong && { wrong }) };
  const read = await callOf(c, operation, async () => {
    if (wrong) throw wrong;
    return input;
  });
  try {
    if (!read.wrong) checkInput(operation, input);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { operation, read: { ...read, wrong: error }, wrong: error };
  }
  return { operation, read, ...(read.wrong && { wrong: read.wrong }) };
}

/** Performs the call, or refuses it. What may fare better when it is repeated is not kept. */
async function workNow(c: AppContext, { read, wrong, operation }: AskedCall): Promise<Worked> {
  if (!read) {
    const problem = wrong ?? new Problem('internal-error', 'The gateway met a fault of its own.');
    return { answer: writeProblem(c, problem), keep: true };
  }
  const outcome = await performFor(c, read);
  // Once a vendor was asked to change something, nobody knows whether it did.
  const harmless = operation?.effect === 'read' || outcome.receipt.attempts.length === 0;
  const keep = outcome.ok || !outcome.problem.kind.retryable || !harmless;
  return { answer: writeOutcome(c, read, outcome), keep };
}

/** The call as it is done when its sender is gone, and what the sender is told now. */
async function laterOf(
  c: AppContext,
  { name, callbackUrl }: HookRecord,
  { read }: AskedCall,
  { repeatable, wished }: { repeatable: boolean; wished: boolean },
): Promise<Later> {
  const { config, now } = servicesOf(c);
  if (!read) throw new Error('A call without an operation cannot be done later.');
  const id = newInvocationId(name);
  const call = await sealCall(name, id, { call: read.asked, origin: new URL(c.req.url).origin }, { config });
  return {
    invocation: { id, call, repeatable, callback: callbackUrl !== undefined },
    answer: {
      status: 202,
      headers: {
        'Content-Type': 'application/json',
        Location: `/v1/invocations/${id}`,
        ...(wished && { 'Preference-Applied': 'respond-async' }),
      },
      body: JSON.stringify(describeTaken(name, id, read.asked.operation, now())),
    },
  };
}
