import * as z from 'zod';
import { notesOf } from '../../functions/core/notes.ts';
import type { Operation } from '../../functions/core/operation.ts';
import type { Paging } from '../../functions/core/paging.ts';
import { providers } from '../../functions/registry.ts';

/** Refuses a specification that does not hold together, before anything is made from it. */
export function checkRegistry(list: readonly Operation[]): void {
  const seen = new Set<string>();
  for (const operation of list) {
    const { id, route, fields, input } = operation;
    const { example, docs } = notesOf(operation);
    const fail = (why: string): never => {
      throw new Error(`Operation ${id}: ${why}`);
    };
    for (const key of [id, `${route.method} ${route.path}`]) {
      if (seen.has(key)) fail(`${key} is taken`);
      seen.add(key);
    }
    for (const { name, schema } of fields)
      if (!schema.description) fail(`the input ${name} has no description`);
    const named = [...Object.keys({ ...route.headers }), ...inputsOf(operation.paging)];
    if (operation.kind === 'vendor') {
      const { provider, call } = operation;
      if (!docs) fail('the document of the vendor must be named');
      if (!id.startsWith(`${provider.id}.`)) fail(`the id must start with ${provider.id}.`);
      named.push(...Object.keys({ ...call.names, ...call.headers }));
    } else if (providers.some((provider) => id.startsWith(`${provider.id}.`))) {
      fail('the id must not be that of a provider');
    }
    for (const name of named)
      if (!fields.some((field) => field.name === name)) fail(`there is no input ${name}`);
    if (!z.safeParse(input, example.input).success) fail('the example input does not fit the schema');
  }
}

/** The inputs that a list is paged by. */
function inputsOf(paging: Paging | undefined): string[] {
  if (!paging) return [];
  if (paging.by === 'page') return [paging.page, paging.size];
  return [paging.by === 'offset' ? paging.offset : paging.cursor];
}
