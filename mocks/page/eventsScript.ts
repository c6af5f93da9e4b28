/** Who listens, what was sent, what is to come. Asked for only while they are looked at. */
export const eventsScript = `
const line = (title, more, className, value) => {
  const button = make('button', { className: 'line', onclick: () => openSheet(title, pre(value)) },
    make('span', { textContent: title }), make('span', { className, textContent: more }));
  return button;
};
const fill = (place, rows, none) => showRows(by(place), rows.length > 0 ? rows : [make('p', { className: 'dim', textContent: none })]);
const COLOURS = { delivered: 'good', active: 'good', dropped: 'bad' };

async function showEvents() {
  if (!by('events-fold').open) return;
  const [{ subscriptions }, { deliveries }, { events }] = await Promise.all([ask('subscriptions'), ask('deliveries?limit=50'), ask('events')]);
  fill('subscribers', subscriptions.map((one) => line(one.vendor + ' · ' + one.url, one.status, COLOURS[one.status] ?? '', one)), SAY.noSubscribers);
  fill('deliveries', deliveries.reverse().map((one) => line(beijing.format(one.at).slice(11) + ' ' + one.vendor + ' ' + one.event,
    one.status + ' · ' + one.attempts.length + ' ' + SAY.attempts, COLOURS[one.status] ?? '', one)), SAY.noDeliveries);
  fill('coming', events.slice(0, 50).map((one) => line(beijing.format(one.at).slice(11) + ' ' + one.vendor + ' ' + one.event, '', 'dim', one)), SAY.noEvents);
}
by('events-fold').ontoggle = () => void refresh();

/** Those that are included, each to be begun by click, and those that have begun. */
async function showScenarios() {
  const { scenarios, begun } = await ask('scenarios');
  showRows(by('scenarios'), scenarios.map(({ name, title }) =>
    make('button', { textContent: SAY.play + ': ' + title, onclick: () => act('scenarios', 'POST', { name }) })));
  showRows(by('begun'), begun.slice(-20).reverse().map((one) => line(one.title, one.status, one.status === 'running' ? 'good' : 'dim', one)));
}
`;
