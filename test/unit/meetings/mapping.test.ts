import { describe, expect, it } from 'vitest';
import webinarsExample from '../../../fixtures/documents/huawei.listOngoingWebinars.response.json';
import bookedExample from '../../../fixtures/documents/quanshi.getConferenceByJoinUrl.response.json';
import liveExample from '../../../fixtures/documents/quanshi.listLiveConferences.response.json';
import type { Sensitivity } from '../../../functions/core/sensitivity.ts';
import { fieldSources } from '../../../functions/meetings/mapping/fieldSources.ts';
import * as huawei from '../../../functions/meetings/mapping/huawei.ts';
import { type Mapping, meetingOf } from '../../../functions/meetings/mapping/mapping.ts';
import * as quanshi from '../../../functions/meetings/mapping/quanshi.ts';
import type { Row } from '../../../functions/meetings/mapping/read.ts';
import { timeZoneOf } from '../../../functions/meetings/mapping/timeZones.ts';
import { meeting } from '../../../functions/meetings/model/meeting.ts';
import { readMeetingId } from '../../../functions/meetings/model/meetingId.ts';

const UUID = '9a0fa6d10a5b11eaae5e191763c22c0e';
const context = {
  account: 'default',
  observedAt: '2026-11-25T09:00:00Z',
  source: { operation: 'huawei.searchMeetings', requestId: 'r', freshness: 'live' },
} as const;
function map(mapping: Mapping, row: Row, hidden: readonly Sensitivity[] = []) {
  const mapped = meetingOf(mapping, row, { ...context, hidden });
  if (!mapped) throw new Error('the row has no id');
  return meeting.parse(mapped);
}

describe('a row of Huawei', () => {
  it('of the documented ongoing webinar becomes a meeting', () => {
    const [row] = webinarsExample.body.data;
    const one = map(huawei.ongoingWebinar, row as unknown as Row);
    expect(one).toMatchObject({
      provider: 'huawei',
      account: 'default',
      kind: 'webinar',
      status: 'ongoing',
      scheduledStartTime: '2021-04-30T02:13:00Z',
      endTime: null,
      timeZone: 'Asia/Shanghai',
      meetingNumber: row?.conferenceId,
      participantCount: row?.onlineAttendeeCount,
      join: { hostUrl: row?.chairJoinUri, url: row?.guestJoinUri, audienceUrl: row?.audienceJoinUri },
    });
    expect(readMeetingId(one.id)).toEqual({
      provider: 'huawei',
      account: 'default',
      kind: 'webinar',
      own: row?.confUUID,
    });
    expect(one).not.toHaveProperty('startTime');
  });

  it('that is to come has no real start, and ends when its minutes are over', () => {
    const one = map(huawei.upcomingWebinar, {
      conferenceId: '982311022',
      startTime: '2021-04-29 23:00',
      duration: 120,
      timeZoneId: 56,
    });
    expect(one).toMatchObject({
      status: 'scheduled',
      scheduledStartTime: '2021-04-29T23:00:00Z',
      scheduledEndTime: '2021-04-30T01:00:00Z',
      startTime: null,
      endTime: null,
    });
    expect(one).not.toHaveProperty('participantCount');
  });

  it('of a past webinar tells what was booked and what came of it', () => {
    expect(
      map(huawei.pastWebinar, {
        conferenceId: '982311022',
        confUUID: UUID,
        startTime: '2021-04-29 11:00',
        duration: 60,
        actualStartTime: '2021-04-29 11:04',
        endTime: '2021-04-29 11:50',
        attendeeCount: 31,
      }),
    ).toMatchObject({
      status: 'ended',
      scheduledStartTime: '2021-04-29T11:00:00Z',
      scheduledEndTime: '2021-04-29T12:00:00Z',
      startTime: '2021-04-29T11:04:00Z',
      endTime: '2021-04-29T11:50:00Z',
      participantCount: 31,
    });
  });

  it.each([
    ['Schedule', 'scheduled', null],
    ['Created', 'ongoing', undefined],
    ['Paused', 'unknown', undefined],
  ])('of a booked meeting in the state %s is %s', (conferenceState, status, startTime) => {
    const one = map(huawei.bookedMeeting, {
      conferenceID: '914673889',
      conferenceState,
      conferenceType: 0,
      startTime: '2022-08-30 12:00',
      endTime: '2022-08-30 13:00',
      timeZoneID: '56',
      passwordEntry: [
        { conferenceRole: 'chair', password: '264301' },
        { conferenceRole: 'general', password: '531284' },
      ],
      accessNumber: '+991117',
    });
    expect(one).toMatchObject({
      status,
      providerStatus: conferenceState,
      scheduledEndTime: '2022-08-30T13:00:00Z',
      timeZone: 'Asia/Shanghai',
      join: { passcode: '531284', hostPasscode: '264301', phoneNumbers: ['+991117'] },
    });
    expect(one.startTime).toBe(startTime);
    expect(one).not.toHaveProperty('seriesId');
  });

  it('of a running and of a past meeting tells its times', () => {
    const row = {
      conferenceID: '9',
      confUUID: UUID,
      startTime: '2019-11-18 23:31',
      endTime: '2019-11-18 23:32',
    };
    expect(map(huawei.onlineMeeting, { ...row, onlineAttendeeAmount: 4 })).toMatchObject({
      scheduledStartTime: '2019-11-18T23:31:00Z',
      scheduledEndTime: '2019-11-18T23:32:00Z',
      endTime: null,
      participantCount: 4,
    });
    const past = map(huawei.pastMeeting, { ...row, conferenceType: 2 });
    expect(past).toMatchObject({ status: 'ended', endTime: '2019-11-18T23:32:00Z', seriesId: '9' });
    expect(past).not.toHaveProperty('scheduledEndTime');
  });
});

