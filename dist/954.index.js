export const id = 954;
export const ids = [954,116];
export const modules = {

/***/ 84066:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ov: () => (/* binding */ maxBaselineLength),
/* harmony export */   Rr: () => (/* binding */ lossesOf),
/* harmony export */   _S: () => (/* binding */ baselineFile),
/* harmony export */   fT: () => (/* binding */ expand),
/* harmony export */   i6: () => (/* binding */ asPoolRun),
/* harmony export */   iW: () => (/* binding */ checkBaseline),
/* harmony export */   ky: () => (/* binding */ serializeBaseline),
/* harmony export */   nk: () => (/* binding */ parseBaseline),
/* harmony export */   wu: () => (/* binding */ createBaseline)
/* harmony export */ });
/* unused harmony exports baselineVersion, baselineSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(13798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64377);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(83916);
/* harmony import */ var _results_check_tree_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(23195);
/* harmony import */ var _results_read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72460);
/* harmony import */ var _results_run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17427);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8301);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7338);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34319);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41197);









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
const figureValue = zod__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig().min(_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .minValue */ .Ww).max(_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .maxValue */ .cG);
const timestamp = zod__WEBPACK_IMPORTED_MODULE_6__/* .datetime */ .w$();
const id = zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(/^[\w.-]{1,64}$/);
const sha = zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(/^[0-9a-f]{40,64}$/);
const text = zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().max(300);
const figureSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    ..._figures_js__WEBPACK_IMPORTED_MODULE_2__/* .figureKeySchema */ .Jf.shape,
    mean: figureValue,
    rounds: zod__WEBPACK_IMPORTED_MODULE_5__/* .int */ .Whr().min(1).max(100),
    logSd: zod__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig().min(0).max(100).optional()
});
/** Runs in columns: the metrics once, and per run a value for each of them, or null. */
const compactSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    metrics: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .figureKeySchema */ .Jf).max(maxFigures),
    runs: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
        id,
        startedAt: timestamp,
        runId: zod__WEBPACK_IMPORTED_MODULE_5__/* .int */ .Whr().positive().optional(),
        sha: sha.optional(),
        values: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(figureValue.nullable()).max(maxFigures),
        /** Places in `metrics` whose loss was accepted with this run. */
        acknowledged: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .int */ .Whr().nonnegative()).max(maxFigures)
    }))
        .max(_pool_js__WEBPACK_IMPORTED_MODULE_4__/* .maxPoolRuns */ .Zy)
})
    .refine(({ metrics, runs }) => runs.every(run => run.values.length === metrics.length && run.acknowledged.every(place => place < metrics.length)), 'has a run whose columns are not those of `metrics`');
/** What a run leaves for later ones to be compared with. The file `baseline.json` of its artifact. */
const baselineSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    kind: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz('cilium-perf-gate baseline'),
    baselineVersion: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz(baselineVersion),
    tool: zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({ name: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz('cilium-perf-gate'), version: text }),
    id,
    startedAt: timestamp,
    /** As in run.json; absent when the run was not made on GitHub. */
    source: zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
        ..._results_run_js__WEBPACK_IMPORTED_MODULE_1__/* .runSchema */ .Lx.shape.source.unwrap().shape,
        repository: text,
        sha,
        ref: text,
        event: text,
        workflow: text,
        job: text
    })
        .optional(),
    complete: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    /** Every valid sample carries the evidence that its scenario demands. */
    proven: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
    verdict: zod__WEBPACK_IMPORTED_MODULE_5__/* ["enum"] */ .k5n(verdicts),
    /** Metrics that became worse, and whether somebody accepted that. */
    losses: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({ ..._figures_js__WEBPACK_IMPORTED_MODULE_2__/* .figureKeySchema */ .Jf.shape, acknowledged: zod__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY() })).max(maxFigures),
    fingerprint: _fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .fingerprintSchema */ .S8,
    figures: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(figureSchema).max(maxFigures),
    control: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(figureSchema).max(maxFigures),
    pool: compactSchema,
    anchor: compactSchema
});
/**
 * The baseline of a run that knows its cluster. `pool` are the earlier runs that it may be compared with, `anchor` the
 * older ones; both are carried on in short form, so that nothing depends on how long artifacts live.
 */
