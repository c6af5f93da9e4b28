import { describe, expect, it } from 'vitest';
import type { HookDefinition } from '../../../../functions/webhooks/hooks/hookRecord.ts';
import { prepare } from '../../../../functions/webhooks/hooks/prepare.ts';
import { HOOKED } from '../../../support/hooks.ts';

const of = (hook: Partial<HookDefinition>, body: unknown) => {
  const { operation, input, wrong } = prepare(
    { operation: HOOKED, input: {}, pointers: {}, ...hook },
    new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  );
  return { operation: operation?.id, input, ...(wrong && { wrong: wrong.slug }) };
};

describe('what a body asks of a hook', () => {
  it('is the body itself, above the default input', () => {
    const hook = { input: { limit: 10, offset: 0 } };
    expect(of(hook, { limit: 2 })).toEqual({ operation: HOOKED, input: { limit: 2, offset: 0 } });
    expect(of(hook, '')).toEqual({ operation: HOOKED, input: { limit: 10, offset: 0 } });
  });

  it('is what the pointers find, and nothing else of the body', () => {
    const hook = { input: { limit: 10 }, pointers: { searchKey: '/message/text', limit: '/page/size' } };
    const body = { message: { text: '例会' }, offset: 7, limit: 99 };
    expect(of(hook, body)).toEqual({ operation: HOOKED, input: { limit: 10, searchKey: '例会' } });
    expect(of(hook, { page: { size: 3 } }).input).toEqual({ limit: 3 });
  });

  it('may be found in a list, or be the whole body', () => {
    expect(of({ pointers: { searchKey: '/1/text' } }, [{}, { text: 'a' }]).input).toEqual({ searchKey: 'a' });
    expect(of({ pointers: { searchKey: '' } }, '"text"').input).toEqual({ searchKey: 'text' });
  });

  it.each(['{"a":', '[1]', 'limit=1', '1'])('is refused where the body is %j', (body) => {
    expect(of({}, body)).toEqual({ operation: HOOKED, input: {}, wrong: 'malformed-body' });
  });

  it('is refused where pointers lead into what is no JSON', () => {
    expect(of({ pointers: { limit: '/a' } }, '{')).toMatchObject({ wrong: 'malformed-body' });
  });

  it('names the operation where the hook is for any', () => {
    const any = { operation: '*' };
    expect(of(any, { operation: HOOKED, input: { limit: 1 } })).toEqual({
      operation: HOOKED,
      input: { limit: 1 },
    });
    expect(of(any, { operation: HOOKED })).toEqual({ operation: HOOKED, input: {} });
    expect(
      of({ ...any, pointers: { operation: '/do', input: '/with' } }, { do: HOOKED, with: { limit: 2 } }),
    ).toEqual({ operation: HOOKED, input: { limit: 2 } });
  });

  it.each([
    [{}, 'invalid-input'],
    [{ operation: 1 }, 'invalid-input'],
    [{ operation: HOOKED, input: [] }, 'invalid-input'],
    [{ operation: HOOKED, colour: 'red' }, 'invalid-input'],
    [{ operation: 'huawei.dance' }, 'unknown-operation'],
    [{ operation: '*' }, 'unknown-operation'],
    [{ operation: '__proto__' }, 'unknown-operation'],
  ])('of any operation is refused where it is %j', (body, wrong) => {
    expect(of({ operation: '*' }, body)).toEqual({ operation: undefined, input: {}, wrong });
  });

  it('of an operation that is no more is refused, not answered with a fault', () => {
    expect(of({ operation: 'huawei.former' }, {})).toMatchObject({ wrong: 'unknown-operation' });
  });
});
