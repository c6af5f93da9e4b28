import { createVendors } from '../../../mocks/vendors.ts';

/** The administrator's token that documents/001 prints: valid in the simulation without a login. */
export const TOKEN = 'stbX5ElstO5QwOwPB9KGQWUZ1DHoFrTsQjjC';
/** The request that everybody answers. */
export const LIST = '/v1/wss/webinar/open/conferences/ongoing';

/**
 * The simulated routes as OpenAPI, which is what the other mocks are given. The list's example is what the simulation
 * itself answers, so that all send bodies of one size.
 */
export async function describeRoutes(): Promise<object> {
  const vendors = createVendors();
  const answer = await vendors.fetch(
    new Request(`http://vendor${LIST}`, { headers: { 'X-Access-Token': TOKEN } }),
  );
  const example: unknown = await answer.json();
  const paths: Record<string, Record<string, object>> = {};
  // The others answer with the first that fits, so fixed paths stand before those with a parameter.
  const isTemplate = ({ path }: { path: string }) => path.includes('{');
  const routes = [...vendors.routes].sort((a, b) => Number(isTemplate(a)) - Number(isTemplate(b)));
  for (const { method, path, operation } of routes) {
    // The schema's example too: it is the one that mockoon answers with.
    const json =
      path === LIST
        ? { schema: { type: 'object', example }, examples: { list: { value: example } } }
        : { schema: { type: 'object' } };
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        operationId: `${operation}.${method}`,
        security: [{ token: [] }],
        parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
          name,
          in: 'path',
          required: true,
          schema: { type: 'string' },
        })),
        responses: { 200: { description: 'ok', content: { 'application/json': json } } },
      },
    };
  }
  return {
    openapi: '3.0.3',
    info: { title: 'vendors', version: '1' },
    servers: [{ url: '/' }],
    components: { securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'X-Access-Token' } } },
    paths,
  };
}
