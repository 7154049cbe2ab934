export const id = 928;
export const ids = [928];
export const modules = {

/***/ 63356:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ renderVerification),
/* harmony export */   i: () => (/* binding */ place)
/* harmony export */ });
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53831);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54285);


/** A scenario's traffic matrix and what the second witness saw, as Markdown. */
function renderVerification({ matrix, witness }) {
    if (matrix === undefined)
        return 'The traffic matrix was not measured.';
    const head = ['From', 'To', 'Node', 'Expected', 'Seen', 'Payload (MB)', 'Because'];
    const body = matrix.map(row => [
        row.source,
        row.destination,
        place(row),
        row.expected === 'recorded' ? '(nothing is promised)' : row.expected,
        row.matches ? row.seen : `**${row.seen}**`,
        (0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDecimal */ .zJ)(row.bytes / 1e6, 1),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(row.reason)
    ]);
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(head, body),
        ...(witness ?? []).map(({ node, seen, reason }) => `Second witness on ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(node)}: ${seen} (${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(reason)}).`)
    ].join('\n\n');
}
/** A row's place for people. */
function place({ placement }) {
    return placement === 'same-node' ? 'same' : 'other';
}


/***/ }),

/***/ 24928:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeDocuments: () => (/* binding */ writeDocuments),
  writeResults: () => (/* binding */ writeResults)
});

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./src/results/redact.ts + 5 modules
var redact = __webpack_require__(69154);
// EXTERNAL MODULE: ./src/results/write.ts
var write = __webpack_require__(35677);
// EXTERNAL MODULE: ./src/report/as-found.ts
var as_found = __webpack_require__(94133);
// EXTERNAL MODULE: ./src/report/command-line.ts
var command_line = __webpack_require__(37814);
// EXTERNAL MODULE: ./src/report/figures.ts
var figures = __webpack_require__(53831);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/report/matrix-table.ts
var matrix_table = __webpack_require__(63356);
// EXTERNAL MODULE: ./src/report/notes.ts
var report_notes = __webpack_require__(54931);
// EXTERNAL MODULE: ./src/report/one-machine.ts
var one_machine = __webpack_require__(54198);
// EXTERNAL MODULE: ./src/report/service-leak.ts
var service_leak = __webpack_require__(48457);
// EXTERNAL MODULE: ./src/report/titles.ts
var titles = __webpack_require__(66023);
;// CONCATENATED MODULE: ./src/report/proof-table.ts



/** The evidence around every sample of a scenario, as a table: what was counted, against what, and what that says. */
function renderProofs(samples) {
    const proven = samples.filter(sample => sample.proof !== undefined);
    if (proven.length === 0)
        return 'No sample came far enough to be judged.';
    const body = proven.map(({ round, path, test, attempt, proof }) => [
        String(round),
        path === 'host' ? 'control' : 'pod',
        `${titles/* testTitles */.YC[test]}${attempt === 1 ? '' : ' (retry)'}`,
        proof?.verdict ?? '',
        (proof?.coverage ?? [])
            .map(({ side, direction, unit, share }) => `${side} ${direction} ${unit}: ${(0,figures/* formatDecimal */.zJ)(share * 100, 1)} %`)
            .join('; ') || '-',
        (0,markdown/* escapeMarkdown */.FV)([proof?.reason ?? '', ...(proof?.faults ?? [])].join('; '))
    ]);
    return (0,markdown/* table */.tp)(['Round', 'Path', 'Test', 'Traffic was', 'Covered by the counters', 'Because'], body);
}

