/** The form of one operation: the very one of the API reference, taken from there. */
import { enliven, formOf } from '../try.js';
import { note, readAddress } from './address.js';
import { alertOf } from './parts.js';

const choice = document.getElementById('try-operation');
const place = document.getElementById('try-form');
let shown = '';

async function show() {
  const id = choice.value;
  if (id === shown) return;
  shown = id;
  if (!id) return place.replaceChildren();
  try {
    const article = await formOf(id);
    if (choice.value !== id) return;
    place.replaceChildren(article);
    enliven(article.querySelector('form'));
  } catch (error) {
    shown = '';
    place.replaceChildren(alertOf(error));
  }
}
choice.addEventListener('change', () => {
  note({ operation: choice.value });
  show();
});
document.getElementById('panel-try').addEventListener('shown', () => {
  const wanted = readAddress().query.get('operation');
  if (wanted) choice.value = wanted;
  show();
});
