/** The form of one operation: the very one of the API reference, taken from there. */
import { words } from '../page.js';
import { enliven } from '../try.js';
import { alertOf } from './parts.js';

const choice = document.getElementById('try-operation');
const place = document.getElementById('try-form');
let reference;

async function show() {
  const id = choice.value;
  if (!id) return place.replaceChildren();
  try {
    reference ??= fetch('/docs').then(async (response) =>
      new DOMParser().parseFromString(await response.text(), 'text/html'),
    );
    const article = (await reference).getElementById(id);
    if (!article || choice.value !== id) return;
    const copy = document.importNode(article, true);
    place.replaceChildren(copy);
    enliven(copy.querySelector('form'));
  } catch (error) {
    reference = undefined;
    place.replaceChildren(alertOf(error));
  }
}
choice.addEventListener('change', show);
document.getElementById('panel-try').addEventListener('shown', () => {
  const wanted = new URLSearchParams(location.hash.split('?')[1]).get('operation');
  if (wanted && choice.value !== wanted) {
    choice.value = wanted;
    show();
  }
});
choice.setAttribute('aria-label', words.operation);
