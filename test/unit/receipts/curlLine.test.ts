import { describe, expect, it } from 'vitest';
import { describeReceipt } from '../../../functions/calls/describeReceipt.ts';
import { readConfig } from '../../../functions/config/config.ts';
import type { Receipt, Sent } from '../../../functions/receipts/receipt.ts';
import { bindings } from '../../support/gateway.ts';

const baseUrl = 'https://vendor.example';
const curlOf = (operation: string, sent: Omit<Sent, 'baseUrl'>, env = bindings()) =>
  describeReceipt({ operation, account: 'default', sent: { baseUrl, ...sent } } as Receipt, readConfig(env))
    .curl;

describe('the curl line of a receipt', () => {
  it('has names in the place of token and password', () => {
    const input = { conferenceId: '914047175', guestWaiting: 0, password: '$PASSWORD' };
    expect(curlOf('huawei.createAuthRandom', { path: '/random', input })).toBe(
      'curl -X GET "https://vendor.example/random?conf_id=914047175&guest_waiting=0" -H "X-Password: $PASSWORD" -H "X-Access-Token: $TOKEN"',
    );
  });

  it('has a name in the place of what was searched for', () => {
    const input = { limit: 10, offset: 0, searchKey: '$SEARCHKEY' };
    expect(curlOf('huawei.listOngoingWebinars', { path: '/list', input })).toContain('searchKey=$SEARCHKEY');
  });

  it('has names in the body too, quoted for a shell', () => {
    const input = { attendeeJoinUrl: '$ATTENDEEJOINURL' };
    const env = bindings({ QUANSHI_TOKEN_IN: 'both' });
    expect(curlOf('quanshi.getConferenceByJoinUrl', { path: '/lookup', input }, env)).toBe(
      'curl -X POST "https://vendor.example/lookup" -H "token: $TOKEN" --json "{\\"attendeeJoinUrl\\":\\"$ATTENDEEJOINURL\\",\\"token\\":\\"$TOKEN\\"}"',
    );
  });

  it('is left out where the account is no longer configured', () => {
    const input = { limit: 10 };
    const env = bindings({ HUAWEI_APP_KEY: '' });
    expect(curlOf('huawei.listOngoingWebinars', { path: '/list', input }, env)).toBeUndefined();
  });
});
