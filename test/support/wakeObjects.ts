import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';

/** Has every Durable Object in memory again: `reset` overlooks those that left it, and another test would find what they keep. */
export async function wakeObjects(): Promise<void> {
  for (const namespace of Object.values(env))
    if (isNamespace(namespace))
      for (const id of await listDurableObjectIds(namespace))
        await runInDurableObject(namespace.get(id), () => undefined);
}

const isNamespace = (binding: unknown): binding is DurableObjectNamespace =>
  binding?.constructor.name === 'DurableObjectNamespace';
