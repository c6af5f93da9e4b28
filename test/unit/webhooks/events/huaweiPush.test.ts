import { describe, expect, it } from 'vitest';
import {
  eventInfo,
  eventsOfMeeting,
  HUAWEI_PUSH,
  huaweiMessage,
  newNumber,
  push,
} from '../../../support/pushes.ts';

describe('a push of Huawei', () => {
  it('is answered with an empty 200 and becomes an event of the log', async () => {
    const number = newNumber();
    const response = await push(HUAWEI_PUSH, await huaweiMessage(eventInfo('meeting.started', number)));
    expect([response.status, await response.text()]).toEqual([200, '']);
    const [event] = await eventsOfMeeting(number, 1);
    expect(event).toMatchObject({
      specversion: '1.0',
      type: 'meetgate.meeting.started',
      source: '/huawei/default',
    });
  });
});
