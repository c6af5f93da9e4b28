/** Buttons that do something, and what is shown once. */
import { copyButton, make, words } from '../page.js';
import { alertOf } from './parts.js';
import { openSheet } from './sheet.js';

/** A button that does something; what goes wrong is told in the sheet. */
export function actionButton(text, work, className = 'quiet') {
  const made = make('button', { type: 'button', className, textContent: text });
  made.addEventListener('click', async () => {
    made.disabled = true;
    try {
      await work();
    } catch (error) {
      openSheet(text, {}, alertOf(error));
    }
    made.disabled = false;
  });
  return made;
}

/** A button that copies a text and says so; what it says before is `label`. */
export function copyOf(label, textOf) {
  const button = copyButton(textOf);
  button.textContent = label;
  return button;
}

/** What is shown this once, by the words for it: a key, a URL, a secret. */
export const shownOnce = (values) => [
  make('p', { className: 'warn', textContent: words.shownOnce }),
  ...Object.entries(values).map(([name, value]) =>
    make(
      'p',
      { className: 'row' },
      make('span', { className: 'dim', textContent: words[name] ?? name }),
      make('code', { textContent: value, className: `made-${name}` }),
      copyButton(() => value),
    ),
  ),
];

export const listOf = (text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
