export const id = 105;
export const ids = [105];
export const modules = {

/***/ 94133:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ asFoundNotices)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54285);

/** Namespaces that a notice names before it counts; the longest name that Kubernetes allows has 63 characters. */
const [named, nameLength] = [8, 63];
/** What a reader must know of a cluster that was measured as it is, in plain sentences; nothing of other runs. */
function asFoundNotices({ asFound }) {
    if (asFound === undefined)
        return [];
    const { enrolledNamespaces, valuesUnknown } = asFound;
    const enrolled = enrolledNamespaces.map(name => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)(name, nameLength));
    return [
        "Measured as found, nothing of Cilium was changed. What is proven is the path of the run's own test pods between two nodes; of the traffic of other pods it proves nothing.",
        ...(enrolled.length === 0
            ? []
            : [
                `Enrolled in ztunnel besides the run's own namespace: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .nameFirst */ .MX)(enrolled, named)}. Their pods were not looked at: what was started before it was enrolled, leaves the enrolled namespaces or is not TCP may be in the clear.`
            ]),
        ...(valuesUnknown === undefined ? [] : [`The Helm values are not known: ${valuesUnknown}.`])
    ];
}


/***/ }),

/***/ 37814:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ commandLine)
/* harmony export */ });
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69154);

/** An argument list as one would type it. */
function commandLine(command) {
    const redacted = (0,_results_redact_js__WEBPACK_IMPORTED_MODULE_0__/* .redactValue */ .FI)(command);
    return redacted
        .map(argument => (/^[\w%+,./:=@-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw `'\''`)}'`))
        .join(' ');
}


/***/ }),

/***/ 53831:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QD: () => (/* binding */ aggregate),
/* harmony export */   ms: () => (/* binding */ validSamples),
/* harmony export */   zJ: () => (/* binding */ formatDecimal)
/* harmony export */ });
/**
 * A figure with fixed decimals, halves away from zero as people round. toFixed alone goes by the binary value and makes
 * 1.6 of iperf3's 1.65.
 */
function formatDecimal(value, decimals) {
    const shifted = Number((value * 10 ** decimals).toPrecision(14));
    return ((Math.sign(shifted) * Math.round(Math.abs(shifted))) / 10 ** decimals).toFixed(decimals);
}
/** The samples of a test that count: valid ones of the selection. */
function validSamples(run, test, selection) {
    return run.samples.filter(sample => sample.status === 'valid' &&
        sample.test === test &&
        sample.path === selection.path &&
        (sample.path === 'host' || sample.arm === (selection.arm ?? 'candidate')) &&
        (selection.scenario === undefined || sample.scenario === selection.scenario) &&
        (selection.round === undefined || sample.round === selection.round));
}
/**
 * A metric over the rounds, or `undefined` when no sample counts. The unit is the round: samples within one are averaged
 * first, for they are no replicates of each other.
 */
function aggregate(run, test, metric, selection) {
    const rounds = new Map();
    for (const sample of validSamples(run, test, selection)) {
        if (!Object.hasOwn(sample.metrics, metric))
            continue;
        const figure = sample.metrics[metric];
        if (figure === undefined)
            continue;
        const values = rounds.get(sample.round);
        if (values === undefined)
            rounds.set(sample.round, [figure.value]);
        else
            values.push(figure.value);
    }
    if (rounds.size === 0)
        return undefined;
    const means = [...rounds.values()].map(mean);
    return { mean: mean(means), min: Math.min(...means), max: Math.max(...means), rounds: means.length };
}
function mean(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}


/***/ }),

/***/ 54285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   An: () => (/* binding */ followable),
/* harmony export */   Ax: () => (/* binding */ shortCommit),
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Hj: () => (/* binding */ escapeWithin),
/* harmony export */   MX: () => (/* binding */ nameFirst),
/* harmony export */   OF: () => (/* binding */ fenced),
/* harmony export */   PP: () => (/* binding */ tableHead),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   iu: () => (/* binding */ escapeShort),
/* harmony export */   jD: () => (/* binding */ tableRow),
/* harmony export */   ml: () => (/* binding */ shorten),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69154);