function createBaseline(run, comparison, pool, anchor, acknowledged) {
    const fingerprint = (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .fingerprintOf */ .ax)(run);
    if (fingerprint === undefined)
        throw new Error('a run that does not know its cluster is no baseline');
    const figures = (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .figuresOf */ .h5)(run).map(figure => ({ ...figure, mean: short(figure.mean) }));
    const accepted = new Set(acknowledged.map(_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .keyText */ .Pu));
    const baseline = {
        kind: 'cilium-perf-gate baseline',
        baselineVersion,
        tool: run.tool,
        id: run.id,
        startedAt: run.startedAt,
        source: run.source,
        complete: run.complete,
        proven: (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .isProven */ .nn)(run),
        verdict: comparison.verdict,
        losses: lossesOf(comparison).map(key => ({ ...key, acknowledged: accepted.has((0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .keyText */ .Pu)(key)) })),
        fingerprint,
        figures: figures.filter(figure => figure.scenario !== undefined),
        control: figures.filter(figure => figure.scenario === undefined),
        pool: compact((0,_pool_js__WEBPACK_IMPORTED_MODULE_4__/* .newestFirst */ .ll)(pool).slice(0, _pool_js__WEBPACK_IMPORTED_MODULE_4__/* .maxPoolRuns */ .Zy)),
        anchor: { metrics: [], runs: [] }
    };
    return { ...baseline, anchor: compact((0,_pool_js__WEBPACK_IMPORTED_MODULE_4__/* .nextAnchor */ .LX)(anchor, [asPoolRun(baseline), ...pool]).slice(-_pool_js__WEBPACK_IMPORTED_MODULE_4__/* .maxPoolRuns */ .Zy)) };
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .InputError */ .dz(`the baseline has more than ${String(maxBaselineLength)} characters`);
    }
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_8__/* .safeJson */ .o)(document);
    if (value === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .InputError */ .dz('the baseline is not JSON');
    return checkBaseline(value);
}
/** The same of a document that was parsed already. */
function checkBaseline(value) {
    const bad = (0,_results_check_tree_js__WEBPACK_IMPORTED_MODULE_9__/* .findBadNode */ .x)(value);
    if (bad !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .InputError */ .dz(`the baseline cannot be read: ${bad}`);
    const version = zod__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({ baselineVersion: zod__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5J() }).safeParse(value).data?.baselineVersion;
    if (version !== baselineVersion) {
        const found = JSON.stringify(version ?? null).slice(0, 40);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .InputError */ .dz(`its baselineVersion is ${found}, this program reads ${String(baselineVersion)}`);
    }
    const result = baselineSchema.safeParse(value);
    if (!result.success)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .InputError */ .dz(`the baseline cannot be read:\n${(0,_results_read_js__WEBPACK_IMPORTED_MODULE_0__/* .describeIssues */ .wF)(result.error)}`);
    return result.data;
}
/** A baseline as a run of the pool of those that come after it. */
function asPoolRun(baseline) {
    return {
        id: baseline.id,
        startedAt: baseline.startedAt,
        runId: baseline.source?.runId,
        sha: baseline.source?.sha,
        figures: [...baseline.figures, ...baseline.control].map(figure => ({ ...(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .keyOf */ .TN)(figure), value: figure.mean })),
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
/** The metrics that a comparison found worse, of those that decide: what only advises must not block for good. */
function lossesOf({ metrics }) {
    return metrics.filter(metric => metric.gated && metric.outcome === 'regression').map(_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .keyOf */ .TN);
}
function compact(runs) {
    const metrics = new Map();
    for (const { figures, acknowledged } of runs) {
        for (const key of [...figures, ...acknowledged])
            metrics.set((0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .keyText */ .Pu)(key), (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .keyOf */ .TN)(key));
    }
    const keys = [...metrics.keys()];
    return {
        metrics: [...metrics.values()],
        runs: runs.map(({ id: runName, startedAt, runId, sha: commit, figures, acknowledged }) => {
            const values = new Map(figures.map((figure) => [(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .keyText */ .Pu)(figure), figure.value]));
            const accepted = new Set(acknowledged.map(_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .keyText */ .Pu));
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
function short(value) {
    return Number(value.toPrecision(6));
}


/***/ }),

/***/ 34319:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S8: () => (/* binding */ fingerprintSchema),
/* harmony export */   ax: () => (/* binding */ fingerprintOf),
/* harmony export */   tS: () => (/* binding */ compareFingerprints)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13798);
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46773);
/* harmony import */ var _results_write_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35677);




const value = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().max(300);
const fields = zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[A-Za-z0-9][\w +.-]{0,79}$/), value);
/** What a run was measured on and with, as names and texts for people. */
const fingerprintSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    /** A difference in one of these makes two runs incomparable. */
    hard: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
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
        values: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
            .update(JSON.stringify((0,_results_write_js__WEBPACK_IMPORTED_MODULE_2__/* .sortKeys */ .d)((0,_results_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .redactValue */ .FI)(values))))
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


/***/ }),

/***/ 16941:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ findFiles)
/* harmony export */ });
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


/***/ }),

/***/ 41197:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LX: () => (/* binding */ nextAnchor),
/* harmony export */   UF: () => (/* binding */ earlierFigures),
/* harmony export */   Wy: () => (/* binding */ labelOf),
/* harmony export */   Zy: () => (/* binding */ maxPoolRuns),
/* harmony export */   ll: () => (/* binding */ newestFirst)
/* harmony export */ });
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7338);

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
            const key = (0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .keyText */ .Pu)(figure);
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
            closed.add((0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .keyText */ .Pu)(key));
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
            const text = (0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .keyText */ .Pu)(key);
            since.set(text, Math.max(since.get(text) ?? 0, Date.parse(startedAt)));
        }
    }
    const series = new Map();
    for (const run of newestFirst(runs)) {
        for (const figure of run.figures) {
            const key = (0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .keyText */ .Pu)(figure);
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


/***/ }),

/***/ 90069:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ trustedEvents),
/* harmony export */   X2: () => (/* binding */ judgeOrigins),
/* harmony export */   nI: () => (/* binding */ refuseArtifact),
/* harmony export */   pR: () => (/* binding */ refuseFingerprint),
/* harmony export */   y1: () => (/* binding */ refuseContent),
/* harmony export */   y3: () => (/* binding */ refuseQuality)
/* harmony export */ });
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34319);

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
    const { hard } = (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .compareFingerprints */ .tS)(now, fingerprint);
    return hard.length === 0 ? undefined : `not comparable: ${hard.join('; ')}`;
}


/***/ }),

/***/ 10716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ readZippedFile),
/* harmony export */   H: () => (/* binding */ checkDigest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var yauzl__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20663);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);



