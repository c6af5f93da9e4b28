/** The tabs of the console: which one is shown stands in the address, so that it can be shared and gone back from. */
import { onKey } from '../key.js';
import './now.js';
import './calls.js';
import './health.js';
import './webhooks.js';
import './keys.js';
import './try.js';

const tabs = [...document.querySelectorAll('[role="tab"]')];
const nameOf = (tab) => tab.id.slice('tab-'.length);

function show(name) {
  const chosen = tabs.find((tab) => nameOf(tab) === name) ?? tabs[0];
  for (const tab of tabs) {
    const selected = tab === chosen;
    tab.setAttribute('aria-selected', selected);
    tab.tabIndex = selected ? 0 : -1;
    const panel = document.getElementById(`panel-${nameOf(tab)}`);
    panel.hidden = !selected;
    if (selected) panel.dispatchEvent(new Event('shown'));
  }
}

const fromAddress = () => show(location.hash.slice(1).split('?')[0]);
for (const tab of tabs) {
  tab.addEventListener('click', () => {
    location.hash = nameOf(tab);
  });
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    next.focus();
    location.hash = nameOf(next);
  });
}
addEventListener('hashchange', fromAddress);
onKey.addEventListener('change', fromAddress);
document.addEventListener('visibilitychange', () => document.hidden || fromAddress());
fromAddress();
