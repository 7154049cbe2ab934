export const id = 853;
export const ids = [853];
export const modules = {

/***/ 52510:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ branchOf),
/* harmony export */   l: () => (/* binding */ referenceCommit)
/* harmony export */ });
/** A branch that was just made has this as its commit before (docs: webhook payload of push). */
const noCommit = /^0+$/;
/**
 * The reference commit of an event (rules 3): of a pull request the merge commit's first parent, not the merge base,
 * else what others merged meanwhile is blamed on it; elsewhere the branch's commit before. Scheduled and manual runs
 * of an unchanged branch may also be compared with each other, or a nightly run would never find one of its own.
 */
async function referenceCommit(event, parents) {
    const same = (branch, sha) => ({ branch, sha, history: sha });
    if (event.pullRequest !== undefined) {
        const [first, second] = await parents(event.sha);
        const { baseBranch, baseSha } = event.pullRequest;
        return same(baseBranch, second === undefined ? baseSha : first);
    }
    if (event.mergeGroup !== undefined)
        return same(event.mergeGroup.baseBranch, event.mergeGroup.baseSha);
    const branch = branchOf(event.ref);
    if (branch === undefined)
        return undefined;
    if (event.name === 'push' && event.before !== undefined && !noCommit.test(event.before)) {
        return same(branch, event.before);
    }
    const [first] = await parents(event.sha);
    return event.name === 'push' ? same(branch, first) : { branch, sha: first, history: event.sha };
}
/** The branch's name in a full ref; `undefined` for tags and pull requests. */
function branchOf(ref) {
    return /^refs\/heads\/(.+)$/.exec(ref)?.[1];
}


/***/ }),

/***/ 12853:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  conclude: () => (/* binding */ conclude),
  rawName: () => (/* binding */ rawName)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/results/check-tree.ts
var check_tree = __webpack_require__(23195);
// EXTERNAL MODULE: ./src/results/read.ts + 2 modules
var read = __webpack_require__(72460);
// EXTERNAL MODULE: ./src/results/run.ts
var run = __webpack_require__(17427);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/suite/test.ts
var test = __webpack_require__(7326);
// EXTERNAL MODULE: ./src/scenario/scenario.ts
var scenario_scenario = __webpack_require__(27502);
;// CONCATENATED MODULE: ./src/baseline/figures.ts




/** Wider than what any machine measures, narrow enough that nothing overflows: 1 Pbit/s is below. */
const [minValue, maxValue] = [1e-9, 1e15];
/** Which figure is meant. Without a scenario it is the control's. */
const figureKeySchema = schemas/* strictObject */.rej({
    scenario: schemas/* string */.YjP()
        .refine(name => (0,scenario_scenario/* parseScenario */.Mo)(name) !== undefined, 'is no scenario')
        .optional(),
    test: schemas/* enum */.k5n(test/* testNames */.l),
    metric: schemas/* string */.YjP().regex(/^[a-z][a-z0-9-]{0,39}$/),
    unit: run/* metricSchema */.U8.shape.unit,
    better: run/* metricSchema */.U8.shape.better
});
/** Two figures may be compared when they have the same text here. */
function keyText({ scenario = 'control', test, metric, unit }) {
    return `${scenario} ${test} ${metric} ${unit}`;
}
/** The part of anything that says which figure it is. */
function keyOf({ scenario, test, metric, unit, better }) {
    return { ...(scenario === undefined ? {} : { scenario }), test, metric, unit, better };
}
/**
 * The candidate's figures of a run and those of its control, from valid samples alone. What is not between `minValue`
 * and `maxValue` in every round (0 has no logarithm) is left out; what says nothing of better and worse too.
 */
