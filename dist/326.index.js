export const id = 326;
export const ids = [326];
export const modules = {

/***/ 34326:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ comparisonPath),
  Z: () => (/* binding */ writeComparison)
});

// EXTERNAL MODULE: ./src/results/write.ts
var write = __webpack_require__(35677);
// EXTERNAL MODULE: ./src/report/comment.ts
var comment = __webpack_require__(54231);
// EXTERNAL MODULE: ./src/statistics/spread.ts
var spread = __webpack_require__(85180);
// EXTERNAL MODULE: ./src/report/figures.ts
var figures = __webpack_require__(53831);
;// CONCATENATED MODULE: ./src/report/formats/figures.ts


/** What an arm measured in pods, in the plan's order and then by name: valid samples only, the mean of each round's. */
function collectSeries(run, arm) {
    return run.plan.scenarios.flatMap(scenario => run.plan.tests.flatMap(test => {
        const samples = (0,figures/* validSamples */.ms)(run, test, { arm, path: 'pod', scenario });
        const metrics = [...new Set(samples.flatMap(sample => Object.keys(sample.metrics)))].sort();
        return metrics.flatMap(metric => {
            const figures = samples.flatMap(({ round, metrics: ofSample }) => {
                const figure = Object.hasOwn(ofSample, metric) ? ofSample[metric] : undefined;
                return figure === undefined ? [] : [{ round, ...figure }];
            });
            const [first] = figures;
            if (first === undefined)
                return [];
            const rounds = [...Map.groupBy(figures, figure => figure.round)]
                .map(([round, all]) => ({ round, value: (0,spread/* mean */.i2)(all.map(figure => figure.value)) }))
                .sort((left, right) => left.round - right.round);
            return [{ scenario, test, metric, unit: first.unit, better: first.better, rounds }];
        });
    }));
}
/** The mean of the rounds with the smallest and the largest. */
function spreadOf({ rounds }) {
    const values = rounds.map(round => round.value);
    return { mean: (0,spread/* mean */.i2)(values), low: Math.min(...values), high: Math.max(...values) };
}

;// CONCATENATED MODULE: ./src/report/formats/bencher.ts

/**
 * The candidate's figures in Bencher Metric Format: a benchmark for each scenario and test, a measure for each metric,
 * with the smallest and the largest round as its bounds. A measure's name carries the unit, which keeps `latency` in
 * microseconds apart from Bencher's own measure in nanoseconds.
 */
function renderBencher(run) {
    const benchmarks = new Map();
    for (const series of collectSeries(run, 'candidate')) {
        const { scenario, test, metric, unit, rounds } = series;
        const { mean, low, high } = spreadOf(series);
        const bounds = rounds.length > 1 ? { lower_value: low, upper_value: high } : {};
        const name = `${scenario}/${test}`;
        benchmarks.set(name, { ...benchmarks.get(name), [`${metric} (${unit})`]: { value: mean, ...bounds } });
    }
    return `${JSON.stringify(Object.fromEntries(benchmarks), null, 2)}\n`;
}

;// CONCATENATED MODULE: ./src/report/formats/benchstat.ts

/**
 * An arm's figures in Go's benchmark format, a line for each round of a scenario and test: `benchstat reference.txt
 * candidate.txt` compares them. There are no configuration lines, because benchstat puts files that differ in one into
 * tables of their own and compares nothing.
 */
function renderBenchstat(run, arm) {
    const all = collectSeries(run, arm);
    const units = [
        ...new Map(all.filter(({ better }) => better !== 'none').map(series => [unitOf(series), series.better]))
    ];
    const benchmarks = Map.groupBy(all, ({ scenario, test }) => `BenchmarkCilium/scenario=${word(scenario)}/test=${test}`);
    return [
        ...units
            .sort(([left], [right]) => (left < right ? -1 : 1))
            .map(([unit, better]) => `Unit ${unit} better=${better}`),
        ...[...benchmarks].flatMap(([name, ofBenchmark]) => renderRounds(name, ofBenchmark)),
        ''
    ].join('\n');
}
function renderRounds(name, all) {
    const rounds = [...new Set(all.flatMap(series => series.rounds.map(({ round }) => round)))].sort((a, b) => a - b);
    return rounds.map(round => {
        const figures = all.flatMap(series => {
            const value = series.rounds.find(figure => figure.round === round)?.value;
            return value === undefined ? [] : [`${String(value * scaleOf(series.unit).factor)} ${unitOf(series)}`];
        });
        return [name, '1', ...figures].join(' ');
    });
}
/** A unit's name holds the metric: benchstat compares by unit alone. */
function unitOf({ metric, unit }) {
    return `${word(metric)}-${scaleOf(unit).name}`;
}
/** benchstat writes `sec` with a prefix that fits, and has none for `us`. */
function scaleOf(unit) {
    return unit === 'us' ? { name: 'sec', factor: 1e-6 } : { name: unit === 's' ? 'sec' : unit, factor: 1 };
}
/** A name's part without what would end it or start another. */
function word(text) {
    return text.replace(/[^\w+.-]/g, '_');
}

;// CONCATENATED MODULE: ./src/report/formats/github-action-benchmark.ts

/**
 * The candidate's figures for github-action-benchmark, whose tools `customBiggerIsBetter` (`higher`) and
 * `customSmallerIsBetter` (`lower`) read a file each. `undefined` without any: the action fails on an empty list.
 */
