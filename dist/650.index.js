export const id = 650;
export const ids = [650];
export const modules = {

/***/ 44650:
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
// EXTERNAL MODULE: ./src/results/read.ts + 3 modules
var read = __webpack_require__(27144);
;// CONCATENATED MODULE: ./src/results/write.ts


/**
 * The text of run.json: validated, redacted once more, keys in the schema's order and free names sorted, so that equal
 * runs are equal texts. An invalid run is a mistake of this program, never of its user.
 */
function serializeRun(run) {
    const result = read/* checkedRunSchema */.s9.safeParse((0,redact/* redactValue */.FI)(run));
    if (!result.success)
        throw new Error(`the run to be written is not valid:\n${(0,read/* describeIssues */.wF)(result.error)}`);
    const { scenarios, samples } = result.data;
    const ordered = {
        ...result.data,
        scenarios: scenarios.map(scenario => ({ ...scenario, values: sortKeys(scenario.values) })),
        samples: samples.map(sample => ({ ...sample, metrics: sortEntries(sample.metrics) }))
    };
    return `${JSON.stringify(ordered, null, 2)}\n`;
}
/** A mapping with its keys in order, on every level. */
function sortKeys(values) {
    return Object.fromEntries(Object.entries(sortEntries(values)).map(([key, value]) => [key, sortInside(value)]));
}
function sortInside(value) {
    if (Array.isArray(value))
        return value.map(sortInside);
    if (typeof value !== 'object' || value === null)
        return value;
    return sortKeys({ ...value });
}
function sortEntries(values) {
    return Object.fromEntries(Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1)));
}

// EXTERNAL MODULE: ./src/report/figures.ts
var figures = __webpack_require__(53831);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/report/matrix-table.ts
var matrix_table = __webpack_require__(63356);
// EXTERNAL MODULE: ./src/report/notes.ts
var notes = __webpack_require__(54931);
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

;// CONCATENATED MODULE: ./src/report/setup-table.ts


const unknown = 'unknown: the run ended before it was read';
/** The published documents' `Test Setup` table of a scenario, with what else a reader needs to repeat it. */
function renderSetup(run, scenario) {
    const { cluster, cilium, tools, plan } = run;
    const measured = cluster?.nodes.filter(node => node.role !== 'other') ?? [];
    const blocks = run.blocks.filter(block => block.scenario === scenario.name && block.path === 'pod');
    return (0,markdown/* table */.tp)(['Parameter', 'Value'], [
        [cluster?.provider === 'aks' ? 'AKS Kubernetes version' : 'Kubernetes version', setup_table_text(cluster?.kubernetesVersion)],
        ['Nodes (client, server)', list(measured.map(describeMachine))],
        ['Networking mode', cluster === undefined ? unknown : networkingModes[cluster.provider]],
        ['Cilium version', setup_table_text(cilium?.version)],
        ['Cilium chart', cilium === undefined ? unknown : (0,markdown/* escapeMarkdown */.FV)(`${cilium.chart} ${cilium.chartVersion}`)],
        ['Cilium agent image', describeImage(cilium?.agentImage, cilium?.agentImageId)],
        ['Routing mode', scenario.routing === 'native' ? 'Native' : 'Tunnel'],
        ['Encapsulation protocol', titles/* encapsulationTitles */.gp[scenario.routing]],
        ['Encryption', titles/* encryptionTitles */.jK[scenario.encryption]],
        ['Test tools', describeTools(tools)],
        ['Test image', describeImage(tools?.image, tools?.imageId)],
        ['Test duration', `${seconds(plan.durationSeconds)}, ${seconds(plan.omitSeconds)} of warm-up before`],
        ['Rounds', String(plan.rounds)],
        ['Seed', (0,markdown/* escapeMarkdown */.FV)(plan.seed)],
        ['Kernel', list(measured.map(node => (0,markdown/* escapeMarkdown */.FV)(node.kernel)))],
        ['MTU of the nodes', list(measured.map(describeInterface))],
        ['MTU of the pods', describeMtus(blocks, block => block.podMtu)],
        ["MTU of the pods' route", describeMtus(blocks, block => block.routeMtu)]
    ]);
}
const networkingModes = {
    kind: 'kind, Cilium as its only CNI',
    aks: 'BYOCNI',
    kubeconfig: 'Existing cluster'
};
function seconds(count) {
    return `${String(count)} ${count === 1 ? 'second' : 'seconds'}`;
}
function setup_table_text(value) {
    return value === undefined ? unknown : (0,markdown/* escapeMarkdown */.FV)(value);
}
/** Values of the client's and the server's node; once when they are the same. */
function list(values) {
    const different = [...new Set(values)];
    return different.length === 0 ? unknown : different.join(', ');
}
function describeMachine(node) {
    const cpus = `${node.cpus} vCPU`;
    if (node.instanceType === undefined)
        return (0,markdown/* escapeMarkdown */.FV)(`${node.cpuModel ?? node.architecture} (${cpus})`);
    const model = node.cpuModel === undefined ? '' : `, ${node.cpuModel}`;
    return (0,markdown/* escapeMarkdown */.FV)(`${node.instanceType} (${cpus}${model})`);
}
function describeInterface(node) {
    if (node.interface === undefined)
        return 'not read';
    const { name, mtu, driver } = node.interface;
    return (0,markdown/* escapeMarkdown */.FV)(`${String(mtu)} (${name}${driver === undefined ? '' : `, ${driver}`})`);
}
function describeImage(image, imageId) {
    if (image === undefined)
        return unknown;
    if (imageId === undefined || image.includes(imageId))
        return (0,markdown/* escapeMarkdown */.FV)(image);
    return (0,markdown/* escapeMarkdown */.FV)(`${image} (${imageId})`);
}
function describeTools(tools) {
    return ['iperf3', 'netperf']
        .map(name => {
        const version = name === 'iperf3' ? tools?.iperf3 : tools?.netperf;
        return (0,markdown/* escapeMarkdown */.FV)(version === undefined ? name : `${name} ${version}`);
    })
        .join(', ');
}
function describeMtus(blocks, mtuOf) {
    const mtus = blocks.flatMap(block => mtuOf(block) ?? []);
    return mtus.length === 0 ? 'not read' : list(mtus.map(String));
}

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

