import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { icsOf } from '../../../functions/meetings/export/icsOf.ts';
import type { Meeting } from '../../../functions/meetings/model/meeting.ts';

const options = { name: '会议', untitled: 'Meeting' };
const meeting: Meeting = {
  id: 'a1b2',
  provider: 'huawei',
  account: 'default',
  kind: 'meeting',
  meetingNumber: '914083136',
  subject: '周例会',
  status: 'scheduled',
  scheduledStartTime: '2026-11-25T09:00:00Z',
  scheduledEndTime: '2026-11-25T10:00:00Z',
  startTime: null,
  endTime: null,
  host: { displayName: '张三' },
  join: {
    url: 'https://meeting.huaweicloud.com/#/j/914083136',
    passcode: '264301',
    phoneNumbers: ['+991117'],
  },
  observedAt: '2026-11-25T08:00:00Z',
  source: { operation: 'huawei.searchMeetings', freshness: 'live' },
};
/** The lines of a feed as a reader puts them together again. */
const linesOf = (text: string) => text.replaceAll('\r\n ', '').trimEnd().split('\r\n');

describe('a calendar feed', () => {
  it('has an entry a meeting, that is the same entry each time', () => {
    const lines = linesOf(icsOf([meeting], options));
    expect(lines).toEqual(
      expect.arrayContaining([
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'METHOD:PUBLISH',
        'X-WR-CALNAME:会议',
        'UID:a1b2@meetgate',
        'DTSTAMP:20261125T080000Z',
        'DTSTART:20261125T090000Z',
        'DTEND:20261125T100000Z',
        'SUMMARY:周例会',
        'STATUS:CONFIRMED',
        'LOCATION:https://meeting.huaweicloud.com/#/j/914083136',
        'END:VCALENDAR',
      ]),
    );
    expect(lines.find((one) => one.startsWith('DESCRIPTION:'))).toBe(
      'DESCRIPTION:Host: 张三\\nMeeting number: 914083136\\nPasscode: 264301\\nTelephone: +991117\\nLink: https://meeting.huaweicloud.com/#/j/914083136',
    );
    expect(icsOf([meeting], options)).toBe(icsOf([meeting], options));
  });

  it('is read by a library that did not write it as it was meant', () => {
    const subject = 'Q3; plan, part 1\\2 季度经营分析会🎉'.repeat(9);
    const calendar = new ICAL.Component(ICAL.parse(icsOf([{ ...meeting, subject }], options)));
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('会议');
    const [component] = calendar.getAllSubcomponents('vevent');
    const entry = new ICAL.Event(component);
    expect({
      uid: entry.uid,
      summary: entry.summary,
      sequence: entry.sequence,
      start: entry.startDate.toJSDate().toISOString(),
      end: entry.endDate.toJSDate().toISOString(),
      location: entry.location,
      lines: entry.description.split('\n').length,
      status: component?.getFirstPropertyValue('status'),
      stamp: String(component?.getFirstPropertyValue('dtstamp')),
    }).toEqual({
      uid: 'a1b2@meetgate',
      summary: subject,
      sequence: 0,
      start: '2026-11-25T09:00:00.000Z',
      end: '2026-11-25T10:00:00.000Z',
      location: 'https://meeting.huaweicloud.com/#/j/914083136',
      lines: 5,
      status: 'CONFIRMED',
      stamp: '2026-11-25T08:00:00Z',
    });
  });

  it('tells no more of the ways in than it was given', () => {
    const { join: _, ...without } = meeting;
    const text = icsOf([{ ...without, join: { withheld: ['url', 'passcode'] } }], options);
    expect(text).not.toMatch(/264301|Passcode|https|LOCATION|URL/);
  });

  it('marks what was cancelled, and leaves out what has no start', () => {
    const { scheduledStartTime: _, ...never } = meeting;
    const text = icsOf([{ ...meeting, status: 'cancelled' }, never], options);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain('STATUS:CANCELLED');
  });

  it('breaks lines at 75 bytes, and no character of more than one byte', () => {
    const subject = '季度经营分析会🎉'.repeat(40);
    const text = icsOf([{ ...meeting, subject }], options);
    for (const line of text.split('\r\n')) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\ufffd');
    }
    expect(linesOf(text)).toContain(`SUMMARY:${subject}`);
  });

  it('is not taken over by what a vendor writes', () => {
    const end = '\r\nEND:VEVENT\nBEGIN:VEVENT\rUID:x\u0085\u2028';
    const hostile: Meeting = {
      ...meeting,
      id: 'b2',
      subject: `a${end}; b, c\\`,
      meetingNumber: `1${end}`,
      host: { displayName: end },
      join: { url: `https://x.example/${end}`, passcode: end, phoneNumbers: [end] },
    };
    const script: Meeting = { ...hostile, join: { url: 'javascript:alert(1)' } };
    const lines = linesOf(icsOf([hostile, script], { ...options, name: end }));
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('UID:'))).toEqual(['UID:b2@meetgate', 'UID:b2@meetgate']);
    expect(lines.join()).not.toContain('javascript:');
    for (const line of lines) expect(line).toMatch(/^[A-Z][A-Z-]+[:;]/);
  });
});