function renderBenchmarkAction(run, better) {
    const entries = collectSeries(run, 'candidate')
        .filter(series => series.better === better)
        .map(describe);
    return entries.length === 0 ? undefined : `${JSON.stringify(entries, null, 2)}\n`;
}
function describe(series) {
    const { scenario, test, metric, rounds } = series;
    const { unit, factor } = scaled(series.unit);
    const { mean, low, high } = spreadOf(series);
    const figure = (value) => Number((value / factor).toPrecision(12));
    return {
        name: `${scenario} ${test} ${metric}`,
        unit,
        value: figure(mean),
        ...(rounds.length > 1 ? { range: `± ${String(figure((high - low) / 2))}` } : {}),
        extra: `${String(rounds.length)} ${rounds.length === 1 ? 'round' : 'rounds'}`
    };
}
/** Its charts write figures as they are: bits per second would be ten digits. The unit is always the same. */
function scaled(unit) {
    return unit === 'bit/s' ? { unit: 'Gbit/s', factor: 1e9 } : { unit, factor: 1 };
}

// EXTERNAL MODULE: ./src/results/rounds.ts
var rounds = __webpack_require__(921);
// EXTERNAL MODULE: ./src/verdict/verdict.ts
var verdict = __webpack_require__(91396);
// EXTERNAL MODULE: ./src/report/change.ts
var report_change = __webpack_require__(46484);
// EXTERNAL MODULE: ./src/report/headline.ts
var headline = __webpack_require__(14512);
// EXTERNAL MODULE: ./src/report/job-setup.ts
var job_setup = __webpack_require__(24373);
// EXTERNAL MODULE: ./src/report/as-found.ts
var as_found = __webpack_require__(94133);
// EXTERNAL MODULE: ./src/report/notes.ts
var notes = __webpack_require__(54931);
// EXTERNAL MODULE: ./src/report/outcomes.ts
var outcomes = __webpack_require__(51921);
// EXTERNAL MODULE: ./src/report/search-end.ts
var search_end = __webpack_require__(89208);
// EXTERNAL MODULE: ./src/report/service-leak.ts
var service_leak = __webpack_require__(48457);
// EXTERNAL MODULE: ./src/report/one-machine.ts
var one_machine = __webpack_require__(54198);
// EXTERNAL MODULE: ./src/report/quantity.ts
var quantity = __webpack_require__(38105);
// EXTERNAL MODULE: ./src/report/reproduce.ts
var reproduce = __webpack_require__(88861);
// EXTERNAL MODULE: ./src/report/values-difference.ts
var values_difference = __webpack_require__(19328);
// EXTERNAL MODULE: ./src/verdict/series.ts
var series = __webpack_require__(45120);
// EXTERNAL MODULE: ./src/report/margin.ts
var report_margin = __webpack_require__(89986);
// EXTERNAL MODULE: ./src/report/metric-titles.ts
var metric_titles = __webpack_require__(84394);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
;// CONCATENATED MODULE: ./src/report/html/escape.ts

const entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;'
};
/** Text from outside as HTML or SVG that shows exactly it, in content and in quoted attributes. Secrets are taken out. */
function escapeHtml(text, characters = 400) {
    return escapeMarks((0,markdown/* shorten */.ml)((0,markdown/* oneLine */.TN)(text), characters));
}
function escapeMarks(text) {
    return text.replace(/[&<>"']/g, mark => entities[mark] ?? mark);
}
/** An element; `content` is HTML already, the attributes' values are text of ours. */
function escape_element(name, attributes, content = '') {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeMarks(format(value))}"`);
    return `<${name}${written.join('')}>${content}</${name}>`;
}
/** Coordinates in hundredths: the same on every machine, and short. */
function format(value) {
    return typeof value === 'string' ? value : String(Number(value.toFixed(2)));
}

;// CONCATENATED MODULE: ./src/report/html/drawing.ts

/** Width of every drawing in its own units: text of 12 of them can still be read on a phone. */
const drawingWidth = 420;
/** A drawing with the title and description that a screen reader says in its place. `id` is unique on the page. */
function drawing(id, title, description, height, shapes) {
    const names = `${id}-title ${id}-description`;
    const size = `0 0 ${String(drawingWidth)} ${String(Math.ceil(height))}`;
    return escape_element('svg', { viewBox: size, role: 'img', 'aria-labelledby': names }, [
        escape_element('title', { id: `${id}-title` }, escapeHtml(title)),
        escape_element('desc', { id: `${id}-description` }, escapeHtml(description)),
        ...shapes
    ].join('\n'));
}
/** A line of text; `anchor` is the side from which it starts. */
function label(x, y, text, kind = '', anchor = 'start') {
    return escape_element('text', { x, y, class: kind, 'text-anchor': anchor }, escapeHtml(text, 60));
}
function line(kind, x1, y1, x2, y2) {
    return escape_element('line', { class: kind, x1, y1, x2, y2 });
}
function box(kind, x, y, width, height) {
    return escape_element('rect', { class: kind, x, y, width: Math.max(0, width), height });
}
function dot(kind, cx, cy, radius = 2.2) {
    return escape_element('circle', { class: kind, cx, cy, r: radius });
}
/** An interval across a row: a line with an end mark on both sides. */
function whisker(low, high, y) {
    return [
        line('whisker', low, y, high, y),
        line('whisker', low, y - 4, low, y + 4),
        line('whisker', high, y - 4, high, y + 4)
    ].join('');
}

;// CONCATENATED MODULE: ./src/report/html/scale.ts

/** An axis that holds `low` to `high`, drawn from `start` to `end`, with about `count` ticks. */
function createAxis(low, high, start, end, count) {
    const size = high > low ? high - low : Math.abs(high) || 1;
    const step = roundStep(size / count);
    const first = Math.floor(low / step + 1e-9);
    const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
    const [from, to] = [first * step, last * step];
    return {
        ticks: Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12))),
        name: (tick, factor = 1) => (0,quantity/* formatNumber */.ZV)(tick / factor, Math.min(6, Math.max(0, -Math.floor(Math.log10(step / factor) + 1e-9)))),
        place: value => start + Math.min(1, Math.max(0, (value - from) / (to - from))) * (end - start)
    };
}
/** The next of 1, 2 and 5 times a power of ten. */
function roundStep(size) {
    const power = 10 ** Math.floor(Math.log10(size));
    const factor = [1, 2, 5].find(candidate => candidate * power >= size * (1 - 1e-9)) ?? 10;
    return factor * power;
}