function figuresOf(run) {
    const series = new Map();
    for (const sample of run.samples) {
        if (!counts(sample))
            continue;
        for (const [metric, { value, unit, better }] of Object.entries(sample.metrics)) {
            if (better === 'none')
                continue;
            const key = { ...scenarioOf(sample), test: sample.test, metric, unit, better };
            const text = keyText(key);
            const found = series.get(text) ?? { key, rounds: new Map() };
            found.rounds.set(sample.round, [...(found.rounds.get(sample.round) ?? []), logOf(value)]);
            series.set(text, found);
        }
    }
    return [...series.values()]
        .flatMap(({ key, rounds }) => {
        const logs = [...rounds.values()].map(average);
        return logs.every(Number.isFinite) ? [{ key, logs }] : [];
    })
        .map(({ key, logs }) => ({
        ...key,
        mean: Math.exp(average(logs)),
        rounds: logs.length,
        ...(logs.length > 1 ? { logSd: standardDeviation(logs) } : {})
    }));
}
/** Whether every valid sample of a run carries the evidence that its figures need. */
function isProven(run) {
    return run.samples.every(sample => sample.status === 'invalid' || sample.path === 'host' || sample.proof?.verdict === expected(sample));
}
function expected({ proof }) {
    return proof?.mode === 'none' ? 'plaintext' : 'encrypted';
}
/** A control that went through an encryption says nothing of the machines alone (rules 8). */
function counts({ status, arm, path, proof }) {
    return status === 'valid' && arm === 'candidate' && (path === 'pod' || proof?.verdict === 'plaintext');
}
function scenarioOf({ path, scenario }) {
    return path === 'host' ? {} : { scenario };
}
function logOf(value) {
    return value >= minValue && value <= maxValue ? Math.log(value) : NaN;
}
function average(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function standardDeviation(values) {
    const centre = average(values);
    return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/results/redact.ts + 5 modules
var redact = __webpack_require__(46773);
// EXTERNAL MODULE: ./src/results/write.ts
var write = __webpack_require__(35677);
;// CONCATENATED MODULE: ./src/baseline/fingerprint.ts




const value = schemas/* string */.YjP().max(300);
const fields = schemas/* record */.g1P(schemas/* string */.YjP().regex(/^[A-Za-z0-9][\w +.-]{0,79}$/), value);
/** What a run was measured on and with, as names and texts for people. */
const fingerprintSchema = schemas/* strictObject */.rej({
    /** A difference in one of these makes two runs incomparable. */
    hard: schemas/* strictObject */.rej({
        provider: value,
        machine: value,
        architecture: value,
        kernel: value,
        nodes: value,
        'network interface': value,
        Kubernetes: value,
        suite: value,
        duration: value,
        iperf3: value,
        netperf: value
    }),
    /** A difference in one of these is shown: what is being tested, and what explains a change. */
    soft: fields
});
const unset = 'not set';
/** The fingerprint of a run; `undefined` when the run ended before it knew its cluster, Cilium and tools. */
function fingerprintOf(run) {
    const { cluster, cilium, tools, plan } = run;
    if (cluster === undefined || cilium === undefined || tools === undefined)
        return undefined;
    const { nodes } = cluster;
    const measured = (pick) => clip(ofRoles(nodes, pick));
    return {
        hard: {
            provider: cluster.provider,
            machine: measured(node => node.instanceType ?? cpuOf(node)),
            architecture: measured(node => node.architecture),
            kernel: measured(node => node.kernel),
            nodes: `${String(nodes.length)}, ${measured(node => (node.controlPlane ? 'control plane' : 'worker'))}`,
            'network interface': measured(node => node.interface === undefined
                ? undefined
                : `${node.interface.driver ?? 'unknown driver'}, MTU ${String(node.interface.mtu)}`),
            Kubernetes: clip(minorOf(cluster.kubernetesVersion)),
            suite: plan.suite,
            duration: `${String(plan.durationSeconds)} s after ${String(plan.omitSeconds)} s`,
            // Below 3.16 all streams share one core; what a patch release changes is not the measuring.
            iperf3: tools.iperf3 === undefined ? unset : clip(minorOf(tools.iperf3)),
            netperf: clip(tools.netperf ?? unset)
        },
        soft: {
            Cilium: clip(cilium.version),
            chart: clip(`${cilium.chart} ${cilium.chartVersion}`),
            'agent image': clip(cilium.agentImageId),
            'tools image': clip(tools.imageId),
            CPU: measured(cpuOf),
            zone: measured(node => node.zone),
            'operating system': measured(node => node.osImage),
            'container runtime': measured(node => node.containerRuntime),
            tests: clip([...plan.tests].sort().join(', ')),
            rounds: String(plan.rounds),
            ...Object.fromEntries(run.scenarios.filter(({ arm }) => arm === 'candidate').flatMap(one => Object.entries(ofScenario(run, one))))
        }
    };
}
/** What differs, hard fields and soft ones; a field that one run does not have differs. */
function compareFingerprints(now, earlier) {
    return { hard: differences(now.hard, earlier.hard), soft: differences(now.soft, earlier.soft) };
}
function differences(now, earlier) {
    const before = new Map(Object.entries(earlier));
    const after = new Map(Object.entries(now));
    return [...new Set([...after.keys(), ...before.keys()])].flatMap(name => {
        const [left = unset, right = unset] = [before.get(name), after.get(name)];
        return left === right ? [] : [`${name}: ${left} in the earlier run, ${right} now`];
    });
}
/** Settings of one scenario that move its figures, named with it. */
function ofScenario(run, { name, values, statusCheck }) {
    const blocks = run.blocks.filter(block => block.scenario === name && block.arm === 'candidate' && block.path === 'pod');
    const settings = {
        values: (0,external_node_crypto_.createHash)('sha256')
            .update(JSON.stringify((0,write/* sortKeys */.d)((0,redact/* redactValue */.FI)(values))))
            .digest('hex')
            .slice(0, 16),
        MTU: distinct(blocks.map(block => `${String(block.podMtu ?? '?')} on a route of ${String(block.routeMtu ?? '?')}`)),
        'host routing': /\bHost: *(\w+)/.exec(statusCheck ?? '')?.[1] ?? unset,
        Hubble: settingOf(values, 'hubble', 'enabled'),
        'monitor aggregation': settingOf(values, 'bpf', 'monitorAggregation'),
        'datapath mode': settingOf(values, 'bpf', 'datapathMode'),
        'BIG TCP': settingOf(values, 'enableIPv4BIGTCP')
    };
    return Object.fromEntries(Object.entries(settings).map(([key, text]) => [`${key} of ${name}`, clip(text)]));
}
function settingOf(values, ...path) {
    const found = path.reduce((inner, key) => typeof inner === 'object' && inner !== null
        ? new Map(Object.entries(inner)).get(key)
        : undefined, values);
    return typeof found === 'string' || typeof found === 'boolean' || typeof found === 'number' ? String(found) : unset;
}
/** One text when client and server agree, else both. */
function ofRoles(nodes, pick) {
    const of = (role) => {
        const node = nodes.find(one => one.role === role);
        return (node === undefined ? undefined : pick(node)) ?? unset;
    };
    const [client, server] = [of('client'), of('server')];
    return client === server ? client : `client ${client}, server ${server}`;
}
function cpuOf({ cpuModel, cpus }) {
    return `${cpuModel ?? 'unknown CPU'} x ${cpus}`;
}
function minorOf(version) {
    return /^v?(\d+\.\d+)/.exec(version)?.[1] ?? version;
}
function distinct(texts) {
    return texts.length === 0 ? unset : [...new Set(texts)].sort().join('; ');
}
function clip(text) {
    return text.slice(0, 300);
}

;// CONCATENATED MODULE: ./src/baseline/pool.ts

/** Runs that a pool has at most (rules 1). */
const maxPoolRuns = 30;
/** Runs below which an anchor says nothing. */
const minAnchorRuns = 5;
/** For people: `run 1234 of 2026-11-20, 1a2b3c4`. */
function labelOf({ id, runId, startedAt, sha }) {
    const commit = sha === undefined ? '' : `, ${sha.slice(0, 7)}`;
    return `run ${runId === undefined ? id : String(runId)} of ${startedAt.slice(0, 10)}${commit}`;
}
/** Newest first, as everything here wants it. */
function newestFirst(runs) {
    return [...runs].sort((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt));
}
/**
 * The earlier figures of every metric by its `keyText`, newest first. A metric whose loss was accepted starts again with
 * the run that it was accepted with.
 */
function earlierFigures(pool) {
    const series = new Map();
    const closed = new Set();
    for (const run of newestFirst(pool)) {
        const label = labelOf(run);
        for (const figure of run.figures) {
            const key = keyText(figure);
            if (closed.has(key))
                continue;
            const earlier = { label, startedAt: run.startedAt, value: figure.value };
            const found = series.get(key);
            if (found === undefined)
                series.set(key, [earlier]);
            else
                found.push(earlier);
        }
        for (const key of run.acknowledged)
            closed.add(keyText(key));
    }
    return series;
}
/**
 * The older runs that a slow decline is seen against, where a pool that moves along would follow it. Chosen per metric:
 * the anchor that there is stays, without one the oldest five of a pool of ten become it, and an accepted loss ends it.
 */
function nextAnchor(anchor, pool) {
    const accepted = newestFirst(pool);
    const before = figureRuns(anchor, accepted);
    const candidates = figureRuns(pool, accepted);
    const kept = new Map();
    for (const key of new Set([...before.keys(), ...candidates.keys()])) {
        const old = before.get(key) ?? [];
        const young = candidates.get(key) ?? [];
        const chosen = old.length >= minAnchorRuns ? old : young.length >= 2 * minAnchorRuns ? young.slice(-minAnchorRuns) : [];
        for (const { run, figure } of chosen)
            kept.set(run, [...(kept.get(run) ?? []), figure]);
    }
    return newestFirst([...kept].map(([run, figures]) => ({ ...run, figures, acknowledged: [] })));
}
/** The runs of every metric that are not older than the last accepted loss of it, newest first. */
function figureRuns(runs, accepted) {
    const since = new Map();
    for (const { acknowledged, startedAt } of accepted) {
        for (const key of acknowledged) {
            const text = keyText(key);
            since.set(text, Math.max(since.get(text) ?? 0, Date.parse(startedAt)));
        }
    }
    const series = new Map();
    for (const run of newestFirst(runs)) {
        for (const figure of run.figures) {
            const key = keyText(figure);
            if (Date.parse(run.startedAt) < (since.get(key) ?? 0))
                continue;
            const found = series.get(key);
            if (found === undefined)
                series.set(key, [{ run, figure }]);
            else
                found.push({ run, figure });
        }
    }
    return series;
}

;// CONCATENATED MODULE: ./src/baseline/document.ts









/** Raised when a field changes its meaning or goes. */
const baselineVersion = 1;
/** Largest baseline document, in characters. */
const maxBaselineLength = 1_000_000;
/** Name of the document in its artifact. */
const baselineFile = 'baseline.json';
const maxFigures = 2000;
const verdicts = [
    'pass',
    'inconclusive',
    'advisory',
    'no-baseline',
    'regression',
    'invalid'
];
const figureValue = schemas/* number */.aig().min(minValue).max(maxValue);
const timestamp = iso/* datetime */.w$();
const id = schemas/* string */.YjP().regex(/^[\w.-]{1,64}$/);
const sha = schemas/* string */.YjP().regex(/^[0-9a-f]{40,64}$/);
const document_text = schemas/* string */.YjP().max(300);
const figureSchema = schemas/* strictObject */.rej({
    ...figureKeySchema.shape,
    mean: figureValue,
    rounds: schemas/* int */.Whr().min(1).max(100),
    logSd: schemas/* number */.aig().min(0).max(100).optional()
});
/** Runs in columns: the metrics once, and per run a value for each of them, or null. */
const compactSchema = schemas/* strictObject */.rej({
    metrics: schemas/* array */.YOg(figureKeySchema).max(maxFigures),
    runs: schemas/* array */.YOg(schemas/* strictObject */.rej({
        id,
        startedAt: timestamp,
        runId: schemas/* int */.Whr().positive().optional(),
        sha: sha.optional(),
        values: schemas/* array */.YOg(figureValue.nullable()).max(maxFigures),
        /** Places in `metrics` whose loss was accepted with this run. */
        acknowledged: schemas/* array */.YOg(schemas/* int */.Whr().nonnegative()).max(maxFigures)
    }))
        .max(maxPoolRuns)
})
    .refine(({ metrics, runs }) => runs.every(run => run.values.length === metrics.length && run.acknowledged.every(place => place < metrics.length)), 'has a run whose columns are not those of `metrics`');
/** What a run leaves for later ones to be compared with. The file `baseline.json` of its artifact. */
const baselineSchema = schemas/* strictObject */.rej({
    kind: schemas/* literal */.euz('cilium-perf-gate baseline'),
    baselineVersion: schemas/* literal */.euz(baselineVersion),
    tool: schemas/* strictObject */.rej({ name: schemas/* literal */.euz('cilium-perf-gate'), version: document_text }),
    id,
    startedAt: timestamp,
    /** As in run.json; absent when the run was not made on GitHub. */
    source: schemas/* strictObject */.rej({
        ...run/* runSchema */.Lx.shape.source.unwrap().shape,
        repository: document_text,
        sha,
        ref: document_text,
        event: document_text,
        workflow: document_text,
        job: document_text
    })
        .optional(),
    complete: schemas/* boolean */.zMY(),
    /** Every valid sample carries the evidence that its scenario demands. */
    proven: schemas/* boolean */.zMY(),
    verdict: schemas/* enum */.k5n(verdicts),
    /** Metrics that became worse, and whether somebody accepted that. */
    losses: schemas/* array */.YOg(schemas/* strictObject */.rej({ ...figureKeySchema.shape, acknowledged: schemas/* boolean */.zMY() })).max(maxFigures),
    fingerprint: fingerprintSchema,
    figures: schemas/* array */.YOg(figureSchema).max(maxFigures),
    control: schemas/* array */.YOg(figureSchema).max(maxFigures),
    pool: compactSchema,
    anchor: compactSchema
});
/**
 * The baseline of a run that knows its cluster. `pool` are the earlier runs that it may be compared with, `anchor` the
 * older ones; both are carried on in short form, so that nothing depends on how long artifacts live.
 */
function createBaseline(run, comparison, pool, anchor, acknowledged) {
    const fingerprint = fingerprintOf(run);
    if (fingerprint === undefined)
        throw new Error('a run that does not know its cluster is no baseline');
    const figures = figuresOf(run).map(figure => ({ ...figure, mean: document_short(figure.mean) }));
    const accepted = new Set(acknowledged.map(keyText));
    const baseline = {
        kind: 'cilium-perf-gate baseline',
        baselineVersion,
        tool: run.tool,
        id: run.id,
        startedAt: run.startedAt,
        source: run.source,
        complete: run.complete,
        proven: isProven(run),
        verdict: comparison.verdict,
        losses: lossesOf(comparison).map(key => ({ ...key, acknowledged: accepted.has(keyText(key)) })),
        fingerprint,
        figures: figures.filter(figure => figure.scenario !== undefined),
        control: figures.filter(figure => figure.scenario === undefined),
        pool: compact(newestFirst(pool).slice(0, maxPoolRuns)),
        anchor: { metrics: [], runs: [] }
    };
    return { ...baseline, anchor: compact(nextAnchor(anchor, [asPoolRun(baseline), ...pool]).slice(-maxPoolRuns)) };
}
/** The text of a baseline, below the size that is read; the oldest runs of its pool go first when it has to shrink. */
function serializeBaseline(baseline) {
    for (let runs = baseline.pool.runs.length;; runs -= 1) {
        const pool = { ...baseline.pool, runs: baseline.pool.runs.slice(0, runs) };
        const document = `${JSON.stringify({ ...baseline, pool })}\n`;
        if (document.length <= maxBaselineLength || runs === 0)
            return document;
    }
}
/** Reads a baseline, from whomever it comes; throws an InputError that says what is wrong with it. */
function parseBaseline(document) {
    if (document.length > maxBaselineLength) {
        throw new errors/* InputError */.dz(`the baseline has more than ${String(maxBaselineLength)} characters`);
    }
    const value = (0,json/* safeJson */.o)(document);
    if (value === undefined)
        throw new errors/* InputError */.dz('the baseline is not JSON');
    const bad = (0,check_tree/* findBadNode */.x)(value);
    if (bad !== undefined)
        throw new errors/* InputError */.dz(`the baseline cannot be read: ${bad}`);
    const version = schemas/* looseObject */._H3({ baselineVersion: schemas/* unknown */.L5J() }).safeParse(value).data?.baselineVersion;
    if (version !== baselineVersion) {
        const found = JSON.stringify(version ?? null).slice(0, 40);
        throw new errors/* InputError */.dz(`its baselineVersion is ${found}, this program reads ${String(baselineVersion)}`);
    }
    const result = baselineSchema.safeParse(value);
    if (!result.success)
        throw new errors/* InputError */.dz(`the baseline cannot be read:\n${(0,read/* describeIssues */.wF)(result.error)}`);
    return result.data;
}
/** A baseline as a run of the pool of those that come after it. */
function asPoolRun(baseline) {
    return {
        id: baseline.id,
        startedAt: baseline.startedAt,
        runId: baseline.source?.runId,
        sha: baseline.source?.sha,
        figures: [...baseline.figures, ...baseline.control].map(figure => ({ ...keyOf(figure), value: figure.mean })),
        acknowledged: baseline.losses.filter(loss => loss.acknowledged)
    };
}
/** The runs that a baseline carries. */
function expand({ metrics, runs }) {
    const at = (place) => metrics.slice(place, place + 1);
    return runs.map(({ values, acknowledged, ...run }) => ({
        ...run,
        figures: values.flatMap((value, place) => (value === null ? [] : at(place).map(key => ({ ...key, value })))),
        acknowledged: acknowledged.flatMap(at)
    }));
}
/** The metrics that a comparison found worse. */
function lossesOf({ metrics }) {
    return metrics.filter(metric => metric.outcome === 'regression').map(keyOf);
}
function compact(runs) {
    const metrics = new Map();
    for (const { figures, acknowledged } of runs) {
        for (const key of [...figures, ...acknowledged])
            metrics.set(keyText(key), keyOf(key));
    }
    const keys = [...metrics.keys()];
    return {
        metrics: [...metrics.values()],
        runs: runs.map(({ id: runName, startedAt, runId, sha: commit, figures, acknowledged }) => {
            const values = new Map(figures.map((figure) => [keyText(figure), figure.value]));
            const accepted = new Set(acknowledged.map(keyText));
            return {
                id: runName,
                startedAt,
                ...(runId === undefined ? {} : { runId }),
                ...(commit === undefined ? {} : { sha: commit }),
                values: keys.map(key => values.get(key) ?? null),
                acknowledged: keys.flatMap((key, place) => (accepted.has(key) ? [place] : []))
            };
        })
    };
}
/** Six digits: a thousandth of what the best machine repeats, at half the size. */
function document_short(value) {
    return Number(value.toPrecision(6));
}

;// CONCATENATED MODULE: ./src/baseline/assemble.ts



/** A baseline document that may be compared with. */
function believe(baseline, candidate) {
    return {
        candidate: { ...candidate, used: true },
        run: asPoolRun(baseline),
        fingerprint: baseline.fingerprint,
        carried: expand(baseline.pool),
        anchor: expand(baseline.anchor)
    };
}
/**
 * The pool of the believed runs and of those that the newest of them carries, for runs whose own artifacts are gone.
 * `now` is the fingerprint of the run that asks.
 */
function assemble(source, believed, refused, now, limit = Infinity) {
    const used = [...believed].sort((left, right) => Date.parse(right.run.startedAt) - Date.parse(left.run.startedAt));
    const carrier = used.find(({ carried, anchor }) => carried.length > 0 || anchor.length > 0);
    const known = new Set(used.map(({ run }) => run.id));
    const distrusted = new Set(refused.filter(one => one.distrusted).map(one => one.runId));
    const carried = newestFirst(carrier?.carried ?? [])
        .filter(run => !known.has(run.id) && !(run.runId !== undefined && distrusted.has(run.runId)))
        .slice(0, Math.max(0, limit - used.length));
    const replaced = new Set(carried.map(run => run.runId).filter(id => id !== undefined));
    const newest = used[0];
    return {
        record: {
            source,
            candidates: [
                ...used.map(({ candidate }) => candidate),
                ...carried.map(run => ({
                    label: labelOf(run),
                    used: true,
                    reason: `its own artifact is gone; figures carried by ${carrier?.candidate.label ?? ''}`
                })),
                ...refused.filter(({ runId }) => runId === undefined || !replaced.has(runId)).map(({ candidate }) => candidate)
            ],
            differences: newest === undefined ? [] : compareFingerprints(now, newest.fingerprint).soft
        },
        pool: newestFirst([...used.map(({ run }) => run), ...carried]),
        anchor: carrier?.anchor ?? []
    };
}

;// CONCATENATED MODULE: ./src/baseline/glob.ts
/**
 * Files that a path or a pattern leads to: `*` and `?` within a name, `**` for any folders. A folder by its plain name
 * is no file. Links are not followed into circles: no more than 20 folders deep.
 */
async function findFiles(files, pattern) {
    const parts = pattern.split('/');
    const first = parts.findIndex(part => /[*?]/.test(part));
    if (first === -1)
        return files.exists(pattern) && !files.isFolder(pattern) ? [pattern] : [];
    return descend(files, parts.slice(0, first).join('/'), parts.slice(first), pattern.startsWith('/'), 20);
}
async function descend(files, folder, [part, ...rest], absolute, depth) {
    if (part === undefined || depth === 0)
        return [];
    const within = (name) => (folder === '' ? `${absolute ? '/' : ''}${name}` : `${folder}/${name}`);
    const names = await files.list(folder === '' ? (absolute ? '/' : '.') : folder);
    const found = part === '**' ? [...(await descend(files, folder, rest, absolute, depth))] : [];
    for (const name of names) {
        const path = within(name);
        const matches = part === '**' ? !name.startsWith('.') : expression(part).test(name);
        if (!matches)
            continue;
        if (files.isFolder(path)) {
            found.push(...(await descend(files, path, part === '**' ? [part, ...rest] : rest, absolute, depth - 1)));
        }
        else if (part !== '**' && rest.length === 0)
            found.push(path);
    }
    return found;
}
function expression(part) {
    const escaped = part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${escaped.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}$`);
}

;// CONCATENATED MODULE: ./src/baseline/trust.ts

/** Events whose runs measure what is already on the branch. */
const trustedEvents = ['push', 'schedule', 'workflow_dispatch'];
/**
 * Judges where runs come from, by what REST says of them alone: nothing that a run's own job wrote is asked. The
 * commit is judged separately, for that takes a request each.
 */
function judgeOrigins(runs, origin) {
    return runs.map(run => {
        const refused = refuseOrigin(run, origin);
        return refused === undefined ? { run } : { run, refused };
    });
}
function refuseOrigin(run, origin) {
    if (run.id === origin.ownRunId)
        return 'this very run';
    if (run.repositoryId !== origin.repositoryId)
        return 'from another repository';
    if (run.head?.repositoryId !== run.repositoryId)
        return 'from a fork';
    if (run.path !== origin.workflow)
        return `from another workflow, ${run.path}`;
    if (!trustedEvents.some(event => event === run.event))
        return `started by ${run.event}`;
    if (run.headBranch !== origin.branch)
        return `of branch ${run.headBranch ?? 'none'}, not ${origin.branch}`;
    if (run.status !== 'completed')
        return `not completed (${run.status ?? 'unknown'})`;
    return run.conclusion === 'cancelled' ? 'cancelled' : undefined;
}
/** Why an artifact of a believed run is not read. */
function refuseArtifact(run, artifact) {
    if (artifact === undefined)
        return 'published no baseline';
    if (artifact.expired)
        return 'its artifact has expired';
    if (artifact.createdAt === undefined || Date.parse(artifact.createdAt) < Date.parse(run.startedAt)) {
        return `its artifact is of an attempt before the latest, ${String(run.attempt)}`;
    }
    return undefined;
}
/** Why the content of a believed run's artifact is no baseline for a run with this fingerprint. */
function refuseContent(baseline, run, now) {
    const { source } = baseline;
    if (source?.runId !== run.id || source.runAttempt !== run.attempt || source.sha !== run.headSha) {
        return 'its artifact says that it is of another run';
    }
    return refuseQuality(baseline) ?? refuseFingerprint(baseline, now);
}
/** Why a baseline, wherever it is from, may not be compared with. */
function refuseQuality({ complete, proven, verdict, losses }) {
    if (!complete)
        return 'incomplete';
    if (!proven)
        return 'it has samples without proof';
    if (verdict === 'invalid')
        return 'invalid';
    const open = losses.filter(loss => !loss.acknowledged).length;
    if (open > 0 || (verdict === 'regression' && losses.length === 0)) {
        return 'itself a regression that nobody acknowledged';
    }
    return undefined;
}
/** Why machines or tools forbid a comparison. */
function refuseFingerprint({ fingerprint }, now) {
    const { hard } = compareFingerprints(now, fingerprint);
    return hard.length === 0 ? undefined : `not comparable: ${hard.join('; ')}`;
}

;// CONCATENATED MODULE: ./src/baseline/files.ts










/**
 * Reads the earlier runs that paths and globs lead to: run.json files and baseline documents, mixed as they come. The
 * user chose them, so nobody asks where they are from. Throws an InputError for a pattern without any file; a file
 * that is no run, or that may not be compared with, is refused with its reason.
 */
async function readBaselineFiles(files, patterns, now) {
    const paths = new Set();
    for (const pattern of patterns) {
        const found = await findFiles(files, pattern);
        if (found.length === 0) {
            throw new errors/* InputError */.dz(`baseline: nothing is at "${pattern}"; write the path of a run.json or baseline.json`);
        }
        for (const path of found)
            paths.add(path);
    }
    const believed = new Map();
    const refused = [];
    for (const path of [...paths].sort()) {
        const result = await readOne(files, path, now);
        if (!('fingerprint' in result))
            refused.push(result);
        else if (believed.has(result.run.id))
            refused.push(refusal(path, 'the same run as another file'));
        else
            believed.set(result.run.id, result);
    }
    return assemble('files', [...believed.values()], refused, now);
}
async function readOne(files, path, now) {
    const text = await files.read(path);
    try {
        return isBaseline(text) ? fromBaseline(text, path, now) : fromRun(text, path, now);
    }
    catch (error) {
        if (!(error instanceof errors/* InputError */.dz))
            throw error;
        return refusal(path, (0,errors/* errorMessage */.gJ)(error));
    }
}
function isBaseline(text) {
    const document = (0,json/* safeJson */.o)(text);
    return typeof document === 'object' && document !== null && 'baselineVersion' in document;
}
function fromBaseline(text, path, now) {
    const baseline = parseBaseline(text);
    const reason = refuseQuality(baseline) ?? refuseFingerprint(baseline, now);
    if (reason !== undefined)
        return refusal(path, reason);
    return believe(baseline, { label: labelled(path, asPoolRun(baseline)), reason: 'named by the input' });
}
/** A run's own verdict is not in its document: whoever names it takes it as a measure. */
function fromRun(text, path, now) {
    const run = (0,read/* parseRun */.zZ)(text);
    const fingerprint = fingerprintOf(run);
    if (!run.complete || fingerprint === undefined)
        return refusal(path, 'incomplete');
    if (!isProven(run))
        return refusal(path, 'it has samples without proof');
    const reason = refuseFingerprint({ fingerprint }, now);
    if (reason !== undefined)
        return refusal(path, reason);
    const poolRun = {
        id: run.id,
        startedAt: run.startedAt,
        runId: run.source?.runId,
        sha: run.source?.sha,
        figures: figuresOf(run).map(figure => ({ ...keyOf(figure), value: figure.mean })),
        acknowledged: []
    };
    return {
        candidate: { label: labelled(path, poolRun), used: true, reason: 'named by the input' },
        run: poolRun,
        fingerprint,
        carried: [],
        anchor: []
    };
}
function labelled(path, run) {
    return `${path}: ${labelOf(run)}`;
}
function refusal(path, reason) {
    return { candidate: { label: path, used: false, reason }, distrusted: false };
}

// EXTERNAL MODULE: ./src/github/errors.ts
var github_errors = __webpack_require__(73116);
// EXTERNAL MODULE: ./node_modules/yauzl/index.js
var yauzl = __webpack_require__(20663);
;// CONCATENATED MODULE: ./src/baseline/zip.ts



/** Results are repetitive JSON, which deflates to a thirtieth; a bomb reaches a thousandth. */
const maxRatio = 200;
const maxNameLength = 200;
/** Inherited names: a lookup by one of them finds a function where a file is expected. */
const prototypeNames = new Set(['__proto__', 'constructor', 'prototype']);
/** Compares a zip file with the digest that GitHub keeps of it; throws an InputError when they differ. */
function checkDigest(zip, digest) {
    if (digest === undefined)
        throw new errors/* InputError */.dz('GitHub keeps no digest of it; it was made by an old client');
    const found = `sha256:${(0,external_node_crypto_.createHash)('sha256').update(zip).digest('hex')}`;
    if (found !== digest)
        throw new errors/* InputError */.dz(`its digest is ${found}, and ${digest.slice(0, 80)} was expected`);
}
/**
 * Reads one file of a zip file in memory. Every name in the archive is checked, also of files that are not read: an
 * archive with one name that no run writes was not written by a run. Throws an InputError that says what is wrong.
 */
async function readZippedFile(zip, name, limits) {
    const buffer = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
    try {
        const archive = await (0,yauzl/* fromBufferPromise */.SY)(buffer, { lazyEntries: true, strictFileNames: true });
        if (archive.entryCount > limits.entries) {
            throw new errors/* InputError */.dz(`${String(archive.entryCount)} files, at most ${String(limits.entries)} are read`);
        }
        const entry = await findEntry(archive, name);
        if (entry === undefined)
            throw new errors/* InputError */.dz(`it has no ${name}`);
        const text = new TextDecoder('utf-8', { fatal: true });
        return text.decode(await inflate(archive, entry, limits));
    }
    catch (error) {
        throw new errors/* InputError */.dz('the archive cannot be read', { cause: error });
    }
}
async function findEntry(archive, wanted) {
    const names = new Set();
    let found;
    for await (const entry of archive.eachEntry()) {
        const name = entry.fileName;
        checkName(name, names);
        names.add(name.toLowerCase());
        if (name === wanted)
            found = entry;
    }
    return found;
}
/** yauzl has refused absolute names, backslashes and `..` before. */
function checkName(name, earlier) {
    const shown = JSON.stringify(name.slice(0, 60));
    if (name.length > maxNameLength)
        throw new errors/* InputError */.dz(`the name ${shown}... is too long`);
    if (!/^[\w.+@=,/-]+$/.test(name))
        throw new errors/* InputError */.dz(`the name ${shown} is none that a run writes`);
    if (name.split('/').some(part => prototypeNames.has(part)))
        throw new errors/* InputError */.dz(`the name ${shown} is reserved`);
    if (earlier.has(name.toLowerCase()))
        throw new errors/* InputError */.dz(`the name ${shown} is there twice`);
}
/** What the archive claims of its sizes is checked first; yauzl holds it to that, and the bytes are counted here. */
async function inflate(archive, entry, limits) {
    const { fileName, uncompressedSize, compressedSize } = entry;
    if (uncompressedSize > maxRatio * compressedSize) {
        throw new errors/* InputError */.dz(`${fileName} is deflated to less than 1/${String(maxRatio)}, as no result is`);
    }
    const chunks = [];
    let bytes = 0;
    for await (const chunk of (await archive.openReadStreamPromise(entry))) {
        bytes += chunk.byteLength;
        if (bytes > limits.bytes)
            throw new errors/* InputError */.dz(`${fileName} has more than ${String(limits.bytes)} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}

;// CONCATENATED MODULE: ./src/baseline/find.ts







const maxPages = 5;
/** A job's token has 1,000 requests an hour for the whole repository (docs: rate limits for GITHUB_TOKEN). */
const maxRequests = 150;
const maxArtifactBytes = 1_000_000;
/** These fail every further request alike. */
const hopeless = new Set(['not-permitted', 'rate-limited', 'unavailable']);
/**
 * Walks the branch's runs from the newest until the pool is full, the runs or the requests are used up, or GitHub
 * fails. Never throws for what GitHub does: what was found until then counts, and the account says what happened.
 */
async function findBaselines(github, search) {
    const { origin } = search;
    const believed = [];
    const refused = [];
    try {
        await walk(github, search, believed, refused);
    }
    catch (error) {
        if (!(error instanceof github_errors/* GitHubError */.y_))
            throw error;
        const candidate = { label: 'runs further back', used: false, reason: (0,errors/* errorMessage */.gJ)(error) };
        refused.push({ candidate, distrusted: false });
    }
    const source = `artifacts of ${origin.branch} by ${origin.workflow}`;
    return assemble(source, believed, refused, search.fingerprint, maxPoolRuns);
}
async function walk(github, search, believed, refused) {
    const { origin } = search;
    const file = origin.workflow.replace(/^.*\//, '');
    const requests = { left: maxRequests };
    for (let page = 1; page <= maxPages; page += 1) {
        requests.left -= 1;
        const runs = await github.workflowRuns(file, origin.branch, page);
        if (runs.length === 0)
            return;
        for (const { run, refused: reason } of judgeOrigins(runs, origin)) {
            if (run.id === origin.ownRunId)
                continue;
            if (reason !== undefined) {
                refused.push(find_refusal(run, reason, true));
                continue;
            }
            const result = await inspect(github, search, run, believed, requests);
            if ('fingerprint' in result)
                believed.push(result);
            else
                refused.push(result);
            if (believed.length === maxPoolRuns)
                return;
            if (requests.left <= 0) {
                throw new github_errors/* GitHubError */.y_('unusable', `not looked at: ${String(maxRequests)} requests were made already`);
            }
        }
    }
}
/** One run whose origin is right: its commit, its artifact, then what the artifact says. */
async function inspect(github, search, run, believed, requests) {
    try {
        // What a believed run was compared with itself is in its history, and so in ours.
        if (!believed.some(({ carried }) => carried.some(({ sha }) => sha === run.headSha))) {
            requests.left -= 1;
            if (!(await github.isAncestor(run.headSha, search.history))) {
                return find_refusal(run, `its commit is not in the history of ${search.history.slice(0, 7)}`, true);
            }
        }
        requests.left -= 1;
        const [artifact] = await github.artifacts(run.id, search.artifact);
        const lost = refuseArtifact(run, artifact);
        if (lost !== undefined || artifact === undefined)
            return find_refusal(run, lost ?? '', false);
        requests.left -= 1;
        const zip = await github.download(artifact.id, maxArtifactBytes);
        checkDigest(zip, artifact.digest);
        const text = await readZippedFile(zip, baselineFile, { entries: 10, bytes: 4 * maxBaselineLength });
        const baseline = parseBaseline(text);
        const reason = refuseContent(baseline, run, search.fingerprint);
        if (reason !== undefined)
            return find_refusal(run, reason, true);
        return believe(baseline, {
            ...describe(run),
            reason: `${run.event} of ${search.origin.branch} by this workflow, complete, proven and comparable`
        });
    }
    catch (error) {
        if (error instanceof github_errors/* GitHubError */.y_ && !hopeless.has(error.kind)) {
            return find_refusal(run, (0,errors/* errorMessage */.gJ)(error), error.kind === 'unusable');
        }
        if (error instanceof errors/* InputError */.dz)
            return find_refusal(run, (0,errors/* errorMessage */.gJ)(error), true);
        throw error;
    }
}
function find_refusal(run, reason, distrusted) {
    return { candidate: { ...describe(run), used: false, reason }, distrusted, runId: run.id };
}
function describe(run) {
    return {
        label: labelOf({ id: String(run.id), runId: run.id, startedAt: run.startedAt, sha: run.headSha }),
        url: run.url
    };
}

// EXTERNAL MODULE: ./src/baseline/reference-commit.ts
var reference_commit = __webpack_require__(52510);
;// CONCATENATED MODULE: ./src/baseline/publish.ts




/** Put on a pull request, it accepts what the pull request makes worse, for good. */
const acceptLabel = 'accept-perf-regression';
/** The losses of a comparison that the labels of its pull request accept: all or none. */
function acknowledgedLosses(comparison, labels) {
    return labels.includes(acceptLabel) ? lossesOf(comparison) : [];
}
/**
 * Only what is on the default branch is a measure for others; what made something worse hides it from the next run,
 * unless somebody accepted that. A job that is red for other reasons still publishes, and so does the first run.
 */
function decidePublishing(run, comparison, event, defaultBranch, acknowledged) {
    const no = (reason) => ({ publish: false, reason: `No baseline is published: ${reason}.` });
    if (!trustedEvents.some(name => name === event.name))
        return no(`the run was started by ${event.name}`);
    if ((0,reference_commit/* branchOf */.W)(event.ref) !== defaultBranch)
        return no(`the run is not of the default branch, ${defaultBranch}`);
    if (!run.complete)
        return no('the run is incomplete');
    if (comparison.verdict === 'invalid')
        return no('something could not be measured');
    if (!isProven(run) || figuresOf(run).length === 0)
        return no('the run has no proven figures');
    const accepted = new Set(acknowledged.map(keyText));
    const open = lossesOf(comparison).filter(loss => !accepted.has(keyText(loss)));
    if (open.length > 0) {
        const names = open.map(({ scenario = 'control', test, metric }) => `${scenario} ${test} ${metric}`);
        return no(`${names.join(', ')} got worse; to accept that, put the label ${acceptLabel} on the pull request and run this again`);
    }
    return { publish: true, reason: 'The run is published as a baseline.' };
}

;// CONCATENATED MODULE: ./src/github/marker.ts
const start = '<!-- cilium-perf-gate ';
/** The hidden first line of a comment, by which later runs find it and see how old it is. */
function renderMarker({ key, job }, { runId, runAttempt, headSha }) {
    return `${start}key=${encode(key)} job=${encode(job)} run=${String(runId)} attempt=${String(runAttempt)} sha=${encode(headSha)} -->`;
}
/** The run that wrote a comment about this; `undefined` for any other comment. */
function readMarker(body, { key, job }) {
    const line = body.split(/\r?\n/, 1)[0] ?? '';
    const own = `${start}key=${encode(key)} job=${encode(job)} `;
    if (!line.startsWith(own))
        return undefined;
    const [, run, attempt, sha] = /^run=(\d{1,15}) attempt=(\d{1,9}) sha=(\S*) -->$/.exec(line.slice(own.length)) ?? [];
    if (run === undefined || attempt === undefined || sha === undefined)
        return undefined;
    return { runId: Number(run), runAttempt: Number(attempt), headSha: sha };
}
/** Run ids grow, and so do the attempts of a run. */
function isOlder(run, than) {
    return run.runId === than.runId ? run.runAttempt < than.runAttempt : run.runId < than.runId;
}
/** A key may hold anything; neither the end of the comment nor a blank may come of it. */
function encode(text) {
    return encodeURIComponent(text.toWellFormed()).replace(/[-!'()*~]/g, character => `%${character.charCodeAt(0).toString(16)}`);
}

;// CONCATENATED MODULE: ./src/github/comment.ts



/** What a comment may have, whichever way GitHub counts (facts: characters or bytes). */
const maxCommentLength = 65_000;
/**
 * Writes the one comment of its key on a pull request: the first of its marker by the token's own account is updated,
 * without one it is created. Whoever else writes our marker is not believed. Never throws for what GitHub answers.
 */
async function writeComment(github, pullRequest, key, run, text) {
    const body = `${renderMarker(key, run)}\n${text}`;
    if (body.length > maxCommentLength) {
        return {
            state: 'failed',
            reason: `the comment has ${String(body.length)} characters, at most ${String(maxCommentLength)} fit`
        };
    }
    try {
        const [viewer, comments] = await Promise.all([github.viewer(), github.comments(pullRequest)]);
        const own = comments.flatMap(comment => {
            const writer = isSame(viewer, comment.author) ? readMarker(comment.body, key) : undefined;
            return writer === undefined ? [] : [{ ...comment, writer }];
        });
        const newer = own.find(({ writer }) => isOlder(run, writer));
        if (newer !== undefined) {
            const { runId, runAttempt } = newer.writer;
            return {
                state: 'superseded',
                url: newer.url,
                reason: `run ${String(runId)}, attempt ${String(runAttempt)}, is newer and has commented already`
            };
        }
        const [first] = own;
        const written = first === undefined ? await github.createComment(pullRequest, body) : await github.updateComment(first.id, body);
        return { state: first === undefined ? 'created' : 'updated', url: written.url };
    }
    catch (error) {
        if (!(error instanceof github_errors/* GitHubError */.y_))
            throw error;
        return { state: error.kind === 'not-permitted' ? 'not-permitted' : 'failed', reason: (0,errors/* errorMessage */.gJ)(error) };
    }
}
/** GraphQL leaves out the ending of an app's name in places; a user of that name is still somebody else. */
function isSame(viewer, author) {
    if (author === undefined)
        return false;
    return author.login === viewer.login || (author.bot && author.login === `${viewer.login}[bot]`);
}

;// CONCATENATED MODULE: ./src/report/fit.ts
/** A part of at most `most` of the items, a row each; the others are counted and never rendered. */
function createPart(part, items, most, render) {
    return { ...part, rows: items.slice(0, most).map(render), total: items.length };
}
/** The same part behind a line to click on. The summary is HTML already. */
function folded(part, summary) {
    const open = part.open === '' ? '' : `\n${part.open}`;
    return { ...part, open: `<details>\n<summary>${summary}</summary>\n${open}`, end: '\n</details>' };
}
/**
 * A document of at most `limit` characters: rows go from the end of the last part first, then the part itself, then those
 * before it. What went is counted. Throws when not even the frame fits, which no caller's limit allows.
 */
function fitParts({ head, foot }, parts, limit) {
    const kept = parts.map(part => part.rows.length);
    const render = () => {
        const shown = parts.map((part, index) => renderPart(part, kept[index] ?? 0));
        const left = parts.filter((_part, index) => kept[index] === gone).map(part => part.name);
        const note = left.length === 0 ? [] : [`Left out, for there is no more room: ${left.join(', ')}.`];
        return [...head, ...shown.filter(text => text !== ''), ...note, ...foot].join('\n\n');
    };
    let document = render();
    for (let index = parts.length - 1; index >= 0 && document.length > limit; index -= 1) {
        const rows = kept[index] ?? 0;
        kept[index] = gone;
        // A part of which no row stays says less than its name in the note.
        if (render().length <= limit) {
            kept[index] = mostRows(rows, count => {
                kept[index] = count;
                return render().length <= limit;
            });
        }
        document = render();
    }
    if (document.length > limit)
        throw new Error(`${String(limit)} characters are too few for the first line of a report`);
    return document;
}
/** In place of the number of rows of a part that is left out. */
const gone = -1;
/** The most rows, less than all, with which the document fits; `gone` when only none do. */
function mostRows(all, fits) {
    let [low, high] = [0, all];
    while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (fits(middle))
            low = middle;
        else
            high = middle;
    }
    return low === 0 ? gone : low;
}
function renderPart({ open, rows, close, end, total }, kept) {
    if (kept === gone)
        return '';
    const dropped = total - kept;
    const note = dropped === 0 ? [] : ['', `${String(dropped)} more ${dropped === 1 ? 'row is' : 'rows are'} left out here.`];
    return [
        open,
        ...rows.slice(0, kept),
        ...(close === undefined ? [] : [close]),
        ...note,
        ...(end === undefined ? [] : [end])
    ]
        .join('\n')
        .trim();
}

// EXTERNAL MODULE: ./src/report/figures.ts
var figures = __webpack_require__(53831);
;// CONCATENATED MODULE: ./src/report/quantity.ts

/** A figure with its unit for people: `7.61 Gbit/s`, `164.9 µs`, `6057 /s`. */
function formatQuantity(value, unit) {
    const { factor, decimals, symbol } = scaleOf(value, unit);
    return [formatNumber(value / factor, decimals), symbol].join(' ').trim();
}
/** How figures around `value` are written: what they are divided by, their decimals and the unit then. */
function scaleOf(value, unit) {
    const size = Math.abs(value);
    switch (unit) {
        case 'bit/s':
            return size >= 1e8
                ? { factor: 1e9, decimals: 2, symbol: 'Gbit/s' }
                : { factor: 1e6, decimals: 1, symbol: 'Mbit/s' };
        case 'us':
            return size >= 1e4 ? { factor: 1e3, decimals: 1, symbol: 'ms' } : { factor: 1, decimals: 1, symbol: 'µs' };
        case '1/s':
            return { factor: 1, decimals: size >= 100 ? 0 : 1, symbol: '/s' };
        case 'bytes':
            return { factor: 1e6, decimals: 1, symbol: 'MB' };
        case 'count':
            return { factor: 1, decimals: size >= 100 ? 0 : 1, symbol: '' };
        case '%':
            return { factor: 1, decimals: 1, symbol: '%' };
        case 's':
        case 's/GB':
            return { factor: 1, decimals: 2, symbol: unit };
    }
}
/** A number with fixed decimals, in powers of ten where it would run out of any cell. */
function formatNumber(value, decimals) {
    return Math.abs(value) < 1e9 ? (0,figures/* formatDecimal */.zJ)(value, decimals) : value.toExponential(2);
}

;// CONCATENATED MODULE: ./src/report/change.ts

/** A share as a percentage: 0.08 is `8 %`, 0.025 is `2.5 %`. */
function formatShare(share) {
    const percent = share * 100;
    return `${formatNumber(percent, Number.isInteger(Number(percent.toPrecision(12))) || percent >= 10 ? 0 : 1)} %`;
}
/** A factor as a signed change: 0.88 is `-12.0 %`. */
function formatFactor(factor, decimals = 1) {
    return `${signed(factor, decimals)} %`;
}
/** A change with its interval: `-12.0 % (-15.1 to -9.3 %)`. */
function formatChange({ estimate, low, high }) {
    return `${formatFactor(estimate)} (${signed(low, 1)} to ${signed(high, 1)} %)`;
}
/** A change as a sentence goes on: `fell by 12 % (95 % interval -15 to -9 %)`. */
function describeChange({ estimate, low, high, level }) {
    const decimals = Math.abs(estimate - 1) >= 0.0995 ? 0 : 1;
    const size = signed(estimate, decimals).replace(/^[+-]/, '');
    const moved = estimate < 1 ? 'fell' : 'rose';
    return `${moved} by ${size} % (${formatShare(level)} interval ${signed(low, decimals)} to ${signed(high, decimals)} %)`;
}
function signed(factor, decimals) {
    const text = formatNumber((factor - 1) * 100, decimals);
    return factor > 1 && Number(text) !== 0 ? `+${text}` : text;
}

// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/report/titles.ts
var titles = __webpack_require__(66023);
;// CONCATENATED MODULE: ./src/report/metric-titles.ts

/** What a metric adds to its test's name; those for which tests are named add nothing. */
const metricTitles = new Map([
    ['throughput', ''],
    ['throughput-tx', 'TX-C'],
    ['throughput-rx', 'RX-C'],
    ['retransmits', 'retransmits'],
    ['retransmits-tx', 'retransmits TX-C'],
    ['retransmits-rx', 'retransmits RX-C'],
    ['lost-datagrams', 'lost datagrams'],
    ['transaction-rate', 'transaction rate'],
    ['latency-min', 'minimum'],
    ['latency-mean', ''],
    ['latency-max', 'maximum'],
    ['latency-p50', 'p50'],
    ['latency-p90', 'p90'],
    ['latency-p99', 'p99'],
    ['latency-stddev', 'standard deviation']
]);
/** A metric of a test for people: `TCP throughput`, `TCP latency p99`. Plain text, from outside where it is unknown. */
function metricTitle(test, metric) {
    const title = metricTitles.get(metric) ?? metric;
    return title === '' ? titles/* testTitles */.YC[test] : `${titles/* testTitles */.YC[test]} ${title}`;
}
/** What was compared, as a sentence begins: `native+wireguard TCP throughput`. Plain text from outside. */
function subjectOf({ scenario, test, metric }) {
    return `${scenario} ${metricTitle(test, metric)}`;
}
/** Against what, in words: `7 rounds`, `12 earlier runs`, `one earlier run`. */
function basisOf({ design, pairs }) {
    switch (design) {
        case 'paired':
            return `${String(pairs)} ${pairs === 1 ? 'round' : 'rounds'}`;
        case 'history':
        case 'single':
            return pairs === 1 ? 'one earlier run' : `${String(pairs)} earlier runs`;
        case 'none':
            return 'nothing';
    }
}

;// CONCATENATED MODULE: ./src/report/outcomes.ts

/** What the figures are compared with, as a column's head. */
const referenceTitles = {
    paired: 'Reference',
    history: 'Baseline',
    single: 'Earlier run',
    none: 'Baseline'
};
/** The columns of a comparison, in every format. */
function comparisonColumns({ design, metrics }) {
    const level = metrics.find(metric => metric.change !== undefined)?.change?.level;
    const interval = level === undefined ? '' : ` (${formatShare(level)} interval)`;
    return ['Scenario', 'Test', referenceTitles[design], 'Now', `Change${interval}`, 'Outcome', 'Traffic was'];
}
/** The outcome in a word, and whether it decides anything. */
function describeOutcome({ outcome, gated, design }) {
    if (design === 'none' && outcome === 'inconclusive')
        return 'not compared';
    return `${outcome === 'equivalent' ? 'unchanged' : outcome}${gated || design === 'none' ? '' : ', does not gate'}`;
}
/** Rounds that the interval had to do without. */
function missingRounds({ design, pairs }, rounds) {
    return design === 'paired' && pairs < rounds ? `, ${String(pairs)} of ${String(rounds)} rounds` : '';
}
/** The metrics that decide and that something could be seen of. */
function decidingMetrics(metrics) {
    return metrics.filter(({ gated, design, outcome }) => gated && design !== 'none' && outcome !== 'invalid');
}
/** The smallest loss that would have been seen in every metric that decides, as a share. */
function visibleLoss(metrics) {
    const seen = decidingMetrics(metrics).flatMap(metric => metric.detectable ?? []);
    return seen.length === 0 ? undefined : Math.max(...seen);
}

;// CONCATENATED MODULE: ./src/report/comparison-table.ts







/** What changed or could not be decided, and folded below it what did not. */
function comparisonParts(comparison, rounds, maxRows) {
    const quiet = comparison.metrics.filter(isQuiet);
    const loud = comparison.metrics.filter(metric => !isQuiet(metric));
    const head = (0,markdown/* tableHead */.PP)(comparisonColumns(comparison));
    const part = (name, metrics) => createPart({ name, open: head }, metrics, maxRows, metric => (0,markdown/* tableRow */.jD)(cells(metric, rounds)));
    return [
        ...(loud.length === 0 ? [] : [part('the table of changes', loud)]),
        ...(quiet.length === 0 ? [] : [folded(part('the table of what did not change', quiet), describeQuiet(quiet))])
    ];
}
/** What asks for nobody's attention: unchanged, or undecided where nothing depends on it. */
function isQuiet({ outcome, gated, design }) {
    return outcome === 'equivalent' || (outcome === 'inconclusive' && !gated && design !== 'none');
}
function describeQuiet(quiet) {
    const same = quiet.filter(metric => metric.outcome === 'equivalent').length;
    const parts = [
        ...(same === 0 ? [] : [`${String(same)} unchanged`]),
        ...(same === quiet.length ? [] : [`${String(quiet.length - same)} not gated and undecided`])
    ];
    return parts.join(', ');
}
function cells(metric, rounds) {
    const { scenario, test, unit, reference, candidate, change, proof } = metric;
    const figure = (value) => (value === undefined ? '-' : formatQuantity(value, unit));
    return [
        scenarioName(scenario),
        (0,markdown/* escapeShort */.iu)(metricTitle(test, metric.metric), 80),
        figure(reference),
        figure(candidate),
        change === undefined ? '-' : `${formatChange(change)}${missingRounds(metric, rounds)}`,
        outcomeCell(metric),
        proof === 'unproven' ? '**unproven**' : proof
    ];
}
/** A scenario as users write it; one that is none of ours as the text that it is. */
function scenarioName(scenario) {
    return (0,scenario_scenario/* parseScenario */.Mo)(scenario) === undefined ? (0,markdown/* escapeShort */.iu)(scenario, 80) : (0,markdown/* code */.aY)(scenario);
}
function outcomeCell(metric) {
    const { outcome, reason } = metric;
    const text = describeOutcome(metric);
    const shown = outcome === 'regression' || outcome === 'invalid' ? `**${text}**` : text;
    return `${shown}${reason === undefined ? '' : `: ${(0,markdown/* escapeShort */.iu)(reason, 160)}`}`;
}
/** The smallest change that the design would have seen, for each metric that decides. */
function sightPart({ metrics }, maxRows) {
    const gated = decidingMetrics(metrics);
    if (gated.length === 0)
        return undefined;
    const head = ['Scenario', 'Test', 'Sees a loss of', 'Counts as none below', 'Compared', 'To see twice that'];
    const part = createPart({ name: 'what could have been seen', open: (0,markdown/* tableHead */.PP)(head) }, gated, maxRows, ({ scenario, test, metric, detectable, margin, design, pairs, roundsNeeded }) => (0,markdown/* tableRow */.jD)([
        scenarioName(scenario),
        (0,markdown/* escapeShort */.iu)(metricTitle(test, metric), 80),
        detectable === undefined ? 'unknown' : formatShare(detectable),
        formatShare(margin),
        basisOf({ design, pairs }),
        roundsNeeded === undefined ? '-' : `${String(roundsNeeded)} rounds`
    ]));
    const seen = visibleLoss(gated);
    return folded(part, `Smallest loss that would have been seen in 9 of 10 cases: ${seen === undefined ? 'unknown' : formatShare(seen)}`);
}

;// CONCATENATED MODULE: ./src/report/headline.ts




/** How many metrics a sentence names before it counts. */
const named = 3;
/** Of a text from outside within a sentence. */
const quoted = 200;
const verdictWords = {
    pass: 'Pass',
    inconclusive: 'Inconclusive',
    advisory: 'Advisory',
    'no-baseline': 'No baseline',
    regression: 'Regression',
    invalid: 'Invalid'
};
/** The first line of every report. */
function describeVerdict(run, comparison) {
    const gated = comparison.metrics.filter(metric => metric.gated);
    const describe = {
        pass: () => describePass(gated),
        inconclusive: () => describeInconclusive(comparison, gated),
        advisory: () => describeAdvice(gated),
        'no-baseline': () => describeNoBaseline(comparison),
        regression: () => describeRegression(gated),
        invalid: () => describeInvalid(run, comparison, gated)
    };
    return { verdict: verdictWords[comparison.verdict], sentence: describe[comparison.verdict]() };
}
function describeRegression(gated) {
    const [worst, ...worse] = withOutcome(gated, 'regression');
    if (worst === undefined)
        return 'see the table';
    return [
        `${describeMetric(worst)}, ${against(worst)}`,
        ...(worse.length === 0 ? [] : [`worse too: ${nameSome(worse)}`]),
        ...describeRest(gated)
    ].join('; ');
}
/** What became of the gated metrics that did not get worse. */
function describeRest(gated) {
    const better = withOutcome(gated, 'improvement');
    const open = withOutcome(gated, 'inconclusive');
    const same = withOutcome(gated, 'equivalent');
    const rest = [];
    if (better.length > 0)
        rest.push(`better: ${nameSome(better)}`);
    if (open.length > 0)
        rest.push(`${count(open.length, 'gated metric')} undecided`);
    else if (same.length > 0)
        rest.push(`nothing else changed by more than ${margins(same)}`);
    return rest;
}
function describePass(gated) {
    const better = withOutcome(gated, 'improvement');
    const [best, ...more] = better;
    const change = best === undefined
        ? `no change found in ${count(gated.length, 'gated metric')}, ${commonBasis(gated)}`
        : [
            `${describeMetric(best)}, ${against(best)}`,
            ...(more.length === 0 ? [] : [`better too: ${nameSome(more)}`]),
            'nothing got worse'
        ].join('; ');
    return [change, ...describeSight(gated)].join('; ');
}
function describeInconclusive({ control }, gated) {
    if (control.state === 'changed') {
        return `the machines themselves changed, so nothing is blamed on Cilium: ${(0,markdown/* shorten */.ml)((0,markdown/* oneLine */.TN)(control.reason), quoted)}`;
    }
    const open = withOutcome(gated, 'inconclusive');
    const rounds = Math.max(0, ...open.map(metric => metric.roundsNeeded ?? 0));
    return [
        'nothing got worse for certain, but ' +
            `${String(open.length)} of ${count(gated.length, 'gated metric')} could not be decided: ${nameSome(open)}`,
        ...(rounds > 0 ? [`about ${String(rounds)} rounds would decide`] : describeSight(gated))
    ].join('; ');
}
function describeAdvice(gated) {
    const largest = gated
        .filter(metric => metric.change !== undefined)
        .toSorted((left, right) => worsening(right) - worsening(left))[0];
    const weak = 'too little to gate: such a difference can lie between any two visits to a cluster';
    if (largest === undefined)
        return `nothing could be compared with ${commonBasis(gated)}`;
    return worsening(largest) > Math.log1p(largest.margin)
        ? `${describeMetric(largest)} against ${basisOf(largest)}, ${weak}`
        : `nothing got worse by more than ${margins(gated)} against ${basisOf(largest)}, which is too little to gate or to pass`;
}
/** How much for the worse, as a log ratio. */
function worsening({ change, better }) {
    const ratio = Math.log(change?.estimate ?? 1);
    return better === 'higher' ? -ratio : ratio;
}
function describeNoBaseline({ baseline }) {
    const refused = baseline.candidates.length;
    const found = refused === 0
        ? 'No earlier run was found'
        : `${refused === 1 ? 'The one earlier run that was found cannot' : `None of ${String(refused)} earlier runs can`} be compared, for the reasons below`;
    return `nothing was compared, and this is no pass. ${found}. A run on the default branch makes a baseline; a reference arm needs none`;
}
function describeInvalid(run, { invalid }, gated) {
    const [first, ...more] = invalid;
    const worse = withOutcome(gated, 'regression');
    const reason = (0,markdown/* shorten */.ml)((0,markdown/* oneLine */.TN)(run.incompleteReason ?? 'no reason was recorded'), quoted);
    return [
        ...(run.complete ? [] : [`the run is incomplete (${reason})`]),
        ...(first === undefined ? [] : [(0,markdown/* shorten */.ml)((0,markdown/* oneLine */.TN)(first), quoted)]),
        ...(more.length === 0 ? [] : [`${count(more.length, 'other part')} of the plan without a figure that counts`]),
        ...(worse.length === 0 ? [] : [`worse besides: ${nameSome(worse)}`])
    ].join('; ');
}
function describeSight(gated) {
    const seen = visibleLoss(gated);
    return seen === undefined ? [] : [`this design would have seen a loss of ${formatShare(seen)} or more`];
}
function describeMetric(metric) {
    const subject = (0,markdown/* shorten */.ml)((0,markdown/* oneLine */.TN)(subjectOf(metric)), quoted);
    return metric.change === undefined ? subject : `${subject} ${describeChange(metric.change)}`;
}
function nameSome(metrics) {
    const names = metrics.slice(0, named).map(metric => {
        const subject = (0,markdown/* shorten */.ml)((0,markdown/* oneLine */.TN)(subjectOf(metric)), quoted);
        return metric.change === undefined ? subject : `${subject} (${formatFactor(metric.change.estimate)})`;
    });
    const more = metrics.length - names.length;
    return more > 0 ? `${names.join(', ')} and ${String(more)} more` : names.join(', ');
}
function against(metric) {
    return metric.design === 'paired' ? basisOf(metric) : `against ${basisOf(metric)}`;
}
/** The weakest of what stood behind several metrics. */
function commonBasis(metrics) {
    const weakest = metrics.toSorted((left, right) => left.pairs - right.pairs)[0];
    return weakest === undefined ? 'nothing' : against(weakest);
}
function margins(metrics) {
    const all = metrics.map(metric => metric.margin);
    const [smallest, largest] = [Math.min(...all), Math.max(...all)];
    return smallest === largest ? formatShare(largest) : `${formatShare(smallest)} to ${formatShare(largest)}`;
}
function withOutcome(metrics, outcome) {
    return metrics.filter(metric => metric.outcome === outcome);
}
function count(number, noun) {
    return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}

// EXTERNAL MODULE: ./src/report/setup-table.ts
var setup_table = __webpack_require__(27362);
;// CONCATENATED MODULE: ./src/report/job-setup.ts



/** On what a whole job was measured, and how. */
function describeJob(run) {
    const { cluster, cilium, reference, source, plan } = run;
    const nodes = cluster?.nodes.filter(node => node.role !== 'other') ?? [];
    const minutes = (0,figures/* formatDecimal */.zJ)(run.timing.totalSeconds / 60, 0);
    const arms = reference === undefined ? 'one arm' : 'both arms in each, in a random order';
    return [
        { name: 'Cilium', text: cilium === undefined ? setup_table/* unknown */.L5 : `${cilium.version} (chart ${cilium.chartVersion})` },
        ...(reference === undefined
            ? []
            : [{ name: 'Reference', text: `${reference.description} (chart ${reference.chartVersion})` }]),
        {
            name: 'Cluster',
            text: cluster === undefined ? setup_table/* unknown */.L5 : `${cluster.provider} ${cluster.name}, Kubernetes ${cluster.kubernetesVersion}`
        },
        { name: 'Nodes (client, server)', text: (0,setup_table/* list */.p_)(nodes.map(setup_table/* describeMachine */.Fe)) },
        { name: 'Kernel', text: (0,setup_table/* list */.p_)(nodes.map(node => node.kernel)) },
        { name: 'Tools', text: (0,setup_table/* describeTools */.Bn)(run.tools) },
        {
            name: 'Tests',
            text: `${plan.tests.join(', ')}; ${String(plan.durationSeconds)} s each, ${String(plan.omitSeconds)} s of warm-up`
        },
        { name: 'Rounds', text: `${String(plan.rounds)}, ${arms}` },
        { name: 'Seed', text: plan.seed, literal: true },
        { name: 'Measured', text: `${run.startedAt}, ${minutes} min` },
        ...(source === undefined
            ? []
            : [
                { name: 'Commit', text: (0,markdown/* shortCommit */.Ax)(source.sha), literal: true },
                { name: 'Job', text: `${source.workflow} / ${source.job} on ${source.event} of ${source.ref}` }
            ])
    ];
}

// EXTERNAL MODULE: ./src/report/notes.ts
var report_notes = __webpack_require__(54931);
// EXTERNAL MODULE: ./src/report/command-line.ts
var command_line = __webpack_require__(37814);
;// CONCATENATED MODULE: ./src/report/reproduce.ts


/** The command line that measures the same in the same order, from a checkout of this program. */
function reproduceCommand(run) {
    const { plan, cilium, tools, cluster } = run;
    const flag = (name, value) => (value === undefined ? [] : [`--${name}`, value]);
    return [
        'node',
        'dist/cli.js',
        'run',
        ...(cluster?.provider === 'kind' ? flag('cluster', 'kind') : []),
        ...flag('scenarios', plan.scenarios.join(',')),
        ...(plan.suite === 'published' ? flag('suite', plan.suite) : []),
        ...flag('tests', plan.tests.join(',')),
        // The recipe fixes them: another value contradicts it, and the same says nothing.
        ...(plan.suite === 'published'
            ? []
            : [
                ...flag('rounds', String(plan.rounds)),
                ...flag('duration', String(plan.durationSeconds)),
                ...flag('omit', String(plan.omitSeconds))
            ]),
        ...flag('seed', plan.seed),
        ...flag('cilium-chart', cilium?.chart),
        ...(isRemote(cilium?.chart) ? flag('cilium-version', cilium?.chartVersion) : []),
        ...flag('image', tools?.image)
    ];
}
/** A chart by path has its own version, and refuses another. */
function isRemote(chart) {
    return chart !== undefined && /^(?:oci|https):\/\//.test(chart);
}
/** The commands to repeat a run, with what they cannot know said before them. */
function reproduceLines(run) {
    const sha = run.source?.sha;
    return [
        `# cilium-perf-gate ${run.tool.version}${sha === undefined ? '' : `, values files of ${(0,markdown/* shortCommit */.Ax)(sha)}`}`,
        "# add the job's own --cilium-values and, for a cluster that exists, --cluster kubeconfig with --allow-reconfigure",
        ...(run.reference === undefined
            ? []
            : [`# reference: ${run.reference.description}, chart ${run.reference.chartVersion}`]),
        (0,command_line/* commandLine */.a)(reproduceCommand(run))
        // A line break in a description would end its comment, and what follows would be run when pasted.
    ].map(markdown/* oneLine */.TN);
}

;// CONCATENATED MODULE: ./src/report/values-difference.ts


/** What the arms' Helm values differ in; scenarios with the same difference stand together. */
function compareValues(run) {
    const differences = [];
    for (const { name, arm, values } of run.scenarios) {
        const reference = run.scenarios.find(result => result.name === name && result.arm === 'reference');
        if (arm !== 'candidate' || reference === undefined)
            continue;
        const lines = diff(flatten(reference.values), flatten(values));
        const same = differences.find(difference => difference.lines.join('\n') === lines.join('\n'));
        if (same === undefined)
            differences.push({ scenarios: [name], lines });
        else
            same.scenarios.push(name);
    }
    return differences;
}
function diff(before, after) {
    const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
    return paths.flatMap(path => {
        const [old, now] = [before.get(path), after.get(path)];
        if (old === now)
            return [];
        const line = (sign, value) => value === undefined ? [] : [(0,markdown/* shorten */.ml)(`${sign} ${path}: ${value}`, 300)];
        return [...line('-', old), ...line('+', now)];
    });
}
/** Values by their dotted paths, as `helm --set` names them; a list is one value. */
function flatten(values) {
    const flat = new Map();
    const walk = (value, path) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0) {
            if (path !== '')
                flat.set(path, JSON.stringify(value));
            return;
        }
        for (const [key, child] of Object.entries(value))
            walk(child, path === '' ? oneWord(key) : `${path}.${oneWord(key)}`);
    };
    walk((0,redact/* redactValue */.FI)(values), '');
    return flat;
}
/** A key with a line break in it would break out of its line of the diff. */
function oneWord(key) {
    return /^[\w/-]+$/.test(key) ? key : JSON.stringify(key);
}

;// CONCATENATED MODULE: ./src/report/sections.ts









/** What no limit may take away: the verdict in a sentence, and whatever qualifies all that follows. */
function renderHead(run, comparison, { attempt, foreign }) {
    const { verdict, sentence } = describeVerdict(run, comparison);
    return [
        `**${verdict}:** ${(0,markdown/* escapeMarkdown */.FV)(sentence)}.`,
        ...(foreign
            ? [
                "**Not verified:** these figures come from a fork's own job, which controls what it reports. Verdict and margins were computed here."
            ]
            : []),
        ...(attempt > 1
            ? [
                `**Attempt ${String(attempt)}:** this job was run again; what its earlier attempts measured is not in these figures.`
            ]
            : [])
    ];
}
/** Everything else, most important first; `charts` go with the tables. */
function reportParts(run, comparison, { maxRows }, charts = []) {
    return [
        ...list('the remarks', '', comparison.notes, maxRows),
        ...comparisonParts(comparison, run.plan.rounds, maxRows),
        ...charts,
        ...list('what could not be measured', '**Without a figure that counts:**', comparison.invalid, maxRows),
        describeControl(comparison),
        ...[sightPart(comparison, maxRows)].filter(part => part !== undefined),
        ...baselineParts(comparison, maxRows),
        ...invalidSamples(run, maxRows),
        ...valuesParts(run, maxRows),
        setupPart(run),
        reproducePart(run)
    ];
}
/** Where more is to be read. */
function renderFoot(run, { links }) {
    const places = [
        ...(links.run === undefined ? [] : [(0,markdown/* link */.nf)('job', links.run)]),
        ...(links.artifact === undefined ? [] : [(0,markdown/* link */.nf)('raw data, charts and documents', links.artifact)])
    ];
    return `<sub>${[`cilium-perf-gate ${(0,markdown/* escapeShort */.iu)(run.tool.version, 40)}`, `run ${(0,markdown/* code */.aY)(run.id)}`, ...places].join(' · ')}</sub>`;
}
function list(name, title, sentences, maxRows) {
    if (sentences.length === 0)
        return [];
    const open = title === '' ? '' : `${title}\n`;
    return [createPart({ name, open }, sentences, maxRows, sentence => `- ${(0,markdown/* escapeShort */.iu)(sentence, 400)}`)];
}
function describeControl({ control: { state, reason, change } }) {
    const figure = change === undefined ? '' : ` ${formatChange(change)}.`;
    const open = `**Control** (host network, past Cilium) ${state}:${figure} ${(0,markdown/* escapeShort */.iu)(reason, 400)}`;
    return { name: 'the control', open, rows: [], total: 0 };
}
function baselineParts({ design, baseline, reference }, maxRows) {
    const used = baseline.candidates.filter(candidate => candidate.used);
    const refused = baseline.candidates.filter(candidate => !candidate.used);
    const arm = reference === undefined
        ? ''
        : `**Reference:** ${(0,markdown/* escapeShort */.iu)(reference.description)}, chart ${(0,markdown/* escapeShort */.iu)(reference.chartVersion, 80)}, measured in this job, interleaved, on the same nodes.`;
    const from = (0,markdown/* escapeShort */.iu)(baseline.source);
    const pool = used.length === 0
        ? `**Baseline:** no earlier run can be used (${from}).`
        : `**Baseline:** ${String(used.length)} earlier ${used.length === 1 ? 'run' : 'runs'} from ${from}.`;
    const open = [arm, ...(design === 'paired' && baseline.candidates.length === 0 ? [] : [pool])].filter(line => line !== '');
    const render = ({ label, url, reason }) => `- ${(0,markdown/* link */.nf)((0,markdown/* escapeShort */.iu)(label, 120), url)}: ${(0,markdown/* escapeShort */.iu)(reason)}`;
    return [
        ...(open.length === 0 ? [] : [{ name: 'the baseline', open: open.join('\n\n'), rows: [], total: 0 }]),
        ...list('differences from the baseline', 'Differs from the newest of them, which does not forbid comparing:', baseline.differences, maxRows),
        ...[
            { name: 'the earlier runs that were used', runs: used, title: 'used, and why they may be compared' },
            { name: 'the earlier runs that were refused', runs: refused, title: 'refused, and why' }
        ]
            .filter(({ runs }) => runs.length > 0)
            .map(({ name, runs, title }) => folded(createPart({ name, open: '' }, runs, maxRows, render), `${String(runs.length)} earlier ${runs.length === 1 ? 'run' : 'runs'} ${title}`))
    ];
}
function invalidSamples(run, maxRows) {
    const notes = (0,report_notes/* collectNotes */.w)(run, 240);
    if (notes.length === 0)
        return [];
    const part = createPart({ name: 'what was invalid on the way', open: '' }, notes, maxRows, note => `- ${note.text}`);
    return [folded(part, `${String(notes.length)} invalid on the way; none of their figures counts`)];
}
function valuesParts(run, maxRows) {
    const differences = compareValues(run).filter(({ lines }) => lines.length > 0);
    return differences.map(({ scenarios, lines }) => {
        const { open, text, close } = (0,markdown/* fenced */.OF)(lines.join('\n'), 'diff');
        const where = scenarios.slice(0, 12).map(scenarioName).join(', ') + (scenarios.length > 12 ? ' …' : '');
        const part = createPart({ name: 'the values that differ', open: `Reference (-) and now (+) of ${where}:\n\n${open}`, close }, text.split('\n'), maxRows, line => line);
        return folded(part, `Helm values that differ between the arms: ${String(lines.length)} ${lines.length === 1 ? 'line' : 'lines'}`);
    });
}
function setupPart(run) {
    const lines = describeJob(run);
    const open = (0,markdown/* tableHead */.PP)(['Set-up', '']);
    const part = createPart({ name: 'the set-up', open }, lines, lines.length, ({ name, text, literal }) => (0,markdown/* tableRow */.jD)([name, literal ? (0,markdown/* code */.aY)(text) : (0,markdown/* escapeShort */.iu)(text)]));
    return folded(part, 'Set-up');
}
function reproducePart(run) {
    const { open, text, close } = (0,markdown/* fenced */.OF)(reproduceLines(run).join('\n'), 'sh');
    const part = createPart({ name: 'the commands to reproduce it', open, close }, text.split('\n'), 20, line => line);
    return folded(part, 'Reproduce');
}

;// CONCATENATED MODULE: ./src/report/comment.ts


/**
 * The pull-request comment, without the hidden marker by which it is found again. Its first line is the verdict. Foreign
 * text in it is escaped: it neither notifies nor links anybody, and cannot close a table, a fence or a fold.
 */
function renderComment(run, comparison, context) {
    const frame = { head: renderHead(run, comparison, context), foot: [renderFoot(run, context)] };
    return fitParts(frame, reportParts(run, comparison, context), context.limit);
}

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
                .map(([round, all]) => ({ round, value: mean(all.map(figure => figure.value)) }))
                .sort((left, right) => left.round - right.round);
            return [{ scenario, test, metric, unit: first.unit, better: first.better, rounds }];
        });
    }));
}
/** The mean of the rounds with the smallest and the largest. */
function spreadOf({ rounds }) {
    const values = rounds.map(round => round.value);
    return { mean: mean(values), low: Math.min(...values), high: Math.max(...values) };
}
function mean(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
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
            return value === undefined ? [] : [`${String(value * benchstat_scaleOf(series.unit).factor)} ${unitOf(series)}`];
        });
        return [name, '1', ...figures].join(' ');
    });
}
/** A unit's name holds the metric: benchstat compares by unit alone. */
function unitOf({ metric, unit }) {
    return `${word(metric)}-${benchstat_scaleOf(unit).name}`;
}
/** benchstat writes `sec` with a prefix that fits, and has none for `us`. */
function benchstat_scaleOf(unit) {
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
        .map(github_action_benchmark_describe);
    return entries.length === 0 ? undefined : `${JSON.stringify(entries, null, 2)}\n`;
}
function github_action_benchmark_describe(series) {
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
        name: (tick, factor = 1) => formatNumber(tick / factor, Math.min(6, Math.max(0, -Math.floor(Math.log10(step / factor) + 1e-9)))),
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
/** One metric of several scenarios as grouped bars: the arms, each round as a dot, the change's interval as a whisker. */
function renderBarChart(id, metrics) {
    const [first] = metrics;
    if (first === undefined)
        return '';
    const largest = Math.max(...metrics.flatMap(bar_chart_figuresOf));
    const scale = scaleOf(largest, first.unit);
    const axis = createAxis(0, largest, 4, right, 5);
    const height = 24 + metrics.length * group + 22;
    const title = `${metricTitle(first.test, first.metric)} (${scale.symbol === '' ? 'count' : scale.symbol})`;
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
        ...metrics.flatMap((metric, index) => renderGroup(metric, axis, 24 + index * group))
    ]);
}
function renderGroup(metric, axis, top) {
    const { scenario, reference, candidate, change, margin, outcome, rounds, history } = metric;
    const [first, second] = [top + 20, top + 22 + bar];
    const earlier = history.map(({ value }) => value);
    const ofRounds = (arm) => rounds.flatMap(round => round[arm] ?? []);
    const zero = axis.place(0);
    const shapes = [label(4, top + 13, scenario, 'scenario')];
    if (change !== undefined) {
        shapes.push(label(right, top + 13, `${formatFactor(change.estimate)} ${outcome === 'equivalent' ? 'unchanged' : outcome}`, outcome, 'end'));
    }
    if (reference !== undefined) {
        const low = axis.place(reference / (1 + margin));
        shapes.push(box('band', low, first, axis.place(reference * (1 + margin)) - low, 2 * bar + 2), box('reference', zero, first, axis.place(reference) - zero, bar), ...dots('reference-dot', ofRounds('reference').length > 0 ? ofRounds('reference') : earlier, axis, first));
    }
    if (candidate !== undefined) {
        shapes.push(box('candidate', zero, second, axis.place(candidate) - zero, bar), ...dots('candidate-dot', ofRounds('candidate'), axis, second));
    }
    if (reference !== undefined && change !== undefined) {
        shapes.push(whisker(axis.place(reference * change.low), axis.place(reference * change.high), second + bar / 2));
    }
    return shapes;
}
/** The rounds from top to bottom in their order, so that a drift is seen as a slope. */
function dots(kind, values, axis, top) {
    const step = (bar - 5) / Math.max(1, values.length - 1);
    return values.map((value, index) => dot(kind, axis.place(value), top + (values.length === 1 ? bar / 2 : 2.5 + index * step)));
}
function bar_chart_figuresOf({ reference, candidate, change, rounds, history }) {
    return [
        reference ?? 0,
        candidate ?? 0,
        // An interval far beyond the bars would press them all to the edge; there it is cut.
        Math.min((reference ?? 0) * (change?.high ?? 1), 3 * Math.max(reference ?? 0, candidate ?? 0)),
        ...rounds.flatMap(round => [round.reference ?? 0, round.candidate ?? 0]),
        ...history.map(({ value }) => value)
    ];
}
function bar_chart_describe({ reference, candidate, change }, scale) {
    const figure = (name, value) => value === undefined ? [] : [`${name} ${formatNumber(value / scale.factor, scale.decimals)}`];
    return [
        ...figure('reference', reference),
        ...figure('now', candidate),
        ...(change === undefined ? [] : [formatFactor(change.estimate)])
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
    const shares = shown.flatMap(metric => [
        metric.margin,
        ...[metric.change?.low ?? 1, metric.change?.high ?? 1, ...ratios(metric)].map(factor => factor - 1)
    ]);
    const reach = Math.min(widest, Math.max(...shares.map(Math.abs)));
    const axis = createAxis(-Math.min(1, reach) * 100, reach * 100, 20, change_chart_right - 10, 6);
    const height = 24 + shown.length * row + 22;
    const title = 'Change against the reference (%)';
    const at = (factor) => axis.place((factor - 1) * 100);
    const shapes = shown.flatMap((metric, index) => {
        const { change, margin, outcome } = metric;
        if (change === undefined)
            return [];
        const top = 24 + index * row;
        const middle = top + 29;
        const low = at(1 / (1 + margin));
        return [
            label(4, top + 13, subjectOf(metric), 'scenario'),
            label(change_chart_right, top + 13, outcome === 'equivalent' ? 'unchanged' : outcome, outcome, 'end'),
            box('band', low, top + 18, at(1 + margin) - low, 22),
            ...ratios(metric).map((ratio, place, all) => dot('candidate-dot', at(ratio), middle - 8 + (16 * (place + 0.5)) / all.length)),
            whisker(at(change.low), at(change.high), middle),
            dot(`estimate ${outcome}`, at(change.estimate), middle, 4)
        ];
    });
    const ticks = axis.ticks.flatMap(tick => [
        line(tick === 0 ? 'grid zero' : 'grid', axis.place(tick), 22, axis.place(tick), height - 20),
        label(axis.place(tick), height - 6, `${tick > 0 ? '+' : ''}${axis.name(tick)}`, 'tick', 'middle')
    ]);
    const described = shown.map(metric => `${subjectOf(metric)}: ${metric.change === undefined ? '' : formatChange(metric.change)}`);
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
    const { history, candidate, band, unit, outcome } = metric;
    const earlier = history.toSorted((one, other) => one.startedAt < other.startedAt ? -1 : one.startedAt > other.startedAt ? 1 : 0);
    if (earlier.length === 0)
        return '';
    const values = [
        ...earlier.map(({ value }) => value),
        ...(candidate === undefined ? [] : [candidate]),
        ...(band === undefined ? [] : [band.low, band.high])
    ];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const scale = scaleOf(high, unit);
    const axis = createAxis(low, high, bottom, history_chart_top, 4);
    const step = (history_chart_right - left - 16) / earlier.length;
    const x = (index) => left + 8 + index * step;
    const points = earlier.map(({ value }, index) => ({ x: x(index), y: axis.place(value) }));
    const dates = [earlier[0], earlier.at(-1)].map(figure => (0,markdown/* oneLine */.TN)(figure?.startedAt ?? '').slice(0, 10));
    return drawing(id, `${subjectOf(metric)} in earlier runs (${scale.symbol})`, [
        `${String(earlier.length)} earlier runs from ${dates.join(' to ')}`,
        ...(band === undefined
            ? []
            : [
                `an unchanged run would lie between ${formatQuantity(band.low, unit)} and ${formatQuantity(band.high, unit)}`
            ]),
        ...(candidate === undefined ? [] : [`this run: ${formatQuantity(candidate, unit)}`])
    ].join('; '), 178, [
        label(4, 14, `${subjectOf(metric)} (${scale.symbol})`, 'heading'),
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
th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
td.figure { text-align: right; white-space: nowrap; }
td.name { white-space: nowrap; }
td.wide { min-width: 12rem; }
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
    return escape_element('td', { ...(kind === undefined ? {} : { class: kind }), 'data-column': column }, content);
}
/** Every metric that was compared, most important first. */
function renderComparisonTable(comparison, rounds) {
    const rows = comparison.metrics.map(metric => {
        const { scenario, test, unit, reference, candidate, change, proof, outcome, reason } = metric;
        return [
            { text: scenario, kind: 'name' },
            { text: metricTitle(test, metric.metric), kind: 'name' },
            quantity(reference, unit),
            quantity(candidate, unit),
            { text: change === undefined ? '-' : `${formatChange(change)}${missingRounds(metric, rounds)}`, kind: 'figure' },
            { text: `${describeOutcome(metric)}${reason === undefined ? '' : `: ${reason}`}`, kind: `wide ${outcome}` },
            { text: proof, kind: proof === 'unproven' ? 'invalid' : 'name' }
        ];
    });
    return htmlTable(comparisonColumns(comparison), rows);
}
/** What the design could have seen of each metric that decides. */
function renderSightTable({ metrics }) {
    const gated = decidingMetrics(metrics);
    if (gated.length === 0)
        return '';
    const rows = gated.map(metric => [
        { text: metric.scenario, kind: 'name' },
        { text: metricTitle(metric.test, metric.metric), kind: 'name' },
        { text: metric.detectable === undefined ? 'unknown' : formatShare(metric.detectable), kind: 'figure' },
        { text: formatShare(metric.margin), kind: 'figure' },
        { text: basisOf(metric), kind: 'name' },
        { text: metric.roundsNeeded === undefined ? '-' : `${String(metric.roundsNeeded)} rounds`, kind: 'figure' }
    ]);
    return htmlTable(['Scenario', 'Test', 'Sees a loss of', 'Counts as none below', 'Compared', 'To see twice that'], rows);
}
/** A chart's own figures: each round of each scenario, or each earlier run. */
function renderRoundsTable(metrics) {
    const rows = metrics.flatMap(({ scenario, unit, rounds }) => rounds.map(({ round, reference, candidate }) => [
        { text: scenario, kind: 'name' },
        { text: String(round), kind: 'figure' },
        quantity(reference, unit),
        quantity(candidate, unit)
    ]));
    return rows.length === 0 ? '' : htmlTable(['Scenario', 'Round', 'Reference', 'Now'], rows);
}
/** The earlier runs behind a history. */
function renderHistoryTable({ history, unit }) {
    return htmlTable(['Earlier run', 'Started', 'Figure'], history.map(({ label, startedAt, value }) => [
        { text: label },
        { text: startedAt, kind: 'name' },
        quantity(value, unit)
    ]));
}
function quantity(value, unit) {
    return { text: value === undefined ? '-' : formatQuantity(value, unit), kind: 'figure' };
}

;// CONCATENATED MODULE: ./src/report/html/page.ts












/** What may be loaded: nothing. It holds even if something from outside got past the escaping. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/** index.html: the comparison with its charts, one file that needs neither a network nor scripts. */
function renderPage(run, comparison, { foreign }) {
    const { verdict, sentence } = describeVerdict(run, comparison);
    const warning = foreign
        ? [
            paragraph("These figures come from a fork's own job, which controls what it reports: they are not verified.", 'warning')
        ]
        : [];
    const body = [
        `<h1>${escapeHtml(`${verdict}: ${sentence}.`, 2000)}</h1>`,
        paragraph(`cilium-perf-gate ${run.tool.version}, run ${run.id} of ${run.startedAt}`, 'quiet'),
        ...warning,
        bullets(comparison.notes),
        ...section(comparison.design === 'none' ? 'What was measured' : 'What changed', [
            renderComparisonTable(comparison, run.plan.rounds)
        ]),
        ...section('Without a figure that counts', [bullets(comparison.invalid)]),
        ...section('Figures', [charts(comparison.metrics)]),
        ...section('History', [page_history(comparison.metrics)]),
        ...section('What this design could have seen', [renderSightTable(comparison)]),
        ...section('Control: the host network, past Cilium', [control(comparison)]),
        ...section('Compared with', baseline(comparison)),
        ...section('Helm values that differ between the arms', values(run)),
        ...section('Invalid on the way', [bullets((0,report_notes/* collectNotes */.w)(run).map(note => note.plain))]),
        ...section('Set-up', [setup(run)]),
        ...section('Reproduce', [pre(reproduceLines(run))])
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
<li><i class="band"></i>counts as no change</li><li>dots: the rounds, in their order from top to bottom</li>
<li>whisker: the adjusted interval of the change, drawn at the reference's level</li>
</ul>`;
/** The metrics that decide: their changes on one axis, and a chart for each test with its scenarios. */
function charts(metrics) {
    const gated = metrics.filter(metric => metric.gated);
    const shown = gated.filter(metric => (metric.candidate ?? metric.reference) !== undefined);
    const tests = [...Map.groupBy(shown, ({ test, metric }) => `${test} ${metric}`).values()];
    const changes = renderChangeChart('changes', gated);
    const drawn = [
        ...(changes === '' ? [] : [figure(changes, '', '')]),
        ...tests.map((ofTest, index) => figure(renderBarChart(`bars-${String(index + 1)}`, ofTest), 'Figures of each round', renderRoundsTable(ofTest)))
    ];
    return drawn.length === 0 ? '' : `${legend}\n<div class="charts">${drawn.join('\n')}</div>`;
}
function page_history(metrics) {
    const drawn = metrics
        .filter(metric => metric.gated && metric.history.length > 0)
        .map((metric, index) => figure(renderHistoryChart(`history-${String(index + 1)}`, metric), 'Earlier runs', renderHistoryTable(metric)));
    return drawn.length === 0 ? '' : `<div class="charts">${drawn.join('\n')}</div>`;
}
function control({ control: { state, reason, change } }) {
    return paragraph(`${state}${change === undefined ? '' : ` (${formatChange(change)})`}: ${reason}`);
}
function baseline({ baseline: { source, candidates, differences }, reference }) {
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
        bullets(differences)
    ];
}
function values(run) {
    return compareValues(run)
        .filter(({ lines }) => lines.length > 0)
        .flatMap(({ scenarios, lines }) => [paragraph(`${scenarios.join(', ')}: reference (-) and now (+)`), pre(lines)]);
}
function setup(run) {
    return htmlTable(['Parameter', 'Value'], describeJob(run).map(({ name, text }) => [{ text: name, kind: 'name' }, { text }]));
}

;// CONCATENATED MODULE: ./src/report/comparison-files.ts





/** Writes all that a comparison is reported in: for people, for other tools, and as data. */
async function writeComparison(files, output, run, comparison, context) {
    const higher = renderBenchmarkAction(run, 'higher');
    const lower = renderBenchmarkAction(run, 'lower');
    const documents = [
        ['comparison.json', `${JSON.stringify(comparison, null, 2)}\n`],
        ['comment.md', renderComment(run, comparison, context)],
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
}

;// CONCATENATED MODULE: ./src/report/bars.ts





/** Characters of the longest bar. */
const width = 24;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
/** A bar of `value` where the longest stands for `largest`, in eighths of a character. */
function bars_bar(value, largest) {
    const units = largest > 0 && value > 0 ? Math.round(Math.min(1, value / largest) * width * 8) : 0;
    return '█'.repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? '');
}
/** The gated metrics as bars in text, a chart for each test with the scenarios below each other. */
function barsPart(metrics, maxRows) {
    const shown = metrics.filter(metric => metric.gated && metric.candidate !== undefined);
    const charts = Map.groupBy(shown.slice(0, maxRows), ({ test, metric }) => metricTitle(test, metric));
    if (charts.size === 0)
        return undefined;
    const { open, text, close } = (0,markdown/* fenced */.OF)([...charts].flatMap(([title, chart]) => renderChart(title, chart)).join('\n\n'), 'text');
    const part = createPart({ name: 'the bars', open, close }, text.split(/\n(?=\n)/), maxRows, group => group);
    return { ...part, total: part.total + shown.length - Math.min(shown.length, maxRows) };
}
/** The lines of each scenario, the chart's title with the first. */
function renderChart(title, metrics) {
    const values = metrics.flatMap(({ candidate, reference }) => [candidate ?? 0, reference ?? 0]);
    const largest = Math.max(...values);
    return metrics.map((metric, index) => {
        const { scenario, unit, better, reference, candidate, change } = metric;
        const scale = scaleOf(largest, unit);
        const line = (label, value, remark = '') => value === undefined
            ? []
            : [
                `  ${label.padEnd(9)} ${bars_bar(value, largest).padEnd(width)} ${formatNumber(value / scale.factor, scale.decimals)}${remark}`
            ];
        const heading = `${(0,markdown/* shorten */.ml)((0,markdown/* oneLine */.TN)(title), 80)} (${[scale.symbol, better === 'none' ? '' : `${better} is better`].filter(part => part !== '').join(', ')})`;
        return [
            ...(index === 0 ? [heading] : []),
            ` ${(0,markdown/* shorten */.ml)((0,markdown/* oneLine */.TN)(scenario), 80)}`,
            ...line('reference', reference),
            ...line('now', candidate, change === undefined ? '' : `  ${formatChange(change)}`)
        ].join('\n');
    });
}

;// CONCATENATED MODULE: ./src/report/job-summary.ts



/**
 * The longest summary in characters: at three bytes each it stays below the 1 MiB at which GitHub refuses a step's
 * summary, with room for what other parts of the step write.
 */
const summaryLimit = 300_000;
/** The job summary: what the comment says, with bars in text. */
function renderJobSummary(run, comparison, context) {
    const bars = barsPart(comparison.metrics, context.maxRows);
    const parts = reportParts(run, comparison, context, bars === undefined ? [] : [bars]);
    const frame = { head: renderHead(run, comparison, context), foot: [renderFoot(run, context)] };
    return `${fitParts(frame, parts, Math.min(context.limit, summaryLimit) - 1)}\n`;
}

// EXTERNAL MODULE: ./src/suite/index.ts + 11 modules
var suite = __webpack_require__(8357);
// EXTERNAL MODULE: ./src/statistics/distributions.ts
var distributions = __webpack_require__(87036);
// EXTERNAL MODULE: ./src/statistics/spread.ts
var spread = __webpack_require__(85180);
;// CONCATENATED MODULE: ./src/statistics/control.ts


/** Error rate of the veto per control metric, not adjusted for their number. */
const VETO_ALPHA = 0.05;
/** Share of the margin that machines must have changed by. */
const VETO_SHARE = 0.5;
/**
 * Did the machines change? The prediction test of `comparePool` on each control metric. Its errors weigh the other way round:
 * a veto too many costs an `inconclusive`, one too few blames Cilium; so it is not adjusted for several controls, and half a
 * margin suffices. Less than that cannot explain a change of a margin, and a very quiet control would veto for nothing.
 */
function testControl(metrics) {
    const results = metrics.map(({ id, margin, value, history }) => {
        if (![value, ...history].every(figure => figure > 0 && figure < Infinity))
            throw new RangeError(`${id}: a figure is not above 0, so it has no logarithm`);
        if (history.length < 2)
            return { id, estimate: undefined, p: undefined, changed: false };
        const logs = history.map(Math.log);
        const { variance, degreesOfFreedom } = (0,spread/* spreadOf */.jg)(logs);
        const estimate = Math.log(value) - (0,spread/* mean */.i2)(logs);
        const standardError = Math.sqrt(variance * (1 + 1 / logs.length));
        const p = estimate === 0 ? 1 : (0,distributions/* tTwoSided */.uy)(estimate / standardError, degreesOfFreedom);
        return { id, estimate, p, changed: p <= VETO_ALPHA && Math.abs(estimate) >= VETO_SHARE * margin };
    });
    const tested = results.some(({ p }) => p !== undefined);
    const changed = results.some(result => result.changed);
    return { machines: changed ? 'changed' : tested ? 'unchanged' : 'not available', metrics: results };
}

// EXTERNAL MODULE: ./src/verdict/policy.ts + 1 modules
var verdict_policy = __webpack_require__(68060);
;// CONCATENATED MODULE: ./src/verdict/control.ts



/**
 * Whether the machines changed since the earlier runs, by the path between host-network pods. With a reference arm it only
 * informs: both arms were measured on the same machines in turns.
 */
function compareControl(run, policy, figures) {
    const controls = figuresOf(run).filter(figure => figure.scenario === undefined && (0,verdict_policy/* isGated */.m)(policy, figure.test, figure.metric));
    if (controls.length === 0) {
        const failed = run.samples.find(({ path, status }) => path === 'host' && status === 'invalid');
        return { state: 'not available', reason: failed?.reason?.message ?? 'no control was measured' };
    }
    const test = testControl(controls.flatMap(({ better, mean, ...key }) => better === 'none'
        ? []
        : [
            {
                id: key.test,
                margin: (0,verdict_policy/* marginFor */.o)(policy, better).log,
                value: mean,
                history: (figures.get(keyText(key)) ?? []).map(({ value }) => value)
            }
        ]));
    const [largest] = test.metrics
        .flatMap(({ id, estimate, changed }) => (estimate === undefined ? [] : [{ id, estimate, changed }]))
        .sort((left, right) => Number(right.changed) - Number(left.changed) || Math.abs(right.estimate) - Math.abs(left.estimate));
    if (test.machines === 'not available' || largest === undefined) {
        return { state: 'not available', reason: 'fewer than two earlier runs have a control to compare with' };
    }
    const percent = `${((Math.exp(largest.estimate) - 1) * 100).toFixed(1)} %`;
    return {
        state: test.machines,
        reason: test.machines === 'changed'
            ? `the control (${largest.id} between host-network pods) changed by ${percent}: the machines are not those of the earlier runs`
            : `the control is as in the earlier runs (largest change: ${largest.id}, ${percent})`
    };
}

// EXTERNAL MODULE: ./src/statistics/detectable.ts
var statistics_detectable = __webpack_require__(39008);
// EXTERNAL MODULE: ./src/statistics/figures.ts
var statistics_figures = __webpack_require__(36514);
// EXTERNAL MODULE: ./src/statistics/holm.ts
var holm = __webpack_require__(84773);
// EXTERNAL MODULE: ./src/statistics/outcome.ts
var statistics_outcome = __webpack_require__(77043);
;// CONCATENATED MODULE: ./src/statistics/compare-pool.ts






const defaultPoolDesign = { alpha: 0.05, equivalenceAlpha: 0.05, power: 0.9, fewestRuns: 5 };
/**
 * Compares one run with a pool of earlier ones: the two-sided prediction interval for one further observation, on the log
 * scale, Holm over all metrics that want to gate (and, apart from them, over those that are only shown).
 * Assumes runs that are exchangeable when nothing changed: independent visits, log-normal, no trend. Variances are each
 * metric's own: what differs between visits moves all metrics of a run together, so they could not vouch for one another.
 * A metric whose pool is too weak still counts in Holm's family: which pools look quiet is chance too, and a family chosen by
 * that would err more than it says. `sd` of the figures is that of one run.
 * Source: Hahn & Meeker 1991, Statistical Intervals, 4.8. Throws RangeError for figures that are not above 0.
 */
function comparePool(metrics, design) {
    for (const metric of metrics)
        check(metric);
    const results = new Map();
    for (const gated of [true, false]) {
        const tests = metrics.filter(metric => metric.gated === gated).map(testOf);
        const adjusted = (0,holm/* holm */.f)(tests.map(({ p }) => p), design.alpha);
        for (const [index, test] of tests.entries()) {
            const step = adjusted[index];
            if (step !== undefined)
                results.set(test.metric, compareMetric(test, step, tests.length, design));
        }
    }
    return metrics.flatMap(metric => results.get(metric) ?? []);
}
/** 0.01 %: no tool reports finer, and equal readings must not pass for certainty. */
const SMALLEST_SD = 1e-4;
function testOf(metric) {
    const logs = metric.history.map(Math.log);
    if (logs.length < 2)
        return { metric, estimate: NaN, sd: NaN, degreesOfFreedom: 0, standardError: NaN, p: 1 };
    const { variance, degreesOfFreedom } = (0,spread/* spreadOf */.jg)(logs);
    const sd = Math.max(Math.sqrt(variance), SMALLEST_SD);
    const estimate = Math.log(metric.value) - (0,spread/* mean */.i2)(logs);
    const standardError = sd * predictionFactor(logs.length);
    return {
        metric,
        estimate,
        sd,
        degreesOfFreedom,
        standardError,
        p: (0,distributions/* tTwoSided */.uy)(estimate / standardError, degreesOfFreedom)
    };
}
/** A new run scatters about the pool's mean, which is itself uncertain. */
function predictionFactor(runs) {
    return Math.sqrt(1 + 1 / runs);
}
function compareMetric(test, step, family, design) {
    const { metric, estimate, sd, degreesOfFreedom, standardError, p } = test;
    const { id, margin, better } = metric;
    const runs = metric.history.length;
    if (degreesOfFreedom === 0)
        return { id, outcome: 'inconclusive', gates: false, runs, figures: undefined };
    const half = (level) => (0,distributions/* tUpperQuantile */.k7)(level / 2, degreesOfFreedom) * standardError;
    const twoOneSided = 2 * design.equivalenceAlpha;
    const { outcome, interval } = (0,statistics_outcome/* decide */.L)(estimate, (0,statistics_outcome/* intervalAround */.P)(estimate, half(step.level), 1 - step.level), (0,statistics_outcome/* intervalAround */.P)(estimate, half(twoOneSided), 1 - twoOneSided), margin, better);
    const detectableWith = (count) => (0,statistics_detectable/* detectableChange */.w)(sd * predictionFactor(count), count - 1, design.alpha / family, margin, design.power);
    const detectable = detectableWith(runs);
    const gates = metric.gated && runs >= design.fewestRuns && detectable <= statistics_figures/* STATED_MARGINS */.A * margin;
    const needed = (0,statistics_detectable/* countNeeded */.D)(statistics_figures/* STATED_MARGINS */.A * margin, design.fewestRuns, detectableWith);
    return {
        id,
        outcome,
        gates,
        runs,
        figures: { estimate, interval, p, adjustedP: step.adjusted, sd, degreesOfFreedom, detectable, needed }
    };
}
function check({ id, margin, value, history }) {
    if (!(margin > 0 && margin < Infinity))
        throw new RangeError(`${id}: its margin must be above 0`);
    if (![value, ...history].every(figure => figure > 0 && figure < Infinity))
        throw new RangeError(`${id}: a figure is not above 0, so it has no logarithm`);
}

;// CONCATENATED MODULE: ./src/statistics/compare-single.ts


/**
 * Standard deviation of one run's log figures over visits to comparable machines, where nothing better is known: 5 %, an
 * ordinary difference between visits (facts/measuring.md 3; CodSpeed saw 2.7 % between hosted runners without a network).
 */
const ASSUMED_SD_BETWEEN_RUNS = 0.05;
/**
 * Compares two runs by the margin alone, which is all that one stored run allows, and says how often that would cry wolf.
 * `sdBetweenRuns` in log units; the difference of two runs scatters by sqrt(2) of it, assumed normal. Throws RangeError for
 * figures that are not above 0.
 */
function compareSingle(metrics, sdBetweenRuns = ASSUMED_SD_BETWEEN_RUNS) {
    const sd = Math.SQRT2 * sdBetweenRuns;
    const half = (0,distributions/* normalUpperQuantile */.tn)(0.025) * sd;
    const results = metrics.map(({ id, better, margin, value, stored }) => {
        if (!(value > 0 && stored > 0 && margin > 0))
            throw new RangeError(`${id}: its figures and margin must be above 0`);
        const estimate = Math.log(value / stored);
        return {
            id,
            estimate,
            interval: (0,statistics_outcome/* intervalAround */.P)(estimate, half, 0.95),
            advice: Math.abs(estimate) < margin ? 'within the margin' : estimate > 0 === (better === 'higher') ? 'better' : 'worse',
            falseAlarmRate: 2 * (0,distributions/* normalUpperTail */.IL)(margin / sd)
        };
    });
    const silent = results.reduce((product, { falseAlarmRate }) => product * (1 - falseAlarmRate), 1);
    return { metrics: results, falseAlarmRate: 1 - silent };
}

// EXTERNAL MODULE: ./src/verdict/paired.ts + 8 modules
var verdict_paired = __webpack_require__(60304);
// EXTERNAL MODULE: ./src/verdict/series.ts
var verdict_series = __webpack_require__(45120);
;// CONCATENATED MODULE: ./src/verdict/history.ts






/** Compares the candidate's figures with those of earlier runs: a pool where there are several, one run as advice. */
function compareHistory(series, policy, figures, anchor) {
    const known = series.flatMap(one => {
        const earlier = figures.get(keyText(one)) ?? [];
        const value = (0,verdict_series/* geometricMean */.l)(one.rounds.map(round => round.candidate));
        if (value === undefined || earlier.length === 0)
            return [];
        const history = earlier.map(figure => figure.value);
        return [{ id: (0,verdict_paired/* seriesId */.h)(one), better: one.better, margin: (0,verdict_policy/* marginFor */.o)(policy, one.better).log, one, value, history }];
    });
    const pools = known.filter(({ history }) => history.length > 1);
    const anchored = pools.flatMap(metric => {
        const old = anchor.get(keyText(metric.one)) ?? [];
        if (old.length < defaultPoolDesign.fewestRuns)
            return [];
        return [{ ...metric, id: anchorId(metric.id), history: old.map(figure => figure.value) }];
    });
    const pooled = new Map(comparePool([...pools, ...anchored].map(metric => ({
        ...metric,
        gated: (0,verdict_policy/* isGated */.m)(policy, metric.one.test, metric.one.metric)
    })), defaultPoolDesign).map(result => [result.id, result]));
    const results = new Map();
    for (const metric of pools) {
        // A pool moves along with a slow decline; the anchor does not.
        const old = pooled.get(anchorId(metric.id));
        const declined = old?.gates === true && old.outcome === 'regression';
        const chosen = declined ? old : pooled.get(metric.id);
        if (chosen?.figures === undefined)
            continue;
        const { outcome, gates, runs, figures: found } = chosen;
        const { id } = metric;
        const compared = declined ? anchored.find(one => one.id === old.id) : metric;
        const reference = (0,verdict_series/* geometricMean */.l)(compared?.history ?? []) ?? NaN;
        results.set(id, {
            design: 'history',
            outcome,
            gates,
            ...(declined ? { reason: 'a slow decline: worse than the oldest runs that are kept' } : {}),
            ...(gates || !(0,verdict_policy/* isGated */.m)(policy, metric.one.test, metric.one.metric) ? {} : { reason: weakness(runs) }),
            pairs: runs,
            reference,
            estimate: found.estimate,
            interval: found.interval,
            adjustedP: found.adjustedP,
            detectable: found.detectable,
            needed: found.needed,
            // Around no change what lies around the estimate: where an unchanged run would have been.
            band: {
                low: reference * Math.exp(found.interval.low - found.estimate),
                high: reference * Math.exp(found.interval.high - found.estimate)
            }
        });
    }
    const singles = known.flatMap(metric => {
        const [stored, another] = metric.history;
        return stored === undefined || another !== undefined ? [] : [{ ...metric, stored }];
    });
    const single = compareSingle(singles);
    for (const [index, { id, estimate, interval, advice, falseAlarmRate }] of single.metrics.entries()) {
        const metric = singles[index];
        if (metric === undefined)
            continue;
        const chance = `${(falseAlarmRate * 100).toFixed(0)} %`;
        results.set(id, {
            design: 'single',
            outcome: 'inconclusive',
            gates: false,
            reason: `${advice === 'within the margin' ? advice : `looks ${advice}`}; by one earlier run, which alone errs in about ${chance} of unchanged cases`,
            pairs: 1,
            reference: metric.stored,
            estimate,
            interval,
            needed: undefined
        });
    }
    return results;
}
function anchorId(id) {
    return `${id} anchor`;
}
function weakness(runs) {
    return runs < defaultPoolDesign.fewestRuns
        ? `only advice: ${String(runs)} earlier runs, ${String(defaultPoolDesign.fewestRuns)} are needed`
        : `only advice: the ${String(runs)} earlier runs scatter too much to see a change of two margins`;
}

// EXTERNAL MODULE: ./src/verdict/invalid.ts
var verdict_invalid = __webpack_require__(96150);
// EXTERNAL MODULE: ./src/verdict/verdict.ts
var verdict = __webpack_require__(91396);
;// CONCATENATED MODULE: ./src/verdict/compare.ts









/** Level of the shown intervals before they are adjusted. */
const level = 0.95;
/**
 * Compares a run with its own reference arm where it has one, else with earlier runs, and says what that means. Pure: the
 * same run, policy and history give the same comparison.
 */
function compareRun(run, policy, history) {
    const paired = run.reference === undefined ? undefined : (0,verdict_paired/* compareArms */.J)(run, policy, true);
    const control = compareControl(run, policy, history.figures);
    const series = (0,verdict_series/* seriesOf */.L)(run);
    const past = compareHistory(series, policy, history.figures, history.anchor);
    const compared = series.map(one => run.reference === undefined
        ? fromHistory(one, policy, past.get((0,verdict_paired/* seriesId */.h)(one)), history.figures, control.state === 'changed')
        : fromArms(one, policy, paired, history.figures));
    const missing = withoutFigures(run, policy, compared);
    const metrics = [...missing, ...compared].sort(byImportance);
    const invalid = [
        ...(run.complete ? [] : [`the run is incomplete: ${run.incompleteReason ?? 'no reason was recorded'}`]),
        ...(0,verdict_invalid.invalidParts)(run)
    ];
    return {
        verdict: (0,verdict.verdictOf)(metrics, invalid.length > 0),
        design: strongest(metrics),
        metrics,
        invalid,
        control,
        ...(run.reference === undefined ? {} : { reference: run.reference }),
        baseline: history.record,
        notes: notesOn(run, paired)
    };
}
function fromArms(series, policy, paired, figures) {
    const base = compare_describe(series, policy, figures);
    const result = paired?.results.get((0,verdict_paired/* seriesId */.h)(series));
    const candidate = (0,verdict_series/* geometricMean */.l)(series.rounds.map(round => round.candidate));
    const reference = (0,verdict_series/* geometricMean */.l)(series.rounds.map(round => round.reference));
    const both = {
        ...base,
        design: 'paired',
        ...(candidate === undefined ? {} : { candidate }),
        ...(reference === undefined ? {} : { reference })
    };
    if (result?.figures === undefined) {
        const rounds = result?.rounds ?? 0;
        const reason = `${String(rounds)} rounds have both arms; three are needed to know the noise`;
        return { ...both, outcome: 'inconclusive', reason, pairs: rounds };
    }
    return {
        ...both,
        outcome: result.outcome,
        pairs: result.rounds,
        ...change(result.figures),
        ...detectable(series, result.figures),
        signedRankP: result.signedRankP
    };
}
function fromHistory(series, policy, result, figures, machinesChanged) {
    const base = compare_describe(series, policy, figures);
    const candidate = (0,verdict_series/* geometricMean */.l)(series.rounds.map(round => round.candidate));
    const now = { ...base, ...(candidate === undefined ? {} : { candidate }) };
    if (result === undefined) {
        return {
            ...now,
            design: 'none',
            gated: false,
            outcome: 'inconclusive',
            reason: 'nothing to compare with',
            pairs: 0
        };
    }
    const { design, gates, pairs, reference, reason } = result;
    const vetoed = machinesChanged && result.outcome !== 'equivalent';
    const outcome = vetoed ? 'inconclusive' : result.outcome;
    const why = vetoed ? 'machines changed' : reason;
    return {
        ...now,
        design,
        gated: base.gated && gates,
        outcome,
        ...(why === undefined ? {} : { reason: why }),
        reference,
        pairs,
        ...change(result),
        ...(result.detectable === undefined
            ? {}
            : detectable(series, { detectable: result.detectable, needed: result.needed })),
        ...(result.band === undefined ? {} : { band: result.band })
    };
}
function compare_describe(series, policy, figures) {
    const { scenario, test, metric, unit, better, rounds, proof } = series;
    return {
        ...{ scenario, test, metric, unit, better, rounds, proof },
        gated: (0,verdict_policy/* isGated */.m)(policy, test, metric),
        margin: (0,verdict_policy/* marginFor */.o)(policy, better).share,
        history: figures.get(keyText(series)) ?? []
    };
}
function change({ estimate, interval, adjustedP }) {
    return {
        change: { estimate: Math.exp(estimate), low: Math.exp(interval.low), high: Math.exp(interval.high), level },
        ...(adjustedP === undefined ? {} : { adjustedP })
    };
}
/** A detectable change for the worse as a share: of a throughput that falls, of a latency that grows. */
function detectable({ better }, figures) {
    const share = better === 'higher' ? 1 - Math.exp(-figures.detectable) : Math.exp(figures.detectable) - 1;
    return { detectable: share, ...(figures.needed === undefined ? {} : { roundsNeeded: figures.needed }) };
}
/** What was planned and has no valid sample: a row of its own, so that a gap never looks like silence. */
function withoutFigures(run, policy, compared) {
    return run.plan.scenarios.flatMap(scenario => run.plan.tests
        .filter(test => !compared.some(one => one.scenario === scenario && one.test === test && one.candidate !== undefined))
        .map((test) => {
        const metric = suite/* tests */.C[test].primaryMetric;
        const { unit, better } = compare_unitOf(test);
        return {
            ...{ scenario, test, metric, unit, better },
            gated: true,
            design: run.reference === undefined ? 'none' : 'paired',
            outcome: 'invalid',
            reason: reasonFor(run, scenario, test),
            margin: (0,verdict_policy/* marginFor */.o)(policy, better).share,
            pairs: 0,
            rounds: [],
            history: [],
            proof: 'unproven'
        };
    }));
}
function compare_unitOf(test) {
    return suite/* tests */.C[test].primaryMetric.startsWith('latency')
        ? { unit: 'us', better: 'lower' }
        : { unit: 'bit/s', better: 'higher' };
}
function reasonFor(run, scenario, test) {
    const own = run.samples.filter(sample => sample.scenario === scenario && sample.test === test && sample.path === 'pod' && sample.arm === 'candidate');
    const result = run.scenarios.find(({ name, arm }) => name === scenario && arm === 'candidate');
    return own.at(-1)?.reason?.message ?? result?.reason?.message ?? 'it was not measured';
}
const outcomes = ['regression', 'invalid', 'improvement', 'inconclusive', 'equivalent'];
/** Gated before shown, worse before better before unchanged, larger changes first. */
function byImportance(left, right) {
    const rank = (one) => (one.gated ? 0 : outcomes.length) + outcomes.indexOf(one.outcome);
    const size = ({ change: of }) => (of === undefined ? 0 : Math.abs(Math.log(of.estimate)));
    return rank(left) - rank(right) || size(right) - size(left);
}
function strongest(metrics) {
    const designs = ['paired', 'history', 'single'];
    return designs.find(design => metrics.some(metric => metric.design === design)) ?? 'none';
}
function notesOn(run, paired) {
    const notes = [];
    if (run.reference?.identical === true) {
        notes.push('Both arms are the same (chart version and values): whatever differs between them is noise.');
    }
    if (paired?.stop !== undefined && paired.rounds < run.plan.rounds)
        notes.push(`Stopped early: ${paired.stop.reason}.`);
    return notes;
}

;// CONCATENATED MODULE: ./src/conclude.ts















/** Room in a comment for the hidden line by which it is found again. */
const markerRoom = 600;
const maxRows = 200;
const maxAnnotations = 10;
/**
 * Compares a run with its reference or with earlier runs, writes every report into its folder and, in a job on GitHub,
 * uploads them, publishes a baseline and comments. What GitHub refuses is a warning: the verdict stands whatever it does.
 */
async function conclude(host, comparing, output, run, job) {
    const { files, outputs } = host;
    const found = await findEarlier(host, comparing, run, job);
    const comparison = compareRun(run, comparing.policy, {
        figures: earlierFigures(found.pool),
        anchor: earlierFigures(found.anchor),
        record: found.record
    });
    const context = {
        limit: maxCommentLength - markerRoom,
        links: job === undefined ? {} : { run: job.runUrl },
        attempt: job?.source.runAttempt ?? 1,
        foreign: false,
        maxRows
    };
    await writeComparison(files, output, run, comparison, context);
    const { verdict, sentence } = describeVerdict(run, comparison);
    outputs.info(`${verdict}: ${sentence}`);
    for (const line of regressions(comparison))
        outputs.error(line);
    if (job === undefined)
        return { comparison };
    const artifactId = await attempt(host, () => upload(host, comparing, output, run, job));
    await attempt(host, () => publish(host, comparing, output, run, comparison, found, job));
    const links = {
        ...context.links,
        ...(artifactId === undefined ? {} : { artifact: `${job.runUrl}/artifacts/${String(artifactId)}` })
    };
    await outputs.summary(renderJobSummary(run, comparison, { ...context, links, limit: summaryLimit }));
    const commentUrl = await comment(host, comparing, renderComment(run, comparison, { ...context, links }), job);
    return {
        comparison,
        ...(artifactId === undefined ? {} : { artifactId }),
        ...(commentUrl === undefined ? {} : { commentUrl })
    };
}
const nothing = (source, reason) => ({
    record: {
        source,
        candidates: reason === undefined ? [] : [{ label: source, used: false, reason }],
        differences: []
    },
    pool: [],
    anchor: []
});
async function findEarlier(host, comparing, run, job) {
    const fingerprint = fingerprintOf(run);
    if (comparing.baseline === 'none')
        return nothing('none');
    if (fingerprint === undefined)
        return nothing(comparing.baseline, 'this run does not know its own cluster');
    if (comparing.baseline === 'file')
        return readBaselineFiles(host.files, comparing.baselineFiles, fingerprint);
    const source = 'artifacts';
    if (job === undefined)
        return nothing(source, 'artifacts can be read in a workflow only');
    const workflow = comparing.baselineWorkflow ?? job.workflow;
    if (workflow === undefined)
        return nothing(source, 'the runner does not name the workflow; set baseline-workflow');
    try {
        const [repository, reference] = await Promise.all([job.github.repository(), job.reference()]);
        if (reference?.history === undefined)
            return nothing(source, 'this event has no earlier commit');
        const { branch, history } = reference;
        const origin = { repositoryId: repository.id, workflow, branch, ownRunId: job.source.runId };
        return await findBaselines(job.github, { origin, artifact: baselineName(comparing), history, fingerprint });
    }
    catch (error) {
        if (!(error instanceof github_errors/* GitHubError */.y_))
            throw error;
        return nothing(source, (0,errors/* errorMessage */.gJ)(error));
    }
}
function baselineName({ commentKey }) {
    return `cilium-perf-gate-baseline-${commentKey}`;
}
/** Name of the artifact with everything; an attempt may not write that of another. */
function rawName({ commentKey }, { source }) {
    return `cilium-perf-gate-${commentKey}-${source.job}-${String(source.runAttempt)}`;
}
async function upload(host, comparing, output, run, job) {
    const all = await findFiles(host.files, `${output}/**/*`);
    const { id, bytes } = await job.github.uploadArtifact(rawName(comparing, job), output, all);
    host.outputs.info(`uploaded run ${run.id}: ${String(all.length)} files, ${(bytes / 1e6).toFixed(1)} MB`);
    return id;
}
async function publish(host, comparing, output, run, comparison, found, { github, event }) {
    const defaultBranch = event.defaultBranch ?? (await github.repository()).defaultBranch;
    const labels = comparison.verdict === 'regression' && event.name === 'push'
        ? (await github.pullRequestsOf(event.sha)).flatMap(pullRequest => pullRequest.labels)
        : [];
    const acknowledged = acknowledgedLosses(comparison, labels);
    const decision = decidePublishing(run, comparison, event, defaultBranch, acknowledged);
    host.outputs.info(decision.reason);
    if (!decision.publish)
        return;
    const baseline = createBaseline(run, comparison, found.pool, found.anchor, acknowledged);
    const folder = `${output}/baseline`;
    const path = `${folder}/${baselineFile}`;
    await host.files.write(path, serializeBaseline(baseline));
    await github.uploadArtifact(baselineName(comparing), folder, [path]);
    host.outputs.info(`published ${labelOf(asPoolRun(baseline))} as a baseline`);
}
async function comment(host, { comment: wanted, commentKey }, text, { github, event, source }) {
    const { pullRequest } = event;
    if (!wanted || pullRequest === undefined)
        return undefined;
    const { runId, runAttempt } = source;
    const by = { runId, runAttempt, headSha: pullRequest.headSha };
    const outcome = await writeComment(github, pullRequest.number, { key: commentKey, job: source.job }, by, text);
    switch (outcome.state) {
        case 'created':
        case 'updated':
            host.outputs.info(`comment ${outcome.state}: ${outcome.url}`);
            return outcome.url;
        case 'superseded':
            host.outputs.info(`no comment: ${outcome.reason}`);
            return outcome.url;
        default:
            host.outputs.warning(`no comment, the text is in the job's summary: ${outcome.reason}`);
            return undefined;
    }
}
/** GitHub may fail after the measuring is done; what was measured is told all the same. */
async function attempt(host, action) {
    try {
        return await action();
    }
    catch (error) {
        if (!(error instanceof github_errors/* GitHubError */.y_))
            throw error;
        host.outputs.warning((0,errors/* errorMessage */.gJ)(error));
        return undefined;
    }
}
/** One annotation for each regression; the summary has the rest. */
function regressions({ metrics }) {
    const worse = metrics.filter(({ gated, outcome }) => gated && outcome === 'regression');
    const lines = worse.slice(0, maxAnnotations).map(({ scenario, test, metric, change }) => {
        const by = change === undefined ? '' : ` by ${((change.estimate - 1) * 100).toFixed(1)} %`;
        return `regression: ${scenario} ${test} ${metric} changed${by}`;
    });
    const more = worse.length - lines.length;
    return more > 0 ? [...lines.slice(0, -1), `regression: ${String(more + 1)} more metrics, see the summary`] : lines;
}


/***/ }),

/***/ 73116:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fi: () => (/* binding */ refusedAnswer),
/* harmony export */   mI: () => (/* binding */ brokenConnection),
/* harmony export */   y_: () => (/* binding */ GitHubError)
/* harmony export */ });
/** A request that GitHub did not answer as hoped; the message says what was asked, the answer, and what to do. */
class GitHubError extends Error {
    name = 'GitHubError';
    kind;
    /** After how many seconds the same request may succeed, where that can be known. */
    waitSeconds;
    constructor(kind, message, options = {}) {
        super(message, options);
        this.kind = kind;
        this.waitSeconds = options.waitSeconds;
    }
}
const forkAdvice = 'runs of forks and of Dependabot have a read-only token whatever the workflow says, a second stage reports for them';
/** The error for an answer with a status of 400 and above. */
function refusedAnswer({ asked, needs, status, said, headers }, now) {
    const answer = `cannot ${asked}: GitHub answered ${String(status)} (${quoted(said)})`;
    const waitSeconds = rateLimitWait(status, said, headers, now);
    if (waitSeconds !== undefined) {
        return new GitHubError('rate-limited', `${answer}; the rate limit is used up, the next request may be made in ${String(waitSeconds)} s`, { waitSeconds });
    }
    switch (status) {
        case 401:
            return new GitHubError('not-permitted', `${answer}; give the job a token that is valid: github-token`);
        case 403: {
            const writing = needs.endsWith('write') ? ` (${forkAdvice})` : '';
            return new GitHubError('not-permitted', `${answer}; the line \`${needs}\` is missing under \`permissions\`${writing}`);
        }
        case 404:
            return new GitHubError('not-found', `${answer}; it is not there, or the line \`${needs}\` is missing under \`permissions\``);
        case 410:
            return new GitHubError('gone', `${answer}; it was deleted or has expired`);
        case 422:
            return new GitHubError('refused', `${answer}; the request was understood and refused`);
        default:
            return status >= 500
                ? new GitHubError('unavailable', `${answer}; run the job again later`, { waitSeconds: 1 })
                : new GitHubError('refused', answer);
    }
}
/** The error for a request without an answer. */
function brokenConnection(asked, cause) {
    return new GitHubError('unavailable', `cannot ${asked}: the connection to GitHub broke`, { cause, waitSeconds: 1 });
}
/** GitHub says "too often" by 429 and by 403, with a time or without (docs: "Rate limits for the REST API"). */
function rateLimitWait(status, said, headers, now) {
    if (status !== 429 && status !== 403)
        return undefined;
    const after = Number(headers['retry-after']);
    if (headers['retry-after'] !== undefined && Number.isFinite(after))
        return Math.max(0, Math.ceil(after));
    if (String(headers['x-ratelimit-remaining']) === '0') {
        const reset = Number(headers['x-ratelimit-reset']);
        return Number.isFinite(reset) ? Math.max(0, Math.ceil(reset - now.getTime() / 1000)) : 60;
    }
    return status === 429 || /rate limit/i.test(said) ? 60 : undefined;
}
/** An answer's words may quote what somebody chose: one short line without control characters. */
function quoted(text) {
    const line = text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
    return line.length > 200 ? `${line.slice(0, 200)}...` : line;
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
        ['Networking mode', cluster === undefined ? unknown : networkingModes[cluster.provider]],
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
    const { name, mtu, driver } = node.interface;
    return `${String(mtu)} (${name}${driver === undefined ? '' : `, ${driver}`})`;
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
function describeMtus(blocks, mtuOf) {
    const mtus = blocks.flatMap(block => mtuOf(block) ?? []);
    return mtus.length === 0 ? 'not read' : list(mtus.map(String));
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


/***/ }),

