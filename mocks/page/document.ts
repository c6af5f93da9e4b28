import type { Vendor } from '../vendor.ts';

/** As much of a vendor as the page needs to know. */
export type ShownVendor = Pick<Vendor, 'id' | 'words'>;

/** The page: what stands still of it. `script.ts` fills it in. */
export const pageDocument = (vendors: readonly ShownVendor[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>meetgate: simulated vendors</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
<script type="module" src="page.js"></script>
</head>
<body>
<header>
  <div class="name"><b>meetgate</b><span>simulated vendors</span></div>
  <div class="clock" aria-label="Virtual clock">
    <time id="now">–</time><span id="speed" class="pill"></span>
  </div>
  <div class="controls" role="group" aria-label="Clock controls">
    <button data-advance="-1h">−1 h</button><button data-advance="15m">+15 min</button>
    <button data-advance="1h">+1 h</button><button data-advance="1d">+1 day</button>
    <label>Speed <select id="speeds"><option value="0">stopped</option><option value="1">1×</option>
      <option value="60">60×</option><option value="3600">3600×</option></select></label>
    <button id="reset" class="quiet">Reset</button>
  </div>
</header>
<p id="trouble" role="alert" hidden></p>
<main>
  <section class="figures" id="figures" aria-label="Figures"></section>
${vendors.map(section).join('')}  <section class="card faults"><h2>Faults in force <span id="fault-count"></span></h2>
    <ul id="faults"></ul>
    <form id="add">
      <select id="type" aria-label="Fault"></select>
      <select id="operation" aria-label="Operation"><option value="">every operation</option></select>
      <input id="more" aria-label="Parameters as JSON" placeholder='parameters, as "ms": 300' spellcheck="false">
      <label>times <input id="count" type="number" min="1" placeholder="∞"></label>
      <button class="main">Add fault</button>
    </form>
    <p id="mistake" role="alert"></p>
  </section>
  <section class="card journal"><h2>Journal <span id="journal-count"></span>
    <input id="filter" type="search" placeholder="Filter" aria-label="Filter the journal"><button id="clear" class="quiet">Clear</button></h2>
    <div class="scroll"><table><thead><tr><th>#</th><th>Time</th><th>Vendor</th><th>Request</th><th>Status</th><th>Why</th></tr></thead>
    <tbody id="journal"></tbody></table>
    <p id="empty" class="empty">No request yet. Point a client at this address and they appear here.</p></div>
  </section>
</main>
</body>
</html>
`;

const section = ({ id, words }: ShownVendor): string =>
  `  <section class="card"><h2>${words.vendor} ${words.running} <span id="${id}-count"></span></h2><ol id="${id}" class="running"></ol></section>\n`;
