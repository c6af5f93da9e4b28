import { html } from 'hono/html';
import type { Scope } from '../../core/caller.ts';
import { SCOPES } from '../../core/caller.ts';
import { consoleWords } from './consoleWords.ts';
import type { Html } from './layout.ts';
import type { Language } from './words.ts';

/** Which scopes: boxes to tick, of which reading is ticked. */
export const scopeBoxes = (language: Language, scopes: readonly Scope[]): Html =>
  html`<fieldset class="row"><legend class="dim">${consoleWords.scopes[language]}</legend>${scopes.map(
    (scope) =>
      html`<label class="row"><input type="checkbox" name="scopes" value="${scope}"${scope === 'read' ? html` checked` : ''}> ${scope}</label>`,
  )}</fieldset>`;

/** Hooks, subscriptions, deliveries and events. `options` are those of the operations. */
export function webhooksPanel(language: Language, options: readonly Html[]): Html {
  const say = (name: keyof typeof consoleWords) => consoleWords[name][language];
  const field = (id: string, label: string, control: Html) =>
    html`<div class="field"><label for="${id}"><span class="name">${label}</span></label>${control}</div>`;
  const made = SCOPES.filter((scope) => scope !== 'admin' && scope !== 'events');
  return html`<div class="row between"><h2>${say('webhooksTitle')}</h2><span id="webhooks-age" class="dim" role="status"></span></div>
<section class="card stack"><h3>${say('hooks')}</h3><p class="dim">${say('hookLead')}</p>
<details><summary>${say('newHook')}</summary><form id="hooks-new" class="stack"><div class="fields">
${field('hooks-name', say('name'), html`<input id="hooks-name" name="name" required pattern="[a-z0-9\\-]{1,64}" autocomplete="off" spellcheck="false">`)}
${field('hooks-operation', say('operation'), html`<select id="hooks-operation" name="operation" required><option value="">${say('choose')}</option>${options}</select>`)}
${field('hooks-input', say('input'), html`<input id="hooks-input" name="input" class="mono" placeholder="{}" autocomplete="off" spellcheck="false">`)}
</div>${scopeBoxes(language, made)}
<label class="row"><input type="checkbox" name="urlToken" checked> ${say('byUrl')}</label>
<div><button class="main">${say('create')}</button></div></form></details>
<output id="hooks-made" class="stack" aria-label="${say('newHook')}"></output>
<div id="hooks-list" class="scroll"></div></section>
<section class="card stack"><h3>${say('subscriptions')}</h3><p class="dim">${say('subscriptionLead')}</p>
<details><summary>${say('newSubscription')}</summary><form id="subscriptions-new" class="stack"><div class="fields">
${field('subscriptions-url', say('url'), html`<input id="subscriptions-url" name="url" type="url" required placeholder="https://" autocomplete="off">`)}
<div class="field"><label for="subscriptions-types"><span class="name">${say('types')}</span></label><input id="subscriptions-types" name="types" required value="*" autocomplete="off" spellcheck="false" aria-describedby="subscriptions-hint"><small id="subscriptions-hint">${say('typesHint')}</small></div>
</div>${scopeBoxes(language, made)}
<div><button class="main">${say('create')}</button></div></form></details>
<output id="subscriptions-made" class="stack" aria-label="${say('newSubscription')}"></output>
<div id="subscriptions-list" class="scroll"></div></section>
<section class="card stack"><h3>${say('deliveries')}</h3><div id="deliveries-list" class="scroll"></div></section>
<section class="card stack"><div class="row between"><h3>${say('events')}</h3><span id="events-live" class="pill" role="status" hidden>${say('following')}</span></div><div id="events-list" class="scroll"></div></section>`;
}
