/** The page's looks, light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f5f8, #0e1116); --card: light-dark(#ffffff, #171b22); --line: light-dark(#e3e6ec, #272d38);
  --ink: light-dark(#1a1f2b, #e6e9ef); --dim: light-dark(#667085, #8b95a7); --accent: light-dark(#2f5bea, #7aa2ff);
  --good: light-dark(#0a7d4b, #4cc38a); --bad: light-dark(#c22b3b, #ff7b87); --warn: light-dark(#a15c00, #f0b357);
  --tint: light-dark(#eef2ff, #1d2740);
  font: 14px/1.45 system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
}
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
body { background: var(--ground); color: var(--ink); min-height: 100vh; }
header { display: flex; flex-wrap: wrap; gap: 10px 28px; align-items: center; padding: 14px 24px;
  background: var(--card); border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 1; }
.name b { font-size: 16px; letter-spacing: -.01em; } .name span { color: var(--dim); margin-left: 8px; }
.clock { display: flex; gap: 10px; align-items: center; }
time { font: 600 16px ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-variant-numeric: tabular-nums; }
.pill { padding: 1px 9px; border-radius: 99px; background: var(--tint); color: var(--accent); font-size: 12px; font-weight: 600; }
.controls { display: flex; gap: 6px; align-items: center; margin-left: auto; flex-wrap: wrap; }
.controls label { color: var(--dim); margin: 0 4px; }
button, select, input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: 7px; padding: 5px 10px; }
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
h2 { font-size: 13px; font-weight: 650; display: flex; gap: 8px; align-items: center; margin-bottom: 10px; }
h2 span { color: var(--dim); font-weight: 500; }
.running { list-style: none; padding: 0; display: grid; gap: 7px; }
.running li { display: grid; grid-template-columns: minmax(0, 1fr) auto 84px; gap: 12px; align-items: center; }
.running .what { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.running .what small { color: var(--dim); margin-left: 8px; }
.running .online { font-variant-numeric: tabular-nums; color: var(--dim); font-size: 13px; }
progress { appearance: none; width: 100%; height: 5px; border: 0; border-radius: 9px; background: var(--line); overflow: hidden; }
progress::-webkit-progress-bar { background: var(--line); } progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.faults, .journal { grid-column: 1 / -1; }
#faults { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 8px; }
#faults:empty::after { content: 'None: both vendors behave.'; color: var(--dim); }
#faults li { display: flex; gap: 8px; align-items: center; border: 1px solid var(--line); border-left: 3px solid var(--warn);
  border-radius: 8px; padding: 4px 4px 4px 10px; }
#faults code { color: var(--dim); font-size: 12px; } #faults .hits { color: var(--warn); font-size: 12px; font-weight: 600; }
#add { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 12px; } #add label { color: var(--dim); }
#more { flex: 1; min-width: 180px; font-family: ui-monospace, Menlo, Consolas, monospace; } #count { width: 68px; }
#mistake { color: var(--bad); margin-top: 6px; } #mistake:empty { display: none; }
#filter { margin-left: auto; font-weight: 400; width: 220px; }
.scroll { max-height: 480px; overflow: auto; margin: 0 -16px -14px; border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th { position: sticky; top: 0; background: var(--card); color: var(--dim); font-weight: 500; text-align: left; }
th, td { padding: 6px 12px; border-bottom: 1px solid var(--line); vertical-align: top; } th:first-child, td:first-child { padding-left: 16px; }
td { font-variant-numeric: tabular-nums; } td.request { overflow-wrap: anywhere; } td.request small { color: var(--dim); display: block; }
td.dim { color: var(--dim); white-space: nowrap; } td.why { color: var(--dim); max-width: 420px; overflow-wrap: anywhere; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
.tag { color: var(--warn); font-size: 12px; font-weight: 600; }
.empty { color: var(--dim); padding: 28px; text-align: center; }
@media (max-width: 800px) { main { grid-template-columns: minmax(0, 1fr); padding: 14px; } .controls { margin-left: 0; } .why, th:last-child { display: none; } }
`;
