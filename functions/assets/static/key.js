/** The API key of this tab: kept in its session only, sent as a header to this gateway alone. No cookie, so no request is made with it unasked. */
const NAME = 'meetgate-key';
/** Opens the simulated gateway of `npm start`; published in its README. */
const DEMO_KEY = 'meetgate-demo-key';

const field = document.getElementById('key');
export const isSimulated = document.documentElement.hasAttribute('data-simulated');
for (const one of document.querySelectorAll('[data-simulated]')) one.hidden = !isSimulated;

export const readKey = () => sessionStorage.getItem(NAME) ?? (isSimulated ? DEMO_KEY : '');

/** Tells whoever shows what the key opens. */
export const onKey = new EventTarget();

export function keepKey(key) {
  if (key) sessionStorage.setItem(NAME, key);
  else sessionStorage.removeItem(NAME);
  onKey.dispatchEvent(new Event('change'));
}

if (field) {
  field.value = readKey();
  field.form.addEventListener('submit', (event) => event.preventDefault());
  field.addEventListener('change', () => keepKey(field.value.trim()));
}
