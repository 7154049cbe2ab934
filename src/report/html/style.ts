/** All styles of the page: light and dark, and a single column on narrow screens. */
export const style = `
:root { color-scheme: light dark; --text: #1c2128; --quiet: #57606a; --page: #fff; --panel: #f6f8fa; --line: #d0d7de;
  --reference: #8c959f; --reference-dot: #424a53; --candidate: #54a3e8; --candidate-dot: #0a3f75; --band: #bf870026;
  --worse: #b3261e; --better: #116329; --open: #7a4f00; --removed: #ffebe9; --added: #dafbe1; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --quiet: #9aa4af; --page: #0d1117; --panel: #161b22; --line: #343b44;
    --reference: #6e7681; --reference-dot: #c9d1d9; --candidate: #2f74b5; --candidate-dot: #b6dcff; --band: #d2992233;
    --worse: #ff8a80; --better: #56d364; --open: #e3b341; --removed: #67060c66; --added: #033a1699; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 76rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
.lead { font-size: 1.1rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .5rem 0; margin: 1rem 0; list-style: none; font-size: .9rem;
  border-block: 1px solid var(--line); }
nav li { max-width: 100%; }
main > details { margin: 1rem 0; }
p, ul { margin: .5rem 0; }
ul { padding-left: 1.25rem; }
a { color: inherit; }
.quiet { color: var(--quiet); font-size: .9rem; }
.notice { border-left: 4px solid var(--open); padding: .25rem .75rem; background: var(--panel); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
td.figure, th.figure { text-align: right; }
td.figure { white-space: nowrap; }
td.name { white-space: nowrap; }
td.wide { min-width: 9rem; }
.charts { columns: 2 26rem; column-gap: 1rem; }
figure { margin: 0 0 1rem; break-inside: avoid; padding: .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); min-width: 0; }
figure details { margin-top: .5rem; font-size: .9rem; }
summary { cursor: pointer; color: var(--quiet); }
pre { overflow-x: auto; padding: .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; font-size: .85rem; }
del, ins { text-decoration: none; }
del { color: var(--worse); background: var(--removed); }
ins { color: var(--better); background: var(--added); }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9rem; color: var(--quiet); padding: 0; list-style: none; }
.legend svg { width: 1.5rem; height: 1rem; margin-right: .4rem; vertical-align: -.15rem; }
figure > svg { display: block; width: 100%; height: auto; max-width: 36rem; font-size: 12px; }
text { fill: var(--text); paint-order: stroke; stroke: var(--panel); stroke-width: 3px; stroke-linejoin: round; }
text.heading, text.scenario { font-weight: 600; }
text.tick { fill: var(--quiet); font-size: 11px; }
text.equivalent, text.tolerable { fill: var(--quiet); }
text.direction { font-size: 11px; }
text.worse { fill: var(--worse); }
text.better { fill: var(--better); }
.regression, .invalid, .not-encrypted { color: var(--worse); fill: var(--worse); font-weight: 600; }
.improvement, .pass { color: var(--better); fill: var(--better); font-weight: 600; }
.inconclusive, .advisory, .no-baseline { color: var(--open); fill: var(--open); }
line.grid { stroke: var(--line); }
line.zero { stroke: var(--quiet); }
line.whisker { stroke: var(--text); stroke-width: 1.6; }
line.version { stroke: var(--open); stroke-dasharray: 4 3; }
rect.reference { fill: var(--reference); opacity: .75; }
rect.candidate { fill: var(--candidate); opacity: .85; }
rect.band { fill: var(--band); }
.hinted:hover circle, .hinted:hover rect.reference, .hinted:hover rect.candidate, a:focus circle { stroke: var(--text); stroke-width: 2; }
circle { stroke: var(--panel); stroke-width: .6; }
circle.reference-dot { fill: var(--reference-dot); }
circle.candidate-dot { fill: var(--candidate-dot); }
circle.estimate { stroke: var(--panel); stroke-width: 1.5; fill: var(--text); }
circle.regression, circle.invalid { fill: var(--worse); }
circle.improvement { fill: var(--better); }
circle.inconclusive { fill: var(--open); }
.history { fill: none; stroke: var(--reference); stroke-width: 1.5; }
@media (max-width: 40rem) {
  table.wide, table.wide tbody, table.wide tr { display: block; }
  table.wide thead { display: none; }
  table.wide tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  table.wide td, table.wide td.figure { display: grid; grid-template-columns: 8rem 1fr; gap: .5rem; border: 0; padding: .1rem 0;
    text-align: left; white-space: normal; }
  table.wide td::before { content: attr(data-column); color: var(--quiet); font-weight: 400; }
}
`.trim();
