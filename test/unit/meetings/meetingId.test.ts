import fc from 'fast-check';
import { expect, it } from 'vitest';
import { viewOf } from '../../../functions/core/view.ts';
import { withhold } from '../../../functions/core/withhold.ts';
import { bookedMeeting, onlineMeeting } from '../../../functions/meetings/mapping/huawei.ts';
import { meetingOf } from '../../../functions/meetings/mapping/mapping.ts';
import { meeting } from '../../../functions/meetings/model/meeting.ts';
import {
  isOccurrence,
  type MeetingKey,
  meetingIdOf,
  readMeetingId,
} from '../../../functions/meetings/model/meetingId.ts';

const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const uuid = fc.stringMatching(/^[0-9a-f]{32}$/);
const keys: fc.Arbitrary<MeetingKey> = fc.record(
  {
    provider: fc.constantFrom('huawei', 'quanshi'),
    account: name,
    kind: fc.constantFrom('meeting', 'webinar'),
    own: fc.oneof(uuid, name),
    occurrence: name,
  },
  { requiredKeys: ['provider', 'account', 'kind', 'own'] },
);

it('reads every key that it wrote', () => {
  fc.assert(
    fc.property(keys, (key) => {
      expect(readMeetingId(meetingIdOf(key))).toEqual(key);
    }),
  );
});

it('has one id for a meeting, and reads nothing else', () => {
  const id = meetingIdOf({ provider: 'huawei', account: 'default', kind: 'meeting', own: 'a' });
  for (const other of [
    id.toUpperCase(),
    `${id}01`,
    `${id}0`,
    id.slice(2),
    `${id} `,
    '',
    '914673889',
    'f'.repeat(1000),
    '01'.repeat(300),
  ])
    expect(readMeetingId(other)).toBeUndefined();
  const stranger = meetingIdOf({ provider: 'zoom' as never, account: 'default', kind: 'meeting', own: 'a' });
  expect(readMeetingId(stranger)).toBeUndefined();
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readMeetingId(text)).toBeUndefined();
    }),
  );
});

it('looks like no secret and no number to what keeps those out of answers', () => {
  const view = viewOf(meeting, []);
  fc.assert(
    fc.property(keys, (key) => {
      const id = meetingIdOf(key);
      expect(withhold({ id }, view, ['secret', 'personal'])).toEqual({ id });
    }),
  );
});

it('of a booked meeting finds it again once it has a UUID, and not the next of its number', () => {
  const context = {
    account: 'default',
    observedAt: '2026-11-25T09:00:00Z',
    source: { operation: 'o', freshness: 'live' },
    hidden: [],
  } as const;
  const row = { conferenceID: '914673889', conferenceState: 'Schedule', startTime: '2026-11-25 09:00' };
  const booked = readMeetingId(meetingOf(bookedMeeting, row, context)?.id ?? '');
  if (!booked) throw new Error('the booking has no id');
  const running = (startTime: string, conferenceID = row.conferenceID) => {
    const one = meetingOf(onlineMeeting, { conferenceID, startTime, confUUID: 'ab'.repeat(16) }, context);
    return one !== undefined && isOccurrence(booked, one);
  };
  expect(running('2026-11-25 09:00')).toBe(true);
  expect(running('2026-11-25 08:45'), 'somebody came early').toBe(true);
  expect(running('2026-11-26 09:00')).toBe(false);
  expect(running('2026-11-25 09:00', '914673880')).toBe(false);
});
