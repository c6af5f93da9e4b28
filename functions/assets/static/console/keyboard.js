/** The console without a mouse. Nothing is taken from who is writing, or from the browser's own keys. */
import { closeSheet, isOpen, openKeys } from './sheet.js';

const panel = () => document.querySelector('[role="tabpanel"]:not([hidden])');
const tabs = [...document.querySelectorAll('[role="tab"]')];

function step(by) {
  const rows = [...panel().querySelectorAll('tr[data-open]')];
  const at = rows.indexOf(document.activeElement?.closest('tr'));
  rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
}

const KEYS = {
  '?': openKeys,
  '/': () => panel().querySelector('input[type="search"], form input, form select')?.focus(),
  j: () => step(1),
  k: () => step(-1),
};

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && isOpen()) return closeSheet();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, select, textarea, [contenteditable]')) return;
  const act = KEYS[event.key] ?? (tabs[event.key - 1] && (() => tabs[event.key - 1].click()));
  if (!act) return;
  event.preventDefault();
  act();
});
document.getElementById('keyboard').addEventListener('click', openKeys);
