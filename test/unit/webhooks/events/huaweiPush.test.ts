import { describe, expect, it } from 'vitest';
import {
  eventInfo,
  eventsOfMeeting,
  HUAWEI_PUSH,
  huaweiMessage,
  newNumber,
  PUSH_ID,
  push,
  status,
} from '../../../support/pushes.ts';
import { DAY, HOUR, MINUTE } from '../../../support/simulation.ts';

const started = () => eventInfo('meeting.started', newNumber());

describe('a push of Huawei', () => {
  it('is answered with an empty 200 and becomes an event, with the body as it came', async () => {
    const number = newNumber();
    const body = await huaweiMessage(eventInfo('meeting.started', number, { timestamp: 1_700_000_000_123 }));
    const response = await push(HUAWEI_PUSH, body);
    expect([response.status, await response.text()]).toEqual([200, '']);
    const [event, ...others] = await eventsOfMeeting(number, 1);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      specversion: '1.0',
      id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
      type: 'meetgate.meeting.started',
      source: '/huawei/default',
      subject: expect.stringContaining(number.padEnd(32, '0')),
      time: '2023-11-14T22:13:20.123Z',
      datacontenttype: 'application/json',
      data: {
        meeting: { meetingNumber: number, startTime: '2023-11-14T22:13:20.123Z' },
        raw: JSON.parse(body),
      },
    });
  });

  it('repeats the nonce of a handshake, which becomes no event', async () => {
    const response = await push(
      HUAWEI_PUSH,
      await huaweiMessage('{"event":"meeting.verify","timestamp":1637000000000}'),
    );
    expect([response.status, await response.json()]).toEqual([
      200,
      { event: 'meeting.verify', nonce: '60426560' },
    ]);
  });

  it.each([
    ['meeting.create', 'meetgate.meeting.scheduled'],
    ['meeting.modify', 'meetgate.meeting.updated'],
    ['meeting.cancel', 'meetgate.meeting.cancelled'],
    ['meeting.started', 'meetgate.meeting.started'],
    ['meeting.end', 'meetgate.meeting.ended'],
    ['meeting.conclude', 'meetgate.meeting.concluded'],
    ['meeting.join', 'meetgate.attendee.joined'],
    ['meeting.left', 'meetgate.attendee.left'],
    ['record.finish', 'meetgate.recording.finished'],
    ['meeting.locked', 'meetgate.vendor.other'],
  ])('%s becomes %s', async (vendorEvent, type) => {
    const number = newNumber();
    expect(await status(HUAWEI_PUSH, await huaweiMessage(eventInfo(vendorEvent, number)))).toBe(200);
    const [event] = await eventsOfMeeting(number, 1);
    expect(event.type).toBe(type);
    expect(event.data.vendorEvent).toBe(type === 'meetgate.vendor.other' ? vendorEvent : undefined);
  });

  it('is taken in every form that is the same to the byte', async () => {
    const body = await huaweiMessage(started());
    const [, signature = ''] = /"signature":"(\w+)"/.exec(body) ?? [];
    for (const same of [
      body.replace(signature, signature.toUpperCase()),
      body.replace('"eventInfo":', '"eventInfo" :\n\t').replace(/\}$/, ' \r\n}'),
      body.replace(/"timestamp":(\d+)/, '"timestamp":"$1"'),
    ])
      expect(await status(HUAWEI_PUSH, same)).toBe(200);
    const spaced =
      '{ "event" : "meeting.started", "timestamp":1637000000000,"payload":{"meetingInfo":{"meetingID":"\\u0039\\"}{"}} }';
    expect(await status(HUAWEI_PUSH, await huaweiMessage(spaced))).toBe(200);
    // The members come in any order.
    const { eventInfo: info, ...rest } = JSON.parse(body);
    expect(await status(HUAWEI_PUSH, JSON.stringify({ eventInfo: info, ...rest }))).toBe(200);
  });

  it.each<[string, () => string | Promise<string>]>([
    ['forged', () => huaweiMessage(started(), { key: 'another-key' })],
    ['of another subscriber', () => huaweiMessage(started(), { appID: 'another' })],
    [
      'of another subscriber, with the boundary moved',
      () => huaweiMessage(started(), { appID: `${PUSH_ID}1` }),
    ],
    ['changed', async () => (await huaweiMessage(started())).replace('meeting.started', 'meeting.end')],
    [
      're-serialised',
      async () => JSON.stringify(JSON.parse(await huaweiMessage('{"event": "meeting.started"}'))),
    ],
    ['truncated', async () => (await huaweiMessage(started())).slice(0, 200)],
    ['unsigned', async () => (await huaweiMessage(started())).replace(/"signature":"\w+",/, '')],
    [
      'signed with a part of a signature',
      async () => (await huaweiMessage(started())).replace(/("signature":"\w{62})\w\w/, '$1'),
    ],
    ['of another nonce', async () => (await huaweiMessage(started())).replace('60426560', '60426561')],
    [
      'with digits moved from the nonce to the time',
      async () =>
        (await huaweiMessage(started())).replace(/"timestamp":(\d+),"nonce":"6/, '"timestamp":$16,"nonce":"'),
    ],
    ['of two days ago', () => huaweiMessage(started(), { timestamp: Date.now() - 2 * DAY })],
    ['of an hour ahead', () => huaweiMessage(started(), { timestamp: Date.now() + HOUR })],
    [
      'with a second eventInfo before',
      async () =>
        (await huaweiMessage(started())).replace('{"appID"', '{"eventInfo":{"event":"meeting.end"},"appID"'),
    ],
    [
      'with a second eventInfo behind',
      async () => (await huaweiMessage(started())).replace(/\}$/, ',"eventInfo":{"event":"meeting.end"}}'),
    ],
    [
      'with a second eventInfo in another spelling',
      async () =>
        (await huaweiMessage(started())).replace(/\}$/, ',"event\\u0049nfo":{"event":"meeting.end"}}'),
    ],
    ['with an eventInfo that is text', async () => huaweiMessage(JSON.stringify(started()))],
    ['nested too deep', () => huaweiMessage(`{"event":${'['.repeat(5_000)}${']'.repeat(5_000)}}`)],
    ['no object', () => '[]'],
    ['empty', () => ''],
  ])('is refused where it is %s', async (_, body) => {
    expect(await status(HUAWEI_PUSH, await body())).toBe(401);
  });

  it('is taken for 24 hours after its time, as the vendor repeats it, and five minutes before', async () => {
    for (const timestamp of [Date.now() - DAY, Date.now() + 4 * MINUTE])
      expect(await status(HUAWEI_PUSH, await huaweiMessage(started(), { timestamp }))).toBe(200);
  });

  it('is refused in the same words whatever is wrong, accounts and vendors that there are not included', async () => {
    const good = await huaweiMessage(started());
    const forged = await huaweiMessage(started(), { key: 'another-key' });
    const answers = await Promise.all(
      [
        push(HUAWEI_PUSH, forged),
        push('/v1/events/huawei/nobody', good),
        push('/v1/events/zoom/default', good),
        push('/v1/events/constructor/default', good),
        push(`${HUAWEI_PUSH}/${'x'.repeat(40)}`, good),
        push('/v1/events/quanshi/default', good),
      ].map(async (answer) => {
        const response = await answer;
        const { instance, requestId, ...problem } = (await response.json()) as Record<string, unknown>;
        return { status: response.status, ...problem };
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, title: 'The message cannot be verified' });
  });

  it('is refused before it is looked at where it is too large', async () => {
    expect(await status(HUAWEI_PUSH, await huaweiMessage(`{"event":"${'x'.repeat(70_000)}"}`))).toBe(413);
  });
});
