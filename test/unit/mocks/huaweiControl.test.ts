import { describe, expect, it } from 'vitest';
import { huaweiWriter, minute } from '../../support/huaweiWriter.ts';
import { DAY, HOUR, MINUTE, NOW } from '../../support/simulation.ts';

const CONTROL = '/v1/mmc/control/conferences';

/** A meeting that runs, its host's password, and a way to control it. */
async function running() {
  const writer = await huaweiWriter();
  const { ask, book } = writer;
  const [{ conferenceID: id, passwordEntry }] = (await book({ length: 60 })).body;
  const [{ password }] = passwordEntry;
  const token = (headers: Record<string, string> = {}) =>
    ask('GET', `${CONTROL}/token?conferenceID=${id}`, undefined, {
      'X-Login-Type': '1',
      'X-Password': password,
      ...headers,
    });
  await ask('POST', '/v1/mmc/management/conferences/start', { conferenceID: id, password });
  const { token: good } = (await token()).body.data;
  const control = (method: string, path: string, body?: unknown, authorization = good) =>
    ask(method, `${CONTROL}/${path}${path.includes('?') ? '&' : '?'}conferenceID=${id}`, body, {
      'X-Conference-Authorization': authorization,
    });
  return { ...writer, id, password, token, good, control };
}

describe('a control token', () => {
  it('is had for the host’s password, lasts half an hour, and buys another one', async () => {
    const { vendors, token, good, control } = await running();
    expect(good).toMatch(/^stb[0-9a-f]{48}$/);
    expect((await token()).body.data).toMatchObject({
      expireTime: NOW + 30 * MINUTE,
      confTokenExpireTime: 1800,
      role: 1,
    });
    expect((await token({ 'X-Password': 'wrong' })).code).toBe('MMC.111072018');
    expect((await token({ 'X-Login-Type': '' })).code).toBe('MMC.112100029');
    expect((await token({ 'X-Password': '', 'X-Conference-Authorization': good })).status).toBe(200);
    expect((await control('GET', 'realTimeInfo', undefined, `Basic ${good}`)).status).toBe(200);
    vendors.clock.set(NOW + 31 * MINUTE);
    const late = await control('GET', 'realTimeInfo');
    expect([late.status, late.code]).toEqual([400, 'MMC.111070004']);
  });

  it('is not had for a meeting that has not started', async () => {
    const { ask, book } = await huaweiWriter();
    const [{ conferenceID: id, passwordEntry }] = (await book({ startTime: minute(NOW + DAY) })).body;
    const refused = await ask('GET', `${CONTROL}/token?conferenceID=${id}`, undefined, {
      'X-Login-Type': '1',
      'X-Password': passwordEntry[0].password,
    });
    expect(refused.code).toBe('MMC.111072005');
  });

  it('of one meeting controls no other', async () => {
    const { ask, book, good } = await running();
    const [{ conferenceID: other }] = (await book()).body;
    const refused = await ask('PUT', `${CONTROL}/stop?conferenceID=${other}`, undefined, {
      'X-Conference-Authorization': good,
    });
    expect(refused.code).toBe('MMC.111070004');
  });
});

