export const id = 460;
export const ids = [460];
export const modules = {

/***/ 30351:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ maxRounds),
/* harmony export */   o: () => (/* binding */ maxLegs)
/* harmony export */ });
/** How often everything is measured at most. It bounds the inputs, and so whatever a stored run may claim. */
const maxRounds = 100;
/** Jobs of a matrix that can be judged as one family, and so the runs that are read for one report. */
const maxLegs = 50;


/***/ }),

/***/ 84449:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kc: () => (/* binding */ expectedMatrix),
/* harmony export */   gV: () => (/* binding */ judgeRow),
/* harmony export */   xY: () => (/* binding */ rowEnds)
/* harmony export */ });
/**
 * Where a row's traffic runs. For ztunnel, `enrolled` and `other` are pods by their namespace, and `service` is the
 * ClusterIP before an enrolled one; all are on two nodes.
 */
const rowEnds = ['pod', 'host', 'enrolled', 'other', 'service'];
const ends = ['pod', 'host'];
/** The published table of four: both must be enrolled. Same-node traffic is encrypted by ztunnel too, and not in the table. */
const publishedRows = ['enrolled', 'other'].flatMap(source => ['enrolled', 'other'].map((destination) => ({
    source,
    destination,
    placement: 'other-node',
    expected: source === 'enrolled' && destination === 'enrolled' ? 'encrypted' : 'plaintext'
})));
/** The row that confirms the Service leak, or that there is none: what the agents' state says of it is judged apart. */
const serviceRow = {
    source: 'enrolled',
    destination: 'service',
    placement: 'other-node',
    expected: 'recorded'
};
/** The rows that `verify` runs in a mode, with what rules 8 expects of each. */
function expectedMatrix(mode, options) {
    if (mode === 'ztunnel')
        return [...publishedRows, serviceRow];
    return ['same-node', 'other-node'].flatMap(placement => ends.flatMap(source => ends.map((destination) => ({
        source,
        destination,
        placement,
        expected: mode === 'none' || placement === 'same-node' ? 'plaintext' : betweenNodes(mode, source, destination, options)
    }))));
}
function betweenNodes(mode, source, destination, { routing, nodeEncryption, optedOut }) {
    if (source === 'pod' && destination === 'pod')
        return 'encrypted';
    // Which of a host's rows an opted-out node leaves in the clear depends on which end it is: shown, not asserted.
    if (nodeEncryption)
        return optedOut ? 'recorded' : 'encrypted';
    if (destination === 'host')
        return 'plaintext';
    if (mode === 'ipsec')
        return 'recorded';
    // The host's packets to a pod are encapsulated between node IPs, which WireGuard encrypts; routed ones are not a pod's.
    return routing === 'native' ? 'plaintext' : 'encrypted';
}
/** Compares a row with what was seen. */
function judgeRow(row, seen, reason) {
    return { row, seen, reason, matches: row.expected === 'recorded' || row.expected === seen };
}


/***/ }),

/***/ 23195:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ findBadNode)
/* harmony export */ });
/** Far more than any chart's values need, far less than what would exhaust the stack. */
const maxDepth = 64;
/**
 * Finds what JSON can carry and no run does, also where the schema takes any value: numbers beyond what a double
 * holds (1e999), the name `__proto__`, endless nesting. Returns the complaint with its path, or `undefined`.
 */
function findBadNode(value) {
    const bad = badBelow(value, 0);
    if (bad === undefined)
        return undefined;
    // Found from the inside out; only what is bad needs its path.
    const path = bad.path.reverse().map(key => (typeof key === 'number' ? `[${String(key)}]` : `.${key.slice(0, 60)}`));
    const text = path.join('').replace(/^\./, '');
    return `${text === '' ? 'the document' : text}: ${bad.what}`;
}
function badBelow(value, depth) {
    if (typeof value === 'number') {
        return Number.isFinite(value) ? undefined : { what: 'a number too large to hold', path: [] };
    }
    if (typeof value !== 'object' || value === null)
        return undefined;
    if (depth === maxDepth)
        return { what: `nested deeper than ${String(maxDepth)} levels`, path: [] };
    if (Array.isArray(value)) {
        for (let index = 0; index < value.length; index += 1) {
            const bad = badBelow(value[index], depth + 1);
            if (bad !== undefined)
                return within(bad, index);
        }
        return undefined;
    }
    for (const key of Object.keys(value)) {
        if (key === '__proto__')
            return { what: 'a name that no run uses', path: [key] };
        const bad = badBelow(value[key], depth + 1);
        if (bad !== undefined)
            return within(bad, key);
    }
    return undefined;
}
function within(bad, key) {
    bad.path.push(key);
    return bad;
}