describe('a row of Quanshi', () => {
  it('of the documented live list becomes a meeting that has no end yet', () => {
    const [row] = liveExample.body.result.confList;
    const { confName: title, guestPcode: pcode2, ...rest } = row ?? {};
    expect(map(quanshi.liveConference, { ...rest, title, pcode2 })).toMatchObject({
      kind: 'meeting',
      status: 'ongoing',
      providerStatus: '2',
      subject: '周例会',
      startTime: '2024-05-13T11:33:20Z',
      endTime: null,
      host: { displayName: '张三', userId: '10001', email: 'zhangsan@example.com', organization: '研发部' },
      join: { passcode: '5d41c4ac806c6440eb6aa8e071115f2b' },
      participantCount: 5,
    });
  });

  it('of the documented booking tells its number, its zone and its links', () => {
    const [row] = bookedExample.body.result;
    const one = map(quanshi.bookedConference, row as unknown as Row);
    expect(one).toMatchObject({
      status: 'scheduled',
      meetingNumber: row?.conferenceId,
      timeZone: 'Asia/Shanghai',
      join: { url: row?.attendeeJoinUrl, hostUrl: row?.hostJoinUrl, hostPasscode: row?.pcode1 },
    });
    expect(Date.parse(one.scheduledEndTime ?? '')).toBe(Number(row?.endTime) * 1000);
    expect(readMeetingId(one.id)?.own).toBe(String(row?.eventId));
  });

  it('of the dashboard that is over tells its end and not how many its empty counters say', () => {
    const row = { eventId: 5, status: 4, startTime: '1654608600', stopTime: 1_654_612_200, attendeeCnt: 0 };
    const one = map(quanshi.dashboardConference, row);
    expect(one).toMatchObject({ status: 'ended', endTime: '2022-06-07T14:30:00Z' });
    expect(one).not.toHaveProperty('participantCount');
    expect(map(quanshi.dashboardConference, { ...row, status: 2 }).participantCount).toBe(0);
  });

  it('that was asked for its status is missing or cancelled, by who is asked', () => {
    expect(quanshi.quanshiStatusOf(0)).toBe('unknown');
    expect(quanshi.quanshiStatusOf('5')).toBe('expired');
    expect(map(quanshi.bookedConference, { eventId: 5, status: 0 }).status).toBe('cancelled');
  });
});

describe('any row', () => {
  it('names what it leaves out of the ways to join, whether it was there or not', () => {
    const row = { eventId: 5, status: 2, pcode2: '887444' };
    const [shown, not] = [
      map(quanshi.liveConference, row, ['secret']),
      map(quanshi.liveConference, { eventId: 5 }, ['secret']),
    ];
    expect(shown.join).toEqual({ withheld: ['passcode'] });
    expect(not.join).toEqual(shown.join);
    expect(map(quanshi.liveConference, row, ['personal']).join).toEqual({ passcode: '887444' });
  });

  it('without an id that leads back to it is none', () => {
    for (const mapping of Object.values({ ...huawei, ...quanshi })) {
      if (typeof mapping === 'function') continue;
      expect(meetingOf(mapping, {}, { ...context, hidden: [] })).toBeUndefined();
      const dialled = { conferenceID: '9', conferenceId: undefined };
      expect(meetingOf(mapping, dialled, { ...context, hidden: [] })).toBeUndefined();
    }
  });

  it('with times that are none tells none', () => {
    const broken = { conferenceID: '9', confUUID: UUID, startTime: '2026-13-45 99:99', endTime: 'later' };
    const one = map(huawei.pastMeeting, broken);
    expect(one).not.toHaveProperty('startTime');
    expect(one).not.toHaveProperty('endTime');
    expect(map(quanshi.liveConference, { eventId: 1, startTime: 99_999_999_999_999 })).not.toHaveProperty(
      'startTime',
    );
  });
});

it('knows Huawei’s time zones by number, and no others', () => {
  expect([1, 25, 26, '56', 73, 77].map(timeZoneOf)).toEqual(
    [
      'Etc/GMT+12',
      'Africa/Monrovia',
      'Europe/London',
      'Asia/Shanghai',
      'Pacific/Tongatapu',
      'Africa/Casablanca',
    ].with(5, 'Asia/Magadan'),
  );
  expect([0, 78, -1, 'x', undefined, 5.5].map(timeZoneOf)).toEqual(Array(6).fill(undefined));
  for (let number = 1; number <= 77; number++)
    expect(() => new Intl.DateTimeFormat('en', { timeZone: timeZoneOf(number) })).not.toThrow();
});

it('tells where each member comes from, at each list', () => {
  expect(fieldSources).toContainEqual({
    field: 'participantCount',
    provider: 'huawei',
    kind: 'webinar',
    list: 'ongoing webinars',
    from: 'onlineAttendeeCount',
  });
  expect(new Set(fieldSources.map(({ list }) => list)).size).toBe(9);
});
