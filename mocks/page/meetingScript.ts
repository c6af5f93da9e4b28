/** A meeting: who is in it, when they came and went, and people put in or taken out by click. */
export const meetingScript = `
const SVG = 'http://www.w3.org/2000/svg';
const draw = (tag, attributes, ...children) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const MOST_PEOPLE = 60;
const ROW = 22;
const instant = (iso) => iso ? beijing.format(Date.parse(iso)) : '';

/** A row a person, a bar a stay. Sizes are attributes of the picture, which is as wide as the sheet. */
function timelineOf(people, from, to) {
  const span = Math.max(1, to - from);
  const x = (at) => 150 + 410 * Math.min(1, Math.max(0, (at - from) / span));
  const rows = people.map(({ name, intervals }, row) => draw('g', {},
    draw('title', {}, name),
    draw('text', { x: 0, y: row * ROW + 15, class: 'name' }, [...name].slice(0, 14).join('')),
    ...intervals.map(({ joinedAt, leftAt }) => {
      const [begin, end] = [x(Date.parse(joinedAt)), x(leftAt ? Date.parse(leftAt) : to)];
      return draw('rect', { x: begin, y: row * ROW + 4, width: Math.max(2, end - begin), height: ROW - 10, rx: 3, class: leftAt ? 'stay' : 'stay in' });
    })));
  const picture = draw('svg', { viewBox: '0 0 560 ' + (people.length * ROW + 4), role: 'img', 'aria-label': SAY.timeline, class: 'timeline' }, ...rows);
  return picture;
}

const endOf = ({ actualEnd, status }, people) => {
  const left = people.flatMap(({ intervals }) => intervals.map(({ leftAt }) => Date.parse(leftAt ?? '') || 0));
  return status === 'ongoing' ? clock.now + (performance.now() - clock.read) * clock.speed : Math.max(Date.parse(actualEnd ?? '') || 0, ...left);
};

async function openMeeting(vendor, id) {
  const again = () => openMeeting(vendor, id);
  try {
    const meeting = await ask('meetings/' + vendor + '/' + encodeURIComponent(id));
    const { subject, host, status, kind, scheduledStart, scheduledEnd, actualStart, actualEnd, people } = meeting;
    const shown = people.slice(0, MOST_PEOPLE);
    const from = Math.min(...people.flatMap(({ intervals }) => intervals.map(({ joinedAt }) => Date.parse(joinedAt))), Date.parse(actualStart ?? '') || Infinity);
    const isIn = ({ intervals }) => intervals.some(({ leftAt }) => leftAt === null);
    const change = (way, name) => async () => {
      try { await ask('people/' + way, 'POST', { vendor, meeting: id, name }); await again(); } catch (error) { by('sheet-body').prepend(make('p', { className: 'bad', role: 'alert', textContent: error.message })); }
    };
    const name = make('input', { id: 'who', required: true, maxLength: 96, autocomplete: 'off' });
    name.setAttribute('aria-label', SAY.name);
    const form = make('form', { className: 'row', onsubmit: (event) => { event.preventDefault(); void change('join', name.value)(); } },
      name, make('button', { className: 'main', textContent: SAY.join }));
    openSheet(subject,
      facts([[SAY.status, status], [SAY.vendor, vendor + ' ' + kind], ['id', id], [SAY.host, host],
        [SAY.booked, instant(scheduledStart) + ' – ' + instant(scheduledEnd)],
        [SAY.ran, actualStart && instant(actualStart) + ' – ' + instant(actualEnd)],
        [SAY.people, number.format(people.length) + ' (' + number.format(people.filter(isIn).length) + ' ' + SAY.online + ')']]),
      ...(shown.length > 0 ? [part(SAY.timeline, timelineOf(shown, from, endOf(meeting, people)))] : []),
      ...(people.length > shown.length ? [make('p', { className: 'dim', textContent: SAY.firstOnly.replace('{shown}', shown.length).replace('{all}', number.format(people.length)) })] : []),
      ...(status === 'ongoing' || status === 'scheduled' ? [form] : []),
      part(SAY.people, make('ul', { className: 'people' }, ...shown.map((person) => make('li', {},
        make('span', {}, person.name, make('small', { textContent: person.intervals.map(({ joinedAt, leftAt }) =>
          instant(joinedAt).slice(11) + ' – ' + (leftAt ? instant(leftAt).slice(11) : SAY.stillIn)).join(', ') })),
        ...(isIn(person) ? [make('button', { className: 'quiet', textContent: SAY.leave, onclick: change('leave', person.name) })] : []))))));
  } catch (error) {
    openSheet(id, make('p', { className: 'bad', textContent: error.message }));
  }
}
`;