// EXTERNAL MODULE: ./src/report/setup-table.ts
var setup_table = __webpack_require__(27362);
;// CONCATENATED MODULE: ./src/report/tool-output.ts
/** Up to here an output is shown whole. */
const maxLines = 60;
const maxCharacters = 6000;
/** Lines at the start and at the end of a longer text that is no JSON. */
const keptLines = 20;
/** Shortens a long output: of iperf3's JSON the sums of its `end` section stay, of other text its start and end. */
function shortenOutput(output) {
    const text = output.trimEnd();
    const lines = text.split('\n');
    if (lines.length <= maxLines && text.length <= maxCharacters)
        return { text };
    const end = endSection(text);
    if (end !== undefined) {
        return { text: end, shortened: 'shortened to the sums of its `end` section' };
    }
    const left = lines.length - 2 * keptLines;
    if (left <= 0) {
        return {
            text: `${text.slice(0, maxCharacters)}\n...`,
            shortened: `shortened to ${String(maxCharacters)} characters`
        };
    }
    const shown = [...lines.slice(0, keptLines), `... ${String(left)} lines ...`, ...lines.slice(-keptLines)].join('\n');
    if (shown.length > maxCharacters) {
        return {
            text: `${shown.slice(0, maxCharacters)}\n...`,
            shortened: `shortened to ${String(maxCharacters)} characters`
        };
    }
    return { text: shown, shortened: `shortened by ${String(left)} lines` };
}
/** The single streams stand in the raw file; their sums are what is read. */
function endSection(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    if (typeof value !== 'object' || value === null || !('end' in value))
        return undefined;
    const { end } = value;
    if (typeof end !== 'object' || end === null)
        return undefined;
    const sums = Object.fromEntries(Object.entries(end).filter(([name]) => name !== 'streams'));
    const error = 'error' in value ? { error: value.error } : {};
    return JSON.stringify({ end: sums, ...error }, null, 2);
}

// EXTERNAL MODULE: ./src/report/unlike-nodes.ts
var unlike_nodes = __webpack_require__(64704);
;// CONCATENATED MODULE: ./src/report/scenario-document.ts
















/** The published documents' two sections of tests, and the order within. */
const toolSections = [
    { tool: 'iperf3', subject: 'throughput', tests: ['tcp-throughput', 'udp-throughput', 'tcp-bidirectional'] },
    { tool: 'netperf', subject: 'latency', tests: ['tcp-latency', 'udp-latency', 'tcp-stream', 'tcp-connect'] }
];
/** The file of an arm's scenario; the candidate's has the published documents' plain name. */
function scenarioDocumentName(scenarioName, arm) {
    return `${scenarioName}${arm === 'reference' ? '-reference' : ''}.md`;
}
/**
 * scenarios/<name>.md: how a scenario was set up in one arm and every command that was run in it, with its real output.
 * `raw` hands over a sample's output where its file is there. The figures of an invalid sample are not shown, only why
 * it is.
 */