/** Characters that no terminal or page should take from a tool: controls, and what reorders or hides text. */
// eslint-disable-next-line no-control-regex -- these are the characters to remove
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
/** Keeps what stands before it from becoming a mention, a reference or a link, and is not seen. */
const joint = '\u2060';
/** Text from outside on one line without control characters, for a log or for Markdown. Secrets are taken out first. */
function oneLine(text) {
    // A lone surrogate cannot be written as UTF-8: GitHub's API would refuse the whole comment for it.
    return (0,_results_redact_js__WEBPACK_IMPORTED_MODULE_0__/* .redactText */ .Rd)(text).toWellFormed().replace(/\s+/g, ' ').replace(invisible, '').trim();
}
/** Text from outside as Markdown that shows exactly it: no markup, table cell, mention, reference, link or HTML. */
function escapeMarkdown(text) {
    return (oneLine(text)
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/[\\`*_[\]|~$]/g, '\\$&')
        // In the middle of a word only where an address of mail could be read, so that an image with its digest can be copied.
        .replace(/(?<![A-Za-z0-9])@|#|@(?=[\w-]+\.)/g, `$&${joint}`)
        .replace(/(https?|ftp):\/\//gi, `$1:${joint}//`)
        .replace(/www(?=\.)|(?<![A-Za-z0-9])GH(?=-)/gi, `$&${joint}`)
        .replace(/:(?=[\w+-]*[a-z][\w+-]*:)/gi, `$&${joint}`)
        .replace(commit, hash => (hash.match(/.{1,6}/g) ?? []).join(joint))
        // What would make a list or a heading of a line that it starts, or a command of a log that shows it.
        .replace(/^(?:\d+(?=[.)](?:\s|$))|:(?=:))/, `$&${joint}`)
        .replace(/^[-+=]/, String.raw `\$&`));
}
/** What GitHub links to a commit of that name. A number is left whole: it is one of a run far more often. */
const commit = /(?<![0-9A-Za-z])(?=\d*[a-f])[0-9a-f]{7,40}(?![0-9A-Za-z])/gi;
/** Text from outside that may be long, as Markdown of a bounded length: at most about six times `characters`. */
function escapeShort(text, characters = 240) {
    // Redacted before it is cut: half a key is no form that the redactor knows.
    return escapeMarkdown(shorten(oneLine(text), characters));
}
/** Text from outside as Markdown of at most `limit` characters, cut where escaping makes more of it. */
function escapeWithin(text, limit) {
    const line = oneLine(text);
    let characters = limit;
    for (;;) {
        const escaped = escapeMarkdown(shorten(line, Math.max(1, characters)));
        if (escaped.length <= limit || characters <= 1)
            return escaped;
        characters = Math.floor((characters * limit) / escaped.length);
    }
}
/** The first of some names, and how many more there are. */
function nameFirst(names, most) {
    const more = names.length - most;
    const shown = names.slice(0, most).join(', ');
    return more > 0 ? `${shown} and ${String(more)} more` : shown;
}
/** A text of at most so many characters, never cut within one. */
function shorten(text, characters) {
    const all = Array.from(text.slice(0, 2 * characters + 2));
    return all.length <= characters
        ? text
        : `${all
            .slice(0, characters - 1)
            .join('')
            .trimEnd()}…`;
}
/** A commit's name as people abbreviate it. The whole of it would pass for a key, and be redacted. */
function shortCommit(sha) {
    return /^[0-9a-f]{40,64}$/.test(sha) ? sha.slice(0, 12) : sha;
}
/** A name as a code span, to be copied as it is; text that is no plain name is shown as text. */
function code(text) {
    return /^[\w.:/+-]{1,120}$/.test(text) ? `\`${oneLine(text)}\`` : escapeShort(text, 120);
}
/** A link on a label of Markdown; the label alone when the address is none that a reader should follow. */
function link(label, address) {
    const url = address === undefined ? undefined : followable(address);
    if (url === undefined)
        return label;
    return `[${label}](${url.replace(/[()<>|\\*_~`[\]]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}
