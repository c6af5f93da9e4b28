import { expect, it } from 'vitest';
import printed from '../../../fixtures/documents/huawei.searchAttendanceRecords.response.json';
import { attendanceOf } from '../../../functions/meetings/attendance/attendanceOf.ts';
import * as attendees from '../../../functions/meetings/mapping/attendees.ts';
import { attendanceReport } from '../../../functions/meetings/model/attendanceReport.ts';

const NOW = Date.UTC(2026, 10, 25, 9);
const context = { meetingId: 'a', meetingEnd: NOW, asOf: NOW, recorded: true, complete: true };

it('makes a complete report of the attendance that Huawei’s document prints', () => {
  const rows = printed.body.data.map(attendees.huaweiAttendance);
  const report = attendanceReport.parse(attendanceOf(rows, context));
  expect(report.coverage).toBe('complete');
  expect(report.attendanceRecords).toHaveLength(printed.body.data.length);
  const device = report.attendanceRecords.find(({ participant }) => participant.displayName?.startsWith('+'));
  expect(device?.participant.identity.type).toBe('device');
  for (const { displayName, joinTime, leftTime } of printed.body.data)
    expect(report.attendanceRecords).toContainEqual(
      expect.objectContaining({
        participant: expect.objectContaining({ displayName }),
        totalAttendanceInSeconds: Math.round((leftTime - joinTime) / 1000),
      }),
    );
});

it('knows who is in a running meeting of either vendor, and does not make up since when', () => {
  const huawei = attendees.huaweiOnline({
    participant_id: 'afa4157fa71611ef8f3fc33c80df3afd',
    name: 'test',
    call_number: '+8657135*****769',
    role: 1,
    third_account: 'testAccount',
    user_id: '17486137a62f47138b01ca53e9e1de79',
  });
  expect(huawei).toMatchObject({
    userId: '17486137a62f47138b01ca53e9e1de79',
    role: 'host',
    number: undefined,
  });
  const guest = { userId: 0, name: '李娜', email: '', mobile: '-', role: 0, deviceType: 'pc' };
  const report = attendanceOf([huawei, attendees.quanshiOnline(guest), attendees.quanshiOnline(guest)], {
    ...context,
    meetingEnd: null,
  });
  expect(report).toMatchObject({ totalParticipantCount: 3, coverage: 'partial' });
  for (const record of report.attendanceRecords)
    expect(record).not.toHaveProperty('totalAttendanceInSeconds');
});

it('reads Quanshi’s report, whose times are Unix seconds and may be text', () => {
  const row = {
    name: 'a',
    mobile: '+86-13800000000',
    email: '',
    roleId: 1,
    onlineTime: '1654608600',
    offlineTime: 1654608660,
  };
  const [record] = attendanceOf([attendees.quanshiAttendance(row)], context).attendanceRecords;
  expect(record).toMatchObject({
    participant: { role: 'host', identity: { number: '+86-13800000000' } },
    firstJoinTime: '2022-06-07T13:30:00Z',
    totalAttendanceInSeconds: 60,
  });
});
