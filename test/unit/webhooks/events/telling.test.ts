import { describe, expect, it } from 'vitest';
import { bindings, call } from '../../../support/gateway.ts';
import {
  allEvents,
  CALLBACK_TOKEN,
  eventInfo,
  eventsOfMeeting,
  HUAWEI_PUSH,
  huaweiMessage,
  newNumber,
  push,
  QUANSHI_PUSH,
  type Shown,
  status,
} from '../../../support/pushes.ts';

const person = {
  participantID: 'p1',
  displayName: '王芳',
  joinTime: 1_700_000_000_000,
  leftTime: 0,
  callNumber: '+991100000001',
};
const send = async (event: string, number: string, more: Parameters<typeof eventInfo>[2] = {}) =>
  status(
    HUAWEI_PUSH,
    await huaweiMessage(eventInfo(event, number, more), { nonce: String(Math.random()).slice(2, 10) }),
  );

describe('an event', () => {
  it('that a vendor tells again is the same one, in whatever message', async () => {
    const number = newNumber();
    for (let i = 0; i < 3; i++) await send('meeting.started', number, { timestamp: 1_700_000_000_000 });
    await send('meeting.end', number);
    const types = (await eventsOfMeeting(number, 2)).map(({ type }) => type);
    expect(types).toEqual(['meetgate.meeting.started', 'meetgate.meeting.ended']);
  });

  it('of somebody who comes a second time is another one', async () => {
    const number = newNumber();
    for (const joinTime of [1_700_000_000_000, 1_700_000_000_000, 1_700_000_060_000])
      await send('meeting.join', number, { attendee: { ...person, joinTime }, timestamp: joinTime });
    const joins = await eventsOfMeeting(number, 2);
    expect(joins.map(({ data }) => data.attendee.joinTime)).toEqual([
      '2023-11-14T22:13:20.000Z',
      '2023-11-14T22:14:20.000Z',
    ]);
  });

  it('shows a key no more than its scopes cover, in the vendor’s body as well', async () => {
    const number = newNumber();
    await send('meeting.join', number, { attendee: person });
    await eventsOfMeeting(number, 1);
    const sha256 = await sha256Of('reader');
    const env = withKey(sha256, ['events'], ['default']);
    const [event] = (await allEvents('/v1/events?limit=500', asKey('reader'), env)).filter(
      ({ data }: Shown) => data.meeting?.meetingNumber === number,
    );
    expect(event.data.attendee).toEqual({
      id: 'p1',
      displayName: '王芳',
      joinTime: '2023-11-14T22:13:20.000Z',
    });
    expect(event.data.raw.eventInfo.payload.attendeeInfo).not.toHaveProperty('callNumber');
    expect(event.data.raw).not.toHaveProperty('signature');
    expect(JSON.stringify(event)).not.toContain(person.callNumber);
  });

  it('is shown to keys of its account alone, with the scope events', async () => {
    await send('meeting.started', newNumber());
    const other = withKey(await sha256Of('other'), ['events'], ['elsewhere']);
    expect(await allEvents('/v1/events', asKey('other'), other)).toEqual([]);
    const reader = withKey(await sha256Of('plain'), ['read'], ['*']);
    expect((await call('/v1/events', asKey('plain'), bindings(reader))).status).toBe(403);
  });
});

describe('the log', () => {
  it('is read page by page, and on from its end when there is more', async () => {
    const number = newNumber();
    await send('meeting.started', number);
    await eventsOfMeeting(number, 1);
    const all = await allEvents();
    const paged = await allEvents('/v1/events?limit=1');
    expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    const end: Shown = await (await call('/v1/events?limit=500')).json();
    expect(end.hasMore).toBe(false);
    await send('meeting.end', number);
    await eventsOfMeeting(number, 2);
    const next: Shown = await (await call(`/v1/events?after=${end.nextCursor}`)).json();
    expect(next.data.map(({ type }: Shown) => type)).toEqual(['meetgate.meeting.ended']);
  });

  it('is filtered by type, and refuses what it does not know', async () => {
    const number = newNumber();
    await send('meeting.started', number);
    await send('record.finish', number);
    await eventsOfMeeting(number, 2);
    const types = async (type: string) =>
      (await eventsOfMeeting(number, 1, `/v1/events?limit=500&type=${type}`)).map(({ type }) => type);
    expect(await types('meetgate.recording.*')).toEqual(['meetgate.recording.finished']);
    expect(await types('meetgate.meeting.started,meetgate.attendee.*')).toEqual(['meetgate.meeting.started']);
    for (const query of [
      'type=zoom.*',
      'limit=0',
      'limit=501',
      'after=x',
      'after=a%20b',
      'limit=1&limit=2',
      'from=1',
    ])
      expect((await call(`/v1/events?${query}`)).status, query).toBe(400);
  });
});

describe('a callback of Quanshi', () => {
  const body = (eventId: string, method = 'meetingbegin') =>
    `{"method":"${method}","timestamp":1700000000000,,"msgId":"m","customerCode":"1",\n"meetinginfo":{"eventId":"${eventId}","hostId":"7","attendeeJoinUrl":"https://x.invalid/,,a","hostJoinUrl":"https://x.invalid/b"},}`;

  it('is read with the commas of its document, and keeps those of its texts', async () => {
    const eventId = newNumber();
    expect(await status(QUANSHI_PUSH, body(eventId))).toBe(200);
    for (let tries = 0; tries < 50; tries++) {
      const found = (await allEvents()).find(({ data }: Shown) => data.raw?.meetinginfo?.eventId === eventId);
      if (found) {
        expect(found).toMatchObject({
          type: 'meetgate.meeting.started',
          source: '/quanshi/default',
          time: '2023-11-14T22:13:20.000Z',
        });
        expect(found.data.meeting).toMatchObject({
          host: { userId: '7' },
          join: { url: 'https://x.invalid/,,a' },
        });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('There is no event.');
  });

  it('is refused with another token, without one, and where nothing can be read', async () => {
    const good = body(newNumber());
    expect(await status(`/v1/events/quanshi/default/${'x'.repeat(36)}`, good)).toBe(401);
    expect(await status('/v1/events/quanshi/default', good)).toBe(401);
    expect(await status(`/v1/events/quanshi/nobody/${CALLBACK_TOKEN}`, good)).toBe(401);
    expect(await status(QUANSHI_PUSH, good.slice(0, 100))).toBe(401);
  });

  it('leaves its token in no problem', async () => {
    const token = `${CALLBACK_TOKEN}x`;
    const response = await push(`/v1/events/quanshi/default/${token}`, body(newNumber()));
    expect(await response.text()).not.toContain(token);
  });
});

const asKey = (key: string): RequestInit => ({ headers: { Authorization: `Bearer ${key}` } });

async function sha256Of(text: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toHex();
}

const withKey = (sha256: string, scopes: string[], accounts: string[]): Record<string, unknown> => ({
  API_KEYS: JSON.stringify([{ name: 'reader', sha256, scopes, accounts }]),
});