/** Results are repetitive JSON, which deflates to a thirtieth; a bomb reaches a thousandth. */
const maxRatio = 200;
const maxNameLength = 200;
/** Inherited names: a lookup by one of them finds a function where a file is expected. */
const prototypeNames = new Set(['__proto__', 'constructor', 'prototype']);
/** Compares a zip file with the digest that GitHub keeps of it; throws an InputError when they differ. */
function checkDigest(zip, digest) {
    if (digest === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('GitHub keeps no digest of it; it was made by an old client');
    const found = `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(zip).digest('hex')}`;
    if (found !== digest)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`its digest is ${found}, and ${digest.slice(0, 80)} was expected`);
}
/**
 * Reads one file of a zip file in memory. Every name in the archive is checked, also of files that are not read: an
 * archive with one name that no run writes was not written by a run. Throws an InputError that says what is wrong.
 */
async function readZippedFile(zip, name, limits) {
    const buffer = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
    try {
        const archive = await (0,yauzl__WEBPACK_IMPORTED_MODULE_1__/* .fromBufferPromise */ .SY)(buffer, { lazyEntries: true, strictFileNames: true });
        if (archive.entryCount > limits.entries) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`${String(archive.entryCount)} files, at most ${String(limits.entries)} are read`);
        }
        const entry = await findEntry(archive, name);
        if (entry === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`it has no ${name}`);
        const text = new TextDecoder('utf-8', { fatal: true });
        return text.decode(await inflate(archive, entry, limits));
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('the archive cannot be read', { cause: error });
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`the name ${shown}... is too long`);
    if (!/^[\w.+@=,/-]+$/.test(name))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`the name ${shown} is none that a run writes`);
    if (name.split('/').some(part => prototypeNames.has(part)))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`the name ${shown} is reserved`);
    if (earlier.has(name.toLowerCase()))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`the name ${shown} is there twice`);
}
/** What the archive claims of its sizes is checked first; yauzl holds it to that, and the bytes are counted here. */
async function inflate(archive, entry, limits) {
    const { fileName, uncompressedSize, compressedSize } = entry;
    if (uncompressedSize > maxRatio * compressedSize) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`${fileName} is deflated to less than 1/${String(maxRatio)}, as no result is`);
    }
    const chunks = [];
    let bytes = 0;
    for await (const chunk of (await archive.openReadStreamPromise(entry))) {
        bytes += chunk.byteLength;
        if (bytes > limits.bytes)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`${fileName} has more than ${String(limits.bytes)} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}


/***/ }),

/***/ 77042:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ compareWithEarlier)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/results/read.ts + 2 modules
var read = __webpack_require__(72460);
// EXTERNAL MODULE: ./src/baseline/document.ts
var baseline_document = __webpack_require__(84066);
// EXTERNAL MODULE: ./src/baseline/fingerprint.ts
var baseline_fingerprint = __webpack_require__(34319);
// EXTERNAL MODULE: ./src/baseline/pool.ts
var pool = __webpack_require__(41197);
;// CONCATENATED MODULE: ./src/baseline/assemble.ts



/** A baseline document that may be compared with. */
function believe(baseline, candidate) {
    return {
        candidate: { ...candidate, used: true },
        run: (0,baseline_document/* asPoolRun */.i6)(baseline),
        fingerprint: baseline.fingerprint,
        carried: (0,baseline_document/* expand */.fT)(baseline.pool),
        anchor: (0,baseline_document/* expand */.fT)(baseline.anchor)
    };
}
/**
 * The pool of the believed runs and of those that the newest of them carries, for runs whose own artifacts are gone.
 * `now` is the fingerprint of the run that asks.
 */
function assemble(source, believed, refused, now, limit) {
    const used = [...believed].sort((left, right) => Date.parse(right.run.startedAt) - Date.parse(left.run.startedAt));
    const carrier = used.find(({ carried, anchor }) => carried.length > 0 || anchor.length > 0);
    const known = new Set(used.map(({ run }) => run.id));
    const distrusted = new Set(refused.filter(one => one.distrusted).map(one => one.runId));
    const carried = (0,pool/* newestFirst */.ll)(carrier?.carried ?? [])
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
                    label: (0,pool/* labelOf */.Wy)(run),
                    used: true,
                    reason: `its own artifact is gone; figures carried by ${carrier?.candidate.label ?? ''}`
                })),
                ...refused.filter(({ runId }) => runId === undefined || !replaced.has(runId)).map(({ candidate }) => candidate)
            ],
            differences: newest === undefined ? [] : (0,baseline_fingerprint/* compareFingerprints */.tS)(now, newest.fingerprint).soft
        },
        pool: (0,pool/* newestFirst */.ll)([...used.map(({ run }) => run), ...carried]),
        anchor: carrier?.anchor ?? []
    };
}

// EXTERNAL MODULE: ./src/baseline/figures.ts
var baseline_figures = __webpack_require__(7338);
// EXTERNAL MODULE: ./src/baseline/glob.ts
var glob = __webpack_require__(16941);
// EXTERNAL MODULE: ./src/baseline/trust.ts
var trust = __webpack_require__(90069);
;// CONCATENATED MODULE: ./src/baseline/files.ts










/**
 * Reads the earlier runs that paths and globs lead to: run.json files and baseline documents, mixed as they come. The
 * user chose them, so nobody asks where they are from. Throws an InputError for a pattern without any file; a file
 * that is no run, or that may not be compared with, is refused with its reason. `own` is the id of the run that asks: a
 * glob finds it too, and compared with itself it would be as it was.
 */
async function readBaselineFiles(files, patterns, now, own) {
    const paths = new Set();
    for (const pattern of patterns) {
        const found = await (0,glob/* findFiles */.l)(files, pattern);
        if (found.length === 0) {
            throw new errors/* InputError */.dz(`baseline: nothing is at "${pattern}"; write the path of a run.json or baseline.json`);
        }
        for (const path of found)
            paths.add(path);
    }
    const believed = new Map();
    const refused = [];
    for (const path of [...paths].sort()) {
        const result = await readOne(files, path, now, false);
        if (!('fingerprint' in result))
            refused.push(result);
        else if (result.run.id === own)
            refused.push(refusal(path, 'the run that is compared'));
        else if (believed.has(result.run.id))
            refused.push(refusal(path, 'the same run as another file'));
        else
            believed.set(result.run.id, { ...result, path });
    }
    const all = [...believed.values()].sort((left, right) => Date.parse(right.run.startedAt) - Date.parse(left.run.startedAt));
    for (const { candidate } of all.slice(pool/* maxPoolRuns */.Zy)) {
        refused.push(refusal(candidate.label, `not among the newest ${String(pool/* maxPoolRuns */.Zy)}`));
    }
    const used = [];
    let carried = false;
    for (const one of all.slice(0, pool/* maxPoolRuns */.Zy)) {
        // What the newest carries is enough, and most of a document.
        const whole = carried ? one : await readOne(files, one.path, now, true);
        if (!('fingerprint' in whole))
            refused.push(whole);
        else {
            used.push({ ...whole, ...without(own, whole) });
            carried ||= whole.carried.length > 0 || whole.anchor.length > 0;
        }
    }
    return assemble('files', used, refused, now, pool/* maxPoolRuns */.Zy);
}
async function readOne(files, path, now, carries) {
    const text = await files.read(path);
    try {
        // Parsed once: documents are most of the time that a comparison takes.
        const document = text.length <= baseline_document/* maxBaselineLength */.Ov && text.includes('"baselineVersion"') ? (0,json/* safeJson */.o)(text) : undefined;
        return isBaseline(document)
            ? fromBaseline(carries ? document : { ...document, pool: nothing, anchor: nothing }, path, now)
            : fromRun(text, path, now);
    }
    catch (error) {
        if (!(error instanceof errors/* InputError */.dz))
            throw error;
        return refusal(path, (0,errors/* errorMessage */.gJ)(error));
    }
}
const nothing = { metrics: [], runs: [] };
function isBaseline(document) {
    return typeof document === 'object' && document !== null && 'baselineVersion' in document;
}
function fromBaseline(document, path, now) {
    const baseline = (0,baseline_document/* checkBaseline */.iW)(document);
    const reason = (0,trust/* refuseQuality */.y3)(baseline) ?? (0,trust/* refuseFingerprint */.pR)(baseline, now);
    if (reason !== undefined)
        return refusal(path, reason);
    const candidate = { label: labelled(path, (0,baseline_document/* asPoolRun */.i6)(baseline)), reason: 'named by the input' };
    return believe(baseline, candidate);
}
/** A run's own verdict is not in its document: whoever names it takes it as a measure. */
function fromRun(text, path, now) {
    const run = (0,read/* parseRun */.zZ)(text);
    const fingerprint = (0,baseline_fingerprint/* fingerprintOf */.ax)(run);
    if (!run.complete || fingerprint === undefined)
        return refusal(path, 'incomplete');
    if (!(0,baseline_figures/* isProven */.nn)(run))
        return refusal(path, 'it has samples without proof');
    const reason = (0,trust/* refuseFingerprint */.pR)({ fingerprint }, now);
    if (reason !== undefined)
        return refusal(path, reason);
    const poolRun = {
        id: run.id,
        startedAt: run.startedAt,
        runId: run.source?.runId,
        sha: run.source?.sha,
        figures: (0,baseline_figures/* figuresOf */.h5)(run).map(figure => ({ ...(0,baseline_figures/* keyOf */.TN)(figure), value: figure.mean })),
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
    return `${path}: ${(0,pool/* labelOf */.Wy)(run)}`;
}
function refusal(path, reason) {
    return { candidate: { label: path, used: false, reason }, distrusted: false };
}
/** A later run carries this one. */
function without(own, { carried, anchor }) {
    const others = (runs) => runs.filter(({ id }) => id !== own);
    return { carried: others(carried), anchor: others(anchor) };
}

// EXTERNAL MODULE: ./src/github/errors.ts
var github_errors = __webpack_require__(73116);
// EXTERNAL MODULE: ./src/baseline/zip.ts
var baseline_zip = __webpack_require__(10716);
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
        if (!(error instanceof github_errors.GitHubError))
            throw error;
        const candidate = { label: 'runs further back', used: false, reason: (0,errors/* errorMessage */.gJ)(error) };
        refused.push({ candidate, distrusted: false });
    }
    const source = `artifacts of ${origin.branch} by ${origin.workflow}`;
    return assemble(source, believed, refused, search.fingerprint, pool/* maxPoolRuns */.Zy);
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
        for (const { run, refused: reason } of (0,trust/* judgeOrigins */.X2)(runs, origin)) {
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
            if (believed.length === pool/* maxPoolRuns */.Zy)
                return;
            if (requests.left <= 0) {
                throw new github_errors.GitHubError('unusable', `not looked at: ${String(maxRequests)} requests were made already`);
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
        const lost = (0,trust/* refuseArtifact */.nI)(run, artifact);
        if (lost !== undefined || artifact === undefined)
            return find_refusal(run, lost ?? '', false);
        requests.left -= 1;
        const zip = await github.download(artifact.id, maxArtifactBytes);
        (0,baseline_zip/* checkDigest */.H)(zip, artifact.digest);
        const text = await (0,baseline_zip/* readZippedFile */.F)(zip, baseline_document/* baselineFile */._S, { entries: 10, bytes: 4 * baseline_document/* maxBaselineLength */.Ov });
        const baseline = (0,baseline_document/* parseBaseline */.nk)(text);
        const reason = (0,trust/* refuseContent */.y1)(baseline, run, search.fingerprint);
        if (reason !== undefined)
            return find_refusal(run, reason, true);
        return believe(baseline, {
            ...describe(run),
            reason: `${run.event} of ${search.origin.branch} by this workflow, complete, proven and comparable`
        });
    }
    catch (error) {
        if (error instanceof github_errors.GitHubError && !hopeless.has(error.kind)) {
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
        label: (0,pool/* labelOf */.Wy)({ id: String(run.id), runId: run.id, startedAt: run.startedAt, sha: run.headSha }),
        url: run.url
    };
}

// EXTERNAL MODULE: ./src/github/artifact-names.ts
var artifact_names = __webpack_require__(68036);
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
    const controls = (0,baseline_figures/* figuresOf */.h5)(run).filter(figure => figure.scenario === undefined && (0,verdict_policy/* isGated */.m3)(policy, figure.test, figure.metric));
    if (controls.length === 0) {
        return { state: 'not available', reason: withoutControl(run) };
    }
    const test = testControl(controls.flatMap(({ better, mean, ...key }) => better === 'none'
        ? []
        : [
            {
                id: key.test,
                margin: (0,verdict_policy/* marginFor */.o6)(policy, better).log,
                value: mean,
                history: (figures.get((0,baseline_figures/* keyText */.Pu)(key)) ?? []).map(({ value }) => value)
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
/** Why a run has no control that counts. */
function withoutControl({ samples }) {
    const own = samples.filter(({ path }) => path === 'host');
    const failed = own.find(({ status }) => status === 'invalid');
    if (failed?.reason !== undefined)
        return failed.reason.message;
    const [first] = own;
    if (first === undefined)
        return 'no control was measured';
    return first.proof?.verdict === 'encrypted'
        ? `the control was encrypted, so it does not stand for the machines alone: ${first.proof.reason}`
        : 'the control was not proven to be outside of the encryption';
}

// EXTERNAL MODULE: ./src/statistics/detectable.ts
var statistics_detectable = __webpack_require__(39008);
// EXTERNAL MODULE: ./src/statistics/figures.ts
var figures = __webpack_require__(36514);
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
    const gates = metric.gated && runs >= design.fewestRuns && detectable <= figures/* STATED_MARGINS */.A * margin;
    const needed = (0,statistics_detectable/* countNeeded */.D)(figures/* STATED_MARGINS */.A * margin, design.fewestRuns, detectableWith);
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
        const earlier = figures.get((0,baseline_figures/* keyText */.Pu)(one)) ?? [];
        const value = (0,verdict_series/* geometricMean */.lX)(one.rounds.map(round => round.candidate));
        if (value === undefined || earlier.length === 0)
            return [];
        const history = earlier.map(figure => figure.value);
        return [{ id: (0,verdict_paired/* seriesId */.h)(one), better: one.better, margin: (0,verdict_policy/* marginFor */.o6)(policy, one.better).log, one, value, history }];
    });
    const pools = known.filter(({ history }) => history.length > 1);
    const anchored = pools.flatMap(metric => {
        const old = anchor.get((0,baseline_figures/* keyText */.Pu)(metric.one)) ?? [];
        if (old.length < defaultPoolDesign.fewestRuns)
            return [];
        return [{ ...metric, id: anchorId(metric.id), history: old.map(figure => figure.value) }];
    });
    const pooled = new Map(comparePool([...pools, ...anchored].map(metric => ({
        ...metric,
        gated: (0,verdict_policy/* isGated */.m3)(policy, metric.one.test, metric.one.metric)
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
        const reference = (0,verdict_series/* geometricMean */.lX)(compared?.history ?? []) ?? NaN;
        results.set(id, {
            design: 'history',
            against: declined ? 'anchor' : 'pool',
            outcome,
            gates,
            ...(declined ? { reason: 'a slow decline: worse than the oldest runs that are kept' } : {}),
            ...(gates || !(0,verdict_policy/* isGated */.m3)(policy, metric.one.test, metric.one.metric) ? {} : { reason: weakness(runs) }),
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
                high: Math.min(reference * Math.exp(found.interval.high - found.estimate), baseline_figures/* maxValue */.cG)
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
            against: 'pool',
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









/** Levels of the shown intervals before they are adjusted: of a test for change, and of the two for equivalence. */
const [level, levelOfEquivalence] = [0.95, 0.9];
/** Beyond this factor an interval says "anything"; further out it would leave the numbers that JSON has. */
const widest = 1e9;
/**
 * Compares a run with its own reference arm where it has one, else with earlier runs, and says what that means. Pure: the
 * same run, policy and history give the same comparison, in whatever order the run's samples are listed.
 */
function compareRun(given, policy, history) {
    const run = { ...given, samples: [...given.samples].sort(verdict_series/* byTime */.XL) };
    const series = (0,verdict_series/* seriesOf */.Lf)(run);
    const control = compareControl(run, policy, history.figures);
    const paired = run.reference === undefined ? undefined : (0,verdict_paired/* compareArms */.J)(run, policy, true);
    const compared = run.reference === undefined
        ? fromHistory(run, series.usable, policy, history, control)
        : series.usable.map(one => fromArms(one, policy, paired, history.figures));
    const missing = withoutFigures(run, policy, series);
    const absent = new Set(missing.map(verdict_paired/* seriesId */.h));
    const metrics = [...missing, ...compared.filter(one => !absent.has((0,verdict_paired/* seriesId */.h)(one)))].sort(byImportance);
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
    const both = series.rounds.filter(({ round, candidate, reference }) => round <= (paired?.rounds ?? 0) && candidate !== undefined && reference !== undefined);
    // The figures of the very rounds that were compared, or they would contradict the change.
    const shown = both.length > 0 ? both : series.rounds;
    const candidate = (0,verdict_series/* geometricMean */.lX)(shown.map(round => round.candidate));
    const reference = (0,verdict_series/* geometricMean */.lX)(shown.map(round => round.reference));
    const measured = {
        ...base,
        design: 'paired',
        ...(candidate === undefined ? {} : { candidate }),
        ...(reference === undefined ? {} : { reference })
    };
    if (result?.figures === undefined) {
        const rounds = result?.rounds ?? 0;
        const reason = `${String(rounds)} ${rounds === 1 ? 'round has' : 'rounds have'} both arms; three are needed to know the noise`;
        return { ...measured, outcome: 'inconclusive', reason, pairs: rounds };
    }
    return {
        ...measured,
        outcome: result.outcome,
        pairs: result.rounds,
        ...change(result.figures, result.outcome),
        ...detectable(series, result.figures),
        signedRankP: result.signedRankP
    };
}
function fromHistory(run, series, policy, { figures, anchor }, control) {
    const past = compareHistory(series, policy, figures, anchor);
    const deciding = [...past.values()].some(({ gates }) => gates);
    // The control's own pool moves along with machines that slow down over months, as the metrics' does.
    const changed = {
        pool: control.state === 'changed',
        anchor: compareControl(run, policy, anchor).state === 'changed'
    };
    return series.map(one => {
        const base = compare_describe(one, policy, figures);
        const candidate = (0,verdict_series/* geometricMean */.lX)(one.rounds.map(round => round.candidate));
        const now = { ...base, ...(candidate === undefined ? {} : { candidate }) };
        const result = past.get((0,verdict_paired/* seriesId */.h)(one));
        if (result === undefined) {
            return { ...now, design: 'none', outcome: 'inconclusive', reason: 'nothing to compare with', pairs: 0 };
        }
        const { design, gates, pairs, reference } = result;
        // Faster machines hide a loss as well as slower ones feign it.
        const vetoed = changed[result.against];
        const reason = vetoed ? 'machines changed' : result.reason;
        return {
            ...now,
            design,
            gated: base.gated && (design === 'single' ? !deciding : gates),
            outcome: vetoed ? 'inconclusive' : result.outcome,
            ...(reason === undefined ? {} : { reason }),
            reference,
            pairs,
            ...change(result, result.outcome),
            ...(result.detectable === undefined
                ? {}
                : detectable(one, { detectable: result.detectable, needed: result.needed })),
            ...(result.band === undefined ? {} : { band: result.band })
        };
    });
}
function compare_describe(series, policy, figures) {
    const { scenario, test, metric, unit, better, rounds, proof } = series;
    return {
        ...{ scenario, test, metric, unit, better, rounds, proof },
        gated: (0,verdict_policy/* isGated */.m3)(policy, test, metric),
        margin: (0,verdict_policy/* marginFor */.o6)(policy, better).share,
        history: figures.get((0,baseline_figures/* keyText */.Pu)(series)) ?? []
    };
}
function change({ estimate, interval, adjustedP }, outcome) {
    const factor = Math.exp(estimate);
    return {
        change: {
            estimate: factor,
            low: Math.min(factor, Math.max(Math.exp(interval.low), 1 / widest)),
            high: Math.max(factor, Math.min(Math.exp(interval.high), widest)),
            level: outcome === 'equivalent' ? levelOfEquivalence : level
        },
        ...(adjustedP === undefined ? {} : { adjustedP })
    };
}
/** A detectable change for the worse as a share: of a throughput that falls, of a latency that grows. */
function detectable({ better }, figures) {
    const share = better === 'higher' ? 1 - Math.exp(-figures.detectable) : Math.min(Math.exp(figures.detectable), widest) - 1;
    return { detectable: share, ...(figures.needed === undefined ? {} : { roundsNeeded: figures.needed }) };
}
/** What should gate and has no figure: a row of its own, so that a gap never looks like silence. */
function withoutFigures(run, policy, { usable, unusable }) {
    return run.plan.scenarios.flatMap(scenario => run.plan.tests.flatMap(test => {
        const { primaryMetric } = suite/* tests */.C[test];
        const of = (all, metric) => all.find(one => one.scenario === scenario && one.test === test && one.metric === metric);
        const isMeasured = (metric) => of(usable, metric)?.rounds.some(round => round.candidate !== undefined) === true;
        const row = (metric, outcome, otherwise) => {
            const known = of(unusable, metric);
            const { unit, better } = known ?? of(usable, metric) ?? unitOf(metric);
            return {
                ...{ scenario, test, metric, unit, better, outcome },
                gated: true,
                design: run.reference === undefined ? 'none' : 'paired',
                reason: known?.reason ?? otherwise(),
                margin: (0,verdict_policy/* marginFor */.o6)(policy, better).share,
                pairs: 0,
                rounds: [],
                history: [],
                proof: 'unproven'
            };
        };
        if (!isMeasured(primaryMetric))
            return [row(primaryMetric, 'invalid', () => reasonFor(run, scenario, test))];
        return (0,verdict_policy/* gatedBesides */.X1)(policy, test)
            .filter(metric => !isMeasured(metric))
            .map(metric => row(metric, 'inconclusive', () => 'no valid sample has this metric'));
    }));
}
/** What no sample tells is told by the name. */
function unitOf(metric) {
    if (metric.startsWith('throughput'))
        return { unit: 'bit/s', better: 'higher' };
    return { unit: metric.startsWith('latency') ? 'us' : 'count', better: 'lower' };
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

;// CONCATENATED MODULE: ./src/earlier.ts








/** Compares a run with its own reference arm and with earlier runs. What GitHub refuses is in the comparison's record. */
async function compareWithEarlier(host, comparing, run, place) {
    const found = await findEarlier(host, comparing, run, place);
    const comparison = compareRun(run, comparing.policy, {
        figures: (0,pool/* earlierFigures */.UF)(found.pool),
        anchor: (0,pool/* earlierFigures */.UF)(found.anchor),
        record: found.record
    });
    return { comparison, found };
}
const earlier_nothing = (source, reason) => ({
    record: {
        source,
        candidates: reason === undefined ? [] : [{ label: source, used: false, reason }],
        differences: []
    },
    pool: [],
    anchor: []
});
async function findEarlier(host, comparing, run, place) {
    const fingerprint = (0,baseline_fingerprint/* fingerprintOf */.ax)(run);
    if (comparing.baseline === 'none')
        return earlier_nothing('none');
    if (fingerprint === undefined)
        return earlier_nothing(comparing.baseline, 'this run does not know its own cluster');
    if (comparing.baseline === 'file')
        return readBaselineFiles(host.files, comparing.baselineFiles, fingerprint, run.id);
    const source = 'artifacts';
    if (place === undefined)
        return earlier_nothing(source, 'artifacts can be read in a workflow only');
    const workflow = comparing.baselineWorkflow ?? place.workflow;
    if (workflow === undefined)
        return earlier_nothing(source, 'the runner does not name the workflow; set baseline-workflow');
    try {
        const [repository, reference] = await Promise.all([place.github.repository(), place.reference()]);
        if (reference?.history === undefined)
            return earlier_nothing(source, 'this event has no earlier commit');
        const { branch, history } = reference;
        const origin = { repositoryId: repository.id, workflow, branch, ownRunId: place.runId };
        return await findBaselines(place.github, {
            origin,
            artifact: (0,artifact_names/* baselineName */.Ri)(comparing.commentKey),
            history,
            fingerprint
        });
    }
    catch (error) {
        if (!(error instanceof github_errors.GitHubError))
            throw error;
        return earlier_nothing(source, (0,errors/* errorMessage */.gJ)(error));
    }
}


/***/ }),

/***/ 68036:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ri: () => (/* binding */ baselineName),
/* harmony export */   UW: () => (/* binding */ rawName),
/* harmony export */   kH: () => (/* binding */ withoutAttempt),
/* harmony export */   ml: () => (/* binding */ isRawName)
/* harmony export */ });
const prefix = 'cilium-perf-gate-';
const baselinePrefix = `${prefix}baseline-`;
/** Name of the artifact that later runs compare with; one for each `comment-key`. */
function baselineName(commentKey) {
    return `${baselinePrefix}${commentKey}`;
}
/** Name of the artifact with everything that was measured; an attempt may not write that of another. */
function rawName(commentKey, job, attempt) {
    return `${prefix}${commentKey}-${job}-${String(attempt)}`;
}
/** Whether an artifact is one of a run's raw material by its name. */
function isRawName(name) {
    return name.startsWith(prefix) && !name.startsWith(baselinePrefix);
}
/** What the attempts of one job's artifact have in common. */
function withoutAttempt(name) {
    return name.replace(/-\d+$/, '');
}


/***/ }),

/***/ 14106:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pX: () => (/* binding */ maxReportLength),
  HF: () => (/* binding */ writeComment)
});

// UNUSED EXPORTS: maxCommentLength

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/github/errors.ts
var github_errors = __webpack_require__(73116);
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
/** What is left of it for the text, beside the hidden line by which a comment is found again. */
const maxReportLength = maxCommentLength - 600;
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
        if (!(error instanceof github_errors.GitHubError))
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


/***/ }),

/***/ 73116:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GitHubError: () => (/* binding */ GitHubError),
/* harmony export */   brokenConnection: () => (/* binding */ brokenConnection),
/* harmony export */   refusedAnswer: () => (/* binding */ refusedAnswer)
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

/***/ 1229:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ postComment)
/* harmony export */ });
/* harmony import */ var _github_comment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14106);

/** Writes the comment and says what became of it; gives its address. A failure is a warning: the verdict stands. */
async function postComment(host, github, pullRequest, key, by, text) {
    const outcome = await (0,_github_comment_js__WEBPACK_IMPORTED_MODULE_0__/* .writeComment */ .HF)(github, pullRequest, key, by, text);
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


/***/ }),

/***/ 19847:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ renderJobSummary),
  m: () => (/* binding */ summaryLimit)
});

// EXTERNAL MODULE: ./src/report/change.ts
var report_change = __webpack_require__(46484);
// EXTERNAL MODULE: ./src/report/fit.ts
var fit = __webpack_require__(40877);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/report/metric-titles.ts
var metric_titles = __webpack_require__(84394);
// EXTERNAL MODULE: ./src/report/quantity.ts
var quantity = __webpack_require__(38105);
;// CONCATENATED MODULE: ./src/report/bars.ts





/** Characters of the longest bar. */
const width = 24;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
/** A bar of `value` where the longest stands for `largest`, in eighths of a character. */
function bar(value, largest) {
    const units = largest > 0 && value > 0 ? Math.round(Math.min(1, value / largest) * width * 8) : 0;
    return '█'.repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? '');
}
/** The gated metrics as bars in text, a chart for each test with the scenarios below each other. */
function barsPart(metrics, maxRows) {
    const shown = metrics.filter(metric => metric.gated && metric.candidate !== undefined);
    const charts = Map.groupBy(shown.slice(0, maxRows), ({ test, metric }) => (0,metric_titles/* metricTitle */.Vu)(test, metric));
    if (charts.size === 0)
        return undefined;
    const { open, text, close } = (0,markdown/* fenced */.OF)([...charts].flatMap(([title, chart]) => renderChart(title, chart)).join('\n\n'), 'text');
    const part = (0,fit/* createPart */.yk)({ name: 'the bars', open, close }, text.split(/\n(?=\n)/), maxRows, group => group);
    return { ...part, total: part.total + shown.length - Math.min(shown.length, maxRows) };
}
/** The lines of each scenario, the chart's title with the first. */
function renderChart(title, metrics) {
    const values = metrics.flatMap(({ candidate, reference }) => [candidate ?? 0, reference ?? 0]);
    const largest = Math.max(...values);
    return metrics.map((metric, index) => {
        const { scenario, unit, better, reference, candidate, change } = metric;
        const scale = (0,quantity/* scaleOf */._K)(largest, unit);
        const line = (label, value, remark = '') => value === undefined
            ? []
            : [
                `  ${label.padEnd(9)} ${bar(value, largest).padEnd(width)} ${(0,quantity/* formatNumber */.ZV)(value / scale.factor, scale.decimals)}${remark}`
            ];
        const heading = `${(0,markdown/* shorten */.ml)((0,markdown/* oneLine */.TN)(title), 80)} (${[scale.symbol, better === 'none' ? '' : `${better} is better`].filter(part => part !== '').join(', ')})`;
        return [
            ...(index === 0 ? [heading] : []),
            ` ${(0,markdown/* shorten */.ml)((0,markdown/* oneLine */.TN)(scenario), 80)}`,
            ...line('reference', reference),
            ...line('now', candidate, change === undefined ? '' : `  ${(0,report_change/* formatChange */.eD)(change)}`)
        ].join('\n');
    });
}

// EXTERNAL MODULE: ./src/report/sections.ts + 1 modules
var sections = __webpack_require__(58008);
;// CONCATENATED MODULE: ./src/report/job-summary.ts



/**
 * The longest summary in characters: at three bytes each it stays below the 1 MiB at which GitHub refuses a step's
 * summary, with room for what other parts of the step write.
 */
const summaryLimit = 300_000;
/** The job summary: what the comment says, with bars in text. */
function renderJobSummary(run, comparison, context) {
    const bars = barsPart(comparison.metrics, context.maxRows);
    const parts = (0,sections/* reportParts */.j2)(run, comparison, context, bars === undefined ? [] : [bars]);
    const frame = { head: (0,sections/* renderHead */.pd)(run, comparison, context), foot: [(0,sections/* renderFoot */.ty)(run, context)] };
    return `${(0,fit/* fitParts */.u5)(frame, parts, Math.min(context.limit, summaryLimit) - 1)}\n`;
}


/***/ }),

/***/ 96150:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   invalidParts: () => (/* binding */ invalidParts)
/* harmony export */ });
/* harmony import */ var _baseline_figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7338);
/* harmony import */ var _results_lasting_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31694);
/* harmony import */ var _results_run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17427);



/**
 * What of a run's plan has no figure that counts, a sentence each: each failed scenario, each test without a valid sample, and
 * what calls itself valid without the proof that its mode demands (rules 8).
 */
function invalidParts(run) {
    const arms = run.reference === undefined ? ['candidate'] : _results_run_js__WEBPACK_IMPORTED_MODULE_1__/* .armNames */ .bA;
    return arms.flatMap(arm => run.plan.scenarios.flatMap(scenario => invalidOf(run, scenario, arm)));
}
function invalidOf(run, scenario, arm) {
    const name = arm === 'candidate' ? scenario : `${scenario} of the reference`;
    const result = run.scenarios.find(one => one.name === scenario && one.arm === arm);
    if (result?.status === 'failed')
        return [`${name} failed: ${result.reason?.message ?? 'no reason was recorded'}`];
    const stopped = (0,_results_lasting_js__WEBPACK_IMPORTED_MODULE_2__/* .isLasting */ .d)(result?.reason) ? [`${name} failed in a later round: ${result.reason.message}`] : [];
    const parts = run.plan.tests.flatMap(test => {
        const samples = run.samples.filter(sample => sample.scenario === scenario && sample.arm === arm && sample.test === test && sample.path === 'pod');
        const valid = samples.filter(sample => sample.status === 'valid');
        const unproven = valid.filter(sample => !(0,_baseline_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .carriesProof */ .Wz)(sample)).length;
        if (unproven > 0)
            return [`${name} ${test} has ${String(unproven)} samples without the proof that the mode demands`];
        if (valid.length > 0)
            return [];
        const reason = samples.at(-1)?.reason?.message ?? result?.reason?.message ?? 'it was not measured';
        return [`${name} ${test} has no valid sample: ${reason}`];
    });
    return [...stopped, ...parts];
}


/***/ })

};
