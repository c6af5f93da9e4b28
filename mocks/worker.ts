import type { SandboxEnv } from './sandbox/sandbox.ts';

export { Sandbox } from './sandbox/sandbox.ts';

/**
 * The simulation beside a gateway on one machine, under `npm start`: one sandbox, open to whoever reaches the gateway. It
 * is a Durable Object because a plain Worker has no clock of its own: the alarm delivers events while nobody asks.
 */
export default {
  fetch: (request, env) => env.SANDBOXES.getByName('default').fetch(request),
} satisfies ExportedHandler<SandboxEnv>;