/***/ 96150:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   invalidParts: () => (/* binding */ invalidParts)
/* harmony export */ });
/* harmony import */ var _results_run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17427);

/** What of a run's plan has no figure that counts, a sentence each: each failed scenario, each test without a valid sample. */
function invalidParts(run) {
    const arms = run.reference === undefined ? ['candidate'] : _results_run_js__WEBPACK_IMPORTED_MODULE_0__/* .armNames */ .bA;
    return arms.flatMap(arm => run.plan.scenarios.flatMap(scenario => invalidOf(run, scenario, arm)));
}
function invalidOf(run, scenario, arm) {
    const name = arm === 'candidate' ? scenario : `${scenario} of the reference`;
    const result = run.scenarios.find(one => one.name === scenario && one.arm === arm);
    if (result?.status === 'failed')
        return [`${name} failed: ${result.reason?.message ?? 'no reason was recorded'}`];
    return run.plan.tests.flatMap(test => {
        const samples = run.samples.filter(sample => sample.scenario === scenario && sample.arm === arm && sample.test === test && sample.path === 'pod');
        if (samples.some(sample => sample.status === 'valid'))
            return [];
        const reason = samples.at(-1)?.reason?.message ?? result?.reason?.message ?? 'it was not measured';
        return [`${name} ${test} has no valid sample: ${reason}`];
    });
}


/***/ })

};
