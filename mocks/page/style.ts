/** The page's looks, light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f5f8, #0e1116); --card: light-dark(#ffffff, #171b22); --line: light-dark(#dfe3ea, #2a313d);
  --ink: light-dark(#171c28, #e6e9ef); --dim: light-dark(#586174, #98a2b3); --accent: light-dark(#2450d8, #86aaff);
  --good: light-dark(#08693f, #4cc38a); --bad: light-dark(#b3202f, #ff8791); --warn: light-dark(#8a4d00, #f0b357);
  --tint: light-dark(#e9eeff, #1d2740); --code: light-dark(#f0f2f6, #10141a);
  font: 14px/1.45 system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
}
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
body { background: var(--ground); color: var(--ink); min-height: 100vh; }
header { display: flex; flex-wrap: wrap; gap: 10px 28px; align-items: center; padding: 14px 24px;
  background: var(--card); border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 1; }
.name { display: flex; gap: 9px; align-items: center; } .name svg { display: block; } .name b { font-size: 17px; letter-spacing: -.01em; }
.name span { color: var(--dim); } header nav { display: flex; gap: 16px; order: 9; } a { color: var(--accent); text-underline-offset: 2px; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
h3 { font-size: 13px; margin: 14px 0 6px; } .row { display: flex; flex-wrap: wrap; gap: 8px; } .dim { color: var(--dim); }
.clock { display: flex; gap: 10px; align-items: center; }
time { font: 600 16px ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-variant-numeric: tabular-nums; }
.pill { padding: 1px 9px; border-radius: 99px; background: var(--tint); color: var(--accent); font-size: 12px; font-weight: 600; }
.controls { display: flex; gap: 6px; align-items: center; margin-left: auto; flex-wrap: wrap; }
.controls label { color: var(--dim); margin: 0 4px; }
button, select, input { max-width: 100%; font: inherit; color: inherit; background: var(--card); border: 1px solid light-dark(#c3cad6, #3a4353);
  border-radius: 8px; padding: 5px 10px; }
button { cursor: pointer; } button:hover { border-color: var(--accent); }
button.main { background: var(--accent); border-color: var(--accent); color: light-dark(#fff, #0e1116); font-weight: 600; }
button.quiet { border-color: transparent; color: var(--dim); background: none; } button.quiet:hover { color: var(--bad); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
#trouble { background: var(--bad); color: light-dark(#fff, #0e1116); padding: 8px 24px; }
main { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; padding: 20px 24px 40px; max-width: 1500px; margin: auto; }
.figures { grid-column: 1 / -1; display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; }
.figures div, .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.figures div { padding: 12px 16px; } .figures b { display: block; font-size: 24px; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.figures span { color: var(--dim); font-size: 12px; }
.card { padding: 14px 16px; overflow: hidden; }
h2 { font-size: 14px; font-weight: 650; display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-bottom: 10px; }
h2 span { color: var(--dim); font-weight: 500; }
.running { list-style: none; padding: 0; display: grid; gap: 7px; }
.running li { display: grid; grid-template-columns: minmax(0, 1fr) auto 84px; gap: 12px; align-items: center; }
.running .what { text-align: left; border: 0; padding: 2px 0; background: none; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.running .what:hover { color: var(--accent); text-decoration: underline; }
.running .what small { color: var(--dim); margin-left: 8px; }
.running .online { font-variant-numeric: tabular-nums; color: var(--dim); font-size: 13px; }
progress { appearance: none; width: 100%; height: 5px; border: 0; border-radius: 9px; background: var(--line); overflow: hidden; }
progress::-webkit-progress-bar { background: var(--line); } progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.wide { grid-column: 1 / -1; }
#faults { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 8px; }
#faults:empty::after { content: attr(data-none); color: var(--dim); }
#faults li { display: flex; gap: 8px; align-items: center; border: 1px solid var(--line); border-left: 3px solid var(--warn);
  border-radius: 8px; padding: 4px 4px 4px 10px; }
#faults code { color: var(--dim); font-size: 12px; } #faults .hits { color: var(--warn); font-size: 12px; font-weight: 600; }
#add { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 12px; } #add label { color: var(--dim); }
#more { flex: 1; min-width: 180px; font-family: ui-monospace, Menlo, Consolas, monospace; } #count { width: 68px; }
#mistake { color: var(--bad); margin-top: 6px; } #mistake:empty { display: none; }
.tools { margin-left: auto; display: flex; gap: 6px; } #filter { font-weight: 400; width: 220px; min-width: 0; }
#hint { font-size: 12.5px; margin-top: 6px; } .more { display: block; margin: 8px auto; } #journal tr { cursor: pointer; } #journal tr:hover { background: var(--tint); }
#journal tr:focus-visible { outline-offset: -2px; }
.scroll { max-height: 480px; overflow: auto; margin: 0 -16px -14px; border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th { position: sticky; top: 0; background: var(--card); color: var(--dim); font-weight: 500; text-align: left; }
th, td { padding: 6px 12px; border-bottom: 1px solid var(--line); vertical-align: top; } th:first-child, td:first-child { padding-left: 16px; }
td { font-variant-numeric: tabular-nums; } td.request { overflow-wrap: anywhere; } td.request small { color: var(--dim); display: block; }
td.dim { color: var(--dim); white-space: nowrap; } td.why { color: var(--dim); max-width: 420px; overflow-wrap: anywhere; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
.tag { color: var(--warn); font-size: 12px; font-weight: 600; }
.empty { color: var(--dim); padding: 28px; text-align: center; }
summary { cursor: pointer; } summary h2 { display: inline; } .rows { display: grid; max-height: 260px; overflow: auto; }
.line { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 12px; text-align: left; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; padding: 5px 2px; background: none; font-size: 13px; overflow-wrap: anywhere; }
#sheet { position: fixed; inset: 0 0 0 auto; width: min(100vw, 620px); height: 100vh; max-height: none; margin: 0; border: 0; border-left: 1px solid var(--line);
  background: var(--card); color: var(--ink); padding: 16px 20px; overflow: auto; overscroll-behavior: contain; z-index: 3; box-shadow: -12px 0 40px rgb(0 0 0 / .18); }
#sheet .head { display: flex; justify-content: space-between; gap: 12px; align-items: start; } #sheet h2 { font-size: 18px; } #sheet-title:focus-visible { outline: 0; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 9px; padding: 10px 12px; overflow: auto; max-height: 420px; font: 12.5px/1.5 ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 16px; } dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
.people { list-style: none; padding: 0; } .people li { display: flex; justify-content: space-between; gap: 10px; border-bottom: 1px solid var(--line); padding: 4px 0; } .people small { color: var(--dim); margin-left: 8px; }
.timeline { width: 100%; height: auto; display: block; } .timeline text { font-size: 12px; fill: var(--ink); } .timeline .stay { fill: light-dark(#9db3f2, #45598f); } .timeline .in { fill: var(--accent); }
@media (max-width: 800px) { main { grid-template-columns: minmax(0, 1fr); padding: 14px; } .controls { margin-left: 0; } .why, th:last-child, th:first-child, td:first-child { display: none; }
  header { position: static; padding: 12px 14px; gap: 8px 14px; } header nav { order: 0; margin-left: auto; } .tools { margin: 0; width: 100%; } #filter { flex: 1; }
  th, td { padding: 6px 8px; } .running li { grid-template-columns: minmax(0, 1fr) auto 48px; gap: 8px; } #add select, #add #more { width: 100%; flex: none; } }
`;
