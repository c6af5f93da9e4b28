import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../functions/core/operation.ts';
import { curlOf } from '../../../functions/core/vendorRequest.ts';
import { operationOf } from '../../../functions/registry.ts';

const account = (operation: Operation, settings: object) =>
  ({
    provider: operation.provider.id,
    name: 'default',
    settings: { baseUrl: 'https://vendor.example', ...settings },
  }) as never;

describe('the curl line of a receipt', () => {
  it('has names in the place of token and password', () => {
    const operation = operationOf('huawei.createAuthRandom');
    const fields = { conferenceId: '914047175', guestWaiting: 0, password: '1' };
    expect(
      curlOf(operation, {
        path: '/random',
        baseUrl: 'https://vendor.example',
        fields,
        account: account(operation, {}),
      }),
    ).toBe(
      'curl -X GET "https://vendor.example/random?conf_id=914047175&guest_waiting=0" -H "x-access-token: $TOKEN" -H "x-password: $PASSWORD"',
    );
  });

  it('has a name in the place of what was searched for', () => {
    const operation = operationOf('huawei.listOngoingWebinars');
    const fields = { limit: 10, offset: 0, searchKey: '张三' };
    const line = curlOf(operation, {
      path: '/list',
      baseUrl: 'https://vendor.example',
      fields,
      account: account(operation, {}),
    });
    expect(line).toContain('searchKey=$SEARCHKEY');
  });

  it('has names in the body too, quoted for a shell', () => {
    const operation = operationOf('quanshi.getConferenceByJoinUrl');
    const fields = { attendeeJoinUrl: 'https://n.qsh1.cn/k/secret' };
    const line = curlOf(operation, {
      path: '/lookup',
      baseUrl: 'https://vendor.example',
      fields,
      account: account(operation, { tokenIn: 'both' }),
    });
    expect(line).toBe(
      'curl -X POST "https://vendor.example/lookup" -H "token: $TOKEN" --json "{\\"attendeeJoinUrl\\":\\"$ATTENDEEJOINURL\\",\\"token\\":\\"$TOKEN\\"}"',
    );
  });
});