;// CONCATENATED MODULE: ./src/report/scenario-document.ts












/** The published documents' two sections of tests, and the order within. */
const toolSections = [
    { tool: 'iperf3', subject: 'throughput', tests: ['tcp-throughput', 'udp-throughput', 'tcp-bidirectional'] },
    { tool: 'netperf', subject: 'latency', tests: ['tcp-latency', 'udp-latency', 'tcp-stream', 'tcp-connect'] }
];
/**
 * scenarios/<name>.md: how a scenario was set up and every command that was run in it, with its real output. `raw` hands
 * over a sample's output where its file is there. The figures of an invalid sample are not shown, only why it is.
 */
function renderScenarioDocument(run, scenarioName, raw) {
    const scenario = run.scenarios.find(({ name }) => name === scenarioName);
    if (scenario === undefined)
        throw new Error(`the run has nothing on a scenario ${scenarioName}`);
    const sections = [
        `# Cilium - ${(0,titles/* scenarioHeading */.lX)(scenarioName)} Performance Test`,
        ...describeState(run, scenario),
        '## Test Setup',
        renderSetup(run, scenario),
        '### Cilium configuration parameters',
        (0,markdown/* fence */.EU)((0,dist/* stringify */.As)(sortKeys((0,redact/* redactValue */.FI)(scenario.values)), { lineWidth: 0 }), 'YAML'),
        '### Cilium configuration check',
        scenario.statusCheck === undefined ? 'The status was not read.' : (0,markdown/* fence */.EU)(scenario.statusCheck, 'text'),
        '## Blocks',
        renderBlocks(run.blocks.filter(block => block.scenario === scenarioName)),
        '## Proof',
        ...(0,service_leak/* describeLeak */.h)(scenario),
        renderProofs(run.samples.filter(sample => sample.scenario === scenarioName)),
        '## Traffic matrix',
        (0,matrix_table/* renderVerification */.Y)(scenario),
        '## Tests',
        ...renderTests(run, scenarioName, raw)
    ];
    return `${sections.join('\n\n')}\n`;
}
function describeState(run, { status, reason }) {
    const lines = [];
    if (!run.complete)
        lines.push(`**The run is incomplete: ${(0,markdown/* escapeMarkdown */.FV)(run.incompleteReason ?? 'no reason was recorded')}**`);
    if (status !== 'measured') {
        lines.push(`**The scenario is ${status}${reason === undefined ? '' : `: ${(0,notes/* describeReason */.G)(reason)}`}**`);
    }
    return lines;
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
        reason === undefined ? status : `${status}: ${(0,notes/* describeReason */.G)(reason)}`
    ]);
    return (0,markdown/* table */.tp)(head, body);
}
function renderTests(run, scenarioName, raw) {
    const samples = run.samples.filter(sample => sample.scenario === scenarioName);
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
    const call = [`# ${title}:`, (0,markdown/* oneLine */.TN)(places), commandLine(sample.command)];
    if (sample.status === 'invalid') {
        const reason = sample.reason === undefined ? 'no reason was recorded' : (0,notes/* describeReason */.G)(sample.reason);
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
/** The argument list as one would type it. */
function commandLine(command) {
    const redacted = (0,redact/* redactValue */.FI)(command);
    return redacted
        .map(argument => (/^[\w%+,./:=@-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw `'\''`)}'`))
        .join(' ');
}

// EXTERNAL MODULE: ./src/report/summary.ts + 2 modules
var summary = __webpack_require__(44383);
;// CONCATENATED MODULE: ./src/results/files.ts





const rawSchema = schemas/* looseObject */._H3({ exitCode: schemas/* int */.Whr().nullable(), stdout: schemas/* string */.YjP(), stderr: schemas/* string */.YjP() });
/** Writes run.json, the summary and a document per scenario into the output folder. */
async function writeResults(files, output, run) {
    await files.write(`${output}/run.json`, serializeRun(run));
    await writeDocuments(files, output, output, run);
}
/** Writes the summary and the documents of a run whose raw outputs lie in `source`. */
async function writeDocuments(files, source, output, run) {
    await files.write(`${output}/summary.md`, (0,summary.renderSummary)(run));
    const raw = new Map();
    for (const sample of run.samples) {
        const path = `${source}/${sample.raw}`;
        if (!files.exists(path))
            continue;
        const { exitCode, stdout, stderr } = rawSchema.parse(JSON.parse((0,external_node_zlib_.gunzipSync)(await files.readBytes(path)).toString('utf8')));
        raw.set(sample.id, { stdout, stderr, exitCode: exitCode ?? undefined });
    }
    for (const scenario of run.scenarios) {
        const document = renderScenarioDocument(run, scenario.name, sample => raw.get(sample.id));
        await files.write(`${output}/scenarios/${scenario.name}.md`, document);
    }
}


/***/ })

};
