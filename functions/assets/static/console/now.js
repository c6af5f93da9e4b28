/** Who is meeting: over both vendors, with who is in each meeting and when they came and went. */
import { ask, call, make, words } from '../page.js';
import { alertOf, number, openSheet, table, watch, when } from './parts.js';

const filter = document.getElementById('now-filter');
const list = document.getElementById('now-list');
const sources = document.getElementById('now-sources');

const again = watch('now', 5_000, async () => {
  const query = new URLSearchParams([...new FormData(filter)].filter(([, value]) => value !== ''));
  query.set('limit', '100');
  const answer = await ask(`/v1/meetings?${query}`);
  showSources(answer);
  table(
    list,
    [words.subject, words.vendor, words.host, words.start, words.people, words.status],
    answer.data.map((meeting) => ({
      id: meeting.id,
      open: () => openMeeting(meeting),
      cells: [
        make(
          'span',
          {},
          meeting.subject ?? '–',
          make('small', { className: 'dim', textContent: ` ${meeting.meetingNumber ?? ''}` }),
        ),
        `${meeting.provider} · ${meeting.account}`,
        meeting.host?.displayName ?? '–',
        when(meeting.startTime ?? meeting.scheduledStartTime),
        meeting.participantCount === undefined || meeting.participantCount === null
          ? '–'
          : number.format(meeting.participantCount),
        make('span', {
          className: meeting.status === 'ongoing' ? 'good' : 'dim',
          textContent: words[meeting.status] ?? meeting.status,
        }),
      ],
    })),
    words.noMeetings,
  );
});
filter.addEventListener('input', again);
filter.addEventListener('submit', (event) => event.preventDefault());

/** What each source gave. One that failed says so; the others are shown. */
function showSources({ sources: all }) {
  sources.replaceChildren(
    ...all.map(({ provider, account, status, count, problem }) =>
      make(
        'span',
        { className: 'pill', title: problem?.detail ?? '' },
        `${provider} · ${account}: `,
        make('span', {
          className: status === 'failed' ? 'bad' : status === 'stale' ? 'warn' : '',
          textContent: count === undefined ? status : number.format(count),
        }),
      ),
    ),
  );
}

async function openMeeting(meeting) {
  const path = `/v1/meetings/${encodeURIComponent(meeting.id)}/attendance`;
  const facts = [
    [words.vendor, `${meeting.provider} · ${meeting.account}`],
    [words.host, meeting.host?.displayName ?? '–'],
    [words.start, meeting.startTime ?? meeting.scheduledStartTime],
    [words.end, meeting.endTime ?? meeting.scheduledEndTime],
  ];
  const body = make('div', { className: 'stack' });
  openSheet(
    meeting.subject ?? meeting.meetingNumber ?? meeting.id,
    make(
      'dl',
      { className: 'facts' },
      ...facts.flatMap(([name, value]) => [
        make('dt', { textContent: name }),
        make('dd', {}, /^\d{4}-/.test(value ?? '') ? when(value) : (value ?? '–')),
      ]),
    ),
    make('h3', { textContent: words.attendance }),
    body,
  );
  try {
    const report = await ask(path);
    body.replaceChildren(
      await pictureOf(path),
      peopleOf(report),
      make('p', { className: 'row' }, ...['csv', 'ndjson'].map((form) => downloadButton(path, form))),
    );
  } catch (error) {
    body.replaceChildren(alertOf(error));
  }
}

/** The timeline, drawn by the gateway. It needs the key, so that it is fetched and shown as a picture of this page's own. */
async function pictureOf(path) {
  const response = await call(`${path}?format=svg`);
  if (!response.ok) return make('p', { className: 'dim', textContent: words.none });
  const url = URL.createObjectURL(await response.blob());
  const image = make('img', { src: url, alt: words.attendance, className: 'picture' });
  image.addEventListener('load', () => URL.revokeObjectURL(url));
  return image;
}

function peopleOf({ attendanceRecords }) {
  const place = make('div', { className: 'scroll' });
  table(
    place,
    [words.name, words.start, words.took, words.tries],
    attendanceRecords.map(({ participant, firstJoinTime, totalAttendanceInSeconds, joinCount }) => ({
      cells: [
        participant.displayName ?? '–',
        when(firstJoinTime),
        `${number.format(Math.round(totalAttendanceInSeconds / 60))} min`,
        number.format(joinCount),
      ],
    })),
    words.none,
  );
  return place;
}

function downloadButton(path, form) {
  const button = make('button', { type: 'button', textContent: form.toUpperCase() });
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const blob = await (await call(`${path}?format=${form}`)).blob();
      const link = make('a', { href: URL.createObjectURL(blob), download: `attendance.${form}` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
    } catch (error) {
      button.after(alertOf(error));
    }
    button.disabled = false;
  });
  return button;
}