function renderScenarioDocument(run, scenarioName, raw, arm = 'candidate') {
    const scenario = run.scenarios.find(result => result.name === scenarioName && result.arm === arm);
    if (scenario === undefined)
        throw new Error(`the run has nothing on a scenario ${scenarioName} of the ${arm}`);
    const samples = run.samples.filter(sample => sample.scenario === scenarioName && sample.arm === arm);
    const sections = [
        `# Cilium - ${(0,titles/* scenarioHeading */.lX)(scenarioName)} Performance Test${arm === 'reference' ? ' (reference)' : ''}`,
        ...describeState(run, scenario),
        ...(0,one_machine/* oneMachineNotice */.e)(run),
        ...[...(0,unlike_nodes/* unlikeNodesNotice */.A)(run), ...(0,as_found/* asFoundNotices */.Q)(run)].map(markdown/* escapeMarkdown */.FV),
        '## Test Setup',
        (0,setup_table/* renderSetup */.Kb)(run, scenario),
        '### Cilium configuration parameters',
        (0,markdown/* fence */.EU)((0,dist/* stringify */.As)((0,write/* sortKeys */.di)((0,redact/* redactValue */.FI)(scenario.values)), { lineWidth: 0 }), 'YAML'),
        '### Cilium configuration check',
        scenario.statusCheck === undefined ? 'The status was not read.' : (0,markdown/* fence */.EU)(scenario.statusCheck, 'text'),
        '## Blocks',
        renderBlocks(run.blocks.filter(block => block.scenario === scenarioName && block.arm === arm)),
        '## Proof',
        ...(0,service_leak/* describeLeak */.h)(scenario),
        ...describeIssuer(scenario),
        renderProofs(samples),
        '## Traffic matrix',
        (0,matrix_table/* renderVerification */.Y)(scenario),
        '## Tests',
        ...renderTests(samples, raw)
    ];
    return `${sections.join('\n\n')}\n`;
}
function describeState(run, { status, reason }) {
    const lines = [];
    if (!run.complete)
        lines.push(`**The run is incomplete: ${(0,markdown/* escapeMarkdown */.FV)(run.incompleteReason ?? 'no reason was recorded')}**`);
    if (status !== 'measured') {
        lines.push(`**The scenario is ${status}${reason === undefined ? '' : `: ${(0,report_notes/* describeReason */.G)(reason)}`}**`);
    }
    return lines;
}
function describeIssuer({ certificates }) {
    if (certificates === undefined)
        return [];
    const { issuer, ca } = certificates;
    const who = { internal: "Cilium's own CA", other: "another CA than Cilium's own", unknown: 'a CA that is not known' }[ca];
    const named = issuer === '' ? '' : ` (${(0,markdown/* escapeMarkdown */.FV)(issuer)})`;
    return [`The certificates of the test pods were issued by ${who}${named}.`];
}
function renderBlocks(blocks) {
    if (blocks.length === 0)
        return 'No block was started.';
    const head = ['Round', 'Order', 'Path', 'Switch (s)', 'Settling (s)', 'Probes (Gbit/s)', 'Status'];
    const body = blocks.map(({ round, index, path, switchSeconds, settling, status, reason }) => [
        String(round),
        String(index + 1),
        path === 'host' ? 'host (control)' : 'pod',
        (0,figures/* formatDecimal */.zJ)(switchSeconds, 1),
        settling === undefined ? '-' : `${(0,figures/* formatDecimal */.zJ)(settling.seconds, 1)}${settling.settled ? '' : ' (not settled)'}`,
        settling === undefined || settling.probes.length === 0
            ? '-'
            : settling.probes.map(probe => (0,figures/* formatDecimal */.zJ)(probe / 1e9, 2)).join(', '),
        reason === undefined ? status : `${status}: ${(0,report_notes/* describeReason */.G)(reason)}`
    ]);
    return (0,markdown/* table */.tp)(head, body);
}
function renderTests(samples, raw) {
    if (samples.length === 0)
        return ['No sample was taken.'];
    return toolSections.flatMap(({ tool, subject, tests }) => {
        const own = tests.flatMap(test => samples.filter(sample => sample.test === test));
        if (own.length === 0)
            return [];
        const protocols = own.some(sample => sample.test.startsWith('udp-')) ? 'TCP and UDP' : 'TCP';
        return [`### ${protocols} ${subject} tests using ${tool}`, ...own.map(sample => renderSample(sample, raw))];
    });
}
function renderSample(sample, raw) {
    const { round, attempt, test, path, client, server } = sample;
    const control = path === 'host' ? ', control (host network)' : '';
    const retry = attempt === 1 ? '' : ', retry';
    const title = `${titles/* testTitles */.YC[test]}, round ${String(round)}${control}${retry}`;
    const places = `# ${client.pod} on ${client.node} -> ${server.pod} (${server.ip}) on ${server.node}`;
    const call = [`# ${title}:`, (0,markdown/* oneLine */.TN)(places), (0,command_line/* commandLine */.a)(sample.command)];
    if (sample.status === 'invalid') {
        const reason = sample.reason === undefined ? 'no reason was recorded' : (0,report_notes/* describeReason */.G)(sample.reason);
        return `${(0,markdown/* fence */.EU)(call.join('\n'), 'bash')}\n\n**Invalid, ${reason}** (raw output: ${(0,markdown/* escapeMarkdown */.FV)(sample.raw)})`;
    }
    const output = raw(sample);
    if (output === undefined) {
        return `${(0,markdown/* fence */.EU)(call.join('\n'), 'bash')}\n\nThe raw output (${(0,markdown/* escapeMarkdown */.FV)(sample.raw)}) is not there.`;
    }
    // Redacted before it is shortened: half a key is no form that the redactor knows.
    const { text, shortened } = shortenOutput((0,redact/* redactText */.Rd)(output.stdout));
    const stderr = output.stderr.trim() === '' ? [] : ['', '# stderr:', shortenOutput((0,redact/* redactText */.Rd)(output.stderr)).text];
    const block = (0,markdown/* fence */.EU)([...call, '', text, ...stderr].join('\n'), 'bash');
    return shortened === undefined
        ? block
        : `${block}\n\nThe output is ${shortened}; all of it is in ${(0,markdown/* escapeMarkdown */.FV)(sample.raw)}.`;
}

// EXTERNAL MODULE: ./src/results/rounds.ts
var results_rounds = __webpack_require__(921);
// EXTERNAL MODULE: ./src/scenario/scenario.ts
var scenario = __webpack_require__(27502);
;// CONCATENATED MODULE: ./src/report/rows.ts

