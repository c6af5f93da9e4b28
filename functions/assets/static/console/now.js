/** Who is meeting, over both vendors; a meeting opens with who is in it. */
import { readKey } from '../key.js';
import { ask, make, quoted, words } from '../page.js';
import { copyOf } from './actions.js';
import { keepInAddress, readAddress } from './address.js';
import { showAttendance } from './attendance.js';
import { alertOf, factsOf, number, told, watch, when } from './parts.js';
import { openSheet } from './sheet.js';
import { table } from './table.js';

const filter = document.getElementById('now-filter');
const list = document.getElementById('now-list');
const sources = document.getElementById('now-sources');
const panel = document.getElementById('panel-now');

const pathOf = () => {
  const query = new URLSearchParams([...new FormData(filter)].filter(([, value]) => value !== ''));
  query.set('limit', '100');
  return `/v1/meetings?${query}`;
};

keepInAddress(panel, filter, () => again());
const again = watch(
  'now',
  5_000,
  async () => {
    const answer = await ask(pathOf());
    showSources(answer);
    table(
      list,
      [words.subject, words.vendor, words.host, words.start, words.people, words.status],
      answer.data.sort((a, b) => Date.parse(startOf(b)) - Date.parse(startOf(a))).map(rowOf),
      filter.elements.q.value || filter.elements.provider.value ? words.noneFits : words.noMeetings,
    );
  },
  openMeeting,
);

const startOf = ({ startTime, scheduledStartTime }) => startTime ?? scheduledStartTime;
const statusOf = (status) => told(status === 'ongoing' ? 'good' : 'dim', words[status] ?? status);
const countOf = ({ participantCount }) =>
  typeof participantCount === 'number' ? number.format(participantCount) : '–';

const rowOf = (meeting) => ({
  id: meeting.id,
  open: () => openMeeting(meeting.id, meeting),
  cells: [
    make(
      'span',
      {},
      meeting.subject ?? '–',
      make('small', { className: 'dim', textContent: ` ${meeting.meetingNumber ?? ''}` }),
    ),
    `${meeting.provider} · ${meeting.account}`,
    meeting.host?.displayName ?? '–',
    when(startOf(meeting)),
    countOf(meeting),
    statusOf(meeting.status),
  ],
});

/** The worst first: of a vendor account that answers in parts, a part that failed is told. */
const WORST = ['failed', 'stale', 'ok'];
/** Answers are shared for some seconds: older than this one is worth a word. In milliseconds. */
const OLD = 60_000;

/** What each vendor account gave. One that failed says so; the others are shown. */
function showSources({ sources: all }) {
  const asked = all
    .filter(({ status }) => status !== 'skipped')
    .map((part) => ({
      ...part,
      ...(part.status === 'stale' && Date.now() - Date.parse(part.observedAt) < OLD && { status: 'ok' }),
    }));
  const accounts = Object.groupBy(asked, ({ provider, account }) => `${provider} · ${account}`);
  sources.replaceChildren(
    ...Object.entries(accounts).map(([name, parts]) => {
      const status = WORST.find((one) => parts.some((part) => part.status === one));
      const failed = parts.find(({ problem }) => problem);
      const stale = parts.find((part) => part.status === 'stale');
      const count = parts.reduce((sum, part) => sum + (part.count ?? 0), 0);
      const lines = parts.map(
        ({ operation, problem, observedAt }) => `${operation}: ${problem?.detail ?? observedAt}`,
      );
      return make(
        'span',
        { className: `pill ${status}`, title: lines.join('\n') },
        `${name}: ${number.format(count)}`,
        ...(failed ? [` · ${words.stoppedByVendor} (${failed.problem.slug})`] : []),
        ...(stale ? [` ${words.stale} `, when(stale.observedAt)] : []),
      );
    }),
  );
}

async function openMeeting(id, known) {
  try {
    const meeting = known ?? (await ask(`/v1/meetings/${encodeURIComponent(id)}`));
    const path = `/v1/meetings/${encodeURIComponent(id)}/attendance`;
    const place = make('div', { className: 'stack' });
    const url = meeting.join?.url;
    openSheet(
      meeting.subject ?? meeting.meetingNumber ?? id,
      { id },
      factsOf([
        [words.status, statusOf(meeting.status)],
        [words.vendor, `${meeting.provider} · ${meeting.account}`],
        [words.number, meeting.meetingNumber],
        [words.host, meeting.host?.displayName],
        [words.start, when(startOf(meeting))],
        [words.end, when(meeting.endTime ?? meeting.scheduledEndTime)],
        [words.people, countOf(meeting)],
        ...(url?.startsWith('https://')
          ? [
              [
                words.link,
                make('a', {
                  href: url,
                  rel: 'noreferrer noopener',
                  target: '_blank',
                  textContent: `${new URL(url).host}/…`,
                }),
              ],
            ]
          : []),
      ]),
      make(
        'div',
        { className: 'row between' },
        make('h3', { textContent: words.attendance }),
        copyOf(
          words.asCurl,
          () => `curl ${quoted(location.origin + path)} -H "Authorization: Bearer $MEETGATE_KEY"`,
        ),
      ),
      place,
    );
    await showAttendance(place, path, meeting);
    // A running meeting goes on: who is in it is looked at again while it is open.
    const timer = setInterval(() => {
      const open = readAddress().query.get('open') === id && place.isConnected;
      if (!open || !readKey()) return clearInterval(timer);
      if (!document.hidden && meeting.status === 'ongoing') void showAttendance(place, path, meeting);
    }, 15_000);
  } catch (error) {
    openSheet(id, { id }, alertOf(error));
  }
}
