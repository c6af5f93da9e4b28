/** Events as they come, while the tab of webhooks is looked at. `EventSource` can send no key: the stream is read by hand. */
import { onKey, readKey } from '../key.js';
import { call, words } from '../page.js';
import { atClock, jsonOf } from './parts.js';
import { openSheet } from './sheet.js';
import { table } from './table.js';

const list = document.getElementById('events-list');
const live = document.getElementById('events-live');

/** The newest first; no more than these are kept in the page. */
const MOST = 100;
let shown = [];
let stream;
let last;

/** Reads the stream unless it is read already; after a break it goes on behind the last event that came. */
export async function follow() {
  if (stream || !readKey()) return;
  stream = new AbortController();
  const { signal } = stream;
  show();
  try {
    const headers = { Accept: 'text/event-stream', ...(last && { 'Last-Event-ID': last }) };
    const response = await call('/v1/events', { headers, signal });
    if (!response.ok || !response.body) return;
    live.hidden = false;
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const messages = (rest + chunk).split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) take(message);
      shown = shown.slice(0, MOST);
      show();
    }
  } catch {
    // Read again with the next look.
  } finally {
    live.hidden = true;
    stream = undefined;
  }
}

function take(message) {
  const lines = message.split('\n');
  const partsOf = (name) =>
    lines
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trimStart());
  last = partsOf('id')[0] ?? last;
  const data = partsOf('data');
  if (data.length > 0) shown.unshift(JSON.parse(data.join('\n')));
}

const subjectOf = ({ meeting, attendee } = {}) =>
  [attendee?.displayName, meeting?.subject ?? meeting?.meetingNumber].filter(Boolean).join(' · ');

const show = () =>
  table(
    list,
    [words.time, words.types, words.vendor, words.subject],
    shown.map((event) => ({
      id: event.id,
      open: () => openSheet(event.type, { id: event.id }, jsonOf(event)),
      cells: [atClock(event.time), event.type, event.source, subjectOf(event.data)],
    })),
    words.noEvents,
  );

const stop = () => stream?.abort();
addEventListener('hashchange', () => location.hash.startsWith('#webhooks') || stop());
onKey.addEventListener('change', () => {
  shown = [];
  last = undefined;
  stop();
});
