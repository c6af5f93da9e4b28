import { describe, expect, it } from 'vitest';
import { huaweiWriter, minute, writerFor } from '../../support/huaweiWriter.ts';
import { DAY, HOUR, MINUTE, NOW } from '../../support/simulation.ts';

const TOMORROW = minute(NOW + DAY);

describe('a meeting that is booked', () => {
  it('is answered as a list of one, with both passwords and no UUID, and is listed and shown at once', async () => {
    const { book, list, detail } = await huaweiWriter();
    const { status, body } = await book({
      startTime: TOMORROW,
      length: 60,
      attendees: [{ name: '王芳', phone: '+991116000001' }],
    });
    expect(status).toBe(200);
    expect(body).toHaveLength(1);
    const [made] = body;
    expect(made).toMatchObject({
      subject: '例会',
      startTime: TOMORROW,
      endTime: minute(NOW + DAY + HOUR),
      conferenceState: 'Schedule',
      size: 1,
      conferenceType: 0,
    });
    expect(made.passwordEntry.map((one: { conferenceRole: string }) => one.conferenceRole)).toEqual([
      'chair',
      'general',
    ]);
    expect(made).not.toHaveProperty('confUUID');
    expect(await list()).toContain(made.conferenceID);
    const shown = (await detail(made.conferenceID)).body;
    expect(shown.conferenceData).toMatchObject({ conferenceID: made.conferenceID, role: 'chair' });
    expect(shown.data).toMatchObject({
      count: 1,
      data: [{ participantID: '+991116000001', name: '王芳', state: 'MEETTING' }],
    });
  });

  it('begins at once where it has no start, and half an hour is its length', async () => {
    const { book } = await huaweiWriter();
    const [made] = (await book()).body;
    expect(made).toMatchObject({
      startTime: minute(NOW),
      endTime: minute(NOW + 30 * MINUTE),
      confType: 'IMMEDIATELY',
    });
  });

  it('is its booker’s and the administrators’, and nobody else’s', async () => {
    const { vendors, list, cancel } = await huaweiWriter();
    const booker = await writerFor(vendors, 'e10001');
    const stranger = await writerFor(vendors, 'e10002');
    const [{ conferenceID: id }] = (await booker.book({ startTime: TOMORROW })).body;
    expect(await booker.list('limit=500')).toContain(id);
    expect(await stranger.list('limit=500')).not.toContain(id);
    expect(await list()).toContain(id);
    expect([(await stranger.cancel(id)).code, (await stranger.change(id)).code]).toEqual([
      'MMC.111070002',
      'MMC.111070002',
    ]);
    expect((await stranger.detail(id)).code).toBe('MMC.111070002');
    expect((await cancel(id)).status).toBe(200);
  });

  it.each([
    [{ mediaTypes: undefined }, '111071018'],
    [{ mediaTypes: 'Film' }, '111071018'],
    [{ startTime: minute(NOW - HOUR) }, '111071013'],
    [{ startTime: minute(NOW + 400 * DAY) }, '111071014'],
    [{ startTime: 'tomorrow' }, '111071061'],
    [{ length: 14 }, '111071021'],
    [{ length: 1441 }, '111071021'],
    [{ subject: '题'.repeat(129) }, '111071022'],
    [{ isAutoRecord: 2 }, '111071032'],
    [{ encryptMode: 3 }, '111071034'],
    [{ language: 'fr-FR' }, '111071035'],
    [{ recordType: 4 }, '111071038'],
    [{ recordType: 3 }, '111071061'],
    [{ timeZoneID: '78' }, '111071061'],
    [{ confConfigInfo: { guestPwd: '12' } }, '111071080'],
    [{ vmrFlag: 1, vmrID: 'nobody’s' }, '111070006'],
    [{ attendees: 'everybody' }, '111071061'],
  ])('is refused with %j, by the code of what is wrong', async (more, code) => {
    const { book, list } = await huaweiWriter();
    const before = (await list()).length;
    const refused = await book(more);
    expect([refused.status, refused.code]).toEqual([400, `MMC.${code}`]);
    expect(await list()).toHaveLength(before);
  });

  it('is refused without a body, and where it is no JSON', async () => {
    const { ask } = await huaweiWriter();
    expect((await ask('POST', '/v1/mmc/management/conferences', '')).code).toBe('MMC.111072057');
    expect((await ask('POST', '/v1/mmc/management/conferences', '[1]')).code).toBe('MMC.111071062');
  });

  it('takes a room of one’s own, which nobody can have twice at one time', async () => {
    const { ask, book } = await huaweiWriter({}, 'e10001');
    const [room] = (await ask('GET', '/v1/usg/dcs/member/vmr')).body.data;
    const first = await book({ startTime: TOMORROW, vmrFlag: 1, vmrID: room.id });
    expect(first.body[0]).toMatchObject({ vmrFlag: 1, vmrID: room.id, vmrConferenceID: room.vmrId });
    expect((await book({ startTime: TOMORROW, vmrFlag: 1, vmrID: room.id })).code).toBe('MMC.111071005');
  });
});

