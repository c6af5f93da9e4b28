import { hiddenFrom } from '../../callers/permissions.ts';
import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import type { Caller } from '../../core/caller.ts';
import { Problem } from '../../core/problem.ts';
import { isOperation, operationOf } from '../../registry.ts';
import { requireWithin } from './checkDefinition.ts';
import { HOOK_NAME, type HookDefinition, type HookRecord, newSecret, type Rotation } from './hookRecord.ts';
import { forgetHook, rememberHook } from './hookStore.ts';

type Means = Pick<Services, 'env'>;

/** What is shown once: the secret, and the token of the URL where the hook has one. */
export interface Made {
  hook: HookRecord;
  secret: string;
  token?: string;
}

/** Makes a hook of a definition that was checked. @throws Problem `hook-exists` */
export async function createHook(definition: HookDefinition, { env }: Means): Promise<Made> {
  const { kept, token } = await newSecret(definition);
  const hook: HookRecord = {
    ...definition,
    id: crypto.randomUUID(),
    salt: crypto.getRandomValues(new Uint8Array(16)).toHex(),
    secrets: [kept],
  };
  const made = await env.HOOK_CALLS.getByName(hook.name).make(hook);
  if (!made) throw new Problem('hook-exists', 'There is a hook of this name.');
  rememberHook(hook);
  return { hook, secret: kept.secret, ...(token !== undefined && { token }) };
}

/** @throws Problem `hook-not-found` */
export async function findHook(name: string, { env }: Means): Promise<HookRecord> {
  const hook = HOOK_NAME.test(name)
    ? await askObject(async () => await env.HOOK_CALLS.getByName(name).find())
    : undefined;
  if (!hook) throw missing();
  return hook;
}

/**
 * Gives a hook a new secret: only to who may do all that it may do, as the secret is shown.
 *
 * @param force ends the former secret at once where two are good
 * @throws Problem `hook-not-found`, `insufficient-scope`, `rotation-under-way`
 */
export async function rotateHook(name: string, force: boolean, caller: Caller, means: Means): Promise<Made> {
  requireWithin(await findHook(name, means), caller);
  // The types of the platform lose what an input may be.
  const rotate = async (): Promise<Rotation | 'missing' | 'under-way'> =>
    await means.env.HOOK_CALLS.getByName(name).rotate(force);
  const rotation = await rotate();
  if (rotation === 'missing') throw missing();
  if (rotation === 'under-way')
    throw new Problem('rotation-under-way', 'The secret was changed within the last 24 hours.');
  const { hook, token } = rotation;
  rememberHook(hook);
  return { hook, secret: hook.secrets[0]?.secret ?? '', ...(token !== undefined && { token }) };
}

/** Takes a hook away, at once and everywhere. @throws Problem `hook-not-found` */
export async function removeHook(name: string, means: Means): Promise<void> {
  await findHook(name, means);
  if (!(await means.env.HOOK_CALLS.getByName(name).remove())) throw missing();
  forgetHook(name);
}

/** A hook as operators see it: without secrets, and without default inputs that their key would not see in an answer. */
export function describeHook(hook: HookRecord, caller: Caller, origin: string, token?: string) {
  const { id: _, salt: __, secrets: ___, input, ...definition } = hook;
  const url = `${origin}/v1/hooks/${hook.name}`;
  return {
    ...definition,
    input: hiddenFrom(caller).length === 0 ? input : withoutSensitive(hook.operation, input),
    url: token === undefined ? url : `${url}/${token}`,
  };
}

/** The caller that a hook is. A key can have no such name. */
export const callerOf = ({ name, scopes, accounts, users }: HookRecord): Caller => ({
  name: `hook:${name}`,
  scopes,
  accounts,
  users,
});

/** Of any operation, nobody knows which inputs are sensitive. */
function withoutSensitive(operation: string, input: Record<string, unknown>): Record<string, unknown> {
  const sensitive = isOperation(operation) ? operationOf(operation).sensitiveInputs : ['input'];
  return Object.fromEntries(Object.entries(input).filter(([field]) => !sensitive.includes(field)));
}

const missing = () => new Problem('hook-not-found', 'There is no hook of this name.');
