import { ADMIN_PREFIX } from '../core/route.ts';
import { addressOf } from './address.ts';
import type { SandboxEnv } from './sandbox.ts';

export { Sandbox } from './sandbox.ts';

/** The simulation as a Worker that many share: each named sandbox is a Durable Object with a state of its own. */
export default {
  async fetch(request, env) {
    const address = addressOf(request.url, env.SANDBOX_DOMAIN);
    if (!address)
      return Response.json(
        { error: 'a sandbox is named by lower-case letters, digits and dashes' },
        { status: 404 },
      );
    if (address.url.pathname.startsWith(ADMIN_PREFIX) && !(await mayAdminister(request, env)))
      return Response.json(
        { error: 'the admin API of a shared sandbox wants Authorization: Bearer and its ADMIN_KEY' },
        { status: 403 },
      );
    return env.SANDBOXES.getByName(address.name).fetch(new Request(address.url, request));
  },
} satisfies ExportedHandler<SandboxEnv>;

/** Compared by digest, so that how long it takes tells nothing of the key. */
async function mayAdminister(request: Request, { ADMIN_KEY }: SandboxEnv): Promise<boolean> {
  const sent = /^Bearer (.+)$/.exec(request.headers.get('Authorization') ?? '')?.[1];
  if (ADMIN_KEY === undefined || ADMIN_KEY === '' || sent === undefined) return false;
  const [a, b] = await Promise.all([digest(sent), digest(ADMIN_KEY)]);
  return a.every((byte, index) => byte === b[index]);
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