const gigabits = (value) => (0,figures/* formatDecimal */.zJ)(value / 1e9, 1);
const megabits = (value) => (0,figures/* formatDecimal */.zJ)(value / 1e6, 0);
const tenths = (value) => (0,figures/* formatDecimal */.zJ)(value, 1);
const whole = (value) => (0,figures/* formatDecimal */.zJ)(value, 0);
const latencyAndRate = [
    { metric: 'latency-mean', format: whole },
    { metric: 'transaction-rate', format: whole }
];
/** The rows in the published table's order, with its labels and units; the last one continues it in its manner. */
const rows = [
    {
        test: 'tcp-throughput',
        label: 'TCP Throughput (Gbit/s)',
        figures: [{ metric: 'throughput', format: gigabits }]
    },
    {
        test: 'udp-throughput',
        label: 'UDP Throughput (Gbit/s)',
        figures: [{ metric: 'throughput', format: gigabits }]
    },
    {
        test: 'udp-throughput',
        label: 'UDP Throughput Lost Datagrams (%)',
        figures: [{ metric: 'lost-datagrams', format: tenths }]
    },
    {
        test: 'tcp-bidirectional',
        label: 'Bidirectional Throughput (TX-C/RX-C) (Gbit/s)',
        figures: [
            { metric: 'throughput-tx', format: gigabits },
            { metric: 'throughput-rx', format: gigabits }
        ]
    },
    { test: 'tcp-latency', label: 'TCP Latency (Mean µs/Transaction Rate)', figures: latencyAndRate },
    { test: 'udp-latency', label: 'UDP Latency (Mean µs/Transaction Rate)', figures: latencyAndRate },
    {
        test: 'tcp-stream',
        label: 'TCP Stream (Throughput 10^6bits/sec)',
        figures: [{ metric: 'throughput', format: megabits }]
    },
    { test: 'tcp-connect', label: 'TCP Connect (Mean µs/Transaction Rate)', figures: latencyAndRate }
];
/**
 * A row's cell: `7.6`, `3.8/2.4`, and over several rounds the spread of their means behind it: `7.6 (7.4–7.9)`,
 * `3.8/2.4 (3.7–3.9/2.2–2.6)`. `undefined` when a figure is missing.
 */
function formatCell(row, aggregates) {
    const parts = row.figures.flatMap(({ format }, index) => {
        const figure = aggregates[index];
        return figure === undefined ? [] : [{ figure, format }];
    });
    if (parts.length < row.figures.length)
        return undefined;
    const means = parts.map(({ figure, format }) => format(figure.mean)).join('/');
    if (parts.every(({ figure }) => figure.rounds === 1))
        return means;
    const spreads = parts.map(({ figure, format }) => `${format(figure.min)}–${format(figure.max)}`);
    return `${means} (${spreads.join('/')})`;
}

;// CONCATENATED MODULE: ./src/report/cells.ts




