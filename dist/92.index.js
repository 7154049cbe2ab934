export const id = 92;
export const ids = [92];
export const modules = {

/***/ 94133:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ asFoundNotices)
/* harmony export */ });
/** What a reader must know of a cluster that was measured as it is, in plain sentences; nothing of other runs. */
function asFoundNotices({ asFound }) {
    if (asFound === undefined)
        return [];
    const { enrolledNamespaces: enrolled, valuesUnknown } = asFound;
    return [
        "Measured as found, nothing of Cilium was changed. What is proven is the path of the run's own test pods between two nodes; of the traffic of other pods it proves nothing.",
        ...(enrolled.length === 0
            ? []
            : [
                `Enrolled in ztunnel besides the run's own namespace: ${enrolled.join(', ')}. Their pods were not looked at: what was started before it was enrolled, leaves the enrolled namespaces or is not TCP may be in the clear.`
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
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46773);

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
        if (figure !== undefined)
            rounds.set(sample.round, [...(rounds.get(sample.round) ?? []), figure.value]);
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
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46773);

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
    for (const sample of run.samples) {
        const { round, arm, scenario, path, test, attempt, reason } = sample;
        const which = attempt === 1 ? '' : ', retry';
        const where = `round ${String(round)}, ${place(arm, scenario, path)}, ${test}${which}`;
        add({ arm, scenario, path, test, round }, reason, where, hasValidRetry(run, sample) ? '; the retry counts' : '');
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
function hasValidRetry(run, failed) {
    return run.samples.some(sample => sample.status === 'valid' &&
        sample.attempt > failed.attempt &&
        sample.round === failed.round &&
        sample.block === failed.block &&
        sample.test === failed.test);
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
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54285);
/* harmony import */ var _titles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66023);


/** In place of what only a cluster could have told. */
const unknown = 'unknown: the run ended before it was read';
/** The published documents' `Test Setup` table of a scenario, with what else a reader needs to repeat it. */
function renderSetup(run, scenario) {
    const { cluster, cilium, tools, plan } = run;
    const measured = cluster?.nodes.filter(node => node.role !== 'other') ?? [];
    const blocks = run.blocks.filter(block => block.scenario === scenario.name && block.arm === scenario.arm && block.path === 'pod');
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
        ['Cilium agent image', isCandidates ? describeImage(cilium?.agentImage, cilium?.agentImageId) : 'not recorded'],
        ['Routing mode', scenario.routing === 'native' ? 'Native' : 'Tunnel'],
        ['Encapsulation protocol', _titles_js__WEBPACK_IMPORTED_MODULE_1__/* .encapsulationTitles */ .gp[scenario.routing]],
        ['Encryption', _titles_js__WEBPACK_IMPORTED_MODULE_1__/* .encryptionTitles */ .jK[scenario.encryption]],
        ['Test tools', text(describeTools(tools))],
        ['Test image', describeImage(tools?.image, tools?.imageId)],
        ['Test duration', `${seconds(plan.durationSeconds)}, ${seconds(plan.omitSeconds)} of warm-up before`],
        ['Rounds', String(plan.rounds)],
        ['Seed', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(plan.seed)],
        ['Kernel', text(list(measured.map(node => node.kernel)))],
        ...nodeImages(measured),
        ['MTU of the nodes', text(list(measured.map(describeInterface)))],
        ['MTU of the pods', describeMtus(blocks, block => block.podMtu)],
        ["MTU of the pods' route", describeMtus(blocks, block => block.routeMtu)]
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
function describeMtus(blocks, mtuOf) {
    const mtus = blocks.flatMap(block => mtuOf(block) ?? []);
    return mtus.length === 0 ? 'not read' : list(mtus.map(String));
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

/***/ 46773:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Rd: () => (/* binding */ redactText),
  FI: () => (/* binding */ redactValue)
});

// UNUSED EXPORTS: redacted

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./src/results/secret-names.ts
/** Names that speak of secrets but hold a reference, a switch or a measure: `secretName`, `ipsec-key-file`, `tokenExpirationSeconds`. */
const harmlessEndings = new Set([
    ...[
        'address',
        'algo',
        'algorithm',
        'audience',
        'audiences',
        'class',
        'count',
        'create',
        'dir',
        'directory',
        'domain'
    ],
    ...['duration', 'enabled', 'endpoint', 'expiration', 'expiry', 'file', 'format', 'host', 'id', 'interval', 'issuer'],
    ...['key', 'kind', 'length', 'limit', 'method', 'mode', 'mount', 'name', 'names', 'namespace', 'namespaces', 'only'],
    ...[
        'path',
        'policy',
        'port',
        'provider',
        'ref',
        'refs',
        'rotation',
        'seconds',
        'selector',
        'size',
        'socket',
        'source'
    ],
    ...['spi', 'sync', 'ttl', 'type', 'url', 'version', 'watcher']
]);
/** Words too short or too common to count anywhere but at the end of a name: `mesh-auth-queue-size` is no secret. */
const secretLastWords = new Set(['auth', 'authorization', 'bearer', 'creds', 'jwt', 'pat', 'psk', 'pwd', 'sas', 'sig']);
/** Runs of words that name key material although neither word does alone. */
const secretPhrases = [
    ...['access key', 'account key', 'admin key', 'api key', 'auth key', 'ca bundle', 'client key', 'connection string'],
    ...[
        'encryption key',
        'key data',
        'key material',
        'key pem',
        'master key',
        'private key',
        'preshared key',
        'primary key'
    ],
    ...['secondary key', 'secret key', 'server key', 'shared key', 'signing key', 'sas url', 'ssh key', 'tls key']
];
/** The same names written as one lower-case word, as in `apikey` or `PGPASSWORD`. */
const secretStems = /passw(?:or)?d|passphrase|secret|token|credential|apikey|accesskey|accountkey|sharedkey|privatekey|presharedkey|clientkeydata|connectionstring/;
function wordsOf(name) {
    return name
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter(word => word !== '');
}
/** Whether a name announces a public key, as in `wg-pub-key`, `Public key` or `Pubkey`. */
function isPublicKeyName(name) {
    return /(?:^| )(?:pub ?key|public ?key|peer)$/.test(wordsOf(name).join(' '));
}
/** Whether the value under this name is a secret by the name alone. */
function isSecretName(name) {
    if (isPublicKeyName(name))
        return false;
    // File names inside a Secret or a certificate directory: `tls.key`, `ca-private.key`.
    if (/[a-z0-9]\.key$/i.test(name.trim()))
        return true;
    const words = wordsOf(name);
    const joined = words.join(' ');
    if (secretPhrases.some(phrase => joined === phrase || joined.endsWith(` ${phrase}`)))
        return true;
    const last = words.at(-1);
    if (last === undefined || harmlessEndings.has(last))
        return false;
    return (secretLastWords.has(last) ||
        words.some(word => secretStems.test(word)) ||
        secretPhrases.some(phrase => ` ${joined} `.includes(` ${phrase} `)));
}
/** Whether a name inside a secret's own mapping refers to the secret, or describes it, instead of holding it. */
function isReferenceName(name) {
    return /(?:^| )(?:enabled|kind|names?|namespace|optional|ref|type|api version|default mode)$/.test(wordsOf(name).join(' '));
}
/** Whether a name announces a digest, a commit or an identifier: hexadecimal that is meant to be read. */
function isIdentifierName(name) {
    const words = wordsOf(name).join(' ');
    return (/(?:^| )(?:checksum|commit|digest|hash|revision|sha\d*)(?: |$)/.test(words) ||
        /(?:^| )(?:id|seed|serial|serial number|uid|uuid|version)$/.test(words));
}

;// CONCATENATED MODULE: ./src/results/redact-patterns.ts

/** Forms that are secret whatever stands before them; the first group, where there is one, is kept. */
const redact_patterns_forms = [
    // PEM, also with escaped newlines, also cut off before its end.
    /()(-----BEGIN [A-Z0-9 ]+-----(?:[\s\S]*?-----END [A-Z0-9 ]+-----|(?:[A-Za-z0-9+/=\s]|\\[nr])*))/g,
    /()((?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/]+={0,2})/g,
    /()(\bgithub_pat_\w{16,})/g,
    /()(\bgh[opusr]_[\w.-]{16,})/g,
    /()(\bglpat-[\w-]{16,})/g,
    /()(\bnpm_[A-Za-z0-9]{30,})/g,
    /()(\bxox[abeoprs]-[\w-]{10,})/g,
    /()(\b(?:AKIA|ASIA)[A-Z0-9]{16}\b)/g,
    /()(\bAIza[\w-]{35})/g,
    /()(\beyJ[\w-]{6,}\.[\w-]{4,}(?:\.[\w-]*){0,3})/g,
    // Client secrets of Entra ID.
    /()((?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34})/g,
    /(\b(?:bearer|basic)\s+)(?!\[redacted )([\w.~+/=-]{8,})/gi,
    /([?&;]sig=)(?!\[redacted )([^&\s"'<>]+)/gi,
    /(\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=)(?!\[redacted )([^;\s"']+)/gi,
    /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']*:)(?!\[redacted )([^\s/@"']+)(?=@)/gi,
    // IPsec: `3+ rfc4106(gcm(aes)) <key> 128`, `auth-trunc hmac(sha256) 0x<key> 128`, `enc cbc(aes) 0x<key>`.
    /(\b[a-z][\w-]{0,40}\((?:[^()\s]|\([^()\s]*\))*\)['"]?\s+)((?:0x)?[0-9a-f]{8,})/gi,
    /(\b\d+\+?\s+(?:rfc\d+|hmac|cbc|gcm)\([^\s]*\)\s+)(?!\[redacted )([^\s"']+)/gi,
    /(\b(?:enc|auth|auth-trunc|aead)\s+\S+\s+)(0x[0-9a-f]+)/gi,
    /()(\b0x[0-9a-f]{32,}\b)/gi
];
/** Long hexadecimal with a boundary on both sides; a path's component (`/templates/<hash>/`) is not a key. */
const longHex = /(?<![\w+/@.-])[0-9a-f]{40,}(?![\w+/=])/gi;
/** A key of 32 bytes (WireGuard), other padded base64, and long base64 without padding. */
const longBase64 = /(?<![\w+/.-])(?:[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22,}={1,2}|[A-Za-z0-9+/]{40,})(?![A-Za-z0-9+/=_])/g;
/** The name in front of a value, as in `"public-key": "`, `Pubkey: ` or `imageID=`. */
const nameBefore = /([A-Za-z][\w./-]*(?: key)?)\\*["']?\s*[:=]\s*\\*["']?$/i;
function precedingName(text, offset) {
    return nameBefore.exec(text.slice(Math.max(0, offset - 120), offset))?.[1] ?? '';
}
function looksLikeKey(value) {
    if (/^[A-Za-z0-9+/]{43}=$/.test(value))
        return true;
    if (!/[a-z]/.test(value) || !/[A-Z]/.test(value))
        return false;
    return value.endsWith('=') ? value.length % 4 === 0 : /[0-9+]/.test(value);
}
/** Replaces what is secret by its form alone: tokens, PEM, keys in base64 and hexadecimal. */
function redactPatterns(text, replace) {
    let clean = text;
    for (const form of redact_patterns_forms) {
        clean = clean.replace(form, (_match, kept, secret) => kept + replace(secret));
    }
    clean = clean.replace(longHex, (value, offset, whole) => /^\d+$/.test(value) || isIdentifierName(precedingName(whole, offset)) ? value : replace(value));
    return clean.replace(longBase64, (value, offset, whole) => {
        if (!looksLikeKey(value))
            return value;
        const name = precedingName(whole, offset);
        return isPublicKeyName(name) || (/^[0-9a-f]+$/i.test(value) && isIdentifierName(name)) ? value : replace(value);
    });
}

;// CONCATENATED MODULE: ./src/results/redact-scalar.ts
/** The pattern of a marker, for those that must take it as one value. */
const marker = String.raw `\[redacted sha256:[0-9a-f]{8}\]`;
const settled = new RegExp(String.raw `^\s*(?:|true|false|null|~|\{\}|\[\]|\(hidden\)|${marker}[,;)}\]]*)\s*$`);
/** Whether a value needs no redaction whatever its name: nothing, a switch, or redacted already. */
function isSettled(value) {
    return settled.test(value);
}
/** Replaces one scalar of YAML or JSON and keeps its quotes. */
function redactScalar(value, replace) {
    const [, quote = '', inner = value] = /^(["'])([\s\S]*)\1$/.exec(value) ?? [];
    return isSettled(inner) ? value : quote + replace(inner) + quote;
}

;// CONCATENATED MODULE: ./src/results/redact-yaml.ts


/** `  - "name": value`; a name has at most three words, so that prose with a colon is rarely one. */
const mappingLine = /^([ \t]*(?:- +)*)(["']?)([A-Za-z_.][\w./-]{0,80}(?: [\w./-]{1,80}){0,2})\2[ \t]*:(?:[ \t]+(.*))?$/;
const listItem = /^([ \t]*- +)(.*)$/;
const blockScalar = /^[|>][-+0-9]*\s*(?:#.*)?$/;
/** A mapping that goes on below, and a quoted value with something behind it: the assignments know where these end. */
const leftToAssignments = /[{[]\s*$|^(["'])(?:[^\\]|\\.)*?\1./;
/**
 * Goes over YAML line by line, so that passphrases with spaces, block scalars and mappings below a secret's name are
 * found. Not a parser: manifests come cut off, with log lines around them, or several to a text.
 */
function redactYamlLines(text, isSecretData, replace) {
    const result = [];
    const block = [];
    let blockColumn;
    let inside;
    let variable;
    const endBlock = () => {
        const content = block.join('\n');
        if (isSettled(content))
            result.push(...block);
        else
            result.push(' '.repeat((blockColumn ?? 0) + 2) + replace(content.trim()));
        block.length = 0;
        blockColumn = undefined;
    };
    for (const line of text.split('\n')) {
        const indent = line.search(/[^ \t]|$/);
        const blank = line.trim() === '';
        if (blockColumn !== undefined) {
            if (blank || indent > blockColumn) {
                block.push(line);
                continue;
            }
            endBlock();
        }
        const match = mappingLine.exec(line.trimEnd());
        const [, lead = '', , name = '', value = ''] = match ?? [];
        const column = match === null ? indent : lead.length;
        const isItem = /^[ \t]*- /.test(line);
        if (inside !== undefined && !blank && (column < inside.column || (column === inside.column && !isItem))) {
            inside = undefined;
        }
        if (match === null) {
            const item = inside === undefined ? null : listItem.exec(line);
            result.push(item === null ? line : (item[1] ?? '') + redactScalar(item[2] ?? '', replace));
            continue;
        }
        const isValueOfSecretVariable = name === 'value' && variable?.secret === true && variable.column === column;
        if (name === 'name')
            variable = { column, secret: isSecretName(value.replace(/["',]/g, '')) };
        const belongsInside = inside !== undefined && (inside.everything || !isReferenceName(name));
        const isSecret = isSecretName(name) || isSecretData(name);
        if (!(belongsInside || isValueOfSecretVariable || isSecret) || (isSecret && leftToAssignments.test(value))) {
            result.push(line);
        }
        else if (blockScalar.test(value)) {
            result.push(line);
            blockColumn = column;
        }
        else if (value === '') {
            result.push(line);
            inside ??= { column, everything: isSecretData(name) };
        }
        else {
            const head = line.trimEnd().slice(0, -value.length);
            result.push(head + redactScalar(value, replace));
        }
    }
    if (blockColumn !== undefined)
        endBlock();
    return result.join('\n');
}

;// CONCATENATED MODULE: ./src/results/redact-named.ts



/**
 * `name: value`, `"name": "value"`, `name=value`, also with the quotes of a string inside a string. With a space before
 * the colon only in front of what JSON allows: `volume "x-secrets" : not found` is a sentence.
 */
const assignment = new RegExp(String.raw `(?<![A-Za-z0-9_])((?:[A-Za-z][\w./-]{0,80} ){0,2}[A-Za-z_][\w./-]{0,80})` +
    String.raw `(\\*["']?(?:[ \t]*(?:=>|:=|=)|:)[ \t]*|\\*["'][ \t]+:[ \t]*(?=\\*["'{[\d]))`, 'g');
/** `--name value`. */
const flag = /((?<=^|\s)--?([A-Za-z][\w.-]*)[ \t]+)(?!-)/g;
const bareValue = new RegExp(`(?:${marker}|[^\\s"'\\\\])*`, 'y');
const openingQuote = /\\*["']/y;
const bareWithRest = new RegExp(`^(${marker}|[{[][\\s\\S]*|[\\s\\S]*?)([,;)}\\]]*)$`);
const secretObject = /\bkind\\*["']?\s*:\s*\\*["']?Secret\b/;
/** Replaces what a name announces as secret in text of any form: YAML, JSON, logs, environment, command lines. */
function redactNamed(text, replace) {
    const holdsSecretObject = secretObject.test(text);
    const isSecretData = (name) => holdsSecretObject && (name === 'data' || name === 'stringData');
    const lines = redactYamlLines(text, isSecretData, replace);
    const assigned = redactValuesAfter(assignment, 1, lines, name => isSecretName(name) || isSecretData(name), replace);
    return redactValuesAfter(flag, 2, assigned, isSecretName, replace);
}
function redactValuesAfter(pattern, nameGroup, text, isSecret, replace) {
    let result = '';
    let done = 0;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const start = match.index + match[0].length;
        // What is no secret is searched on from its value's start: a message can hold assignments of its own.
        pattern.lastIndex = start;
        if (!isSecret(match[nameGroup] ?? ''))
            continue;
        const end = valueEnd(text, start);
        result += text.slice(done, start) + redactFound(text.slice(start, end), replace);
        done = end;
        pattern.lastIndex = end;
    }
    return result + text.slice(done);
}
function redactFound(value, replace) {
    if (isSettled(value))
        return value;
    const quote = /^(\\+["'])[\s\S]*\1$/.exec(value)?.[1];
    if (quote !== undefined) {
        const inner = value.slice(quote.length, -quote.length);
        return isSettled(inner) ? value : quote + replace(inner) + quote;
    }
    if (/^["']/.test(value))
        return redactScalar(value, replace);
    // A comma or bracket behind a bare value belongs to what surrounds it; so does a lone opening bracket.
    const [, bare = value, rest = ''] = bareWithRest.exec(value) ?? [];
    return isSettled(bare) || /^[{[]?$/.test(bare) ? value : replace(bare) + rest;
}
function valueEnd(text, start) {
    openingQuote.lastIndex = start;
    const quote = openingQuote.exec(text)?.[0];
    if (quote !== undefined)
        return closingQuote(text, start + quote.length, quote);
    if (/[{[]/.test(text.charAt(start)) && !text.startsWith('[redacted sha256:', start)) {
        return closingBracket(text, start);
    }
    bareValue.lastIndex = start;
    bareValue.exec(text);
    return bareValue.lastIndex;
}
function lineEnd(text, from) {
    const end = text.indexOf('\n', from);
    return end === -1 ? text.length : end;
}
function closingQuote(text, from, quote) {
    for (let at = from; at < text.length; at++) {
        if (text.startsWith(quote, at))
            return at + quote.length;
        if (text.charAt(at) === '\\' && quote.length === 1)
            at++;
    }
    return lineEnd(text, from);
}
function closingBracket(text, start) {
    let depth = 0;
    for (let at = start; at < text.length; at++) {
        if (/[{[]/.test(text.charAt(at)))
            depth++;
        if (/[}\]]/.test(text.charAt(at)))
            depth--;
        if (depth === 0)
            return at + 1;
    }
    return lineEnd(text, start);
}

;// CONCATENATED MODULE: ./src/results/redact.ts




const secretFlag = /^--?([A-Za-z][\w.-]*)$/;
/** What stands in a secret's place: the hash tells whether two are the same, and nothing else. */
function redacted(secret) {
    return `[redacted sha256:${(0,external_node_crypto_.createHash)('sha256').update(secret).digest('hex').slice(0, 8)}]`;
}
/**
 * Takes secrets out of text from outside: tool outputs, logs, manifests, messages. Text without any is returned
 * unchanged, byte for byte. JSON that holds secrets is written anew, since only its structure shows all of them.
 */
function redactText(text) {
    const json = redactJson(text);
    return redactPatterns(json ?? redactNamed(text, redacted), redacted);
}
function redactValue(value) {
    return redactNode(value, '');
}
/** The text with its secrets replaced when it is one JSON document; `undefined` for any other text. */
function redactJson(text) {
    if (!/^\s*[[{]/.test(text))
        return undefined;
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    const clean = redactNode(value, '');
    if (JSON.stringify(clean) !== JSON.stringify(value)) {
        return JSON.stringify(clean, null, text.trim().includes('\n') ? 2 : 0) + (text.endsWith('\n') ? '\n' : '');
    }
    // Of a name written twice (iperf3 before 3.14 does that) only the last is read: the text may hold what the value hides.
    return countNames(value) === countWrittenNames(text) ? text : undefined;
}
function countWrittenNames(text) {
    return Array.from(text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)).filter(match => match[1] !== undefined).length;
}
function countNames(value) {
    if (typeof value !== 'object' || value === null)
        return 0;
    const children = Object.values(value);
    return children.reduce((sum, child) => sum + countNames(child), Array.isArray(value) ? 0 : children.length);
}
function redactNode(value, name) {
    if (typeof value === 'string') {
        if (isSecretName(name))
            return redactLeaf(value);
        if (isPublicKeyName(name) && /^[A-Za-z0-9+/]{43}=$/.test(value))
            return value;
        return isIdentifierName(name) ? redactIdentifier(value) : redactText(value);
    }
    if (typeof value === 'number')
        return isSecretName(name) ? redactLeaf(String(value), value) : value;
    if (Array.isArray(value))
        return isSecretName(name) ? redactInside(value) : redactList(value, name);
    if (typeof value !== 'object' || value === null)
        return value;
    return isSecretName(name) ? redactInside(value) : redactObject(value, name);
}
/** A digest or a commit is kept whole; anything else under such a name is text like any other. */
function redactIdentifier(value) {
    return /^(?:[\w.:/-]+@)?(?:sha\d+:)?[0-9a-f]{32,128}(?:-dirty)?$/i.test(value) ? value : redactText(value);
}
/** Switches and empty values under a secret's name say nothing; keeping them keeps the document readable. */
function redactLeaf(value, unchanged = value) {
    const plain = value.trim();
    return plain === '' || /^(?:true|false|null|\[redacted sha256:[0-9a-f]{8}\])$/.test(plain)
        ? unchanged
        : redacted(value);
}
function redactObject(value, name) {
    const entries = Object.entries(value);
    const fields = new Map(entries);
    const isSecret = fields.get('kind') === 'Secret';
    const variable = fields.get('name');
    return Object.fromEntries(entries.map(([key, child]) => {
        const safeKey = redactPatterns(key, redacted);
        if (isSecret && (key === 'data' || key === 'stringData'))
            return [safeKey, redactInside(child, true)];
        // A container's environment: { name: DB_PASSWORD, value: ... }.
        if (key === 'value' && typeof variable === 'string' && isSecretName(variable)) {
            return [safeKey, redactInside(child)];
        }
        // `tls: { cert: ..., key: ... }` as in the chart's clustermesh and Hubble values.
        if (key === 'key' && typeof child === 'string' && (fields.has('cert') || /^(?:tls|ca)$/i.test(name))) {
            return [safeKey, redactLeaf(child)];
        }
        return [safeKey, redactNode(child, key)];
    }));
}
/** An argument list can carry a secret in the element after its flag. */
function redactList(values, name) {
    return values.map((value, index) => {
        const before = values[index - 1];
        const flag = typeof before === 'string' ? secretFlag.exec(before)?.[1] : undefined;
        return typeof value === 'string' && flag !== undefined && isSecretName(flag)
            ? redactLeaf(value)
            : redactNode(value, typeof value === 'string' ? name : '');
    });
}
/** Everything below a secret's name, except what only refers to it; below a Kubernetes Secret's data nothing refers. */
function redactInside(value, everything = false) {
    if (typeof value === 'string')
        return redactLeaf(value);
    if (typeof value === 'number')
        return redactLeaf(String(value), value);
    if (Array.isArray(value))
        return value.map(child => redactInside(child, everything));
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [
        redactPatterns(key, redacted),
        !everything && isReferenceName(key) ? redactNode(child, key) : redactInside(child, everything)
    ]));
}


/***/ }),

/***/ 35677:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ sortKeys),
/* harmony export */   u: () => (/* binding */ serializeRun)
/* harmony export */ });
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72460);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46773);


/**
 * The text of run.json: validated, redacted once more, keys in the schema's order and free names sorted, so that equal
 * runs are equal texts. An invalid run is a mistake of this program, never of its user.
 */
function serializeRun(run) {
    const result = _read_js__WEBPACK_IMPORTED_MODULE_0__/* .checkedRunSchema */ .s9.safeParse((0,_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .redactValue */ .FI)(run));
    if (!result.success)
        throw new Error(`the run to be written is not valid:\n${(0,_read_js__WEBPACK_IMPORTED_MODULE_0__/* .describeIssues */ .wF)(result.error)}`);
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


/***/ })

};