/** An address as a browser writes it; `undefined` for one that no reader of a report should follow. */
function followable(address) {
    const url = URL.parse(address);
    return url?.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}
/** A fenced block that nothing in the content can end. */
function fence(content, language = '') {
    const { open, text, close } = fenced(content, language);
    return `${open}\n${text}\n${close}`;
}
/** The parts of a fenced block, for a block that may lose some of its lines: the marks hold for any of them. */
function fenced(content, language = '') {
    const text = (0,_results_redact_js__WEBPACK_IMPORTED_MODULE_0__/* .redactText */ .Rd)(content).toWellFormed().replace(/\r\n?/g, '\n').replace(invisible, '').trimEnd();
    const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
    return { open: `${marks}${language}`, text, close: marks };
}
function longestRun(text) {
    return Array.from(text.matchAll(/`+/g)).reduce((longest, match) => Math.max(longest, match[0].length), 0);
}
/** A table; the cells are Markdown already. */
function table(head, rows) {
    return [tableHead(head), ...rows.map(tableRow)].join('\n');
}
/** The two lines that begin a table. */
function tableHead(head) {
    return `${tableRow(head)}\n${tableRow(head.map(() => '---'))}`;
}
/** One line of a table; the cells are Markdown already. */
function tableRow(cells) {
    return `| ${cells.join(' | ')} |`;
}


/***/ }),

/***/ 54931:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ describeReason),
/* harmony export */   w: () => (/* binding */ collectNotes)
/* harmony export */ });
/* harmony import */ var _scenario_scenario_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27502);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54285);
/* harmony import */ var _titles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66023);



/**
 * Everything in a run that was invalid: scenarios, then blocks, then samples in the order in which they ran. With
 * `characters` a longer message is cut there.
 */
function collectNotes(run, characters) {
    const notes = [];
    const add = (note, reason, where, remark = '') => {
        if (reason === undefined)
            return;
        const text = `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(where)}: ${describeReason(reason, characters)}${remark}`;
        notes.push({ ...note, reason, text, plain: `${where}: ${reason.kind}: ${reason.message}${remark}` });
    };
    for (const { name, arm, status, reason } of run.scenarios) {
        const path = 'pod';
        add({ arm, scenario: name, path }, reason, `${place(arm, name, path)} ${status}`);
    }
    for (const { round, arm, scenario, path, reason } of run.blocks) {
        add({ arm, scenario, path, round }, reason, `round ${String(round)}, ${place(arm, scenario, path)}, the whole block`);
    }
    const retries = validRetries(run);
    for (const sample of run.samples) {
        const { round, arm, scenario, path, test, attempt, reason } = sample;
        const which = attempt === 1 ? '' : ', retry';
        const where = `round ${String(round)}, ${place(arm, scenario, path)}, ${test}${which}`;
        add({ arm, scenario, path, test, round }, reason, where, retries.has(sample) ? '; the retry counts' : '');
    }
    return notes.map((note, index) => ({ ...note, number: index + 1 }));
}
/** A reason as Markdown: its kind and its sentence. */
function describeReason({ kind, message }, characters) {
    return `${kind}: ${characters === undefined ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(message) : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeShort */ .iu)(message, characters)}`;
}
function place(arm, scenario, path) {
    const title = (0,_scenario_scenario_js__WEBPACK_IMPORTED_MODULE_2__/* .parseScenario */ .Mo)(scenario) === undefined ? scenario : (0,_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .scenarioTitle */ .h1)(scenario);
    const where = arm === 'reference' ? `${title} (reference)` : title;
    return path === 'host' ? `control (after ${where})` : where;
}
/** The samples whose test was taken again in the same block, with success. */
function validRetries({ samples }) {
    const place = ({ round, block, test }) => `${String(round)} ${String(block)} ${test}`;
    const last = new Map();
    for (const sample of samples) {
        if (sample.status === 'invalid')
            continue;
        last.set(place(sample), Math.max(sample.attempt, last.get(place(sample)) ?? 0));
    }
    return new Set(samples.filter(sample => sample.attempt < (last.get(place(sample)) ?? 0)));
}


/***/ }),

/***/ 54198:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ oneMachineNotice)
/* harmony export */ });
/** What a reader must know of figures from a kind cluster, in one sentence; nothing of other clusters. */
function oneMachineNotice({ cluster }) {
    return cluster?.provider === 'kind'
        ? ['All nodes of this kind cluster share one kernel and one CPU: ratios count here, absolute figures do not.']
        : [];
}


/***/ }),

/***/ 48457:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ describeLeak),
/* harmony export */   s: () => (/* binding */ leakSentences)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54285);

/** ztunnel knows no Services: what is measured to pod IPs can be encrypted while Services are reached in the clear. */
function describeLeak(scenario) {
    const leak = leakOf(scenario);
    return leak === undefined ? [] : [`**${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(leak.what)}.** ${leak.besides}`];
}
/** The same of every scenario of a run's candidate, as plain sentences. */
function leakSentences({ scenarios }) {
    return scenarios.flatMap(scenario => {
        const leak = scenario.arm === 'candidate' ? leakOf(scenario) : undefined;
        return leak === undefined ? [] : [`${scenario.name}: ${leak.what}. ${leak.besides}`];
    });
}
function leakOf({ serviceLeak, matrix }) {
    if (serviceLeak === undefined || serviceLeak.leaks === 'no')
        return undefined;
    const what = serviceLeak.leaks === 'yes' ? 'Services would leak' : 'Whether Services would leak is not known';
    const seen = matrix?.find(row => row.destination === 'service')?.seen;
    const transfer = seen === undefined ? '' : ` A transfer to a ClusterIP was ${seen}.`;
    return { what: `${what}: ${serviceLeak.reason}`, besides: `What was measured here went to pod IPs.${transfer}` };
}


/***/ }),

/***/ 27362:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bn: () => (/* binding */ describeTools),
/* harmony export */   Fe: () => (/* binding */ describeMachine),
/* harmony export */   Kb: () => (/* binding */ renderSetup),
/* harmony export */   L5: () => (/* binding */ unknown),
/* harmony export */   p_: () => (/* binding */ list)
/* harmony export */ });
/* harmony import */ var _results_rounds_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(921);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54285);
/* harmony import */ var _titles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66023);



/** In place of what only a cluster could have told. */
const unknown = 'unknown: the run ended before it was read';
/** The published documents' `Test Setup` table of a scenario, with what else a reader needs to repeat it. */
function renderSetup(run, scenario) {
    const { cluster, cilium, tools, plan } = run;
    const measured = cluster?.nodes.filter(node => node.role !== 'other') ?? [];
    const blocks = run.blocks.filter(block => block.scenario === scenario.name && block.arm === scenario.arm && block.path === 'pod');
    const samples = run.samples.filter(sample => sample.scenario === scenario.name && sample.arm === scenario.arm && sample.path === 'pod');
    const ofReference = scenario.arm === 'reference' ? run.reference : undefined;
    // The run records the Cilium that it found in the candidate's agents; of another version only the chart is known.
    const isCandidates = ofReference === undefined || ofReference.chartVersion === cilium?.chartVersion;
    const version = isCandidates ? cilium?.version : ofReference.chartVersion;
    const chartVersion = ofReference?.chartVersion ?? cilium?.chartVersion;
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['Parameter', 'Value'], [
        [cluster?.provider === 'aks' ? 'AKS Kubernetes version' : 'Kubernetes version', text(cluster?.kubernetesVersion)],
        ['Nodes (client, server)', text(list(measured.map(describeMachine)))],
        ['Networking mode', cluster === undefined ? unknown : networkingMode(cluster)],
        ...(ofReference === undefined ? [] : [['Reference', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(ofReference.description)]]),
        ['Cilium version', text(version)],
        ['Cilium chart', cilium === undefined ? unknown : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(`${cilium.chart} ${chartVersion ?? ''}`)],
        ...(cilium?.valuesFrom === undefined ? [] : [['Cilium values', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(`from ${cilium.valuesFrom}`)]]),
        ['Cilium agent image', isCandidates ? describeImage(cilium?.agentImage, cilium?.agentImageId) : 'not recorded'],
        ['Routing mode', scenario.routing === 'native' ? 'Native' : 'Tunnel'],
        ['Encapsulation protocol', _titles_js__WEBPACK_IMPORTED_MODULE_1__/* .encapsulationTitles */ .gp[scenario.routing]],
        ['Encryption', _titles_js__WEBPACK_IMPORTED_MODULE_1__/* .encryptionTitles */ .jK[scenario.encryption]],
        ['Test tools', text(describeTools(tools))],
        ['Test image', describeImage(tools?.image, tools?.imageId)],
        ['Test duration', `${seconds(plan.durationSeconds)}, ${seconds(plan.omitSeconds)} of warm-up before`],
        ['Rounds', (0,_results_rounds_js__WEBPACK_IMPORTED_MODULE_2__/* .describeRounds */ .jt)(run)],
        ['Seed', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(plan.seed)],
        ['Kernel', text(list(measured.map(node => node.kernel)))],
        ...nodeImages(measured),
        ['MTU of the nodes', text(list(measured.map(describeInterface)))],
        ['MTU of the pods', wholeNumbers(blocks.map(block => block.podMtu))],
        ['MSS of the connections', wholeNumbers(samples.map(sample => sample.metrics['mss']?.value))]
    ]);
}
const networkingModes = {
    kind: 'kind, Cilium as its only CNI',
    aks: 'BYOCNI',
    kubeconfig: 'Existing cluster'
};
function networkingMode({ provider, networking }) {
    return networking === 'managed' ? 'Azure CNI powered by Cilium, managed by Azure' : networkingModes[provider];
}
function seconds(count) {
    return `${String(count)} ${count === 1 ? 'second' : 'seconds'}`;
}
function text(value) {
    return value === undefined ? unknown : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(value);
}
/** Values of the client's and the server's node; once when they are the same. */
function list(values) {
    const different = [...new Set(values)];
    return different.length === 0 ? unknown : different.join(', ');
}
/** A node's machine: its SKU or CPU model and its CPUs. */
function describeMachine(node) {
    const cpus = `${node.cpus} vCPU`;
    if (node.instanceType === undefined)
        return `${node.cpuModel ?? node.architecture} (${cpus})`;
    const model = node.cpuModel === undefined ? '' : `, ${node.cpuModel}`;
    return `${node.instanceType} (${cpus}${model})`;
}
function describeInterface(node) {
    if (node.interface === undefined)
        return 'not read';
    const { name, mtu, driver, virtualFunction } = node.interface;
    const names = [name, driver, virtualFunction === undefined ? undefined : `virtual function ${virtualFunction}`];
    return `${String(mtu)} (${names.filter(Boolean).join(', ')})`;
}
function describeImage(image, imageId) {
    if (image === undefined)
        return unknown;
    if (imageId === undefined || image.includes(imageId))
        return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(image);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(`${image} (${imageId})`);
}
/** The test tools with their versions. */
function describeTools(tools) {
    return ['iperf3', 'netperf']
        .map(name => {
        const version = name === 'iperf3' ? tools?.iperf3 : tools?.netperf;
        return version === undefined ? name : `${name} ${version}`;
    })
        .join(', ');
}
function nodeImages(nodes) {
    const images = nodes.flatMap(node => node.nodeImage ?? []);
    return images.length === 0 ? [] : [['Node image', text(list(images))]];
}
function wholeNumbers(values) {
    const known = values.flatMap(value => value ?? []);
    return known.length === 0 ? 'not read' : list(known.map(String));
}


/***/ }),

/***/ 66023:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   YC: () => (/* binding */ testTitles),
/* harmony export */   gp: () => (/* binding */ encapsulationTitles),
/* harmony export */   h1: () => (/* binding */ scenarioTitle),
/* harmony export */   jK: () => (/* binding */ encryptionTitles),
/* harmony export */   lX: () => (/* binding */ scenarioHeading)
/* harmony export */ });
/* harmony import */ var _scenario_scenario_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27502);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54285);


/** The published benchmark's words for what routing modes put around a packet. */
const encapsulationTitles = {
    vxlan: 'VXLAN',
    geneve: 'Geneve',
    native: 'None'
};
/** The published benchmark's words for the encryption modes. */
const encryptionTitles = {
    none: 'None',
    wireguard: 'WireGuard',
    ipsec: 'IPsec',
    ztunnel: 'ztunnel'
};
/** The tests as the published documents name them. */
const testTitles = {
    'tcp-throughput': 'TCP throughput',
    'udp-throughput': 'UDP throughput',
    'tcp-bidirectional': 'Bidirectional throughput',
    'tcp-latency': 'TCP latency',
    'udp-latency': 'UDP latency',
    'tcp-stream': 'TCP stream',
    'tcp-connect': 'TCP connect'
};
/** A scenario as a column of the published table: `Native Routing + WireGuard`. */
function scenarioTitle(name) {
    const scenario = (0,_scenario_scenario_js__WEBPACK_IMPORTED_MODULE_1__/* .parseScenario */ .Mo)(name);
    if (scenario === undefined)
        return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(name);
    const routing = scenario.routing === 'native' ? 'Native Routing' : encapsulationTitles[scenario.routing];
    return scenario.encryption === 'none' ? routing : `${routing} + ${encryptionTitles[scenario.encryption]}`;
}
/** A scenario as a heading of the published documents: `VXLAN Encapsulation + WireGuard Encryption`. */
function scenarioHeading(name) {
    const scenario = (0,_scenario_scenario_js__WEBPACK_IMPORTED_MODULE_1__/* .parseScenario */ .Mo)(name);
    if (scenario === undefined)
        return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(name);
    const { routing, encryption } = scenario;
    const path = routing === 'native' ? 'Native Routing' : `${encapsulationTitles[routing]} Encapsulation`;
    return encryption === 'none' ? path : `${path} + ${encryptionTitles[encryption]} Encryption`;
}


/***/ }),

/***/ 64704:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ unlikeNodesNotice),
/* harmony export */   w: () => (/* binding */ unlikeNodes)
/* harmony export */ });
/**
 * What differs between the machines of client and server, as one plain sentence; nothing where they are alike. Between
 * unlike machines the slower end decides, so figures hold for this pair in this direction only.
 */
function unlikeNodes(nodes) {
    const [client, server] = ['client', 'server'].map(role => nodes.find(node => node.role === role));
    if (client === undefined || server === undefined)
        return [];
    const differences = [
        difference('architecture', client.architecture, server.architecture),
        difference('CPU model', client.cpuModel, server.cpuModel),
        difference('size', describeSize(client), describeSize(server))
    ].flatMap(found => found ?? []);
    return differences.length === 0
        ? []
        : [
            `The two measured nodes differ in ${differences.join(', ')}: the figures hold for this pair and this direction only.`
        ];
}
/** The same for a run's record. */
function unlikeNodesNotice({ cluster }) {
    return unlikeNodes(cluster?.nodes ?? []);
}
function difference(what, client, server) {
    if (client === undefined || server === undefined || client === server)
        return undefined;
    return `${what} (client ${client}, server ${server})`;
}
function describeSize({ instanceType, cpus }) {
    return instanceType === undefined ? `${cpus} CPUs` : `${instanceType}, ${cpus} CPUs`;
}


/***/ }),

/***/ 31694:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ isLasting)
/* harmony export */ });
/**
 * A mode that does not come up, or does not do what it promises, will not do so in the next round either. What the cluster
 * only failed at for the moment (`cluster-failed`) is tried again.
 */
function isLasting(reason) {
    return reason?.kind === 'rollout-failed' || reason?.kind === 'matrix-differs';
}


/***/ }),

/***/ 921:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NH: () => (/* binding */ wantedRounds),
/* harmony export */   Qi: () => (/* binding */ finishedRounds),
/* harmony export */   jt: () => (/* binding */ describeRounds)
/* harmony export */ });
/* harmony import */ var _lasting_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31694);

/** Rounds, from the first on, of which every block came to its end. One without a block of pods has measured nothing. */
function finishedRounds({ blocks, plan }) {
    const failed = new Set(blocks.filter(({ reason }) => (0,_lasting_js__WEBPACK_IMPORTED_MODULE_0__/* .isLasting */ .d)(reason)).map(({ scenario }) => scenario));
    const place = (round, { scenario, arm }) => `${String(round)} ${arm} ${scenario}`;
    const ended = new Set(blocks.filter(({ path }) => path === 'pod').map(block => place(block.round, block)));
    const unfinished = plan.order.findIndex((order, index) => {
        const ofPods = order.filter(({ path }) => path === 'pod');
        // A mode that failed for good is not tried again in later rounds.
        return ofPods.length === 0 || ofPods.some(one => !failed.has(one.scenario) && !ended.has(place(index + 1, one)));
    });
    return unfinished === -1 ? plan.order.length : unfinished;
}
/** Rounds of which figures can be missed: of a run that ended on purpose, early or not, those that it began. */
function wantedRounds({ complete, blocks, samples, plan }) {
    if (!complete)
        return plan.rounds;
    return [...blocks, ...samples].reduce((last, { round }) => Math.max(last, round), 0);
}
/** Finished rounds in which anything was tried: `7`, or `3 of 7` where fewer than planned. */
function describeRounds(run) {
    const finished = finishedRounds(run);
    const measured = new Set(run.blocks.map(({ round }) => round).filter(round => round <= finished)).size;
    const planned = String(run.plan.rounds);
    return measured < run.plan.rounds ? `${String(measured)} of ${planned}` : planned;
}


/***/ }),

/***/ 35677:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VS: () => (/* binding */ redactRun),
/* harmony export */   al: () => (/* binding */ inOrder),
/* harmony export */   di: () => (/* binding */ sortKeys),
/* harmony export */   uz: () => (/* binding */ serializeRun)
/* harmony export */ });
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72460);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69154);


/**
 * The text of run.json: validated, redacted once more, keys in the schema's order and free names sorted, so that equal
 * runs are equal texts. An invalid run is a mistake of this program, never of its user.
 */
function serializeRun(run) {
    const result = _read_js__WEBPACK_IMPORTED_MODULE_0__/* .checkedRunSchema */ .s9.safeParse(redactRun(run));
    if (!result.success)
        throw new Error(`the run to be written is not valid:\n${(0,_read_js__WEBPACK_IMPORTED_MODULE_0__/* .describeIssues */ .wF)(result.error)}`);
    return `${JSON.stringify(inOrder(result.data), null, 2)}\n`;
}
/** A run as it is read again: what has free names is in the order of the names, on which ties in a report depend. */
function inOrder(run) {
    return {
        ...run,
        scenarios: run.scenarios.map(scenario => ({ ...scenario, values: sortKeys(scenario.values) })),
        samples: run.samples.map(sample => ({ ...sample, metrics: sortEntries(sample.metrics) }))
    };
}
/** A run, or what is known of it at its start, without secrets. Names that GitHub gave stay: by them a run is found again. */
function redactRun(run) {
    return { ...(0,_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .redactValue */ .FI)(run), ...(run.source === undefined ? {} : { source: run.source }) };
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


/***/ })

};
