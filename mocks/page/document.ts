import type { Vendor } from '../vendor.ts';
import type { Language, PageWords } from './words.ts';

/** As much of a vendor as the page needs to know. */
export type ShownVendor = Pick<Vendor, 'id' | 'words'>;

const ICON =
  '<svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#2450d8"/><path d="M7 24V13.5a4.5 4.5 0 0 1 9 0V24M16 24V13.5a4.5 4.5 0 0 1 9 0V24" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round"/></svg>';

/** The page: what stands still of it. The scripts fill it in. */
export function pageDocument(vendors: readonly ShownVendor[], language: Language, say: PageWords): string {
  const other = language === 'en' ? 'zh' : 'en';
  const card = (id: string, title: string, inner: string) =>
    `  <section class="card wide" id="${id}-card"><h2>${title} <span id="${id}-count"></span></h2>\n${inner}  </section>\n`;
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${say.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
<script type="module" src="page.js"></script>
</head>
<body>
<header>
  <div class="name">${ICON}<b>meetgate</b><span>${say.simulated}</span></div>
  <nav><a id="back" href="/" hidden>${say.back}</a><a href="?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}" hreflang="${other === 'zh' ? 'zh-CN' : 'en'}">${say.other}</a></nav>
  <div class="clock" role="group" aria-label="${say.clock}">
    <time id="now">–</time><span id="speed" class="pill"></span>
  </div>
  <div class="controls" role="group" aria-label="${say.controls}">
    <button data-advance="-1h">${say.hourBack}</button><button data-advance="15m">${say.quarter}</button>
    <button data-advance="1h">${say.hour}</button><button data-advance="1d">${say.day}</button>
    <label>${say.speed} <select id="speeds"><option value="0">${say.stopped}</option><option value="1">1×</option>
      <option value="60">60×</option><option value="3600">3600×</option></select></label>
    <button id="reset" class="quiet">${say.reset}</button>
  </div>
</header>
<p id="trouble" role="alert" hidden></p>
<main>
  <h1 class="sr">${say.title}</h1>
  <section class="figures" id="figures" aria-label="${say.figures}"></section>
${vendors.map(({ id, words }) => `  <section class="card"><h2>${words.vendor} ${words.running} <span id="${id}-count"></span></h2><ol id="${id}" class="running"></ol><button class="more quiet" id="${id}-more" hidden>${say.more}</button></section>\n`).join('')}${card(
  'fault',
  say.faults,
  `    <ul id="faults" data-none="${say.noFaults}"></ul>
    <form id="add">
      <select id="type" aria-label="${say.fault}"></select>
      <select id="operation" aria-label="${say.operation}"><option value="">${say.every}</option></select>
      <input id="more" aria-label="${say.parameters}" aria-describedby="hint" spellcheck="false" autocomplete="off">
      <label>${say.times} <input id="count" type="number" min="1" placeholder="∞"></label>
      <button class="main">${say.add}</button>
    </form>
    <p id="hint" class="dim"></p>
    <p id="mistake" role="alert"></p>
`,
)}  <section class="card wide"><h2>${say.scenarios}</h2><div id="scenarios" class="row"></div><div id="begun" class="rows"></div></section>
  <section class="card wide journal"><h2>${say.journal} <span id="journal-count"></span>
    <span class="tools"><input id="filter" type="search" placeholder="${say.filter}" aria-label="${say.filter}"><button id="clear" class="quiet">${say.clear}</button></span></h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${say.journal}"><table><thead><tr><th>#</th><th>${say.time}</th><th>${say.vendor}</th><th>${say.request}</th><th>${say.status}</th><th>${say.why}</th></tr></thead>
    <tbody id="journal"></tbody></table>
    <p id="empty" class="empty">${say.noRequest}</p><button id="older" class="more quiet" hidden>${say.older}</button></div>
  </section>
  <section class="card wide"><details id="events-fold"><summary><h2>${say.events}</h2></summary>
    <h3>${say.subscribers}</h3><div id="subscribers" class="rows"></div>
    <h3>${say.deliveries}</h3><div id="deliveries" class="rows"></div>
    <h3>${say.coming}</h3><div id="coming" class="rows"></div></details>
  </section>
</main>
<dialog id="sheet" aria-labelledby="sheet-title"><div class="head"><h2 id="sheet-title" tabindex="-1"></h2><button id="sheet-close" class="quiet">${say.close}</button></div><div id="sheet-body"></div></dialog>
</body>
</html>
`;
}