/***/ }),

/***/ 72460:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s9: () => (/* binding */ checkedRunSchema),
  wF: () => (/* binding */ describeIssues),
  KJ: () => (/* binding */ maxRunLength),
  zZ: () => (/* binding */ parseRun)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var errors = __webpack_require__(37428);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/limits.ts
var limits = __webpack_require__(30351);
// EXTERNAL MODULE: ./src/scenario/scenario.ts
var scenario_scenario = __webpack_require__(27502);
;// CONCATENATED MODULE: ./src/results/metrics.ts
/** The metrics without which a sample of a test has no figure: the published table's cells and what gates. */
const requiredMetrics = {
    'tcp-throughput': ['throughput'],
    'tcp-bidirectional': ['throughput', 'throughput-tx', 'throughput-rx'],
    'tcp-latency': ['latency-mean', 'transaction-rate'],
    'tcp-stream': ['throughput'],
    'udp-throughput': ['throughput', 'lost-datagrams'],
    'udp-latency': ['latency-mean', 'transaction-rate'],
    'tcp-connect': ['latency-mean', 'transaction-rate']
};

;// CONCATENATED MODULE: ./src/results/check-run.ts


const rawPath = /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[\w.+/-]*$/;
/** Inherited names: a lookup by one of them finds a function where a figure is expected. */
const prototypeNames = new Set(['__proto__', 'constructor', 'prototype']);
/** Several times those of all tests; each is compared in every scenario and test. */
const maxMetricNames = 100;
/** What the schema cannot say: that the parts of a run agree with each other and with the plan. For zod's `superRefine`. */
function checkRun(run, context) {
    const report = (path, message) => {
        context.addIssue({ code: 'custom', path: [...path], message });
    };
    checkCompleteness(run, report);
    checkPlan(run, report);
    checkUnique(run.samples.map(sample => sample.id), index => ['samples', index, 'id'], report);
    checkUnique(run.blocks.map(block => `${String(block.index)} of round ${String(block.round)}`), index => ['blocks', index, 'index'], report);
    checkScenarios(run, report);
    run.blocks.forEach((block, index) => {
        const at = ['blocks', index];
        checkPlace(run, block, at, report);
        checkReason(block.status !== 'measured', block.status, block.reason, at, report);
    });
    run.samples.forEach((sample, index) => {
        checkSample(run, sample, ['samples', index], report);
    });
    const names = new Set(run.samples.flatMap(({ metrics }) => Object.keys(metrics)));
    if (names.size > maxMetricNames) {
        report(['samples'], `${String(names.size)} names of metrics, at most ${String(maxMetricNames)} are read`);
    }
}
function checkCompleteness(run, report) {
    if (run.complete && run.incompleteReason !== undefined) {
        report(['incompleteReason'], 'a complete run has no reason to be incomplete');
    }
    if (!run.complete) {
        if (run.incompleteReason === undefined)
            report(['incompleteReason'], 'an incomplete run says why it is');
        return;
    }
    for (const part of ['cluster', 'cilium', 'tools']) {
        if (run[part] === undefined)
            report([part], 'a complete run knows it; only an incomplete one may leave it out');
    }
    run.plan.scenarios.forEach((name, index) => {
        if (!run.scenarios.some(scenario => scenario.name === name && scenario.arm === 'candidate')) {
            report(['plan', 'scenarios', index], `the complete run has nothing on its scenario ${quote(name)}`);
        }
    });
}
function checkPlan(run, report) {
    const { scenarios, tests, order, rounds } = run.plan;
    scenarios.forEach((name, index) => {
        if ((0,scenario_scenario/* parseScenario */.Mo)(name) === undefined)
            report(['plan', 'scenarios', index], `${quote(name)} is no scenario`);
    });
    checkUnique(scenarios, index => ['plan', 'scenarios', index], report);
    checkUnique(tests, index => ['plan', 'tests', index], report);
    if (order.length > rounds)
        report(['plan', 'order'], `${String(order.length)} rounds drawn, ${String(rounds)} planned`);
    order.forEach((blocks, round) => {
        blocks.forEach((block, index) => {
            if (!scenarios.includes(block.scenario)) {
                report(['plan', 'order', round, index, 'scenario'], `scenario ${quote(block.scenario)} is not in plan.scenarios`);
            }
        });
    });
}
function checkScenarios(run, report) {
    checkUnique(run.scenarios.map(scenario => `${scenario.arm} ${scenario.name}`), index => ['scenarios', index, 'name'], report);
    run.scenarios.forEach((scenario, index) => {
        const at = ['scenarios', index];
        if (!run.plan.scenarios.includes(scenario.name)) {
            report([...at, 'name'], `scenario ${quote(scenario.name)} is not in plan.scenarios`);
        }
        const parsed = (0,scenario_scenario/* parseScenario */.Mo)(scenario.name);
        if (parsed !== undefined && (0,scenario_scenario/* scenarioName */.ic)(parsed) !== (0,scenario_scenario/* scenarioName */.ic)(scenario)) {
            report([...at, 'name'], `${quote(scenario.name)} contradicts ${scenario.routing} and ${scenario.encryption}`);
        }
        if (scenario.status === 'failed' && scenario.reason === undefined) {
            report([...at, 'reason'], 'a failed scenario has a reason');
        }
    });
}
function checkSample(run, sample, at, report) {
    checkPlace(run, sample, at, report);
    checkReason(sample.status === 'invalid', sample.status, sample.reason, at, report);
    if (!run.plan.tests.includes(sample.test))
        report([...at, 'test'], `test ${sample.test} is not in plan.tests`);
    if (Date.parse(sample.endedAt) < Date.parse(sample.startedAt))
        report([...at, 'endedAt'], 'before startedAt');
    if (!rawPath.test(sample.raw))
        report([...at, 'raw'], 'not a relative path below the directory of run.json');
    for (const name of Object.keys(sample.metrics)) {
        if (prototypeNames.has(name))
            report([...at, 'metrics', name], 'not a name for a metric');
    }
    if (sample.status === 'invalid')
        return;
    for (const name of requiredMetrics[sample.test]) {
        if (!Object.hasOwn(sample.metrics, name)) {
            report([...at, 'metrics', name], `missing; a valid sample of ${sample.test} has it`);
        }
    }
    if (sample.agentRestarts.length > 0)
        report([...at, 'status'], 'valid although agents restarted during the sample');
}
function checkPlace(run, placed, at, report) {
    if (placed.round > run.plan.rounds) {
        report([...at, 'round'], `round ${String(placed.round)} of a plan with ${String(run.plan.rounds)}`);
    }
    if (!run.plan.scenarios.includes(placed.scenario)) {
        report([...at, 'scenario'], `scenario ${quote(placed.scenario)} is not in plan.scenarios`);
    }
}
function checkReason(needed, status, reason, at, report) {
    if (needed && reason === undefined)
        report([...at, 'reason'], `missing; what is ${status} has a reason`);
    if (!needed && reason !== undefined)
        report([...at, 'reason'], `what is ${status} has no reason`);
}
function checkUnique(values, path, report) {
    const seen = new Set();
    values.forEach((value, index) => {
        if (seen.has(value))
            report(path(index), `${quote(value)} is there twice`);
        seen.add(value);
    });
}
/** Names come from a document that anybody may have written: short, and on one line. */
function quote(name) {
    return JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}...` : name);
}

// EXTERNAL MODULE: ./src/results/check-tree.ts
var check_tree = __webpack_require__(23195);
// EXTERNAL MODULE: ./src/results/run.ts
var run = __webpack_require__(17427);
;// CONCATENATED MODULE: ./src/results/read.ts






/** Largest run.json that is read: thousands of samples fit, an endless download does not. */
const maxRunLength = 32 * 1024 * 1024;
/** More than 100 rounds of every scenario, arm and test twice; each is checked against the plan. */
const maxSamples = 50_000;
const maxScenarios = 100;
/** As many as Kubernetes supports in a cluster. */
const maxNodes = 5000;
const maxIssues = 10;
/** A run whose parts also agree with each other. */
const checkedRunSchema = run/* runSchema */.Lx.superRefine(checkRun);
/**
 * Reads run.json, from whomever it comes. Throws InputError naming the place in the document and what is wrong with
 * it; nothing of a document that is wrong anywhere is used.
 */
function parseRun(text) {
    if (text.length > maxRunLength) {
        throw new src_errors/* InputError */.dz(`the run is too large: ${String(text.length)} characters, at most ${String(maxRunLength)} are read`);
    }
    const document = parseJson(text);
    const bad = (0,check_tree/* findBadNode */.x)(document);
    if (bad !== undefined)
        throw new src_errors/* InputError */.dz(`the run cannot be read: ${bad}`);
    refuseOtherVersions(document);
    refuseEndlessLists(document);
    const result = checkedRunSchema.safeParse(document);
    if (!result.success)
        throw new src_errors/* InputError */.dz(`the run cannot be read:\n${describeIssues(result.error)}`);
    return result.data;
}
/** The places and what is wrong there, the first few of them, without control characters from the document. */
function describeIssues(error) {
    const shown = errors/* prettifyError */.S1({ issues: error.issues.slice(0, maxIssues) });
    const more = error.issues.length - maxIssues;
    // eslint-disable-next-line no-control-regex -- a foreign document's names must not steer the terminal
    const safe = shown.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '?');
    return more > 0 ? `${safe}\nand ${String(more)} more` : safe;
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw new src_errors/* InputError */.dz('the run is not JSON', { cause: error });
    }
}
/** Said before anything else, for every other complaint about a foreign version would mislead. */
function refuseOtherVersions(document) {
    const version = typeof document === 'object' && document !== null && 'schemaVersion' in document
        ? document.schemaVersion
        : undefined;
    if (version === run/* schemaVersion */.CZ)
        return;
    const found = version === undefined ? 'no schemaVersion' : `schemaVersion ${JSON.stringify(version).slice(0, 40)}`;
    throw new src_errors/* InputError */.dz(`the run has ${found}; this version of cilium-perf-gate reads schemaVersion ${String(run/* schemaVersion */.CZ)}`);
}
const list = schemas/* array */.YOg(schemas/* unknown */.L5J()).optional();
const listsSchema = schemas/* looseObject */._H3({
    samples: list,
    blocks: list,
    scenarios: list,
    cluster: schemas/* looseObject */._H3({ nodes: list }).optional(),
    plan: schemas/* looseObject */._H3({ scenarios: list, order: list }).optional()
});
/** Said before the schema looks at every element: a million wrong ones are a million complaints. */
function refuseEndlessLists(document) {
    const { samples, blocks, scenarios, cluster, plan } = listsSchema.safeParse(document).data ?? {};
    const lists = [
        ['samples', samples, maxSamples],
        ['blocks', blocks, maxSamples],
        ['scenarios', scenarios, maxScenarios],
        ['planned scenarios', plan?.scenarios, maxScenarios],
        ['drawn rounds', plan?.order, limits/* maxRounds */.I],
        ['nodes', cluster?.nodes, maxNodes]
    ];
    for (const [name, { length } = [], most] of lists) {
        if (length > most)
            throw new src_errors/* InputError */.dz(`the run has ${String(length)} ${name}, at most ${String(most)} are read`);
    }
}


/***/ }),

/***/ 17427:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ scenarioResultSchema),
/* harmony export */   CZ: () => (/* binding */ schemaVersion),
/* harmony export */   Lx: () => (/* binding */ runSchema),
/* harmony export */   U8: () => (/* binding */ metricSchema),
/* harmony export */   bA: () => (/* binding */ armNames),
/* harmony export */   jn: () => (/* binding */ blockSchema),
/* harmony export */   yO: () => (/* binding */ sampleSchema)
/* harmony export */ });
/* unused harmony exports invalidReasonSchema, proofSchema, matrixRowSchema, witnessSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64377);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30351);
/* harmony import */ var _scenario_scenario_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27502);
/* harmony import */ var _proof_matrix_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84449);
/* harmony import */ var _suite_test_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7326);





/** Raised when a field changes its meaning or goes; a reader refuses versions that it does not know. */
const schemaVersion = 1;
/** What is compared inside one job: what the job is about, and what it is measured against. */
const armNames = ['candidate', 'reference'];
const arm = zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(armNames);
const timestamp = zod__WEBPACK_IMPORTED_MODULE_2__/* .datetime */ .w$();
const finite = zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().refine(Number.isFinite);
const seconds = finite.nonnegative();
const round = zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().positive().max(_limits_js__WEBPACK_IMPORTED_MODULE_3__/* .maxRounds */ .I);
const verdict = zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['encrypted', 'plaintext', 'unproven']);
/** A figure with its unit and the direction that is better; `none` for figures that only describe. */
const metricSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    value: finite,
    unit: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['bit/s', 'us', '1/s', '%', 'count', 'bytes', 's/GB', 'us/transaction', 's']),
    better: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['higher', 'lower', 'none'])
});
/** Why a sample, block or scenario has no figure that counts. */
const invalidReasonSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    kind: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n([
        'tool-error',
        'tool-output',
        'missing-value',
        'wrong-duration',
        'no-traffic',
        'received-less-than-claimed',
        'timeout',
        'connection-lost',
        'pod-replaced',
        'agent-restarted',
        'cpu-throttled',
        'unsettled',
        'unproven',
        'proof-mismatch',
        'matrix-differs',
        'rollout-failed',
        'kernel-lacks',
        'cluster-failed',
        'cancelled'
    ]),
    /** A sentence for people, with the component's own words where there are some. */
    message: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
});
const endpointSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    pod: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    node: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    ip: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
});
/** What tcpdump saw leave a node during a sample, or why it could not look. */
const sightingSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([
    zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        ok: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(true),
        /** Packets between the test pods that anyone could read, a thousand at most, and the first of them. */
        clear: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nonnegative(),
        first: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        /** Encrypted packets, ten at most: they show that the witness could see. */
        sealed: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nonnegative()
    }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ ok: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(false), why: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() })
]);
/** Evidence around a sample: what was counted where, against what, and what that says of the traffic. */
const proofSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    verdict,
    reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    mode: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_scenario_scenario_js__WEBPACK_IMPORTED_MODULE_4__/* .encryptionModes */ .cx),
    coverage: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        side: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['client', 'server']),
        direction: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['sent', 'received']),
        unit: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['packets', 'bytes', 'connections']),
        counted: finite,
        expected: finite,
        share: finite,
        needed: finite
    })),
    notes: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    faults: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    /** What the second witness saw leave each node; absent where it did not watch. */
    witness: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ client: sightingSchema, server: sightingSchema }).optional()
});
/** One execution of a test. */
const sampleSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[a-z0-9-]+$/),
    round,
    block: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nonnegative(),
    arm,
    scenario: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    test: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_suite_test_js__WEBPACK_IMPORTED_MODULE_5__/* .testNames */ .l),
    /** `host` is the control: host-network pods, a path that Cilium neither encrypts nor encapsulates. */
    path: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['pod', 'host']),
    /** Which of the block's samples of this test. */
    repeat: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().positive(),
    /** 2 is the one retry of a failed sample. */
    attempt: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().positive(),
    status: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['valid', 'invalid']),
    reason: invalidReasonSchema.optional(),
    command: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    startedAt: timestamp,
    endedAt: timestamp,
    client: endpointSchema,
    server: endpointSchema,
    metrics: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), metricSchema),
    /** Absent when the tool itself failed and nothing in the clear was seen. */
    proof: proofSchema.optional(),
    /** Datapath drops during the sample by node and reason (`cilium-dbg bpf metrics list`). */
    drops: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ node: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), count: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().positive() })),
    /** Agents that restarted or were replaced during the sample; any makes the sample invalid. */
    agentRestarts: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    /** Compressed raw output, relative to run.json. */
    raw: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
});
/** A block: apply, wait until ready, settle, measure. Block 0 of a round can be the control. */
const blockSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    index: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nonnegative(),
    round,
    arm,
    scenario: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    path: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['pod', 'host']),
    status: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['measured', 'invalid']),
    reason: invalidReasonSchema.optional(),
    startedAt: timestamp,
    endedAt: timestamp,
    /** Seconds from the helm upgrade until every agent had the wanted mode. */
    switchSeconds: seconds,
    settling: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        seconds,
        settled: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
        /** Throughput of each one-second probe, bit/s. */
        probes: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(finite)
    })
        .optional(),
    /** MTU of the test pods' eth0, where it could be read. What a connection gets of it is the metric `mss`. */
    podMtu: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().positive().optional()
});
const nodeSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    role: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['client', 'server', 'other']),
    controlPlane: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
    kernel: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    osImage: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    containerRuntime: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    architecture: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    cpuModel: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    cpus: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    instanceType: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    zone: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    /** Image of an AKS node, with its date. */
    nodeImage: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    interface: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        mtu: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().positive(),
        driver: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        /** On Hyper-V: driver of the virtual function that carries the packets (accelerated networking), or `none`. */
        virtualFunction: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional()
    })
        .optional()
});
/** A row of a scenario's traffic matrix: what was promised, what was seen, and of how much. */
const matrixRowSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    source: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_proof_matrix_js__WEBPACK_IMPORTED_MODULE_0__/* .rowEnds */ .xY),
    destination: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_proof_matrix_js__WEBPACK_IMPORTED_MODULE_0__/* .rowEnds */ .xY),
    placement: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['same-node', 'other-node']),
    /** Nothing is promised of a `recorded` row. */
    expected: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['encrypted', 'plaintext', 'recorded']),
    seen: verdict,
    /** What the counters said. */
    reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    /** Payload that the receiver read; 0 when the transfer failed. */
    bytes: finite.nonnegative(),
    matches: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()
});
/** What tcpdump saw leave a node during a transfer between the test pods, or why it could not look. */
const witnessSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    node: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    seen: zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([verdict, zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('not available')]),
    reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
});
/** What was set, found and measured of one scenario besides its samples. */
const scenarioResultSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    arm,
    routing: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['vxlan', 'geneve', 'native']),
    encryption: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['none', 'wireguard', 'ipsec', 'ztunnel']),
    status: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['measured', 'incomplete', 'failed']),
    reason: invalidReasonSchema.optional(),
    /** The effective Helm values of the last block, redacted. */
    values: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J()),
    /** The lines of `cilium-dbg status` on routing, masquerading, encryption and kube-proxy replacement. */
    statusCheck: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    /** How the agent of the client's node says that it carries packets, in its own words. */
    datapath: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        /** BPF or Legacy: whether packets pass the node's own network stack by. */
        hostRouting: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        /** The pods' interfaces: veth, netkit or netkit-l2. */
        mode: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        hubble: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        /** None, Lowest, Low, Medium or Max: how few packets are told to Hubble and the monitor. */
        monitorAggregation: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        bigTcp: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional()
    })
        .optional(),
    /** With ztunnel: whether traffic to a ClusterIP would leave the enrolled pods in the clear, from an agent's state. */
    serviceLeak: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ leaks: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['yes', 'no', 'unknown']), reason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }).optional(),
    /** With ztunnel: who issued the test pods' certificates; `internal` is Cilium's own CA. */
    certificates: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ issuer: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), ca: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['internal', 'other', 'unknown']) }).optional(),
    /** Who is encrypted to whom, measured once before the first sample; absent where the mode encrypts nothing. */
    matrix: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(matrixRowSchema).optional(),
    /** The second witness, called with the matrix. */
    witness: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(witnessSchema).optional()
});
/** Everything that one job measured. The file `run.json`. */
const runSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    schemaVersion: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(schemaVersion),
    id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    tool: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ name: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('cilium-perf-gate'), version: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }),
    /** False when the run was cancelled or failed before its plan was through. */
    complete: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
    incompleteReason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    /** Fewer rounds were measured than planned for want of time: no figure had a say in when the run ended. */
    stoppedByBudget: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(true).optional(),
    startedAt: timestamp,
    endedAt: timestamp,
    /** Where the run was made, on GitHub; absent on the command line. */
    source: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        repository: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        sha: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        ref: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        event: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        workflow: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        job: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        runId: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr(),
        runAttempt: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr()
    })
        .optional(),
    /** Absent, like `cilium` and `tools`, only when an incomplete run ended before it was known. */
    cluster: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        provider: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['kind', 'aks', 'kubeconfig']),
        /** On AKS: whether Cilium was the run's, or Azure's own. */
        networking: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['byocni', 'managed']).optional(),
        name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        kubernetesVersion: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        nodes: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(nodeSchema)
    })
        .optional(),
    cilium: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        version: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        chart: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        chartVersion: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        /** The installed release whose values were the starting point, where the inputs named none. */
        valuesFrom: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        agentImage: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        agentImageId: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
    })
        .optional(),
    tools: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        image: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        imageId: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        iperf3: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        netperf: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional()
    })
        .optional(),
    /** What the reference arm is; absent when only the candidate is measured. */
    reference: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        source: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['base', 'values', 'version']),
        /** For people: the files, the version, the commit. */
        description: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        /** Commit whose values and version it has, with `source: base`. */
        sha: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        chartVersion: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        /** Chart version and values of both arms are the same: what differs then is noise. */
        identical: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()
    })
        .optional(),
    /** The cluster was measured as it is, with `apply: false`; absent when the scenarios were applied. */
    asFound: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        /** Namespaces behind ztunnel besides the run's own. */
        enrolledNamespaces: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
        /** Why the Helm values are not known; absent when they are. */
        valuesUnknown: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional()
    })
        .optional(),
    plan: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        suite: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['default', 'published']),
        seed: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        rounds: round,
        /** How often a test was measured in each block. */
        samplesPerBlock: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().positive(),
        scenarios: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
        tests: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_suite_test_js__WEBPACK_IMPORTED_MODULE_5__/* .testNames */ .l)),
        durationSeconds: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().positive(),
        omitSeconds: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nonnegative(),
        /** The drawn order: per round the blocks, per block the tests. */
        order: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
            arm,
            scenario: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
            path: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['pod', 'host']),
            tests: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_suite_test_js__WEBPACK_IMPORTED_MODULE_5__/* .testNames */ .l))
        })))
            .max(_limits_js__WEBPACK_IMPORTED_MODULE_3__/* .maxRounds */ .I),
        estimatedSeconds: seconds
    }),
    scenarios: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(scenarioResultSchema),
    blocks: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(blockSchema),
    samples: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(sampleSchema),
    timing: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        totalSeconds: seconds,
        clusterSeconds: seconds,
        switchSeconds: seconds,
        settlingSeconds: seconds,
        samplingSeconds: seconds
    })
});


/***/ }),

/***/ 27502:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mo: () => (/* binding */ parseScenario),
/* harmony export */   bI: () => (/* binding */ routingModes),
/* harmony export */   cx: () => (/* binding */ encryptionModes),
/* harmony export */   ic: () => (/* binding */ scenarioName)
/* harmony export */ });
/** Routing modes in Cilium's words: tunnelling by VXLAN or Geneve, or native routing. */
const routingModes = ['vxlan', 'geneve', 'native'];
/** Encryption modes of Cilium's `encryption.type`, and `none`. */
const encryptionModes = ['none', 'wireguard', 'ipsec', 'ztunnel'];
/** The scenario's name as users write it: the encryption is left out when there is none. */
function scenarioName(scenario) {
    return scenario.encryption === 'none' ? scenario.routing : `${scenario.routing}+${scenario.encryption}`;
}
/** Reads a scenario's name; `undefined` when it is none. `vxlan+none` is the long form of `vxlan`. */
function parseScenario(name) {
    const [routing, encryption = 'none', ...rest] = name.split('+');
    const knownRouting = routingModes.find(mode => mode === routing);
    const knownEncryption = encryptionModes.find(mode => mode === encryption);
    if (knownRouting === undefined || knownEncryption === undefined || rest.length > 0)
        return undefined;
    return { routing: knownRouting, encryption: knownEncryption };
}


/***/ }),

/***/ 7326:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ testNames)
/* harmony export */ });
/** The tests of the suite. The first four are the published benchmark's TCP rows. */
const testNames = [
    'tcp-throughput',
    'tcp-bidirectional',
    'tcp-latency',
    'tcp-stream',
    'udp-throughput',
    'udp-latency',
    'tcp-connect'
];


/***/ })

};