describe('a change', () => {
  it('replaces what was booked: what is left out falls back', async () => {
    const { book, change } = await huaweiWriter();
    const [{ conferenceID: id }] = (await book({ startTime: TOMORROW, length: 120, language: 'en-US' })).body;
    const [changed] = (await change(id, { startTime: TOMORROW, subject: '周会' })).body;
    expect(changed).toMatchObject({
      conferenceID: id,
      subject: '周会',
      endTime: minute(NOW + DAY + 30 * MINUTE),
      language: 'zh-CN',
    });
  });

  it('is refused once it has started, and for what is cancelled or not there', async () => {
    const { vendors, book, change, cancel } = await huaweiWriter();
    const [{ conferenceID: id }] = (await book({ startTime: TOMORROW })).body;
    const [{ conferenceID: gone }] = (await book({ startTime: TOMORROW })).body;
    await cancel(gone);
    await vendors.fetch(
      new Request('http://vendor/__mock/people/join', {
        method: 'POST',
        body: JSON.stringify({ vendor: 'huawei', meeting: id, name: '王芳' }),
      }),
    );
    expect((await change(id, { startTime: TOMORROW })).code).toBe('MMC.111071065');
    expect((await change(gone)).code).toBe('MMC.111070005');
    expect((await change('999999999')).code).toBe('MMC.111070005');
  });
});

describe('cancelling', () => {
  it('takes a booking off the list, for good', async () => {
    const { book, cancel, list, detail } = await huaweiWriter();
    const [{ conferenceID: id }] = (await book({ startTime: TOMORROW })).body;
    expect(await cancel(id)).toMatchObject({ status: 200, body: undefined });
    expect(await list()).not.toContain(id);
    expect((await detail(id)).code).toBe('MMC.111070005');
    expect((await cancel(id)).code).toBe('MMC.111070005');
  });

  it('of what runs needs type=1, and ends it', async () => {
    const { ask, book, cancel, list, people } = await huaweiWriter();
    const [{ conferenceID: id, passwordEntry }] = (await book()).body;
    await ask('POST', '/v1/mmc/management/conferences/start', {
      conferenceID: id,
      password: passwordEntry[0].password,
    });
    expect((await people(id)).body.count).toBe(1);
    expect((await cancel(id)).code).toBe('MMC.111071067');
    expect((await cancel(id, 1)).status).toBe(200);
    expect(await list()).not.toContain(id);
  });
});

