import { expect, it } from 'vitest';
import { operations } from '../../../functions/registry.ts';
import { call } from '../../support/gateway.ts';

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      { operationId?: string; responses: Record<string, { content: Record<string, { example?: unknown }> }> }
    >
  >;
}

it('describes every operation with its example and its problems, and asks for no key', async () => {
  const response = await call('/openapi.json', { headers: { Authorization: '' } });
  const document = (await response.json()) as Document;
  expect(document.openapi).toBe('3.1.1');
  for (const { id, route } of operations) {
    const rest = document.paths[route.path]?.[route.method.toLowerCase()];
    expect(rest?.operationId).toBe(id);
    expect(rest?.responses['200']?.content['application/json']?.example).toBeTypeOf('object');
    for (const status of ['400', '401', '403', '404', '429', '502', '503', '504']) {
      expect(rest?.responses[status]?.content).toHaveProperty(['application/problem+json']);
    }
    expect(document.paths[`/v1/invoke/${id}`]?.post?.operationId).toBe(`invoke.${id}`);
  }
});
