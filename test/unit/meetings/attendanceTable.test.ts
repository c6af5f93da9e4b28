import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttendanceRow, attendanceOf } from '../../../functions/meetings/attendance/attendanceOf.ts';
import {
  attendanceCsv,
  attendanceNdjson,
  type CsvOptions,
} from '../../../functions/meetings/export/attendanceTable.ts';
import { csvCell, csvRow } from '../../../functions/meetings/export/csv.ts';

const NINE = Date.UTC(2026, 2, 29, 0, 30);
const context = {
  meetingId: 'a1',
  meetingStart: NINE,
  meetingEnd: NINE + 3_600_000,
  asOf: NINE + 9_000_000,
  recorded: true,
  complete: true,
};
const rows: AttendanceRow[] = [
  {
    displayName: '王伟',
    userId: 'wangwei',
    email: 'wang@example.cn',
    number: '+991116003815',
    role: 'host',
    department: '研发部, 二组',
    joinTime: NINE,
    leaveTime: NINE + 2_700_500,
    device: '软终端',
    media: '视频',
    observed: 'vendor',
  },
  { displayName: '=HYPERLINK("http://x")', joinTime: NINE + 60_000, leaveTime: 0, observed: 'vendor' },
];
const of = { report: attendanceOf(rows, context), provider: 'huawei', subject: '周会' };
const usual: CsvOptions = { rows: 'people', manyMeetings: false, bom: true, timeZone: 'UTC', lang: 'en' };

async function textOf(chunks: AsyncIterable<string>) {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

describe('attendance as CSV', () => {
  it('is a row a person, with a byte order mark and CRLF', async () => {
    expect(await textOf(attendanceCsv([of], usual))).toBe(
      '\ufeffName,Email,User ID,Number,Role,Department,First join (UTC),Last leave (UTC),Total seconds,Duration (HH:MM:SS),Joins,Share of meeting (0-1),Vendor,Coverage\r\n' +
        '王伟,wang@example.cn,wangwei,"\'+991116003815",host,"研发部, 二组",2026-03-29 00:30:00,2026-03-29 01:15:00,2701,00:45:01,1,0.7503,huawei,partial\r\n' +
        '"\'=HYPERLINK(""http://x"")",,,,unknown,,2026-03-29 00:31:00,,3540,00:59:00,1,0.9833,huawei,partial\r\n',
    );
  });

  it('is a row a stay where that is asked for, in Chinese, without the mark, in a zone of one’s own', async () => {
    const options: CsvOptions = {
      ...usual,
      rows: 'intervals',
      bom: false,
      lang: 'zh',
      timeZone: 'Asia/Shanghai',
    };
    expect((await textOf(attendanceCsv([of], options))).split('\r\n').slice(0, 2)).toEqual([
      '姓名,邮箱,账号,号码,角色,部门,入会时间 (Asia/Shanghai),离会时间 (Asia/Shanghai),秒数,时长,设备,媒体,数据来源,异常,厂商,完整性',
      '王伟,wang@example.cn,wangwei,"\'+991116003815",host,"研发部, 二组",2026-03-29 08:30:00,2026-03-29 09:15:00,2701,00:45:01,软终端,视频,vendor,,huawei,partial',
    ]);
  });

  it('shows the clock that jumped in the night of daylight saving, and the seconds that went by', async () => {
    const text = await textOf(attendanceCsv([of], { ...usual, timeZone: 'Europe/Berlin' }));
    expect(text).toContain('2026-03-29 01:30:00,2026-03-29 03:15:00,2701');
    expect(() => attendanceCsv([of], { ...usual, timeZone: 'Europe/Nowhere' })).toThrow(RangeError);
  });

  it('says of which meeting each row is, where it is of several', async () => {
    const [header, first] = (await textOf(attendanceCsv([of, of], { ...usual, manyMeetings: true }))).split(
      '\r\n',
    );
    expect(header).toMatch(/^\ufeffMeeting,Meeting ID,Meeting start \(UTC\),Name,/);
    expect(first).toMatch(/^周会,a1,2026-03-29 00:30:00,王伟,/);
  });

  it('of 100,000 rows comes in chunks, and a report is let go before the next is asked for', {
    timeout: 30_000,
  }, async () => {
    const many = attendanceOf(
      Array.from({ length: 1000 }, (_, at) => ({
        number: `+99${at}`,
        joinTime: NINE,
        leaveTime: NINE + at,
        observed: 'vendor',
      })),
      context,
    );
    let asked = 0;
    let length = 0;
    let longest = 0;
    function* reports() {
      for (; asked < 100; asked++) yield { ...of, report: many };
    }
    const began = performance.now();
    for await (const chunk of attendanceCsv(reports(), usual)) {
      if (length === 0) expect(asked).toBeLessThan(2);
      length += chunk.split('\r\n').length - 1;
      longest = Math.max(longest, chunk.length);
    }
    expect(length).toBe(100_001);
    expect(longest).toBeLessThan(20_000);
    console.log(`100,000 rows: ${Math.round(performance.now() - began)} ms`);
  });
});

describe('a cell', () => {
  it.each([
    ['=1+1', '"\'=1+1"'],
    ['+1', '"\'+1"'],
    ['-1', '"\'-1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    ['＝1', '"\'＝1"'],
    ['＋1', '"\'＋1"'],
    ['－1', '"\'－1"'],
    ['＠x', '"\'＠x"'],
    ['  =1', '"\'  =1"'],
    ['\u00a0=1', '"\'\u00a0=1"'],
    ['\u3000\u200b\ufeff=1', '"\'\u3000\u200b\ufeff=1"'],
    ['\t=1', '"\' =1"'],
    ['\tx', '"\' x"'],
    ['a\r\nb', 'a b'],
    ['\r\n=1', '"\' =1"'],
    ['"quoted"', '"""quoted"""'],
    ['a,b', '"a,b"'],
    ['王伟', '王伟'],
    ['a=b', 'a=b'],
    ['', ''],
    [null, ''],
    [undefined, ''],
    [-5, '-5'],
    [0, '0'],
    [Number.NaN, ''],
  ])('%j is written as %j', (value, written) => {
    expect(csvCell(value)).toBe(written);
  });

  it('never runs in a spreadsheet, and comes back as one cell whatever its text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (texts) => {
        const line = csvRow(texts);
        // A reader of CSV that knows nothing of the writer.
        const cells = [...`${line.slice(0, -2)},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/gu)].map(
          ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
        );
        expect(cells).toHaveLength(texts.length);
        for (const cell of cells) {
          expect(cell).not.toMatch(/[\r\n\t]/);
          expect(cell.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

it('as NDJSON is the model, one line a person or a stay', async () => {
  const options = { rows: 'people', manyMeetings: true } as const;
  const lines = (await textOf(attendanceNdjson([of], options)))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatchObject({ meetingId: 'a1', provider: 'huawei', ...of.report.attendanceRecords[0] });
  const stays = (await textOf(attendanceNdjson([of], { ...options, rows: 'intervals' }))).split('\n');
  expect(JSON.parse(stays[0] ?? '')).toMatchObject({
    participant: { displayName: '王伟' },
    durationInSeconds: 2701,
  });
});
