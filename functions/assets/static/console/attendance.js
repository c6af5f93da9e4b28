/** Who was in a meeting: the picture, the people, and the files to take along. */
import { ask, call, make, words } from '../page.js';
import { actionButton } from './actions.js';
import { alertOf, atClock, lengthOf, number, told } from './parts.js';
import { table } from './table.js';

/** Shows the attendance at a path in a place; what is there stays until the new is had. */
export async function showAttendance(place, path, meeting) {
  try {
    const report = await ask(path);
    const { coverage, asOf, totalParticipantCount, attendanceRecords, participantCounts } = report;
    place.replaceChildren(
      make(
        'p',
        { className: 'row' },
        make('b', {
          className: 'num',
          textContent: `${number.format(totalParticipantCount)} ${words.people}`,
        }),
        told(coverage === 'complete' ? 'good' : 'warn', words[coverage] ?? coverage),
        make('span', { className: 'dim' }, `${words.asOf} `, atClock(asOf)),
      ),
      isTimed(report) || participantCounts ? await pictureOf(path) : '',
      ...(attendanceRecords.length > 0 ? [peopleOf(report), filesOf(path, report, meeting)] : []),
    );
  } catch (error) {
    place.replaceChildren(alertOf(error));
  }
}

/** Of some running meetings nobody tells when people came: there is nothing to draw. */
const isTimed = ({ attendanceRecords }) => attendanceRecords.some(({ firstJoinTime }) => firstJoinTime);

/** The timeline, drawn by the gateway. It needs the key, so that it is fetched and shown as a picture of this page's own. */
async function pictureOf(path) {
  const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
  const tz = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const response = await call(`${path}?format=svg&lang=${lang}&tz=${tz}`);
  if (!response.ok) return '';
  const url = URL.createObjectURL(await response.blob());
  const image = make('img', { src: url, alt: words.attendance, className: 'picture' });
  image.addEventListener('load', () => URL.revokeObjectURL(url));
  return make(
    'div',
    { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: words.attendance },
    image,
  );
}

/** More rows than a person reads would make the page slow: the files have all of them. */
const MOST_ROWS = 500;

function peopleOf({ attendanceRecords: records, meetingEndTime }) {
  const place = make('div', { className: 'scroll' });
  table(
    place,
    [words.name, words.role, words.joined, words.left, words.stayed, words.joins],
    records.slice(0, MOST_ROWS).map((record) => ({
      cells: [
        record.participant.displayName ?? '–',
        record.participant.role,
        record.firstJoinTime ? atClock(record.firstJoinTime) : '–',
        record.lastLeaveTime
          ? atClock(record.lastLeaveTime)
          : meetingEndTime
            ? '–'
            : told('good', words.stillIn),
        lengthOf(record.totalAttendanceInSeconds),
        number.format(record.joinCount),
      ],
    })),
    words.none,
  );
  return place;
}

const nameOf = ({ subject, id }, report) =>
  `${(subject ?? id).replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)} ${(report.meetingStartTime ?? report.asOf).slice(0, 10)}`;

/** Has the browser keep a file. */
function keep(blob, name) {
  const link = make('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const filesOf = (path, report, meeting) =>
  make(
    'p',
    { className: 'row' },
    actionButton(
      'Excel (.xlsx)',
      async () => {
        // Had when it is asked for: most readers never do.
        const { attendanceWorkbook } = await import('./attendanceWorkbook.js');
        keep(attendanceWorkbook(report, words), `${nameOf(meeting, report)}.xlsx`);
      },
      '',
    ),
    ...['csv', 'ndjson', 'svg'].map((form) =>
      actionButton(
        form.toUpperCase(),
        async () => {
          const response = await call(`${path}?format=${form}`);
          if (!response.ok) throw new Error(`HTTP ${response.status}`);
          keep(await response.blob(), `${nameOf(meeting, report)}.${form}`);
        },
        '',
      ),
    ),
  );
