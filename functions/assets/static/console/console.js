/** The tabs of the console. */
import { onKey } from '../key.js';
import { fragmentOf, readAddress } from './address.js';
import './keyboard.js';
import './now.js';
import './calls.js';
import './health.js';
import './hooks.js';
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
    document.getElementById(`panel-${nameOf(tab)}`).hidden = !selected;
  }
  chosen.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  document.getElementById(`panel-${nameOf(chosen)}`).dispatchEvent(new Event('shown'));
}

const fromAddress = () => {
  const { tab } = readAddress();
  if (!tab) history.replaceState(null, '', fragmentOf(nameOf(tabs[0])));
  show(tab);
};
for (const tab of tabs) {
  tab.addEventListener('click', () => {
    location.hash = fragmentOf(nameOf(tab));
  });
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    next.focus();
    location.hash = fragmentOf(nameOf(next));
  });
}
// Who switches the language stays where they are.
const language = document.querySelector('.top .end');
language.addEventListener('click', () => {
  language.hash = location.hash;
});
addEventListener('hashchange', fromAddress);
onKey.addEventListener('change', fromAddress);
document.addEventListener('visibilitychange', () => document.hidden || fromAddress());
fromAddress();
