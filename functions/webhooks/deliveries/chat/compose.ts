import type { EventType, MeetgateEvent } from '../../../core/event.ts';
import type { Claim } from '../claim.ts';
import type { Language } from '../subscription.ts';
import type { Note } from './chat.ts';
import { escaped, plain } from './escape.ts';

/** Where the vendors and nearly all who use them are. */
const ZONE = 'Asia/Shanghai';
/** A digest names some, and counts the others. */
const MOST_NAMES = 8;

/** What a language has to say. Arguments are escaped already. */
interface Words {
  locale: string;
  untitled: (number: string) => string;
  nameless: string;
  number: (number: string) => string;
  started: (title: string, at: string) => string;
  ended: (title: string, at: string, length: string | undefined) => string;
  people: (people: number, peak: number) => string;
  came: (names: string, count: number) => string;
  left: (names: string, count: number) => string;
  among: (names: readonly string[], more: number) => string;
  length: (hours: number, minutes: number) => string;
  titles: Partial<Record<EventType, string>> & { other: string; digest: string };
}

const zh: Words = {
  locale: 'zh-CN',
  untitled: (number) => (number ? `会议 ${number}` : '一个会议'),
  nameless: '一位参会者',
  number: (number) => `会议号：${number}`,
  started: (title, at) => `**${title}** 已于 ${at} 开始。`,
  ended: (title, at, length) => `**${title}** 已于 ${at} 结束${length ? `，历时 ${length}` : ''}。`,
  people: (people, peak) => `共 ${people} 人参会，最多时 ${peak} 人同时在会。`,
  came: (names) => `加入：${names}`,
  left: (names) => `离开：${names}`,
  among: (names, more) => names.join('、') + (more > 0 ? ` 等 ${names.length + more} 人` : ''),
  length: (hours, minutes) => (hours > 0 ? `${hours} 小时 ${minutes} 分钟` : `${minutes} 分钟`),
  titles: {
    'meetgate.meeting.scheduled': '会议已预约',
    'meetgate.meeting.updated': '会议已变更',
    'meetgate.meeting.cancelled': '会议已取消',
    'meetgate.meeting.started': '会议开始',
    'meetgate.meeting.ended': '会议结束',
    'meetgate.meeting.concluded': '会议已关闭',
    'meetgate.meeting.attendance_changed': '参会人数有变化',
    'meetgate.recording.finished': '会议录制已完成',
    'meetgate.subscription.paused': '一个订阅已暂停：多日无法送达',
    digest: '参会动态',
    other: '会议通知',
  },
};

const en: Words = {
  locale: 'en-GB',
  untitled: (number) => (number ? `Meeting ${number}` : 'A meeting'),
  nameless: 'somebody',
  number: (number) => `Meeting number: ${number}`,
  started: (title, at) => `**${title}** started at ${at}.`,
  ended: (title, at, length) => `**${title}** ended at ${at}${length ? ` after ${length}` : ''}.`,
  people: (people, peak) =>
    `${people === 1 ? 'One person' : `${people} people`} attended, at most ${peak} at once.`,
  came: (names, count) => `${names} ${count === 1 ? 'has' : 'have'} joined.`,
  left: (names, count) => `${names} ${count === 1 ? 'has' : 'have'} left.`,
  among: (names, more) => {
    if (more > 0) return `${names.join(', ')} and ${more} more`;
    const [last = '', ...others] = names.toReversed();
    return others.length > 0 ? `${others.toReversed().join(', ')} and ${last}` : last;
  },
  length: (hours, minutes) => (hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`),
  titles: {
    'meetgate.meeting.scheduled': 'A meeting was booked',
    'meetgate.meeting.updated': 'A meeting was changed',
    'meetgate.meeting.cancelled': 'A meeting was cancelled',
    'meetgate.meeting.started': 'A meeting has started',
    'meetgate.meeting.ended': 'A meeting has ended',
    'meetgate.meeting.concluded': 'A meeting is closed',
    'meetgate.meeting.attendance_changed': 'Attendance has changed',
    'meetgate.recording.finished': 'A recording is finished',
    'meetgate.subscription.paused': 'A subscription was paused: for days nothing could be delivered',
    digest: 'Who came and left',
    other: 'News of a meeting',
  },
};

const languages: Record<Language, Words> = { zh, en };

/**
 * What a group is told: as a person would write it, and nothing that opens a door. Names and subjects are others' words, which
 * make no link, mention nobody and end no line.
 */
export function compose(content: Claim['content'], language: Language): Note {
  const words = languages[language];
  if (content.kind === 'digest') return composeDigest(content.events, words);
  if (content.kind === 'body') return { title: words.titles.other, lines: [words.titles.other] };
  const { event, attendance } = content;
  const { meeting = {} } = event.data;
  const title = titleOf(event, words);
  const lines = [lineOf(event, `${escaped(title)}`, words)];
  if (attendance) lines.push(words.people(attendance.people, attendance.peak));
  else if (meeting.participantCount !== undefined)
    lines.push(words.people(meeting.participantCount, meeting.participantCount));
  if (meeting.meetingNumber && meeting.subject) lines.push(words.number(escaped(meeting.meetingNumber)));
  const kind = words.titles[event.type] ?? words.titles.other;
  return { title: event.data.meeting ? `${kind} · ${plain(title)}` : kind, lines };
}

function lineOf(event: MeetgateEvent, title: string, words: Words): string {
  const { meeting = {} } = event.data;
  const at = timeOf(meeting.endTime && event.type.endsWith('.ended') ? meeting.endTime : event.time, words);
  switch (event.type) {
    case 'meetgate.meeting.started':
      return words.started(title, timeOf(meeting.startTime ?? event.time, words));
    case 'meetgate.meeting.ended':
      return words.ended(title, at, lengthOf(meeting.startTime, meeting.endTime ?? event.time, words));
    default:
      return `**${event.data.meeting ? title : (words.titles[event.type] ?? words.titles.other)}** ${at}`;
  }
}

function composeDigest(events: readonly MeetgateEvent[], words: Words): Note {
  const namesOf = (type: EventType) =>
    events
      .filter((event) => event.type === type)
      .map(({ data }) => escaped(data.attendee?.displayName || words.nameless));
  const said = (names: readonly string[], say: (names: string, count: number) => string): string[] => {
    const named = names.slice(0, MOST_NAMES);
    return names.length === 0 ? [] : [say(words.among(named, names.length - named.length), names.length)];
  };
  const [first] = events;
  const title = first ? titleOf(first, words) : '';
  return {
    title: `${words.titles.digest} · ${plain(title)}`,
    lines: [
      `**${escaped(title)}**`,
      ...said(namesOf('meetgate.attendee.joined'), words.came),
      ...said(namesOf('meetgate.attendee.left'), words.left),
    ],
  };
}

const titleOf = ({ data }: MeetgateEvent, words: Words): string =>
  data.meeting?.subject || words.untitled(data.meeting?.meetingNumber ?? '');

const timeOf = (time: string, { locale }: Words): string =>
  new Intl.DateTimeFormat(locale, { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(
    new Date(time),
  );

function lengthOf(from: string | undefined, to: string, words: Words): string | undefined {
  const minutes = from === undefined ? 0 : Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  return minutes > 0 ? words.length(Math.floor(minutes / 60), minutes % 60) : undefined;
}
