import { readBody, readClientType, text } from '../body.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { loginAnswer } from '../loginAnswer.ts';
import { nameOf } from '../owner.ts';
import { openSession } from '../sessions.ts';

// [H-ACCOUNT]
const PASSWORD = { least: 8, most: 32 };

/** POST /v1/usg/acs/auth/account: logs in with an account and its password [H-ACCOUNT]. */
export const accountAuth: HuaweiEndpoint = {
  operation: 'CreateToken',
  method: 'POST',
  path: () => '/v1/usg/acs/auth/account',
  coverage: {
    section: '1.2',
    simulated: 'account and password; locked (423) and disabled (412) accounts',
    inferred: 'the codes of refused passwords',
    missing: 'lock after wrong passwords, password expiry, latency of the published SLA',
    source: '[meeting_21_0306](https://support.huaweicloud.com/intl/en-us/api-meeting/meeting_21_0306.html)',
  },
  front: 'mmc',
  token: () => 'ignored',
  answer(call) {
    const body = readBody(call.body);
    const clientType = readClientType(body);
    const named = text(body, 'account');
    const { account, password } = credentials(call.headers.get('Authorization'));
    if (named !== account)
      throw new HuaweiRefusal(
        'USG.206060011',
        `account in the body ("${named}") is not the one in Authorization ("${account}")`,
      );
    const known = call.settings.accounts.find((one) => one.account === account);
    // The vendor does not say which of the two was wrong, so that nobody can find out which accounts there are. The
    // hint does, for whoever writes a client.
    if (known?.password !== password)
      throw new HuaweiRefusal(
        'USG.206010000',
        known ? `the password of "${account}" is another` : `there is no account "${account}" here`,
      );
    if (known.status === 'locked') throw new HuaweiRefusal('USG.206030015', `"${account}" is locked`);
    if (known.status === 'disabled') throw new HuaweiRefusal('USG.206010007', `"${account}" is disabled`);
    const owner = { appId: '', account, corpId: '', userId: known.userId, clientType };
    const session = openSession(call.state, call.world.seed, owner, call.now);
    return loginAnswer(call.world, 'enterprise', session, {
      firstLogin: false,
      name: nameOf(call, owner),
      now: call.now,
    });
  },
};

/** @throws HuaweiRefusal USG.206010000 where the header does not hold an account and a password */
function credentials(header: string | null): { account: string; password: string } {
  const refuse = (hint: string) =>
    new HuaweiRefusal(
      'USG.206010000',
      `${hint}; the header is: Authorization: Basic base64(account:password)`,
    );
  if (header === null) throw refuse('the request has no Authorization header');
  const match = /^Basic\s+([A-Za-z0-9+/]+={0,2})$/i.exec(header.trim());
  const text = match?.[1] === undefined ? undefined : decode(match[1]);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 0) throw refuse('Authorization is not of its form');
  const password = text.slice(colon + 1);
  if (password.length < PASSWORD.least || password.length > PASSWORD.most)
    throw refuse(`the password has ${password.length} characters, not ${PASSWORD.least} to ${PASSWORD.most}`);
  return { account: text.slice(0, colon), password };
}

function decode(base64: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