;// CONCATENATED MODULE: ./src/report/html/bar-chart.ts







const bar = 15;
const group = 2 * bar + 34;
const right = drawingWidth - 14;
/** One metric of several scenarios as grouped bars: the arms, what they consist of as dots, the change's interval as a whisker. */
function renderBarChart(id, metrics, dotsOf) {
    const [first] = metrics;
    if (first === undefined)
        return '';
    const largest = Math.max(...metrics.flatMap(metric => figuresOf(metric, dotsOf)));
    const scale = (0,quantity/* scaleOf */._K)(largest, first.unit);
    const axis = createAxis(0, largest, 4, right, 5);
    const height = 24 + metrics.length * group + 22;
    const title = `${(0,metric_titles/* metricTitle */.Vu)(first.test, first.metric)} (${scale.symbol === '' ? 'count' : scale.symbol})`;
    const better = first.better === 'none' ? '' : `, ${first.better} is better`;
    const ticks = axis.ticks.flatMap(tick => {
        const x = axis.place(tick);
        return [
            line('grid', x, 22, x, height - 20),
            label(x, height - 6, axis.name(tick, scale.factor), 'tick', x < 20 ? 'start' : 'middle')
        ];
    });
    const described = metrics.map(metric => `${metric.scenario}: ${bar_chart_describe(metric, scale)}`).join('; ');
    return drawing(id, title, `Bars${better}. ${described}`, height, [
        label(4, 14, `${title}${better}`, 'heading'),
        ...ticks,
        ...metrics.flatMap((metric, index) => renderGroup(metric, dotsOf, axis, 24 + index * group))
    ]);
}
function renderGroup(metric, dotsOf, axis, top) {
    const { scenario, reference, candidate, change, outcome } = metric;
    const [first, second] = [top + 20, top + 22 + bar];
    const zero = axis.place(0);
    const shapes = [label(4, top + 13, scenario, 'scenario')];
    if (change !== undefined) {
        shapes.push(label(right, top + 13, `${(0,report_change/* formatFactor */.H9)(change.estimate)} ${outcome === 'equivalent' ? 'unchanged' : outcome}`, outcome, 'end'));
    }
    if (reference !== undefined) {
        const margin = Math.exp((0,report_margin/* logMargin */.r)(metric));
        const low = axis.place(reference / margin);
        shapes.push(box('band', low, first, axis.place(reference * margin) - low, 2 * bar + 2), box('reference', zero, first, axis.place(reference) - zero, bar), ...dots('reference-dot', dotsOf(metric, 'reference'), axis, first));
    }
    if (candidate !== undefined) {
        shapes.push(box('candidate', zero, second, axis.place(candidate) - zero, bar), ...dots('candidate-dot', dotsOf(metric, 'candidate'), axis, second));
    }
    if (reference !== undefined && change !== undefined) {
        shapes.push(whisker(axis.place(reference * change.low), axis.place(reference * change.high), second + bar / 2));
    }
    return shapes;
}
/** From top to bottom in their order, so that a drift is seen as a slope. */
function dots(kind, values, axis, top) {
    const step = (bar - 5) / Math.max(1, values.length - 1);
    return values.map((value, index) => dot(kind, axis.place(value), top + (values.length === 1 ? bar / 2 : 2.5 + index * step)));
}
function figuresOf(metric, dotsOf) {
    const { reference, candidate, change } = metric;
    return [
        reference ?? 0,
        candidate ?? 0,
        // An interval far beyond the bars would press them all to the edge; there it is cut.
        Math.min((reference ?? 0) * (change?.high ?? 1), 3 * Math.max(reference ?? 0, candidate ?? 0)),
        ...dotsOf(metric, 'reference'),
        ...dotsOf(metric, 'candidate')
    ];
}
/** More would be a blot, and a page that no phone can load. */
const mostDots = 200;
/** The samples that count in the order of measuring; where there are none to show, or too many, the rounds, or the earlier runs. */
function dotsFrom({ samples }) {
    const valid = samples.filter(({ status, path }) => status === 'valid' && path === 'pod').sort(series/* byTime */.XL);
    return ({ scenario, test, metric, rounds, history }, arm) => {
        const own = valid
            .filter(sample => sample.scenario === scenario && sample.test === test && sample.arm === arm)
            .flatMap(({ metrics }) => (Object.hasOwn(metrics, metric) ? (metrics[metric]?.value ?? []) : []));
        if (own.length > 0 && own.length <= mostDots)
            return own;
        const ofRounds = rounds.flatMap(round => round[arm] ?? []);
        return ofRounds.length > 0 || arm === 'candidate' ? ofRounds : history.map(({ value }) => value);
    };
}
function bar_chart_describe({ reference, candidate, change }, scale) {
    const figure = (name, value) => value === undefined ? [] : [`${name} ${(0,quantity/* formatNumber */.ZV)(value / scale.factor, scale.decimals)}`];
    return [
        ...figure('reference', reference),
        ...figure('now', candidate),
        ...(change === undefined ? [] : [(0,report_change/* formatFactor */.H9)(change.estimate)])
    ].join(', ');
}