describe('control', () => {
  const guests = {
    attendees: [
      { name: '王芳', phone: '+991116000001', type: 'normal' },
      { name: '会议室', phone: '+991118888888', type: 'terminal' },
    ],
  };

  it('calls people in, mutes them and sends them out, and every list tells so', async () => {
    const { control, people, id } = await running();
    expect((await control('POST', 'participants', guests)).status).toBe(200);
    expect((await people(id)).body).toMatchObject({ count: 3 });
    const info = async () =>
      (await control('GET', 'realTimeInfo')).body.participants as {
        pid: string;
        name: string;
        mute: number;
      }[];
    expect((await info()).map(({ mute }) => mute)).toEqual([0, 0, 0]);
    await control('PUT', 'mute', { isMute: 1, allowUnmuteByOneself: 1 });
    const [, wang] = await info();
    await control('PUT', `participants/mute?participantID=${wang?.pid}`, { isMute: 0 });
    expect((await info()).map(({ mute }) => mute)).toEqual([1, 0, 1]);
    expect(
      (await control('POST', 'participants/delete', { bulkHangUpParticipants: [wang?.pid] })).status,
    ).toBe(200);
    expect((await info()).map(({ name }) => name)).not.toContain('王芳');
    expect((await control('POST', 'participants/delete', { bulkHangUpParticipants: [wang?.pid] })).code).toBe(
      'MMC.111072008',
    );
  });

  it.each([
    ['PUT', 'mute', { isMute: 2 }, '111072045'],
    ['PUT', 'lock', {}, '111072045'],
    ['POST', 'participants', { attendees: [] }, '111071061'],
    ['POST', 'participants', { attendees: [{ name: '', phone: '1' }] }, '111072046'],
    ['POST', 'participants', { attendees: [{ name: 'a' }] }, '111072031'],
    ['PUT', 'duration', { auto: 0, duration: 0 }, '111071015'],
  ])('refuses %s %s with %j', async (method, path, body, code) => {
    expect((await (await running()).control(method, path, body)).code).toBe(`MMC.${code}`);
  });

  it('stops a meeting, which may be entered again until its booked end', async () => {
    const { control, list, people, id, ask, password } = await running();
    expect((await control('PUT', 'stop')).status).toBe(200);
    expect((await people(id)).code).toBe('MMC.111072005');
    expect(await list()).toContain(id);
    expect(
      (await ask('POST', '/v1/mmc/management/conferences/start', { conferenceID: id, password })).status,
    ).toBe(200);
    expect((await people(id)).body.count).toBe(1);
  });

  it('prolongs a meeting', async () => {
    const { control, detail, id } = await running();
    await control('PUT', 'duration', { auto: 0, duration: 30 });
    expect((await detail(id)).body.conferenceData.endTime).toBe(minute(NOW + 90 * MINUTE));
  });

  it('locks a meeting: guests get no random, the host does', async () => {
    const { control, ask, detail, id, password } = await running();
    const entries = (await detail(id)).body.conferenceData.passwordEntry as { password: string }[];
    await control('PUT', 'lock', { isLock: 1 });
    const random = (word = '') =>
      ask('GET', `/v2/mms/ncms/conferences/auth/random?conf_id=${id}`, undefined, { 'X-Password': word });
    expect((await random(entries[1]?.password)).code).toBe('MMC.111072050');
    expect((await random(password)).status).toBe(200);
  });
});

describe('a webinar', () => {
  const asked = {
    subject: '发布会',
    startTime: minute(NOW + HOUR),
    duration: 60,
    timeZoneId: 56,
    vmrID: 'room',
  };
  const path = '/v1/wss/webinar/open/conferences';

  it('is booked, shown, changed and cancelled', async () => {
    const { ask } = await huaweiWriter();
    const made = (await ask('POST', path, { ...asked, audiencePasswd: '1234' })).body;
    expect(made).toMatchObject({
      subject: '发布会',
      duration: 60,
      state: 'schedule',
      audiencePasswd: '1234',
      attendees: [],
    });
    const id: string = made.conferenceId;
    const upcoming = async () =>
      (await ask('GET', `${path}/upcoming?limit=500`)).body.data.map(
        (one: { conferenceId: string }) => one.conferenceId,
      );
    expect(await upcoming()).toContain(id);
    expect(
      (await ask('PUT', path, { ...asked, conferenceId: id, subject: '改期', duration: 90 })).body,
    ).toBeUndefined();
    expect((await ask('GET', `${path}/${id}`)).body).toMatchObject({ subject: '改期', duration: 90 });
    expect((await ask('DELETE', `${path}/${id}`)).body).toBeUndefined();
    expect(await upcoming()).not.toContain(id);
    expect((await ask('GET', `${path}/${id}`)).code).toBe('MMC.111070005');
  });

  it.each([
    [{ subject: '' }, '112100029'],
    [{ duration: undefined }, '112100029'],
    [{ duration: 10 }, '111071015'],
    [{ timeZoneId: undefined }, '112100029'],
    [{ vmrID: undefined }, '112100029'],
    [{ audiencePasswd: 'abc' }, '111071107'],
    [{ guestPasswd: '1234', audiencePasswd: '1234' }, '111071111'],
    [{ enableRecording: 'yes' }, '111071061'],
  ])('is refused with %j', async (more, code) => {
    const { ask } = await huaweiWriter();
    expect((await ask('POST', path, { ...asked, ...more })).code).toBe(`MMC.${code}`);
  });
});
