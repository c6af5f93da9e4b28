import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { compose } from '../../../functions/calls/compose.ts';
import { perform } from '../../../functions/calls/perform.ts';
import { readConfig } from '../../../functions/config/config.ts';
import type { Scope } from '../../../functions/core/caller.ts';
import { composeOperation } from '../../../functions/core/operation.ts';
import { newNotes } from '../../../functions/receipts/receipt.ts';
import { bindings } from '../../support/gateway.ts';
import {
  eventInfo,
  eventsOfMeeting,
  HUAWEI_PUSH,
  huaweiMessage,
  newNumber,
  status,
} from '../../support/pushes.ts';

/** Gives out whatever it is told of. */
const curious = composeOperation({
  id: 'test.seen',
  route: { method: 'GET', path: '/v1/test' },
  input: z.strictObject({ id: z.string() }),
  output: z.looseObject({ stays: z.array(z.looseObject({ displayName: z.string() })) }),
  run: async ({ id }, _, context) => (await context.seen(id)) as never,
});

const ACCOUNTS = JSON.stringify([
  { name: 'other', provider: 'huawei', appId: 'demo-app', appKey: 'demo-key' },
]);

it('a composed operation is told what was seen of the meetings of accounts that its caller may use, as much as that may see', async () => {
  const number = newNumber();
  const attendee = { displayName: 'Ada 4711', callNumber: '4711', joinTime: Date.now(), leftTime: 0 };
  await status(HUAWEI_PUSH, await huaweiMessage(eventInfo('meeting.join', number, { attendee })));
  const [{ subject: id }] = await eventsOfMeeting(number, 1);
  const env = bindings({ ACCOUNTS });
  const services = { config: readConfig(env), env, now: Date.now, waitUntil: () => {} };
  const seenBy = async (accounts: string[], ...more: Scope[]) => {
    const caller = { name: 'kiosk', scopes: ['read' as const, ...more], accounts, users: [] };
    const call = {
      requestId: 'r',
      operation: curious.id,
      input: { id },
      caller,
      options: {},
      at: Date.now(),
    };
    const { body } = await compose(curious, call, { services, notes: newNotes(), perform });
    return new TextDecoder().decode(body);
  };
  expect(await seenBy(['default'], 'secrets', 'personal')).toContain('Ada 4711');
  // A number is taken out of the name as well, where it may not be seen.
  const less = await seenBy(['default']);
  expect(less).toContain('Ada');
  expect(less).not.toContain('4711');
  expect(await seenBy(['other'])).toBe('{"stays":[]}');
});
