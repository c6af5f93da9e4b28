/** What the picture says, in each language. */
interface Words {
  people: (count: number) => string;
  more: (count: number) => string;
  present: (most: number) => string;
  partial: string;
  nobody: string;
  unrecorded: string;
  open: string;
  host: string;
  length: (seconds: number) => string;
  /** For who listens instead of looking. */
  described: (people: number, most: number, from: string, to: string) => string;
}

const minutesAndHours = (seconds: number, hour: string, minute: string, space: string) => {
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (seconds > 0 && minutes === 0) return `<1${space}${minute}`;
  const parts = [
    hours > 0 ? `${hours}${space}${hour}` : '',
    rest > 0 || hours === 0 ? `${rest}${space}${minute}` : '',
  ];
  return parts.filter(Boolean).join(' ');
};

export const WORDS: Readonly<Record<'en' | 'zh', Words>> = {
  en: {
    people: (count) => (count === 1 ? '1 person' : `${count} people`),
    more: (count) => `${count} more`,
    present: (most) => `Present (most ${most})`,
    partial: 'partial',
    nobody: 'Nobody attended',
    unrecorded: 'Nobody recorded who attended',
    open: 'leave not told',
    host: 'host',
    length: (seconds) => minutesAndHours(seconds, 'h', 'min', ' '),
    described: (people, most, from, to) =>
      `A row for each of ${people} people, with a bar for each time they were in the meeting, from ${from} to ${to}. At most ${most} were there at once.`,
  },
  zh: {
    people: (count) => `${count} 人`,
    more: (count) => `另外 ${count} 人`,
    present: (most) => `在会人数（最多 ${most}）`,
    partial: '记录不完整',
    nobody: '无人参会',
    unrecorded: '没有参会记录',
    open: '未告知离会时间',
    host: '主持人',
    length: (seconds) => minutesAndHours(seconds, '小时', '分钟', ' '),
    described: (people, most, from, to) =>
      `共 ${people} 人，每人一行，每次参会一条，时间从 ${from} 到 ${to}。同时在会最多 ${most} 人。`,
  },
};
