import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { newApp } from '../../../functions/app.ts';
import { consoleRoutes } from '../../../functions/console/console.ts';
import { operations } from '../../../functions/registry.ts';
import { call } from '../../support/gateway.ts';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string }>>;
}

const ask = () => call('/openapi.json', { headers: { Authorization: '' } });
const document = async () => (await (await ask()).json()) as Document;
/** `GET /v1/receipts/{id}`, as OpenAPI writes a path that Hono knows as `/v1/receipts/:id`. */
const written = (method: string, path: string) =>
  `${method.toUpperCase()} ${path.replace(/:(\w+)/g, '{$1}')}`;

describe('GET /openapi.json', () => {
  it('gives the document that is kept, byte for byte, and asks for no key', async () => {
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(response.headers.get('X-Request-Id')).toBeTruthy();
    const kept = await (env as unknown as Env).ASSETS.fetch('https://assets.invalid/openapi.json');
    expect(await response.text()).toBe(await kept.text());
  });

  it('describes every route of the gateway, and none that there is not', async () => {
    // `*` is no route but what several have in common, and `/__mock/*` is the simulation's own.
    // Pages are for people; what programs get at `/problems` is described.
    const pages = consoleRoutes()
      .routes.map(({ path }) => path)
      .filter((path) => !path.startsWith('/problems'));
    const served = newApp()
      .routes.filter(({ path }) => !path.endsWith('*') && !pages.includes(path))
      .flatMap(({ method, path }) =>
        path === '/v1/invoke/:id'
          ? operations.map(({ id }) => written(method, `/v1/invoke/${id}`))
          : [written(method, path)],
      );
    const described = Object.entries((await document()).paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => written(method, path)),
    );
    expect(described.toSorted()).toEqual([...new Set(served)].toSorted());
  });

  it('names each operation as the registry does, and its invocation after it', async () => {
    const { openapi, paths } = await document();
    expect(openapi).toBe('3.1.1');
    for (const { id, route } of operations) {
      expect(paths[route.path]?.[route.method.toLowerCase()]?.operationId).toBe(id);
      expect(paths[`/v1/invoke/${id}`]?.post?.operationId).toBe(`invoke.${id}`);
    }
  });
});