describe('a series', () => {
  const weekly = {
    timeZoneID: '56',
    cycleParams: {
      startDate: '2026-03-03',
      endDate: '2026-03-31',
      cycle: 'Week',
      interval: 1,
      point: [2],
      preRemindDays: 1,
    },
  };
  const series = async (more: object = weekly) => {
    const writer = await huaweiWriter();
    const made = await writer.ask('POST', '/v1/mmc/management/cycleconferences', {
      mediaTypes: 'HDVideo',
      subject: '周会',
      startTime: minute(NOW + DAY),
      ...more,
    });
    return { ...writer, made };
  };

  it('has one id, and a meeting for each day that fits', async () => {
    const { made, detail } = await series();
    const [one] = made.body;
    expect(one).toMatchObject({
      conferenceType: 2,
      confType: 'CYCLE',
      cycleSubConfID: one.subConfs[0].cycleSubConfID,
    });
    expect(one.subConfs.map(({ startTime }: { startTime: string }) => startTime)).toEqual(
      [3, 10, 17, 24, 31].map((day) => `2026-03-${String(day).padStart(2, '0')} 02:40`),
    );
    expect((await detail(one.conferenceID)).body.conferenceData.subConfs).toHaveLength(5);
  });

  it('has its dates in the zone of the booking: half past midnight in Beijing is the day before in UTC', async () => {
    const { made } = await series({
      ...weekly,
      startTime: '2026-03-09 16:30',
      cycleParams: { ...weekly.cycleParams, startDate: '2026-03-10', endDate: '2026-03-11', cycle: 'Day' },
    });
    expect(made.body[0].subConfs.map(({ startTime }: { startTime: string }) => startTime)).toEqual([
      '2026-03-09 16:30',
      '2026-03-10 16:30',
    ]);
  });

  it('has fifty meetings at most, and its end is moved without a word', async () => {
    const { made } = await series({
      ...weekly,
      cycleParams: { startDate: '2026-03-03', endDate: '2026-12-31', cycle: 'Day', preRemindDays: 1 },
    });
    expect(made.body[0].subConfs).toHaveLength(50);
  });

  it('falls on the last day of a month that lacks the day', async () => {
    const { made } = await series({
      ...weekly,
      cycleParams: {
        startDate: '2026-03-03',
        endDate: '2026-06-30',
        cycle: 'Month',
        point: [31],
        preRemindDays: 1,
      },
    });
    expect(
      made.body[0].subConfs.map(({ startTime }: { startTime: string }) => startTime.slice(0, 10)),
    ).toEqual(['2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30']);
  });

  it('loses one meeting, or has it moved, without the others', async () => {
    const { ask, made, detail } = await series();
    const [{ conferenceID: id, subConfs }] = made.body;
    const path = `/v1/mmc/management/conferences/cyclesubconf?conferenceID=${id}`;
    expect((await ask('DELETE', path, { cycleSubConfIDs: [subConfs[1].cycleSubConfID] })).status).toBe(200);
    const moved = {
      cycleSubConfID: subConfs[2].cycleSubConfID,
      mediaTypes: 'HDVideo',
      startTime: '2026-03-18 02:00',
      length: 45,
    };
    expect((await ask('PUT', path, moved)).status).toBe(200);
    const left = (await detail(id)).body.conferenceData.subConfs.map(
      ({ startTime }: { startTime: string }) => startTime,
    );
    expect(left).toEqual(['2026-03-03 02:40', '2026-03-18 02:00', '2026-03-24 02:40', '2026-03-31 02:40']);
    expect((await ask('PUT', path, { ...moved, startTime: '2026-03-25 02:00' })).body.error_msg).toBe(
      'SUB_CYCCONF_MODIFY_TIME_OVER_RANGE',
    );
    expect((await ask('DELETE', path, { cycleSubConfIDs: [] })).code).toBe('MMC.111071016');
  });

  it.each([
    [undefined, '111071020'],
    [{ ...weekly.cycleParams, startDate: undefined }, '111071041'],
    [{ ...weekly.cycleParams, endDate: 'never' }, '111071042'],
    [{ ...weekly.cycleParams, cycle: 'Year' }, '111071043'],
    [{ ...weekly.cycleParams, interval: 6 }, '111071044'],
    [{ ...weekly.cycleParams, point: [] }, '111071045'],
    [{ ...weekly.cycleParams, point: [7] }, '111071046'],
  ])('is refused with %j', async (cycleParams, code) => {
    expect((await series({ ...weekly, cycleParams })).made.code).toBe(`MMC.${code}`);
  });
});
