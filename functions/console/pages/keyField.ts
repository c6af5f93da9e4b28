import { html } from 'hono/html';
import type { Html } from './layout.ts';
import { common, type Language } from './words.ts';

/** Where a reader gives the key that calls are made with. `/static/key.js` keeps it in the session of the tab. */
export const keyField = (language: Language): Html => html`<form id="key-form" class="card row">
<label class="field grow"><span>${common.apiKey[language]}</span><input id="key" type="password" autocomplete="off" spellcheck="false" placeholder="mg_…"></label>
<small class="dim">${common.keyHint[language]}</small>
</form>
`;