/** The cell of an arm's scenario in a row: its figure, or in words why there is none. Never empty, never a zero in its place. */
function scenarioCell(run, row, arm, scenario, notes) {
    const selection = { arm, path: 'pod', scenario };
    const figure = formatFigure(run, row, selection);
    if (figure === undefined)
        return reasonCell(run, row.test, selection, notes);
    const rounds = new Set((0,figures/* validSamples */.ms)(run, row.test, selection).map(sample => sample.round));
    const wanted = (0,results_rounds/* wantedRounds */.NH)(run);
    if (rounds.size >= wanted)
        return figure;
    const causes = notes.filter(note => concerns(note, row.test, selection) && (note.round === undefined || !rounds.has(note.round)));
    return `${figure}, ${String(rounds.size)} of ${String(wanted)} rounds${references(causes)}`;
}
/** The cell of the control in a round. */
function controlCell(run, row, round, notes) {
    const selection = { path: 'host', round };
    return formatFigure(run, row, selection) ?? reasonCell(run, row.test, selection, notes);
}
function formatFigure(run, row, selection) {
    return formatCell(row, row.figures.map(({ metric }) => (0,figures/* aggregate */.QD)(run, row.test, metric, selection)));
}
function reasonCell(run, test, selection, notes) {
    const causes = notes.filter(note => concerns(note, test, selection));
    const last = causes.at(-1);
    if (last !== undefined) {
        const failed = last.test === undefined && last.round === undefined ? 'failed' : 'invalid';
        return `${failed}: ${last.reason.kind}${references(causes)}`;
    }
    if ((0,figures/* validSamples */.ms)(run, test, selection).length > 0)
        return 'invalid: missing-value';
    if (isPlanned(run, test, selection))
        return 'not measured';
    const encryption = (0,scenario/* parseScenario */.Mo)(selection.scenario ?? '')?.encryption;
    return encryption === 'ztunnel' && test.startsWith('udp-') ? 'not encrypted by design' : 'not planned';
}
function references(notes) {
    return notes.length === 0 ? '' : ` (note ${notes.map(note => String(note.number)).join(', ')})`;
}
function concerns(note, test, selection) {
    return (note.path === selection.path &&
        ofArm(note, selection) &&
        (note.test === undefined || note.test === test) &&
        (selection.scenario === undefined || note.scenario === selection.scenario) &&
        (selection.round === undefined || note.round === selection.round));
}
function isPlanned(run, test, selection) {
    const rounds = selection.round === undefined ? run.plan.order : [run.plan.order[selection.round - 1] ?? []];
    return rounds.some(blocks => blocks.some(block => matches(block, test, selection)));
}
function matches(block, test, selection) {
    return (block.path === selection.path &&
        ofArm(block, selection) &&
        block.tests.includes(test) &&
        (selection.scenario === undefined || block.scenario === selection.scenario));
}
/** The control belongs to no arm: both share the machines. */
function ofArm({ arm, path }, selection) {
    return path === 'host' || arm === (selection.arm ?? 'candidate');
}

;// CONCATENATED MODULE: ./src/report/summary.ts











