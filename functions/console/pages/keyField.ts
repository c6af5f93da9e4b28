import { html } from 'hono/html';
import type { Html } from './layout.ts';
import { common, type Language } from './words.ts';

/** Where a reader gives the key that calls are made with. `/static/key.js` keeps it in the session of the tab. */
export const keyField = (language: Language): Html => html`<form id="key-form" class="card row key">
<label class="row" for="key"><span class="name">${common.apiKey[language]}</span></label><input id="key" aria-describedby="key-hint" type="password" autocomplete="off" spellcheck="false" placeholder="mg_…">
<small class="dim" id="key-hint">${common.keyHint[language]}</small>
</form>
`;