;// CONCATENATED MODULE: ./src/report/html/change-chart.ts





const row = 44;
const change_chart_right = drawingWidth - 14;
/** Beyond it an axis says only that it is much. */
const widest = 2;
/** The changes on one axis: interval, estimate, the ratio of each round as a dot, and the margin within which nothing changed. */
function renderChangeChart(id, metrics) {
    const shown = metrics.filter(metric => metric.change !== undefined);
    if (shown.length === 0)
        return '';
    const factors = shown.flatMap(metric => [
        Math.exp((0,report_margin/* logMargin */.r)(metric)),
        metric.change?.low ?? 1,
        metric.change?.high ?? 1,
        ...ratios(metric)
    ]);
    const reach = Math.min(widest, Math.max(...factors.map(factor => Math.abs(factor - 1))));
    const axis = createAxis(-Math.min(1, reach) * 100, reach * 100, 20, change_chart_right - 10, 6);
    const height = 24 + shown.length * row + 22;
    const title = 'Change against the reference (%)';
    const at = (factor) => axis.place((factor - 1) * 100);
    const shapes = shown.flatMap((metric, index) => {
        const { change, outcome } = metric;
        if (change === undefined)
            return [];
        const top = 24 + index * row;
        const middle = top + 29;
        const margin = Math.exp((0,report_margin/* logMargin */.r)(metric));
        const low = at(1 / margin);
        return [
            label(4, top + 13, (0,metric_titles/* subjectOf */.et)(metric), 'scenario'),
            label(change_chart_right, top + 13, outcome === 'equivalent' ? 'unchanged' : outcome, outcome, 'end'),
            box('band', low, top + 18, at(margin) - low, 22),
            ...ratios(metric).map((ratio, place, all) => dot('candidate-dot', at(ratio), middle - 8 + (16 * (place + 0.5)) / all.length)),
            whisker(at(change.low), at(change.high), middle),
            dot(`estimate ${outcome}`, at(change.estimate), middle, 4)
        ];
    });
    const ticks = axis.ticks.flatMap(tick => [
        line(tick === 0 ? 'grid zero' : 'grid', axis.place(tick), 22, axis.place(tick), height - 20),
        label(axis.place(tick), height - 6, `${tick > 0 ? '+' : ''}${axis.name(tick)}`, 'tick', 'middle')
    ]);
    const described = shown.map(metric => `${(0,metric_titles/* subjectOf */.et)(metric)}: ${metric.change === undefined ? '' : (0,report_change/* formatChange */.eD)(metric.change)}`);
    return drawing(id, title, described.join('; '), height, [label(4, 14, title, 'heading'), ...ticks, ...shapes]);
}
/** Candidate divided by reference in each round that has both. */
function ratios({ rounds }) {
    return rounds.flatMap(({ reference, candidate }) => reference === undefined || candidate === undefined ? [] : [candidate / reference]);
}

;// CONCATENATED MODULE: ./src/report/html/history-chart.ts






