/** The API reference: an operation is had when it is opened, and where the address leads is open. */
import { make, words } from './page.js';
import { enliven, formOf } from './try.js';

async function fill(fold) {
  const place = fold.querySelector('[data-form]');
  if (!fold.open || place.dataset.form === 'had') return;
  place.dataset.form = 'had';
  try {
    const article = await formOf(fold.id);
    place.replaceChildren(...article.childNodes);
    enliven(place.querySelector('form'));
  } catch {
    place.dataset.form = '';
    place.replaceChildren(make('p', { className: 'bad', role: 'alert', textContent: words.unreachable }));
  }
}

for (const fold of document.querySelectorAll('details.operation'))
  fold.addEventListener('toggle', () => fill(fold));

function openWanted() {
  const fold = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!fold?.matches('details.operation')) return;
  fold.open = true;
  fold.scrollIntoView();
}
addEventListener('hashchange', openWanted);
openWanted();

const filter = document.getElementById('filter');
filter.addEventListener('input', () => {
  const wanted = filter.value.trim().toLowerCase();
  for (const fold of document.querySelectorAll('details.operation'))
    fold.hidden = !fold.querySelector('summary').textContent.toLowerCase().includes(wanted);
  for (const group of document.querySelectorAll('[data-group]'))
    group.hidden = !group.querySelector('details.operation:not([hidden])');
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.closest('input, select, textarea')) return;
  event.preventDefault();
  filter.focus();
});
