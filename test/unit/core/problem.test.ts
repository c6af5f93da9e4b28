import { describe, expect, it } from 'vitest';
import { Problem } from '../../../functions/core/problem.ts';
import { problems } from '../../../functions/core/problems.ts';

const where = { origin: 'https://gate.example', instance: '/v1/x', requestId: 'r-1' };

describe('a problem', () => {
  it('becomes an RFC 9457 document', () => {
    const document = new Problem('provider-throttled', 'Slow down.', {
      provider: 'huawei',
      retryAfter: 5,
    }).toDocument(where);
    expect(document).toEqual({
      type: 'https://gate.example/problems/provider-throttled',
      title: 'The vendor asks to slow down',
      status: 429,
      detail: 'Slow down.',
      instance: '/v1/x',
      requestId: 'r-1',
      retryable: true,
      provider: 'huawei',
      retryAfter: 5,
    });
  });

  it('is explained in words that need no escaping on a page', () => {
    for (const { title, meaning, remedy } of Object.values(problems)) {
      expect(title + meaning + remedy).not.toMatch(/[<>&]/);
    }
  });
});
