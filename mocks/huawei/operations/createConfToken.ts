import { hex } from '../../../fixtures/text.ts';
import { controlledBy, issueControlToken } from '../control.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { isRunning, needed, openMeeting } from '../meetingAccess.ts';
import { CORP_ID } from '../world/documented.ts';

/** GET /v1/mmc/control/conferences/token: a token to control a meeting that runs, for the host's password [H-0027]. */
export const createConfToken: HuaweiEndpoint = {
  operation: 'CreateConfToken',
  method: 'GET',
  path: () => '/v1/mmc/control/conferences/token',
  coverage: {
    section: 'C.1',
    simulated: 'the host’s password buys half an hour; a good token another one, without the password',
    inferred: 'a wrong password is MMC.111072018, an access token is not looked at',
    missing: 'the websocket (`wsURL` leads nowhere)',
    source: '[meeting_21_0027](https://support.huaweicloud.com/api-meeting/meeting_21_0027.html)',
  },
  front: 'mmc',
  token: () => 'ignored',
  answer(call) {
    const { headers, now, world } = call;
    const conferenceId = needed(call, 'conferenceID');
    if (headers.get('X-Login-Type') !== '1')
      throw new HuaweiRefusal('MMC.112100029', 'X-Login-Type must be 1');
    const meeting = openMeeting(call, conferenceId);
    if (!isRunning(meeting, now))
      throw new HuaweiRefusal(
        'MMC.111072005',
        `conference ${conferenceId} has not started: POST …/conferences/start starts it`,
      );
    if (controlledBy(call) !== conferenceId && headers.get('X-Password') !== meeting.chair.password)
      throw new HuaweiRefusal('MMC.111072018', 'X-Password is not the password of the host');
    const { token, expiresAt, lifeS } = issueControlToken(call, meeting);
    return {
      data: {
        token,
        tmpWsToken: hex(48, world.seed, 'huawei', token, 'ws'),
        wsURL: 'wss://loginlogic.huaweicloud.com',
        role: 1,
        expireTime: expiresAt,
        userID: meeting.schedulerId ?? '',
        orgID: CORP_ID,
        participantID: '',
        confTokenExpireTime: lifeS,
        vmrCurrentConfID: conferenceId,
        supportNotifyType: [],
      },
      addressToken: '',
      gloablPublicIP: '',
    };
  },
};
