import { html } from 'hono/html';
import { SCOPES } from '../../core/caller.ts';
import { operations } from '../../registry.ts';
import { consoleWords } from './consoleWords.ts';
import { keyField } from './keyField.ts';
import type { Html, Page } from './layout.ts';
import { scopeBoxes, webhooksPanel } from './webhooksPanel.ts';
import { common, type Language } from './words.ts';

/** The tabs, in their order; each is filled by a module of its name. */
export const TABS = ['now', 'calls', 'health', 'webhooks', 'keys', 'try'] as const;

/** The operator's console. The page carries no data: its modules ask the gateway with the key of the tab. */
export const consolePage = (language: Language): Page => {
  const say = (name: keyof typeof consoleWords) => consoleWords[name][language];
  const options = operations.map(({ id }) => html`<option>${id}</option>`);
  const panels: Record<(typeof TABS)[number], Html> = {
    now: html`<div class="row between"><h2>${say('nowTitle')}</h2><span id="now-age" class="dim" role="status"></span></div>
<form id="now-filter" class="row"><label class="row"><span class="dim">${say('vendor')}</span><select name="provider"><option value="">${say('all')}</option><option value="huawei">Huawei</option><option value="quanshi">Quanshi</option></select></label>
<label class="row"><span class="dim">${say('status')}</span><select name="status"><option value="ongoing">${say('ongoing')}</option><option value="scheduled">${say('scheduled')}</option><option value="ended">${say('ended')}</option></select></label>
<label class="row grow"><span class="dim">${say('search')}</span><input name="q" type="search" class="grow" autocomplete="off"></label></form>
<div id="now-sources" class="row"></div>
<div id="now-list" class="scroll card"></div>`,
    calls: html`<div class="row between"><h2>${say('callsTitle')}</h2><span id="calls-age" class="dim" role="status"></span></div>
<form id="calls-filter" class="row"><label class="row"><span class="dim">${say('status')}</span><select name="status"><option value="">${say('all')}</option><option>2xx</option><option>4xx</option><option>5xx</option><option>429</option></select></label>
<label class="row"><span class="dim">${say('operation')}</span><select name="operation"><option value="">${say('all')}</option>${options}</select></label>
<label class="row"><span class="dim">${say('caller')}</span><input name="caller" size="14" autocomplete="off"></label></form>
<div id="calls-list" class="scroll card"></div>`,
    health: html`<div class="row between"><h2>${say('healthTitle')}</h2><span id="health-age" class="dim" role="status"></span></div>
<div id="health-list" class="stack"></div>`,
    webhooks: webhooksPanel(language, options),
    keys: html`<h2>${say('keysTitle')}</h2>
<p class="dim">${say('keysLead')}</p>
<form id="keys-new" class="card stack"><h3>${say('newKey')}</h3><div class="fields">
<div class="field"><label for="keys-name"><span class="name">${say('name')}</span></label><input id="keys-name" name="name" required pattern="[\\w.\\-]{1,64}" autocomplete="off"></div>
<div class="field"><label for="keys-accounts"><span class="name">${say('accounts')}</span></label><input id="keys-accounts" name="accounts" placeholder="default" autocomplete="off"></div>
<div class="field"><label for="keys-users"><span class="name">${say('users')}</span></label><input id="keys-users" name="users" autocomplete="off"></div>
<div class="field"><label for="keys-expires"><span class="name">${say('expires')}</span></label><input id="keys-expires" name="expires" type="date"></div></div>
${scopeBoxes(language, SCOPES)}
<div><button class="main">${say('create')}</button></div><output class="stack"></output></form>
<div id="keys-list" class="scroll card"></div>`,
    try: html`<h2>${say('tryTitle')}</h2>
<p class="dim">${say('tryLead')}</p>
<label class="row"><span class="dim">${say('operation')}</span><select id="try-operation"><option value="">${say('choose')}</option>${options}</select></label>
<div id="try-form"></div>`,
  };
  return {
    title: `${common.console[language]} · meetgate`,
    description: say('description'),
    place: 'console',
    scripts: ['key', 'console/console'],
    words: Object.fromEntries(Object.entries(consoleWords).map(([name, one]) => [name, one[language]])),
    main: html`<div class="stack">
<h1 class="sr">${common.console[language]}</h1>
${keyField(language)}
<p id="trouble" class="alert" role="alert" hidden></p>
<div class="row between bar"><div class="tabs" role="tablist" aria-label="${common.console[language]}">${TABS.map(
      (tab) =>
        html`<button type="button" role="tab" id="tab-${tab}" aria-controls="panel-${tab}" aria-selected="false" tabindex="-1">${say(tab)}</button>`,
    )}</div><button type="button" id="keyboard" class="quiet" title="${say('keyboard')}" aria-label="${say('keyboard')}"><kbd>?</kbd></button></div>
${TABS.map((tab) => html`<section role="tabpanel" id="panel-${tab}" aria-labelledby="tab-${tab}" class="stack" tabindex="0" hidden>${panels[tab]}</section>\n`)}
<dialog id="sheet" aria-labelledby="sheet-title"><div class="row between"><h2 id="sheet-title" tabindex="-1"></h2><button type="button" id="sheet-close" class="quiet">${say('close')} <kbd>Esc</kbd></button></div><div id="sheet-body" class="stack"></div></dialog>
</div>`,
  };
};
