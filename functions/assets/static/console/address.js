/** What is shown stands in the fragment of the address, `#calls?status=5xx&open=…`: it can be shared, and gone back from. */

/** The tab, and what it is filtered by. */
export function readAddress() {
  const [tab, query = ''] = location.hash.slice(1).split('?');
  return { tab, query: new URLSearchParams(query) };
}

/** The fragment of a tab with members; those that are empty are left out. */
export function fragmentOf(tab, members = {}) {
  const query = new URLSearchParams(Object.entries(members).filter(([, value]) => value));
  return `#${tab}${query.size > 0 ? `?${query}` : ''}`;
}

/** Notes members of the tab that is shown, without a step in the history. */
export function note(members) {
  const { tab, query } = readAddress();
  history.replaceState(null, '', fragmentOf(tab, { ...Object.fromEntries(query), ...members }));
}

/** Lets a form of filters and the address tell the same; `changed` is told of what a person chose. */
export function keepInAddress(panel, form, changed) {
  const names = [...form.elements].map(({ name }) => name).filter(Boolean);
  panel.addEventListener('shown', () => {
    const { query } = readAddress();
    for (const name of names) if (query.has(name)) form.elements[name].value = query.get(name);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => {
    note(Object.fromEntries(new FormData(form)));
    changed();
  });
}
