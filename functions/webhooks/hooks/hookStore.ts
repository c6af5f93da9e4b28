import { seal, unseal } from '../../config/seal.ts';
import type { Services } from '../../config/services.ts';
import { isolateMemory, rememberBounded } from '../../core/isolate.ts';
import { HOOK_NAME, type HookRecord } from './hookRecord.ts';

/** Where the copy of a hook is kept. Its object has the original. */
const hookEntry = (name: string): string => `hook:v1:${name}`;

/** Hooks that one isolate knows at once. */
const MOST_REMEMBERED = 1_000;
/** KV reads so many entries at once. [Workers KV, read multiple keys] */
const LONGEST_PAGE = 100;

/**
 * Hooks by their name, for as long as the isolate lives: the object of a hook is asked with each call and tells whether the
 * secret that proved it is still good.
 */
const memory = isolateMemory(() => new Map<string, HookRecord>());

type Means = Pick<Services, 'config' | 'env'>;

export const rememberedHook = (name: string): HookRecord | undefined => memory().get(name);

export const rememberHook = (hook: HookRecord): void =>
  void rememberBounded(memory(), hook.name, hook, MOST_REMEMBERED);

export const forgetHook = (name: string): void => void memory().delete(name);

/** A hook as it is kept, in KV and in its object. */
export const sealHook = (hook: HookRecord, { config }: Pick<Means, 'config'>): Promise<string> =>
  seal(hook, hookEntry(hook.name), config.sealKeys);

/** The hook in what `sealHook` made; undefined where its key is no longer among the keys. */
export const unsealHook = async (
  sealed: string,
  name: string,
  { config }: Pick<Means, 'config'>,
): Promise<HookRecord | undefined> =>
  (await unseal(sealed, hookEntry(name), config.sealKeys)) as HookRecord | undefined;

/** The copy of a hook. One read for each name that may be one, whether or not there is such a hook. */
export async function readHook(name: string, means: Means): Promise<HookRecord | undefined> {
  const sealed = HOOK_NAME.test(name) ? await means.env.HOOKS.get(hookEntry(name)) : null;
  return sealed === null ? undefined : unsealHook(sealed, name, means);
}

/** Writes the copy of a hook, or takes it away. */
export const copyHook = (name: string, sealed: string | undefined, env: Env): Promise<void> =>
  sealed === undefined ? env.HOOKS.delete(hookEntry(name)) : env.HOOKS.put(hookEntry(name), sealed);

/** Some hooks by their names, and where the next ones begin. */
export async function listHooks(
  { limit, cursor }: { limit: number; cursor?: string },
  means: Means,
): Promise<{ hooks: HookRecord[]; next?: { limit: string; cursor: string } }> {
  const size = Math.min(limit, LONGEST_PAGE);
  const page = await means.env.HOOKS.list({ prefix: hookEntry(''), limit: size, ...(cursor && { cursor }) });
  const entries = page.keys.map(({ name }) => name);
  const sealed = entries.length === 0 ? new Map<string, string>() : await means.env.HOOKS.get(entries);
  const hooks = await Promise.all(
    [...sealed].map(([entry, text]) => text && unsealHook(text, entry.slice(hookEntry('').length), means)),
  );
  return {
    hooks: hooks.flatMap((hook) => hook || []),
    ...(!page.list_complete && { next: { limit: String(limit), cursor: page.cursor } }),
  };
}