/** summary.md: the published benchmark's table of a run, its control, and what has no figure and why. */
function renderSummary(run) {
    const notes = (0,report_notes/* collectNotes */.w)(run);
    const sections = [
        `# Cilium - Performance Test Summary${run.complete ? '' : ' (incomplete)'}`,
        describeRun(run),
        ...(0,one_machine/* oneMachineNotice */.e)(run),
        ...[...(0,unlike_nodes/* unlikeNodesNotice */.A)(run), ...(0,as_found/* asFoundNotices */.Q)(run)].map(markdown/* escapeMarkdown */.FV),
        ...(run.plan.tests.length === 0 ? renderMatrices(run) : renderFigures(run, notes)),
        '## Not measured, and why',
        renderNotes(notes)
    ];
    return `${sections.join('\n\n')}\n`;
}
function renderFigures(run, notes) {
    return [
        `## Results Summary - ${describeCluster(run)} - ${describeCilium(run)}`,
        renderResults(run, 'candidate', notes),
        run.plan.rounds > 1
            ? 'A cell is the mean over the rounds, with the smallest and the largest round in brackets.'
            : 'A cell is a single round: nothing here tells how much it would vary.',
        ...renderReference(run, notes),
        '## Control (host network, not encapsulated or encrypted by Cilium)',
        renderControl(run, notes)
    ];
}
/** What a run without tests was for. */
function renderMatrices(run) {
    return run.scenarios.flatMap(scenario => [
        `## ${(0,titles/* scenarioTitle */.h1)(scenario.name)}: who is encrypted to whom`,
        ...(0,service_leak/* describeLeak */.h)(scenario),
        (0,matrix_table/* renderVerification */.Y)(scenario)
    ]);
}
/** A run that came to its end may still lack figures in the rounds that it began, some or all. */
function describeEnd(run) {
    const isOwn = ({ path }) => path === 'pod';
    const planned = run.plan.order.slice(0, (0,results_rounds/* wantedRounds */.NH)(run)).flat().filter(isOwn);
    const all = planned.flatMap(({ tests }) => tests).length;
    const missing = all - run.samples.filter(sample => isOwn(sample) && sample.status === 'valid').length;
    if (missing <= 0)
        return 'Complete';
    if (missing === all)
        return '**Ended without a valid sample**';
    return `**Complete, but ${String(missing)} of ${String(all)} samples ${missing === 1 ? 'has' : 'have'} no figure**`;
}
function describeRun(run) {
    const { durationSeconds, seed, suite } = run.plan;
    const completeness = run.complete
        ? describeEnd(run)
        : `**Incomplete: ${(0,markdown/* escapeMarkdown */.FV)(run.incompleteReason ?? 'no reason was recorded')}.** Measured so far`;
    return [
        `${completeness}: ${describeCilium(run)} on ${describeCluster(run)}`,
        `${(0,results_rounds/* describeRounds */.jt)(run)} ${run.plan.rounds === 1 ? 'round' : 'rounds'} x ${String(durationSeconds)} s a sample (suite ${suite})`,
        `seed ${(0,markdown/* code */.aY)(seed)}`,
        `run ${(0,markdown/* code */.aY)(run.id)} of ${run.startedAt}.`
    ].join(', ');
}
function describeCilium(run) {
    return run.cilium === undefined ? 'Cilium of an unknown version' : `Cilium ${(0,markdown/* escapeMarkdown */.FV)(run.cilium.version)}`;
}
function describeCluster(run) {
    if (run.cluster === undefined)
        return 'an unknown cluster';
    const { provider, name, kubernetesVersion } = run.cluster;
    const titles = { kind: 'kind', aks: 'BYOCNI on Azure Kubernetes Service', kubeconfig: 'existing cluster' };
    return `${titles[provider]} ${(0,markdown/* escapeMarkdown */.FV)(name)} (Kubernetes ${(0,markdown/* escapeMarkdown */.FV)(kubernetesVersion)})`;
}
/** The reference arm's table stands apart: a cell that mixed both would belong to neither. */
function renderReference(run, notes) {
    if (run.reference === undefined)
        return [];
    return [
        `## Reference - ${(0,markdown/* escapeMarkdown */.FV)(run.reference.description)} - chart ${(0,markdown/* escapeMarkdown */.FV)(run.reference.chartVersion)}`,
        renderResults(run, 'reference', notes)
    ];
}
function renderResults(run, arm, notes) {
    const { scenarios } = run.plan;
    const body = plannedRows(run).map(row => [
        row.label,
        ...scenarios.map(scenario => scenarioCell(run, row, arm, scenario, notes))
    ]);
    return (0,markdown/* table */.tp)(['Test', ...scenarios.map(titles/* scenarioTitle */.h1)], body);
}
function plannedRows(run) {
    return rows.filter(row => run.plan.tests.includes(row.test));
}
function renderControl(run, notes) {
    const blocks = run.plan.order.flat().filter(block => block.path === 'host');
    const measured = rows.filter(row => blocks.some(block => block.tests.includes(row.test)));
    if (measured.length === 0)
        return 'No control was planned.';
    const rounds = Array.from({ length: (0,results_rounds/* wantedRounds */.NH)(run) }, (_, index) => index + 1);
    const body = rounds.map(round => [String(round), ...measured.map(row => controlCell(run, row, round, notes))]);
    return (0,markdown/* table */.tp)(['Round', ...measured.map(row => row.label)], body);
}
function renderNotes(notes) {
    if (notes.length === 0)
        return 'Nothing that was tried was invalid.';
    return notes.map(note => `${String(note.number)}. ${note.text}`).join('\n');
}

;// CONCATENATED MODULE: ./src/results/files.ts





const rawSchema = schemas/* looseObject */._H3({ exitCode: schemas/* int */.Whr().nullable(), stdout: schemas/* string */.YjP(), stderr: schemas/* string */.YjP() });
/** Writes run.json, the summary and a document per scenario and arm into the output folder. */
async function writeResults(files, output, run) {
    await files.write(`${output}/run.json`, (0,write/* serializeRun */.uz)(run));
    await writeDocuments(files, output, output, run);
}
/** Writes the summary and the documents of a run whose raw outputs lie in `source`. */
async function writeDocuments(files, source, output, run) {
    await files.write(`${output}/summary.md`, renderSummary(run));
    const raw = new Map();
    for (const sample of run.samples) {
        const path = `${source}/${sample.raw}`;
        if (!files.exists(path))
            continue;
        const { exitCode, stdout, stderr } = rawSchema.parse(JSON.parse((0,external_node_zlib_.gunzipSync)(await files.readBytes(path)).toString('utf8')));
        raw.set(sample.id, { stdout, stderr, exitCode: exitCode ?? undefined });
    }
    for (const { name, arm } of run.scenarios) {
        const document = renderScenarioDocument(run, name, sample => raw.get(sample.id), arm);
        await files.write(`${output}/scenarios/${scenarioDocumentName(name, arm)}`, document);
    }
}


/***/ })

};