const [left, history_chart_right, history_chart_top, bottom] = [46, drawingWidth - 14, 26, 150];
/** The earlier runs of one metric in their order, the band in which an unchanged run would lie, and this run. */
function renderHistoryChart(id, metric) {
    const { history, candidate, band, unit, outcome, slowDecline } = metric;
    const runs = slowDecline === true ? 'older runs' : 'earlier runs';
    const earlier = history.toSorted((one, other) => one.startedAt < other.startedAt ? -1 : one.startedAt > other.startedAt ? 1 : 0);
    if (earlier.length === 0)
        return '';
    const values = [
        ...earlier.map(({ value }) => value),
        ...(candidate === undefined ? [] : [candidate]),
        ...(band === undefined ? [] : [band.low, band.high])
    ];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const scale = (0,quantity/* scaleOf */._K)(high, unit);
    const axis = createAxis(low, high, bottom, history_chart_top, 4);
    const step = (history_chart_right - left - 16) / earlier.length;
    const x = (index) => left + 8 + index * step;
    const points = earlier.map(({ value }, index) => ({ x: x(index), y: axis.place(value) }));
    const dates = [earlier[0], earlier.at(-1)].map(figure => (0,markdown/* oneLine */.TN)(figure?.startedAt ?? '').slice(0, 10));
    return drawing(id, `${(0,metric_titles/* subjectOf */.et)(metric)} in ${runs} (${scale.symbol})`, [
        `${String(earlier.length)} ${runs} from ${dates.join(' to ')}`,
        ...(band === undefined
            ? []
            : [
                `an unchanged run would lie between ${(0,quantity/* formatQuantity */.VZ)(band.low, unit)} and ${(0,quantity/* formatQuantity */.VZ)(band.high, unit)}`
            ]),
        ...(candidate === undefined ? [] : [`this run: ${(0,quantity/* formatQuantity */.VZ)(candidate, unit)}`])
    ].join('; '), 178, [
        label(4, 14, (0,metric_titles/* subjectOf */.et)(metric), 'heading'),
        label(4, 170, scale.symbol, 'tick'),
        ...(band === undefined
            ? []
            : [box('band', left, axis.place(band.high), history_chart_right - left, axis.place(band.low) - axis.place(band.high))]),
        ...axis.ticks.flatMap(tick => [
            line('grid', left, axis.place(tick), history_chart_right, axis.place(tick)),
            label(left - 5, axis.place(tick) + 4, axis.name(tick, scale.factor), 'tick', 'end')
        ]),
        escape_element('polyline', {
            class: 'history',
            points: points.map(point => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ')
        }),
        ...points.map(point => dot('reference-dot', point.x, point.y, 3)),
        ...(candidate === undefined ? [] : [dot(`estimate ${outcome}`, x(earlier.length), axis.place(candidate), 5)]),
        label(left, 170, dates.join(' to '), 'tick'),
        label(history_chart_right, 170, 'this run', 'tick', 'end'),
        label(history_chart_right, 14, outcome === 'equivalent' ? 'unchanged' : outcome, outcome, 'end')
    ]);
}

;// CONCATENATED MODULE: ./src/report/html/style.ts
/** The page's whole style: both colour schemes, and one column where the screen is narrow. */
const style = `
:root { color-scheme: light dark; --text: #1c2128; --quiet: #57606a; --page: #fff; --panel: #f6f8fa; --line: #d0d7de;
  --reference: #8c959f; --reference-dot: #424a53; --candidate: #54a3e8; --candidate-dot: #0a3f75; --band: #bf870026;
  --worse: #b3261e; --better: #1a7f37; --open: #8a5a00; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --quiet: #9aa4af; --page: #0d1117; --panel: #161b22; --line: #343b44;
    --reference: #6e7681; --reference-dot: #c9d1d9; --candidate: #2f74b5; --candidate-dot: #b6dcff; --band: #d2992233;
    --worse: #ff8a80; --better: #56d364; --open: #e3b341; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 76rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; line-height: 1.35; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
p, ul { margin: .5rem 0; }
ul { padding-left: 1.25rem; }
a { color: inherit; }
.quiet { color: var(--quiet); font-size: .9rem; }
.warning { border-left: 4px solid var(--open); padding: .25rem .75rem; background: var(--panel); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
td.figure { text-align: right; white-space: nowrap; }
td.name { white-space: nowrap; }
td.wide { min-width: 9rem; }
.charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); align-items: start; }
figure { margin: 0; padding: .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); min-width: 0; }
figure details { margin-top: .5rem; font-size: .9rem; }
summary { cursor: pointer; color: var(--quiet); }
pre { overflow-x: auto; padding: .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; font-size: .85rem; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9rem; color: var(--quiet); padding: 0; list-style: none; }
.legend i { display: inline-block; width: .9rem; height: .9rem; margin-right: .4rem; vertical-align: -.1rem; border-radius: 2px; }
svg { display: block; width: 100%; height: auto; max-width: 36rem; font-size: 12px; }
text { fill: var(--text); paint-order: stroke; stroke: var(--panel); stroke-width: 3px; stroke-linejoin: round; }
text.heading, text.scenario { font-weight: 600; }
text.tick { fill: var(--quiet); font-size: 11px; }
text.equivalent { fill: var(--quiet); }
.regression, .invalid { color: var(--worse); fill: var(--worse); font-weight: 600; }
.improvement { color: var(--better); fill: var(--better); font-weight: 600; }
.inconclusive { color: var(--open); fill: var(--open); }
line.grid { stroke: var(--line); }
line.zero { stroke: var(--quiet); }
line.whisker { stroke: var(--text); stroke-width: 1.6; }
rect.reference, i.reference { fill: var(--reference); background: var(--reference); opacity: .75; }
rect.candidate, i.candidate { fill: var(--candidate); background: var(--candidate); opacity: .85; }
rect.band, i.band { fill: var(--band); background: var(--band); }
circle { stroke: var(--panel); stroke-width: .6; }
circle.reference-dot { fill: var(--reference-dot); }
circle.candidate-dot { fill: var(--candidate-dot); }
circle.estimate { stroke: var(--panel); stroke-width: 1.5; fill: var(--text); }
circle.regression, circle.invalid { fill: var(--worse); }
circle.improvement { fill: var(--better); }
circle.inconclusive { fill: var(--open); }
polyline.history { fill: none; stroke: var(--reference); stroke-width: 1.5; }
@media (max-width: 40rem) {
  table.wide, table.wide tbody, table.wide tr { display: block; }
  table.wide thead { display: none; }
  table.wide tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  table.wide td, table.wide td.figure { display: grid; grid-template-columns: 8rem 1fr; gap: .5rem; border: 0; padding: .1rem 0;
    text-align: left; white-space: normal; }
  table.wide td::before { content: attr(data-column); color: var(--quiet); font-weight: 400; }
}
@media print { figure { break-inside: avoid; } }
`.trim();

// EXTERNAL MODULE: ./src/report/comparison-table.ts
var comparison_table = __webpack_require__(56196);
;// CONCATENATED MODULE: ./src/report/html/tables.ts







/** A table that scrolls by itself where the screen is narrow. */
function htmlTable(head, rows) {
    const heads = head.map(text => escape_element('th', { scope: 'col' }, escapeHtml(text))).join('');
    const body = rows.map(cells => `<tr>${cells.map((cell, column) => renderCell(cell, head[column] ?? '')).join('')}</tr>`);
    const kind = head.length > 4 ? ' class="wide"' : '';
    const table = `<table${kind}><thead><tr>${heads}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table>`;
    return escape_element('div', { class: 'scroll', tabindex: '0' }, table);
}
/** The column's name is in the cell too: a narrow screen shows wide tables row by row. */
function renderCell({ text, kind, href }, column) {
    const address = href === undefined ? undefined : (0,markdown/* followable */.An)(href);
    const shown = escapeHtml(text);
    const content = address === undefined ? shown : escape_element('a', { href: address, rel: 'noreferrer' }, shown);
    return escape_element('td', { ...(kind === undefined ? {} : { class: kind }), 'data-column': column.replace(/ \(.*/, '') }, content);
}
/** Every metric that was compared, most important first; what did not change is folded, unless there is nothing else. */
function renderComparisonTable(comparison, rounds) {
    const { loud, quiet } = (0,comparison_table/* splitByNoise */.WS)(comparison);
    const render = (metrics) => metrics.length === 0
        ? ''
        : htmlTable((0,outcomes/* comparisonColumns */.ny)(comparison), metrics.map(metric => comparisonRow(metric, rounds)));
    if (quiet.length === 0)
        return render(loud);
    const summary = escape_element('summary', {}, escapeHtml((0,comparison_table/* describeQuiet */.u6)(quiet)));
    const open = loud.length === 0 ? { open: '' } : {};
    return `${render(loud)}\n${escape_element('details', open, `${summary}\n${render(quiet)}`)}`;
}
function comparisonRow(metric, rounds) {
    const { scenario, test, unit, reference, candidate, change, proof, outcome, reason } = metric;
    const word = (0,outcomes/* describeOutcome */.SS)(metric);
    return [
        { text: scenario, kind: 'name' },
        { text: (0,metric_titles/* metricTitle */.Vu)(test, metric.metric), kind: 'name' },
        tables_quantity(reference, unit),
        tables_quantity(candidate, unit),
        { text: change === undefined ? '-' : `${(0,report_change/* formatChange */.eD)(change)}${(0,outcomes/* missingRounds */.As)(metric, rounds)}`, kind: 'figure' },
        { text: `${word}${reason === undefined ? '' : `: ${reason}`}`, kind: `wide ${outcome}` },
        { text: proof, kind: proof === 'unproven' ? 'invalid' : 'name' }
    ];
}
/** What the design could have seen of each metric that decides. */
function renderSightTable({ metrics }) {
    const gated = (0,outcomes/* decidingMetrics */.NH)(metrics);
    if (gated.length === 0)
        return '';
    const rows = gated.map(metric => [
        { text: metric.scenario, kind: 'name' },
        { text: (0,metric_titles/* metricTitle */.Vu)(metric.test, metric.metric), kind: 'name' },
        { text: metric.detectable === undefined ? 'unknown' : (0,report_change/* formatShare */.T1)(metric.detectable), kind: 'figure' },
        { text: (0,report_change/* formatShare */.T1)(metric.margin), kind: 'figure' },
        { text: (0,metric_titles/* basisOf */.gp)(metric), kind: 'name' },
        { text: (0,outcomes/* describeNeed */.Se)(metric) ?? '-', kind: 'figure' }
    ]);
    return htmlTable(['Scenario', 'Test', 'Sees a loss of', 'Counts as none below', 'Compared', 'To see twice that'], rows);
}
/** The tests of no change: the one that the outcomes rest on, and beside it one that assumes less and decides nothing. */
function renderTestsTable(metrics) {
    const rows = metrics
        .filter(({ adjustedP, signedRankP }) => adjustedP !== undefined || signedRankP !== undefined)
        .map(({ scenario, test, metric, gated, adjustedP, signedRankP }) => [
        { text: scenario, kind: 'name' },
        { text: (0,metric_titles/* metricTitle */.Vu)(test, metric), kind: 'name' },
        { text: gated ? 'yes' : 'no' },
        { text: formatP(adjustedP), kind: 'figure' },
        { text: formatP(signedRankP), kind: 'figure' }
    ]);
    const head = ['Scenario', 'Test', 'Gates', 'p of the t-test, adjusted', 'p of the signed-rank test'];
    return rows.length === 0 ? '' : htmlTable(head, rows);
}
/** A p-value; below a thousandth only that it is. */
function formatP(p) {
    if (p === undefined)
        return '-';
    return p < 0.001 ? '< 0.001' : (0,quantity/* formatNumber */.ZV)(p, 3);
}
/** A chart's own figures: each round of each scenario, or each earlier run. */
function renderRoundsTable(metrics) {
    const rows = metrics.flatMap(({ scenario, unit, rounds }) => rounds.map(({ round, reference, candidate }) => [
        { text: scenario, kind: 'name' },
        { text: String(round), kind: 'figure' },
        tables_quantity(reference, unit),
        tables_quantity(candidate, unit)
    ]));
    return rows.length === 0 ? '' : htmlTable(['Scenario', 'Round', 'Reference', 'Now'], rows);
}
/** The earlier runs behind a history. */
function renderHistoryTable({ history, unit }) {
    return htmlTable(['Earlier run', 'Started', 'Figure'], history.map(({ label, startedAt, value }) => [
        { text: label },
        { text: startedAt, kind: 'name' },
        tables_quantity(value, unit)
    ]));
}
function tables_quantity(value, unit) {
    return { text: value === undefined ? '-' : (0,quantity/* formatQuantity */.VZ)(value, unit), kind: 'figure' };
}

// EXTERNAL MODULE: ./src/report/unlike-nodes.ts
var unlike_nodes = __webpack_require__(64704);
;// CONCATENATED MODULE: ./src/report/html/page.ts





















/** What may be loaded: nothing. It holds even if something from outside got past the escaping. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/** index.html: the comparison with its charts, one file that needs neither a network nor scripts. */
function renderPage(run, comparison, { foreign }) {
    const { verdict, sentence } = (0,headline/* describeVerdict */.XZ)(run, comparison);
    const warning = foreign
        ? [
            paragraph("These figures come from a fork's own job, which controls what it reports: they are not verified.", 'warning')
        ]
        : [];
    const body = [
        `<h1>${escapeHtml(`${verdict}: ${(0,headline/* endSentence */.H_)(sentence)}`, 2000)}</h1>`,
        paragraph(`cilium-perf-gate ${run.tool.version}, run ${run.id} of ${run.startedAt}`, 'quiet'),
        ...warning,
        ...[...(0,one_machine/* oneMachineNotice */.e)(run), ...(0,unlike_nodes/* unlikeNodesNotice */.A)(run), ...(0,as_found/* asFoundNotices */.Q)(run)].map(notice => paragraph(notice)),
        bullets([...(0,service_leak/* leakSentences */.s)(run), ...comparison.notes]),
        ...section(comparison.design === 'none' ? 'What was measured' : 'What changed', [
            renderComparisonTable(comparison, (0,rounds/* wantedRounds */.NH)(run))
        ]),
        ...section('Without a figure that counts', [bullets(comparison.invalid)]),
        ...section('Figures', [charts(run, comparison.metrics)]),
        ...section('History', [page_history(comparison.metrics)]),
        ...section('What this design could have seen', [renderSightTable(comparison)]),
        ...section('Tests behind the outcomes', testsOfNoChange(comparison)),
        ...section('Control: the host network, past Cilium', control(comparison)),
        ...section('Compared with', baseline(comparison)),
        ...section('Helm values that differ between the arms', values(run)),
        ...section('Invalid on the way', [bullets((0,notes/* collectNotes */.w)(run).map(note => note.plain))]),
        ...section('Set-up', [setup(run)]),
        ...section('Reproduce', [pre((0,reproduce/* reproduceLines */.F)(run))])
    ];
    return [
        '<!doctype html>',
        '<html lang="en">',
        '<head>',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
        `<title>${escapeHtml(`${verdict} - Cilium performance`)}</title>`,
        `<style>\n${style}\n</style>`,
        '</head>',
        '<body>',
        '<main>',
        ...body.filter(part => part !== ''),
        '</main>',
        '</body>',
        '</html>',
        ''
    ].join('\n');
}
function section(title, parts) {
    const shown = parts.filter(part => part !== '');
    return shown.length === 0 ? [] : [`<h2>${escapeHtml(title)}</h2>`, ...shown];
}
function paragraph(text, kind) {
    return escape_element('p', kind === undefined ? {} : { class: kind }, escapeHtml(text));
}
function bullets(sentences) {
    return sentences.length === 0
        ? ''
        : `<ul>${sentences.map(sentence => `<li>${escapeHtml(sentence)}</li>`).join('\n')}</ul>`;
}
function pre(lines) {
    return `<pre><code>${lines.map(line => escapeHtml(line, 4000)).join('\n')}</code></pre>`;
}
function figure(chart, title, table) {
    const details = table === '' ? '' : `\n<details><summary>${title}</summary>${table}</details>`;
    return `<figure>${chart}${details}</figure>`;
}
const legend = `<ul class="legend">
<li><i class="reference"></i>reference</li><li><i class="candidate"></i>now</li>
<li><i class="band"></i>counts as no change</li>
<li>dots: the samples, among the changes the rounds, in their order from top to bottom</li>
<li>whisker: the adjusted interval of the change, drawn at the reference's level</li>
</ul>`;
/** The metrics that decide: their changes on one axis, and a chart for each test with its scenarios. */
function charts(run, metrics) {
    const dotsOf = dotsFrom(run);
    const gated = metrics.filter(verdict.shallGate);
    const shown = gated.filter(metric => (metric.candidate ?? metric.reference) !== undefined);
    const tests = [...Map.groupBy(shown, ({ test, metric }) => `${test} ${metric}`).values()];
    const changes = renderChangeChart('changes', gated);
    const drawn = [
        ...(changes === '' ? [] : [figure(changes, '', '')]),
        ...tests.map((ofTest, index) => figure(renderBarChart(`bars-${String(index + 1)}`, ofTest, dotsOf), 'Figures of each round', renderRoundsTable(ofTest)))
    ];
    return drawn.length === 0 ? '' : `${legend}\n<div class="charts">${drawn.join('\n')}</div>`;
}
function page_history(metrics) {
    const drawn = metrics
        .filter(metric => (0,verdict.shallGate)(metric) && metric.history.length > 0)
        .map((metric, index) => figure(renderHistoryChart(`history-${String(index + 1)}`, metric), 'Earlier runs', renderHistoryTable(metric)));
    return drawn.length === 0 ? '' : `<div class="charts">${drawn.join('\n')}</div>`;
}
/** For readers who know the tests, and out of the way of all others. */
function testsOfNoChange({ metrics, variancePools = [] }) {
    const table = renderTestsTable(metrics);
    if (table === '')
        return [];
    const signedRank = metrics.some(({ signedRankP }) => signedRankP !== undefined)
        ? [paragraph('The t-test decides. The signed-rank test is only shown: with seven rounds it cannot go below 0.016.')]
        : [];
    const pools = variancePools.map(({ metrics: names, priorDegreesOfFreedom, homogeneityP }) => `The variances of ${String(names.length)} metrics were drawn together, each with at most ${(0,quantity/* formatNumber */.ZV)(priorDegreesOfFreedom, 1)} degrees of freedom of the others; p of Bartlett's test that they are equal: ${formatP(homogeneityP)} (${names.join(', ')})`);
    return [`<details><summary>p-values</summary>${table}\n${[...signedRank, bullets(pools)].join('\n')}</details>`];
}
function control({ control, olderControl }) {
    const describe = ({ state, reason, change }) => `${state}${change === undefined ? '' : ` (${(0,report_change/* formatChange */.eD)(change)})`}: ${reason}`;
    return [
        paragraph(describe(control)),
        olderControl === undefined ? '' : paragraph(`since the older runs ${describe(olderControl)}`)
    ];
}
function baseline({ baseline: record, reference, metrics }) {
    const { source, candidates, differences } = record;
    const end = (0,search_end/* describeSearchEnd */.N)(record);
    const older = (0,outcomes/* olderRuns */.td)(metrics);
    const rows = candidates.map(candidate => [
        { text: candidate.label, href: candidate.url },
        { text: candidate.used ? 'used' : 'refused', kind: candidate.used ? 'name' : 'name inconclusive' },
        { text: candidate.reason }
    ]);
    return [
        reference === undefined
            ? ''
            : paragraph(`Reference: ${reference.description}, chart ${reference.chartVersion}, measured in the same job on the same nodes.`),
        rows.length === 0 ? '' : paragraph(`Earlier runs from ${source}:`),
        rows.length === 0 ? '' : htmlTable(['Earlier run', '', 'Because'], rows),
        end === undefined ? '' : paragraph((0,headline/* endSentence */.H_)(end)),
        bullets(differences),
        older.length === 0 ? '' : paragraph('Older runs that a slow decline is seen against:'),
        bullets(older)
    ];
}
function values(run) {
    return (0,values_difference/* compareValues */.c)(run)
        .filter(({ lines }) => lines.length > 0)
        .flatMap(({ scenarios, lines }) => [paragraph(`${scenarios.join(', ')}: reference (-) and now (+)`), pre(lines)]);
}
function setup(run) {
    return htmlTable(['Parameter', 'Value'], (0,job_setup/* describeJob */.h)(run).map(({ name, text }) => [{ text: name, kind: 'name' }, { text }]));
}

;// CONCATENATED MODULE: ./src/report/comparison-files.ts






/** Path of the comparison as data; while it is missing, a run was not concluded. */
function comparisonPath(output) {
    return `${output}/comparison.json`;
}
/** Writes all that a comparison is reported in: for people, for other tools, and as data. */
async function writeComparison(files, output, run, comparison, context) {
    const higher = renderBenchmarkAction(run, 'higher');
    const lower = renderBenchmarkAction(run, 'lower');
    const documents = [
        ['comment.md', (0,comment/* renderComment */.w)(run, comparison, context)],
        ['report.html', renderPage(run, comparison, context)],
        ['formats/github-action-benchmark-bigger-is-better.json', higher],
        ['formats/github-action-benchmark-smaller-is-better.json', lower],
        ['formats/bencher.json', renderBencher(run)],
        ['formats/benchstat-candidate.txt', renderBenchstat(run, 'candidate')],
        ['formats/benchstat-reference.txt', run.reference === undefined ? undefined : renderBenchstat(run, 'reference')]
    ];
    for (const [name, text] of documents)
        if (text !== undefined)
            await files.write(`${output}/${name}`, text);
    await files.write(comparisonPath(output), `${JSON.stringify((0,write/* sortKeys */.di)({ ...comparison }), null, 2)}\n`);
}


/***/ })

};
