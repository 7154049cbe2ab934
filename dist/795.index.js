export const id = 795;
export const ids = [795];
export const modules = {

/***/ 88811:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ believe),
/* harmony export */   f: () => (/* binding */ assemble)
/* harmony export */ });
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84066);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34319);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41197);



/** A baseline document that may be compared with. */
function believe(baseline, candidate) {
    return {
        candidate: { ...candidate, used: true },
        run: (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .asPoolRun */ .i6)(baseline),
        fingerprint: baseline.fingerprint,
        carried: (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .expand */ .fT)(baseline.pool),
        anchor: (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .expand */ .fT)(baseline.anchor)
    };
}
/**
 * The pool of the believed runs and of those that the newest of them carries, for runs whose own artifacts are gone.
 * `now` is the fingerprint of the run that asks, `ended` why not all there are were looked at.
 */
function assemble(source, believed, refused, now, limit, ended) {
    const used = [...believed].sort((left, right) => Date.parse(right.run.startedAt) - Date.parse(left.run.startedAt));
    const carrier = used.find(({ carried, anchor }) => carried.length > 0 || anchor.length > 0);
    const known = new Set(used.map(({ run }) => run.id));
    const distrusted = new Set(refused.filter(one => one.distrusted).map(one => one.runId));
    const carried = (0,_pool_js__WEBPACK_IMPORTED_MODULE_2__/* .newestFirst */ .ll)(carrier?.carried ?? [])
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
                    label: (0,_pool_js__WEBPACK_IMPORTED_MODULE_2__/* .labelOf */ .Wy)(run),
                    used: true,
                    reason: `its own artifact is gone; figures carried by ${carrier?.candidate.label ?? ''}`
                })),
                ...refused.filter(({ runId }) => runId === undefined || !replaced.has(runId)).map(({ candidate }) => candidate)
            ],
            ...(ended === undefined ? {} : { ended }),
            differences: newest === undefined ? [] : (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .compareFingerprints */ .tS)(now, newest.fingerprint).soft
        },
        pool: (0,_pool_js__WEBPACK_IMPORTED_MODULE_2__/* .newestFirst */ .ll)([...used.map(({ run }) => run), ...carried]),
        anchor: carrier?.anchor ?? []
    };
}


/***/ }),

/***/ 84066:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ov: () => (/* binding */ maxBaselineLength),
/* harmony export */   Rr: () => (/* binding */ lossesOf),
/* harmony export */   _S: () => (/* binding */ baselineFile),
/* harmony export */   bt: () => (/* binding */ compactSchema),
/* harmony export */   fT: () => (/* binding */ expand),
/* harmony export */   i6: () => (/* binding */ asPoolRun),
/* harmony export */   iW: () => (/* binding */ checkBaseline),
/* harmony export */   ky: () => (/* binding */ serializeBaseline),
/* harmony export */   nk: () => (/* binding */ parseBaseline),
/* harmony export */   oE: () => (/* binding */ compact),
/* harmony export */   wu: () => (/* binding */ createBaseline)
/* harmony export */ });
/* unused harmony exports baselineVersion, baselineSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(13798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(64377);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(83916);
/* harmony import */ var _results_check_tree_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(23195);
/* harmony import */ var _results_proven_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7280);
/* harmony import */ var _results_read_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72460);
/* harmony import */ var _results_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17427);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8301);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(30351);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7338);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(34319);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41197);











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
const figureValue = zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().min(_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .minValue */ .Ww).max(_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .maxValue */ .cG);
const timestamp = zod__WEBPACK_IMPORTED_MODULE_7__/* .datetime */ .w$();
const id = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().regex(/^[\w.-]{1,64}$/);
const sha = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().regex(/^[0-9a-f]{40,64}$/);
const text = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().max(300);
const figureSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    ..._figures_js__WEBPACK_IMPORTED_MODULE_3__/* .figureKeySchema */ .Jf.shape,
    mean: figureValue,
    rounds: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(1).max(_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .maxRounds */ .I),
    logSd: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().min(0).max(100).optional()
});
/** Runs in columns: the metrics once, and per run a value for each of them, or null. */
const compactSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    metrics: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .figureKeySchema */ .Jf).max(maxFigures),
    runs: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        id,
        startedAt: timestamp,
        runId: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().positive().optional(),
        sha: sha.optional(),
        values: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(figureValue.nullable()).max(maxFigures),
        /** Places in `metrics` whose loss was accepted with this run. */
        acknowledged: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().nonnegative()).max(maxFigures)
    }))
        .max(_pool_js__WEBPACK_IMPORTED_MODULE_5__/* .maxPoolRuns */ .Zy)
})
    .refine(({ metrics, runs }) => runs.every(run => run.values.length === metrics.length && run.acknowledged.every(place => place < metrics.length)), 'has a run whose columns are not those of `metrics`');
/** What a run leaves for later ones to be compared with. The file `baseline.json` of its artifact. */
const baselineSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    kind: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('cilium-perf-gate baseline'),
    baselineVersion: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(baselineVersion),
    tool: zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({ name: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('cilium-perf-gate'), version: text }),
    id,
    startedAt: timestamp,
    /** As in run.json; absent when the run was not made on GitHub. */
    source: zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        ..._results_run_js__WEBPACK_IMPORTED_MODULE_2__/* .runSchema */ .Lx.shape.source.unwrap().shape,
        repository: text,
        sha,
        ref: text,
        event: text,
        workflow: text,
        job: text
    })
        .optional(),
    complete: zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY(),
    /** Every valid sample carries the evidence that its scenario demands. */
    proven: zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY(),
    verdict: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(verdicts),
    /** Metrics that became worse, and whether somebody accepted that. */
    losses: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({ ..._figures_js__WEBPACK_IMPORTED_MODULE_3__/* .figureKeySchema */ .Jf.shape, acknowledged: zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY() })).max(maxFigures),
    fingerprint: _fingerprint_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprintSchema */ .S8,
    figures: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(figureSchema).max(maxFigures),
    control: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(figureSchema).max(maxFigures),
    pool: compactSchema,
    anchor: compactSchema
});
/**
 * The baseline of a run that knows its cluster. `pool` are the earlier runs that it may be compared with, `anchor` the
 * older ones; both are carried on in short form, so that nothing depends on how long artifacts live.
 */
function createBaseline(run, comparison, pool, anchor, acknowledged) {
    const fingerprint = (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprintOf */ .ax)(run);
    if (fingerprint === undefined)
        throw new Error('a run that does not know its cluster is no baseline');
    const figures = (0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .figuresOf */ .h5)(run).map(figure => ({ ...figure, mean: short(figure.mean) }));
    const accepted = new Set(acknowledged.map(_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .keyText */ .Pu));
    const baseline = {
        kind: 'cilium-perf-gate baseline',
        baselineVersion,
        tool: run.tool,
        id: run.id,
        startedAt: run.startedAt,
        source: run.source,
        complete: run.complete,
        proven: (0,_results_proven_js__WEBPACK_IMPORTED_MODULE_0__/* .isProven */ .nn)(run),
        verdict: comparison.verdict,
        losses: lossesOf(comparison).map(key => ({ ...key, acknowledged: accepted.has((0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .keyText */ .Pu)(key)) })),
        fingerprint,
        figures: figures.filter(figure => figure.scenario !== undefined),
        control: figures.filter(figure => figure.scenario === undefined),
        pool: compact((0,_pool_js__WEBPACK_IMPORTED_MODULE_5__/* .newestFirst */ .ll)(pool).slice(0, _pool_js__WEBPACK_IMPORTED_MODULE_5__/* .maxPoolRuns */ .Zy)),
        anchor: { metrics: [], runs: [] }
    };
    return { ...baseline, anchor: compact((0,_pool_js__WEBPACK_IMPORTED_MODULE_5__/* .nextAnchor */ .LX)(anchor, [asPoolRun(baseline), ...pool]).slice(-_pool_js__WEBPACK_IMPORTED_MODULE_5__/* .maxPoolRuns */ .Zy)) };
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_9__/* .InputError */ .dz(`the baseline has more than ${String(maxBaselineLength)} characters`);
    }
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .safeJson */ .o)(document);
    if (value === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_9__/* .InputError */ .dz('the baseline is not JSON');
    return checkBaseline(value);
}
/** The same of a document that was parsed already. */
function checkBaseline(value) {
    const bad = (0,_results_check_tree_js__WEBPACK_IMPORTED_MODULE_11__/* .findBadNode */ .x)(value);
    if (bad !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_9__/* .InputError */ .dz(`the baseline cannot be read: ${bad}`);
    const version = zod__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({ baselineVersion: zod__WEBPACK_IMPORTED_MODULE_6__/* .unknown */ .L5J() }).safeParse(value).data?.baselineVersion;
    if (version !== baselineVersion) {
        const found = JSON.stringify(version ?? null).slice(0, 40);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_9__/* .InputError */ .dz(`its baselineVersion is ${found}, this program reads ${String(baselineVersion)}`);
    }
    const result = baselineSchema.safeParse(value);
    if (!result.success)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_9__/* .InputError */ .dz(`the baseline cannot be read:\n${(0,_results_read_js__WEBPACK_IMPORTED_MODULE_1__/* .describeIssues */ .wF)(result.error)}`);
    return result.data;
}
/** A baseline as a run of the pool of those that come after it. */
function asPoolRun(baseline) {
    return {
        id: baseline.id,
        startedAt: baseline.startedAt,
        runId: baseline.source?.runId,
        sha: baseline.source?.sha,
        figures: [...baseline.figures, ...baseline.control].map(figure => ({ ...(0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .keyOf */ .TN)(figure), value: figure.mean })),
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
    return metrics.filter(metric => metric.gated && metric.outcome === 'regression').map(_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .keyOf */ .TN);
}
/** Runs in the form in which documents carry them, figure for figure. */
function compact(runs) {
    const metrics = new Map();
    for (const { figures, acknowledged } of runs) {
        for (const key of [...figures, ...acknowledged])
            metrics.set((0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .keyText */ .Pu)(key), (0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .keyOf */ .TN)(key));
    }
    const keys = [...metrics.keys()];
    return {
        metrics: [...metrics.values()],
        runs: runs.map(({ id: runName, startedAt, runId, sha: commit, figures, acknowledged }) => {
            const values = new Map(figures.map((figure) => [(0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .keyText */ .Pu)(figure), figure.value]));
            const accepted = new Set(acknowledged.map(_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .keyText */ .Pu));
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

/***/ 7338:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jf: () => (/* binding */ figureKeySchema),
/* harmony export */   Pu: () => (/* binding */ keyText),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   Ww: () => (/* binding */ minValue),
/* harmony export */   cG: () => (/* binding */ maxValue),
/* harmony export */   h5: () => (/* binding */ figuresOf)
/* harmony export */ });
/* harmony import */ var _results_run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17427);
/* harmony import */ var _statistics_spread_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85180);
/* harmony import */ var _suite_test_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7326);
/* harmony import */ var _scenario_scenario_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27502);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13798);





/** Wider than what any machine measures, narrow enough that nothing overflows: 1 Pbit/s is below. */
const [minValue, maxValue] = [1e-9, 1e15];
/** Which figure is meant. Without a scenario it is the control's. */
const figureKeySchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    scenario: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .refine(name => (0,_scenario_scenario_js__WEBPACK_IMPORTED_MODULE_2__/* .parseScenario */ .Mo)(name) !== undefined, 'is no scenario')
        .optional(),
    test: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_suite_test_js__WEBPACK_IMPORTED_MODULE_3__/* .testNames */ .l),
    metric: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[a-z][a-z0-9-]{0,39}$/),
    unit: _results_run_js__WEBPACK_IMPORTED_MODULE_0__/* .metricSchema */ .U8.shape.unit,
    better: _results_run_js__WEBPACK_IMPORTED_MODULE_0__/* .metricSchema */ .U8.shape.better
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
            const logs = found.rounds.get(sample.round);
            if (logs === undefined)
                found.rounds.set(sample.round, [logOf(value)]);
            else
                logs.push(logOf(value));
            series.set(text, found);
        }
    }
    return [...series.values()]
        .flatMap(({ key, rounds }) => {
        const logs = [...rounds.values()].map(_statistics_spread_js__WEBPACK_IMPORTED_MODULE_4__/* .mean */ .i2);
        return logs.every(Number.isFinite) ? [{ key, logs }] : [];
    })
        .map(({ key, logs }) => ({
        ...key,
        mean: Math.exp((0,_statistics_spread_js__WEBPACK_IMPORTED_MODULE_4__/* .mean */ .i2)(logs)),
        rounds: logs.length,
        ...(logs.length > 1 ? { logSd: Math.sqrt((0,_statistics_spread_js__WEBPACK_IMPORTED_MODULE_4__/* .spreadOf */ .jg)(logs).variance) } : {})
    }));
}
/** The control is the machines' alone, after whichever arm it was measured, unless it went through an encryption (rules 8). */
function counts({ status, arm, path, proof }) {
    return status === 'valid' && (path === 'host' ? proof?.verdict === 'plaintext' : arm === 'candidate');
}
function scenarioOf({ path, scenario }) {
    return path === 'host' ? {} : { scenario };
}
function logOf(value) {
    return value >= minValue && value <= maxValue ? Math.log(value) : NaN;
}


/***/ }),

/***/ 69744:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lo: () => (/* binding */ readBaselineFiles),
/* harmony export */   pF: () => (/* binding */ refusedBaselineFiles),
/* harmony export */   s1: () => (/* binding */ findBaselineFiles)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(83916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8301);
/* harmony import */ var _results_proven_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7280);
/* harmony import */ var _results_read_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72460);
/* harmony import */ var _assemble_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88811);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84066);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7338);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34319);
/* harmony import */ var _glob_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(16941);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41197);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(90069);











/** The files that paths and globs lead to, each once. Throws an InputError for a pattern without any file. */
async function findBaselineFiles(files, patterns) {
    const paths = new Set();
    for (const pattern of patterns) {
        const found = await (0,_glob_js__WEBPACK_IMPORTED_MODULE_8__/* .findFiles */ .l)(files, pattern);
        if (found.length === 0) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_9__/* .InputError */ .dz(`baseline-files: nothing is at "${pattern}"; write the path of a run.json or baseline.json`);
        }
        for (const path of found)
            paths.add(path);
    }
    return [...paths].sort();
}
/**
 * Reads the earlier runs that paths and globs lead to: run.json files and baseline documents, mixed as they come. The
 * user chose them, so nobody asks where they are from. Throws as `findBaselineFiles` does; a file that is no run, or that
 * may not be compared with, is refused with its reason. `own` is the id of the run that asks: a glob finds it too, and
 * compared with itself it would be as it was.
 */
async function readBaselineFiles(files, patterns, now, own) {
    const believed = new Map();
    const refused = [];
    let carried = false;
    for (const path of await newestFirst(files, await findBaselineFiles(files, patterns))) {
        if (believed.size === _pool_js__WEBPACK_IMPORTED_MODULE_6__/* .maxPoolRuns */ .Zy) {
            refused.push(refusal(path, `not among the newest ${String(_pool_js__WEBPACK_IMPORTED_MODULE_6__/* .maxPoolRuns */ .Zy)} that may be compared with`));
            continue;
        }
        // What the newest carries is enough, and most of a document.
        const result = await readOne(files, path, now, !carried);
        if (!('fingerprint' in result))
            refused.push(result);
        else if (result.run.id === own)
            refused.push(refusal(path, 'the run that is compared'));
        else if (believed.has(result.run.id))
            refused.push(refusal(path, 'the same run as another file'));
        else {
            believed.set(result.run.id, { ...result, ...without(own, result) });
            carried ||= result.carried.length > 0 || result.anchor.length > 0;
        }
    }
    refused.sort((left, right) => (left.candidate.label < right.candidate.label ? -1 : 1));
    return (0,_assemble_js__WEBPACK_IMPORTED_MODULE_2__/* .assemble */ .f)('files', [...believed.values()], refused, now, _pool_js__WEBPACK_IMPORTED_MODULE_6__/* .maxPoolRuns */ .Zy);
}
/** A sentence for each file that paths and globs lead to and that is no earlier run, whatever it would be compared with. */
async function refusedBaselineFiles(files, patterns) {
    const refused = [];
    for (const path of await findBaselineFiles(files, patterns)) {
        const text = await files.read(path);
        try {
            const document = baselineIn(text);
            if (document === undefined)
                (0,_results_read_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRun */ .zZ)(text);
            else
                (0,_document_js__WEBPACK_IMPORTED_MODULE_3__/* .checkBaseline */ .iW)(document);
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_9__/* .InputError */ .dz))
                throw error;
            refused.push(`${path}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .errorMessage */ .gJ)(error)}`);
        }
    }
    return refused;
}
/** Files that are open at a time. */
const readers = 8;
/**
 * The paths by what their documents say of their time alone, the newest first: of a thousand stored runs a comparison takes
 * thirty, and checking a whole document takes longer than reading it. What has no time comes before all others, so that it is
 * checked and refused with its reason.
 */
async function newestFirst(files, paths) {
    const timed = [];
    for (let index = 0; index < paths.length; index += readers) {
        const some = paths
            .slice(index, index + readers)
            .map(async (path) => ({ path, time: timeOf(await files.read(path)) }));
        timed.push(...(await Promise.all(some)));
    }
    return timed
        .sort((left, right) => (left.time < right.time ? 1 : left.time > right.time ? -1 : 0))
        .map(one => one.path);
}
function timeOf(text) {
    const document = text.length <= _results_read_js__WEBPACK_IMPORTED_MODULE_1__/* .maxRunLength */ .KJ ? (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .safeJson */ .o)(text) : undefined;
    const startedAt = typeof document === 'object' && document !== null && 'startedAt' in document ? document.startedAt : undefined;
    const time = typeof startedAt === 'string' ? Date.parse(startedAt) : NaN;
    return Number.isNaN(time) ? Infinity : time;
}
async function readOne(files, path, now, carries) {
    const text = await files.read(path);
    try {
        const document = baselineIn(text);
        return document === undefined
            ? fromRun(text, path, now)
            : fromBaseline(carries ? document : { ...document, pool: nothing, anchor: nothing }, path, now);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_9__/* .InputError */ .dz))
            throw error;
        return refusal(path, (0,_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .errorMessage */ .gJ)(error));
    }
}
const nothing = { metrics: [], runs: [] };
function baselineIn(text) {
    const document = text.length <= _document_js__WEBPACK_IMPORTED_MODULE_3__/* .maxBaselineLength */ .Ov && text.includes('"baselineVersion"') ? (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .safeJson */ .o)(text) : undefined;
    return typeof document === 'object' && document !== null && 'baselineVersion' in document ? document : undefined;
}
function fromBaseline(document, path, now) {
    const baseline = (0,_document_js__WEBPACK_IMPORTED_MODULE_3__/* .checkBaseline */ .iW)(document);
    const reason = (0,_trust_js__WEBPACK_IMPORTED_MODULE_7__/* .refuseQuality */ .y3)(baseline) ?? (0,_trust_js__WEBPACK_IMPORTED_MODULE_7__/* .refuseFingerprint */ .pR)(baseline, now);
    if (reason !== undefined)
        return refusal(path, reason);
    const candidate = { label: labelled(path, (0,_document_js__WEBPACK_IMPORTED_MODULE_3__/* .asPoolRun */ .i6)(baseline)), reason: 'named by the input' };
    return (0,_assemble_js__WEBPACK_IMPORTED_MODULE_2__/* .believe */ .T)(baseline, candidate);
}
/** A run's own verdict is not in its document: whoever names it takes it as a measure. */
function fromRun(text, path, now) {
    const run = (0,_results_read_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRun */ .zZ)(text);
    const fingerprint = (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_5__/* .fingerprintOf */ .ax)(run);
    if (!run.complete || fingerprint === undefined)
        return refusal(path, 'incomplete');
    if (!(0,_results_proven_js__WEBPACK_IMPORTED_MODULE_0__/* .isProven */ .nn)(run))
        return refusal(path, 'it has samples without proof');
    const reason = (0,_trust_js__WEBPACK_IMPORTED_MODULE_7__/* .refuseFingerprint */ .pR)({ fingerprint }, now);
    if (reason !== undefined)
        return refusal(path, reason);
    const poolRun = {
        id: run.id,
        startedAt: run.startedAt,
        runId: run.source?.runId,
        sha: run.source?.sha,
        figures: (0,_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .figuresOf */ .h5)(run).map(figure => ({ ...(0,_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .keyOf */ .TN)(figure), value: figure.mean })),
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
    return `${path}: ${(0,_pool_js__WEBPACK_IMPORTED_MODULE_6__/* .labelOf */ .Wy)(run)}`;
}
function refusal(path, reason) {
    return { candidate: { label: path, used: false, reason }, distrusted: false };
}
/** A later run carries this one. */
function without(own, { carried, anchor }) {
    const others = (runs) => runs.filter(({ id }) => id !== own);
    return { carried: others(carried), anchor: others(anchor) };
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
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69154);
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
            provider: cluster.networking === 'managed' ? `${cluster.provider}, Cilium managed by Azure` : cluster.provider,
            machine: measured(node => node.instanceType ?? cpuOf(node)),
            architecture: measured(node => node.architecture),
            kernel: measured(node => node.kernel),
            nodes: `${String(nodes.length)}, ${measured(node => (node.controlPlane ? 'control plane' : 'worker'))}`,
            'network interface': measured(node => node.interface === undefined ? undefined : describeInterface(node.interface)),
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
            'node image': measured(node => node.nodeImage),
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
function ofScenario(run, { name, values, datapath }) {
    const isMeasured = (part) => part.scenario === name && part.arm === 'candidate' && part.path === 'pod';
    const blocks = run.blocks.filter(isMeasured);
    const samples = run.samples.filter(isMeasured);
    const settings = {
        values: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
            .update(JSON.stringify((0,_results_write_js__WEBPACK_IMPORTED_MODULE_2__/* .sortKeys */ .di)((0,_results_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .redactValue */ .FI)(values))))
            .digest('hex')
            .slice(0, 16),
        MTU: distinct(blocks.map(block => String(block.podMtu ?? '?'))),
        MSS: distinct(samples.flatMap(({ metrics: { mss } }) => (mss === undefined ? [] : String(mss.value)))),
        'host routing': datapath?.hostRouting ?? unset,
        Hubble: datapath?.hubble ?? unset,
        'monitor aggregation': datapath?.monitorAggregation ?? unset,
        'datapath mode': datapath?.mode ?? unset,
        'BIG TCP': datapath?.bigTcp ?? unset
    };
    return Object.fromEntries(Object.entries(settings).map(([key, text]) => [`${key} of ${name}`, clip(text)]));
}
/** A synthetic interface without its virtual function is another, slower one. */
function describeInterface({ driver, mtu, virtualFunction }) {
    const accelerated = virtualFunction === undefined ? '' : `, virtual function ${virtualFunction}`;
    return `${driver ?? 'unknown driver'}, MTU ${String(mtu)}${accelerated}`;
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

/***/ 8301:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ safeJson)
/* harmony export */ });
/** Text as JSON, or `undefined` when it is none. */
function safeJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 46484:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H9: () => (/* binding */ formatFactor),
/* harmony export */   T1: () => (/* binding */ formatShare),
/* harmony export */   eD: () => (/* binding */ formatChange),
/* harmony export */   uQ: () => (/* binding */ describeChange)
/* harmony export */ });
/* harmony import */ var _quantity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38105);

/** A share as a percentage: 0.08 is `8 %`, 0.025 is `2.5 %`. */
function formatShare(share) {
    const percent = share * 100;
    return `${(0,_quantity_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(percent, Number.isInteger(Number(percent.toPrecision(12))) || percent >= 10 ? 0 : 1)} %`;
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
    const text = (0,_quantity_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)((factor - 1) * 100, decimals);
    return factor > 1 && Number(text) !== 0 ? `+${text}` : text;
}


/***/ }),

/***/ 54231:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ renderComment)
/* harmony export */ });
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40877);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43844);


/**
 * The pull-request comment, without the hidden marker by which it is found again. Its first line is the verdict. Foreign
 * text in it is escaped: it neither notifies nor links anybody, and cannot close a table, a fence or a fold.
 */
function renderComment(run, comparison, context) {
    const frame = { head: (0,_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .renderHead */ .pd)(run, comparison, context), foot: [(0,_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .renderFoot */ .ty)(run, context)] };
    return (0,_fit_js__WEBPACK_IMPORTED_MODULE_1__/* .fitParts */ .u5)(frame, (0,_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .reportParts */ .j2)(run, comparison, context), context.limit);
}


/***/ }),

/***/ 56196:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QC: () => (/* binding */ comparisonParts),
/* harmony export */   WS: () => (/* binding */ splitByNoise),
/* harmony export */   ic: () => (/* binding */ scenarioName),
/* harmony export */   tR: () => (/* binding */ sightPart),
/* harmony export */   u6: () => (/* binding */ describeQuiet)
/* harmony export */ });
/* harmony import */ var _scenario_scenario_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(27502);
/* harmony import */ var _change_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46484);
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40877);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54285);
/* harmony import */ var _metric_titles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84394);
/* harmony import */ var _outcomes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51921);
/* harmony import */ var _quantity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38105);







/** What changed or could not be decided, and apart from it what asks for nobody's attention. */
function splitByNoise({ metrics }) {
    return { loud: metrics.filter(metric => !isQuiet(metric)), quiet: metrics.filter(isQuiet) };
}
/** What changed or could not be decided, and folded below it what did not. */
function comparisonParts(comparison, rounds, maxRows) {
    const { loud, quiet } = splitByNoise(comparison);
    const head = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .tableHead */ .PP)((0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .comparisonColumns */ .ny)(comparison));
    const part = (name, metrics) => (0,_fit_js__WEBPACK_IMPORTED_MODULE_3__/* .createPart */ .yk)({ name, open: head }, metrics, maxRows, metric => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .tableRow */ .jD)(cells(metric, rounds)));
    return [
        ...(loud.length === 0 ? [] : [part('the table of changes', loud)]),
        ...(quiet.length === 0 ? [] : [(0,_fit_js__WEBPACK_IMPORTED_MODULE_3__/* .folded */ .TM)(part('the table of what did not change', quiet), describeQuiet(quiet))])
    ];
}
/** Unchanged, or undecided where nothing depends on it. */
function isQuiet({ outcome, gated, onlyAdvises }) {
    if (onlyAdvises === true)
        return false;
    return outcome === 'equivalent' || (outcome === 'inconclusive' && !gated);
}
/** Of the fold, in a few words. */
function describeQuiet(quiet) {
    const same = quiet.filter(metric => metric.outcome === 'equivalent').length;
    const alone = quiet.filter(metric => metric.outcome !== 'equivalent' && metric.design === 'none').length;
    const open = quiet.length - same - alone;
    const parts = [
        ...(same === 0 ? [] : [`${String(same)} unchanged`]),
        ...(open === 0 ? [] : [`${String(open)} not gated and undecided`]),
        ...(alone === 0 ? [] : [`${String(alone)} not gated and not compared`])
    ];
    return parts.join(', ');
}
function cells(metric, rounds) {
    const { scenario, test, unit, reference, candidate, change, proof } = metric;
    const figure = (value) => (value === undefined ? '-' : (0,_quantity_js__WEBPACK_IMPORTED_MODULE_4__/* .formatQuantity */ .VZ)(value, unit));
    return [
        scenarioName(scenario),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeShort */ .iu)((0,_metric_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .metricTitle */ .Vu)(test, metric.metric), 80),
        figure(reference),
        figure(candidate),
        change === undefined ? '-' : `${(0,_change_js__WEBPACK_IMPORTED_MODULE_5__/* .formatChange */ .eD)(change)}${(0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .missingRounds */ .As)(metric, rounds)}`,
        outcomeCell(metric),
        proof === 'unproven' ? '**unproven**' : proof
    ];
}
/** A scenario as users write it; one that is none of ours as the text that it is. */
function scenarioName(scenario) {
    return (0,_scenario_scenario_js__WEBPACK_IMPORTED_MODULE_6__/* .parseScenario */ .Mo)(scenario) === undefined ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeShort */ .iu)(scenario, 80) : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(scenario);
}
function outcomeCell(metric) {
    const { outcome, reason } = metric;
    const word = (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .describeOutcome */ .SS)(metric);
    const shown = outcome === 'regression' || outcome === 'invalid' ? `**${word}**` : word;
    return `${shown}${reason === undefined ? '' : `: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeShort */ .iu)(reason, 160)}`}`;
}
/** The smallest change that the design would have seen, for each metric that decides. */
function sightPart({ metrics }, maxRows) {
    const gated = (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .decidingMetrics */ .NH)(metrics);
    if (gated.length === 0)
        return undefined;
    const head = ['Scenario', 'Test', 'Sees a loss of', 'Counts as none below', 'Compared', 'To see twice that'];
    const part = (0,_fit_js__WEBPACK_IMPORTED_MODULE_3__/* .createPart */ .yk)({ name: 'what could have been seen', open: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .tableHead */ .PP)(head) }, gated, maxRows, one => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .tableRow */ .jD)([
        scenarioName(one.scenario),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeShort */ .iu)((0,_metric_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .metricTitle */ .Vu)(one.test, one.metric), 80),
        one.detectable === undefined ? 'unknown' : (0,_change_js__WEBPACK_IMPORTED_MODULE_5__/* .formatShare */ .T1)(one.detectable),
        (0,_change_js__WEBPACK_IMPORTED_MODULE_5__/* .formatShare */ .T1)(one.margin),
        (0,_metric_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .basisOf */ .gp)(one),
        (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .describeNeed */ .Se)(one) ?? '-'
    ]));
    return (0,_fit_js__WEBPACK_IMPORTED_MODULE_3__/* .folded */ .TM)(part, `Smallest loss that would have been seen in 9 of 10 cases: ${(0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .describeSeen */ .jE)(gated) ?? 'unknown'}`);
}


/***/ }),

/***/ 40877:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   u5: () => (/* binding */ fitParts),
/* harmony export */   yk: () => (/* binding */ createPart)
/* harmony export */ });
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
 * before it. What went is counted. When not even the frame fits, its foot goes, then its head from the end on, but for the
 * first line: only one that is longer than the limit makes a longer document.
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
    return document.length <= limit ? document : shortest(head, limit);
}
/** As much of the head as fits, and where the rest is. */
function shortest(head, limit) {
    const note = "Left out, for there is no more room: everything else; the job's summary and its artifact have it.";
    const most = head.findLastIndex((_text, index) => [...head.slice(0, index + 1), note].join('\n\n').length <= limit);
    return [...head.slice(0, Math.max(1, most + 1)), note].join('\n\n');
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


/***/ }),

/***/ 14512:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H_: () => (/* binding */ endSentence),
/* harmony export */   L2: () => (/* binding */ verdictWords),
/* harmony export */   XZ: () => (/* binding */ describeVerdict)
/* harmony export */ });
/* harmony import */ var _change_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46484);
/* harmony import */ var _margin_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(89986);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54285);
/* harmony import */ var _metric_titles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84394);
/* harmony import */ var _outcomes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51921);
/* harmony import */ var _search_end_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89208);
/* harmony import */ var _verdict_verdict_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91396);







/** The first line's sentence with its end, which a text that was cut has already. */
function endSentence(sentence) {
    return /[.…]$/.test(sentence) ? sentence : `${sentence}.`;
}
/** How many metrics a sentence names before it counts. */
const named = 3;
/** Of a text from outside within a sentence. */
const quoted = 200;
/** Verdicts as headlines name them. */
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
        inconclusive: () => describeMachines(comparison) ?? describeInconclusive(comparison, gated),
        advisory: () => describeMachines(comparison) ?? describeAdvice(comparison),
        'no-baseline': () => describeNoBaseline(comparison),
        regression: () => describeRegression(comparison, gated),
        invalid: () => describeInvalid(run, comparison)
    };
    return { verdict: verdictWords[comparison.verdict], sentence: describe[comparison.verdict]() };
}
function describeRegression({ invalid, metrics }, gated) {
    const [worst, ...worse] = withOutcome(gated, 'regression');
    if (worst === undefined)
        return 'see the table';
    return [
        `${describeMetric(worst)}, ${against(worst)}`,
        ...(worse.length === 0 ? [] : [`worse too: ${nameSome(worse)}`]),
        ...describeRest(metrics),
        ...(invalid.length === 0
            ? []
            : [`besides, ${count(invalid.length, 'part')} of the plan without a figure that counts`])
    ].join('; ');
}
/** What became of the gated metrics that did not get worse. */
function describeRest(metrics) {
    const gated = metrics.filter(metric => metric.gated);
    const weak = metrics.filter(metric => metric.onlyAdvises === true);
    const better = withOutcome(gated, 'improvement');
    const open = withOutcome(gated, 'inconclusive');
    const same = withOutcome(gated, 'equivalent');
    const rest = [];
    if (better.length > 0)
        rest.push(`better: ${nameSome(better)}`);
    if (open.length > 0)
        rest.push(`${count(open.length, 'gated metric')} undecided`);
    if (weak.length > 0)
        rest.push(`${count(weak.length, 'gated metric')} only advised on`);
    if (open.length > 0 || weak.length > 0)
        return rest;
    if (same.length > 0)
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
/** What is to be said in place of changes that came with other machines. */
function describeMachines({ control, design }) {
    // What was measured in turns on the same machines does not ask whether they are those of earlier runs.
    return control.state === 'changed' && design !== 'paired'
        ? `the machines themselves changed, so nothing is blamed on Cilium: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(control.reason), quoted)}`
        : undefined;
}
function describeInconclusive({ metrics, olderControl }, gated) {
    const open = withOutcome(gated, 'inconclusive');
    const weak = metrics.filter(metric => metric.onlyAdvises === true);
    const all = count(gated.length + weak.length, 'gated metric');
    const reasons = [
        ...(open.length > 0 ? [`${String(open.length)} of ${all} could not be decided: ${nameSome(open)}`] : []),
        ...(weak.length > 0 ? [`${String(weak.length)} of ${all} can only be advised on: ${nameSome(weak)}`] : [])
    ];
    const slow = olderControl !== undefined && open.some(metric => metric.slowDecline === true);
    return [
        `nothing got worse for certain, but ${reasons.join(', and ')}`,
        ...(slow ? [`a slow decline is not blamed on Cilium: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(olderControl.reason), quoted)}`] : []),
        ...(describeLack([...open, ...weak]) ?? [...describeNearness(open), ...describeSight(gated)])
    ].join('; ');
}
/** How much more it takes to see what is to be seen, by the metric that it takes most for; nothing where there is enough. */
function describeLack(metrics) {
    const lacking = metrics.flatMap(metric => {
        const needed = (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .roundsNeeded */ .BQ)(metric);
        return needed === undefined || needed <= metric.pairs ? [] : [{ metric, needed }];
    });
    // Two numbers beyond every count differ by NaN.
    const [hardest] = lacking.toSorted((left, right) => (left.needed === right.needed ? 0 : right.needed - left.needed));
    if (hardest === undefined)
        return undefined;
    const { metric, needed } = hardest;
    const need = `${needed === Infinity ? '' : 'about '}${(0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .describeNeed */ .Se)(metric) ?? ''}`;
    const where = metrics.length === 1 ? '' : ` of ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)((0,_metric_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .subjectOf */ .et)(metric)), quoted)}`;
    return [`it takes ${need} to see a change${where} of twice the margin`];
}
/** Of what is undecided by its figures alone the interval holds the margin (see `decide`), however many rounds there were. */
function describeNearness(open) {
    const near = open.length > 0 && open.every(metric => metric.change !== undefined && metric.reason === undefined);
    return near ? [`${open.length === 1 ? 'its change' : 'their changes'} cannot be told from the margin`] : [];
}
function describeAdvice({ metrics }) {
    const gated = metrics.filter(metric => metric.change !== undefined && (0,_verdict_verdict_js__WEBPACK_IMPORTED_MODULE_3__.shallGate)(metric));
    const largest = gated.toSorted((left, right) => worsening(right) - worsening(left))[0];
    const weak = 'too little to gate: such a difference can lie between any two visits to a cluster';
    if (largest === undefined)
        return `nothing could be compared with ${commonBasis(gated)}`;
    return worsening(largest) >= (0,_margin_js__WEBPACK_IMPORTED_MODULE_4__/* .logMargin */ .r)(largest)
        ? `${describeMetric(largest)} against ${(0,_metric_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .basisOf */ .gp)(largest)}, ${weak}`
        : `nothing got worse by more than ${margins(gated)} against ${(0,_metric_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .basisOf */ .gp)(largest)}, which is too little to gate or to pass`;
}
/** How much for the worse, as a log ratio. */
function worsening({ change, better }) {
    const ratio = Math.log(change?.estimate ?? 1);
    return better === 'higher' ? -ratio : ratio;
}
function describeNoBaseline({ baseline }) {
    const end = (0,_search_end_js__WEBPACK_IMPORTED_MODULE_5__/* .describeSearchEnd */ .N)(baseline);
    const sentences = [
        'nothing was compared, and this is no pass',
        ...describeFound(baseline),
        ...(end === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(end), 2 * quoted)]),
        // No baseline helps whoever cannot read it.
        ...(baseline.ended?.failed === true ? [] : ['A run on the default branch makes a baseline'])
    ];
    return `${sentences.map(endSentence).join(' ')} A reference arm needs none`;
}
/** What became of the earlier runs that were looked at. */
function describeFound({ source, candidates, ended }) {
    const all = candidates.length;
    if (candidates.some(({ used }) => used))
        return ['The earlier runs that may be compared have none of these figures'];
    if (all > 1)
        return [`None of ${String(all)} earlier runs can be compared, for the reasons below`];
    if (all === 1)
        return ['The one earlier run that was found cannot be compared, for the reason below'];
    if (ended !== undefined)
        return [];
    return [source === 'none' ? 'No earlier run was asked for' : 'No earlier run was found'];
}
function describeInvalid(run, { invalid }) {
    const [first, ...more] = invalid;
    const reason = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(run.incompleteReason ?? 'no reason was recorded'), quoted);
    return [
        ...(run.complete ? [] : [`the run is incomplete (${reason})`]),
        ...(first === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(first), quoted)]),
        ...(more.length === 0 ? [] : [`${count(more.length, 'other part')} of the plan without a figure that counts`])
    ].join('; ');
}
function describeSight(gated) {
    const seen = (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .describeSeen */ .jE)(gated);
    return seen === undefined ? [] : [`this design would have seen ${seen}`];
}
function describeMetric(metric) {
    const subject = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)((0,_metric_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .subjectOf */ .et)(metric)), quoted);
    return metric.change === undefined ? subject : `${subject} ${(0,_change_js__WEBPACK_IMPORTED_MODULE_6__/* .describeChange */ .uQ)(metric.change)}`;
}
function nameSome(metrics) {
    const names = metrics.map(metric => {
        const subject = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)((0,_metric_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .subjectOf */ .et)(metric)), quoted);
        return metric.change === undefined ? subject : `${subject} (${(0,_change_js__WEBPACK_IMPORTED_MODULE_6__/* .formatFactor */ .H9)(metric.change.estimate)})`;
    });
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .nameFirst */ .MX)(names, named);
}
function against(metric) {
    return metric.design === 'paired' ? (0,_metric_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .basisOf */ .gp)(metric) : `against ${(0,_metric_titles_js__WEBPACK_IMPORTED_MODULE_1__/* .basisOf */ .gp)(metric)}`;
}
/** The weakest of what stood behind several metrics. */
function commonBasis(metrics) {
    const weakest = metrics.toSorted((left, right) => left.pairs - right.pairs)[0];
    return weakest === undefined ? 'nothing' : against(weakest);
}
function margins(metrics) {
    const all = metrics.map(metric => metric.margin);
    const [smallest, largest] = [Math.min(...all), Math.max(...all)];
    return smallest === largest ? (0,_change_js__WEBPACK_IMPORTED_MODULE_6__/* .formatShare */ .T1)(largest) : `${(0,_change_js__WEBPACK_IMPORTED_MODULE_6__/* .formatShare */ .T1)(smallest)} to ${(0,_change_js__WEBPACK_IMPORTED_MODULE_6__/* .formatShare */ .T1)(largest)}`;
}
function withOutcome(metrics, outcome) {
    return metrics.filter(metric => metric.outcome === outcome);
}
function count(number, noun) {
    return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}


/***/ }),

/***/ 24373:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ describeJob)
/* harmony export */ });
/* harmony import */ var _results_rounds_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(921);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53831);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54285);
/* harmony import */ var _setup_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27362);




/** On what a whole job was measured, and how. */
function describeJob(run) {
    const { cluster, cilium, reference, source, plan } = run;
    const nodes = cluster?.nodes.filter(node => node.role !== 'other') ?? [];
    const minutes = (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDecimal */ .zJ)(run.timing.totalSeconds / 60, 0);
    const arms = reference === undefined ? 'one arm' : 'both arms in each, in a random order';
    return [
        { name: 'Cilium', text: cilium === undefined ? _setup_table_js__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5 : `${cilium.version} (chart ${cilium.chartVersion})` },
        ...(reference === undefined
            ? []
            : [{ name: 'Reference', text: `${reference.description} (chart ${reference.chartVersion})` }]),
        {
            name: 'Cluster',
            text: cluster === undefined ? _setup_table_js__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5 : `${cluster.provider} ${cluster.name}, Kubernetes ${cluster.kubernetesVersion}`
        },
        { name: 'Nodes (client, server)', text: (0,_setup_table_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(nodes.map(_setup_table_js__WEBPACK_IMPORTED_MODULE_1__/* .describeMachine */ .Fe)) },
        { name: 'Kernel', text: (0,_setup_table_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(nodes.map(node => node.kernel)) },
        { name: 'Tools', text: (0,_setup_table_js__WEBPACK_IMPORTED_MODULE_1__/* .describeTools */ .Bn)(run.tools) },
        {
            name: 'Tests',
            text: `${plan.tests.join(', ')}; ${String(plan.durationSeconds)} s each, ${String(plan.omitSeconds)} s of warm-up`
        },
        { name: 'Rounds', text: `${(0,_results_rounds_js__WEBPACK_IMPORTED_MODULE_3__/* .describeRounds */ .jt)(run)}, ${arms}` },
        { name: 'Seed', text: plan.seed, literal: true },
        { name: 'Measured', text: `${run.startedAt}, ${minutes} min` },
        ...(source === undefined
            ? []
            : [
                { name: 'Commit', text: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shortCommit */ .Ax)(source.sha), literal: true },
                { name: 'Job', text: `${source.workflow} / ${source.job} on ${source.event} of ${source.ref}` }
            ])
    ];
}


/***/ }),

/***/ 89986:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ logMargin)
/* harmony export */ });
/* harmony import */ var _statistics_margin_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23449);

/** A metric's margin as the statistics have it: a log ratio, by which a change may lie above or below none. */
function logMargin({ better, margin }) {
    return (0,_statistics_margin_js__WEBPACK_IMPORTED_MODULE_0__/* .marginOf */ .O)(better === 'higher' ? 'higher' : 'lower', 100 * margin);
}


/***/ }),

/***/ 84394:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vu: () => (/* binding */ metricTitle),
/* harmony export */   et: () => (/* binding */ subjectOf),
/* harmony export */   gp: () => (/* binding */ basisOf)
/* harmony export */ });
/* harmony import */ var _titles_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66023);

/** What a metric adds to its test's name; those for which tests are named add nothing. */
const metricTitles = new Map([
    ['throughput', ''],
    ['throughput-tx', 'TX-C'],
    ['throughput-rx', 'RX-C'],
    ['retransmits', 'retransmits'],
    ['retransmits-tx', 'retransmits TX-C'],
    ['retransmits-rx', 'retransmits RX-C'],
    ['lost-datagrams', 'lost datagrams'],
    ['client-cpu', "client's CPU"],
    ['server-cpu', "server's CPU"],
    ['client-node-cpu', "CPU of the client's node"],
    ['server-node-cpu', "CPU of the server's node"],
    ['machine-cpu', "machine's CPU"],
    ['client-ztunnel-cpu', "CPU of the client's ztunnel"],
    ['server-ztunnel-cpu', "CPU of the server's ztunnel"],
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
    return title === '' ? _titles_js__WEBPACK_IMPORTED_MODULE_0__/* .testTitles */ .YC[test] : `${_titles_js__WEBPACK_IMPORTED_MODULE_0__/* .testTitles */ .YC[test]} ${title}`;
}
/** What was compared, as a sentence begins: `native+wireguard TCP throughput`. Plain text from outside. */
function subjectOf({ scenario, test, metric }) {
    return `${scenario} ${metricTitle(test, metric)}`;
}
/** Against what, in words: `7 rounds`, `12 earlier runs`, `one earlier run`, `5 older runs`. */
function basisOf({ design, pairs, slowDecline }) {
    switch (design) {
        case 'paired':
            return `${String(pairs)} ${pairs === 1 ? 'round' : 'rounds'}`;
        case 'history':
        case 'single':
            return pairs === 1 ? 'one earlier run' : `${String(pairs)} ${slowDecline === true ? 'older' : 'earlier'} runs`;
        case 'none':
            return 'nothing';
    }
}


/***/ }),

/***/ 51921:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   As: () => (/* binding */ missingRounds),
/* harmony export */   BQ: () => (/* binding */ roundsNeeded),
/* harmony export */   NH: () => (/* binding */ decidingMetrics),
/* harmony export */   SS: () => (/* binding */ describeOutcome),
/* harmony export */   Se: () => (/* binding */ describeNeed),
/* harmony export */   VH: () => (/* binding */ lossWords),
/* harmony export */   jE: () => (/* binding */ describeSeen),
/* harmony export */   ny: () => (/* binding */ comparisonColumns),
/* harmony export */   td: () => (/* binding */ olderRuns)
/* harmony export */ });
/* unused harmony export referenceTitles */
/* harmony import */ var _statistics_detectable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39008);
/* harmony import */ var _verdict_verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91396);
/* harmony import */ var _change_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46484);



/** What the figures are compared with, as a column's head. */
const referenceTitles = {
    paired: 'Reference',
    history: 'Baseline',
    single: 'Earlier run',
    none: 'Baseline'
};
/** The columns of a comparison, in every format. */
function comparisonColumns({ design, metrics }) {
    const levels = new Set(metrics.flatMap(({ change }) => change?.level ?? []));
    const [level, other] = [...levels].sort((left, right) => right - left).map(_change_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShare */ .T1);
    const interval = level === undefined ? '' : ` (${level} interval${other === undefined ? '' : `, ${other} where unchanged`})`;
    return ['Scenario', 'Test', referenceTitles[design], 'Now', `Change${interval}`, 'Outcome', 'Traffic was'];
}
/** A loss in words; margins are named alike, and hold for all that gets better in the same direction. */
const lossWords = { higher: 'throughput that falls', lower: 'latency that rises' };
/** The outcome in a word, and whether it decides anything. */
function describeOutcome({ outcome, gated, onlyAdvises, design }) {
    if (design === 'none' && outcome === 'inconclusive')
        return 'not compared';
    const word = outcome === 'equivalent' ? 'unchanged' : outcome;
    if (onlyAdvises === true)
        return `${word}, only advice`;
    return gated || design === 'none' ? word : `${word}, does not gate`;
}
/** What it would take to see twice the margin: `12 rounds`, `more than 200 earlier runs`; nothing where the noise is not known. */
function describeNeed(metric) {
    const needed = roundsNeeded(metric);
    if (needed === undefined)
        return undefined;
    const number = needed === Infinity ? `more than ${String(_statistics_detectable_js__WEBPACK_IMPORTED_MODULE_0__/* .MOST_NEEDED */ .WD)}` : String(needed);
    return `${number} ${metric.design === 'history' ? 'earlier runs' : 'rounds'}`;
}
/** Rounds, or earlier runs, in all to see twice the margin: Infinity where no number would do, `undefined` where nobody knows. */
function roundsNeeded({ roundsNeeded: needed, detectable }) {
    return detectable === undefined ? undefined : (needed ?? Infinity);
}
/** Rounds that the interval had to do without. */
function missingRounds({ design, pairs }, rounds) {
    return design === 'paired' && pairs < rounds ? `, ${String(pairs)} of ${String(rounds)} rounds` : '';
}
/** The older runs that slow declines are seen against, as they are called, newest first. */
function olderRuns(metrics) {
    const figures = metrics.filter(({ slowDecline }) => slowDecline === true).flatMap(({ history }) => history);
    const newestFirst = figures.toSorted((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt));
    return [...new Set(newestFirst.map(({ label }) => label))];
}
/** The metrics that decide, or should, and that something could be seen of. */
function decidingMetrics(metrics) {
    return metrics.filter(metric => (0,_verdict_verdict_js__WEBPACK_IMPORTED_MODULE_2__.shallGate)(metric) && metric.design !== 'none' && metric.outcome !== 'invalid');
}
/**
 * The smallest losses that every metric that decides would have shown, by direction: `throughput that falls by 9.5 % or
 * latency that rises by 13 %`. Nothing when no design stood behind them.
 */
function describeSeen(metrics) {
    const deciding = decidingMetrics(metrics);
    const parts = ['higher', 'lower'].flatMap(better => {
        const seen = deciding.filter(metric => metric.better === better).flatMap(metric => metric.detectable ?? []);
        return seen.length === 0 ? [] : [`${lossWords[better]} by ${(0,_change_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShare */ .T1)(Math.max(...seen))}`];
    });
    return parts.length === 0 ? undefined : parts.join(' or ');
}


/***/ }),

/***/ 38105:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VZ: () => (/* binding */ formatQuantity),
/* harmony export */   ZV: () => (/* binding */ formatNumber),
/* harmony export */   _K: () => (/* binding */ scaleOf)
/* harmony export */ });
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53831);

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
        case 'us/transaction':
            return { factor: 1, decimals: 1, symbol: 'µs/transaction' };
        case 's':
        case 's/GB':
            return { factor: 1, decimals: 2, symbol: unit };
    }
}
/** A number with fixed decimals, in powers of ten where it would run out of any cell. */
function formatNumber(value, decimals) {
    return Math.abs(value) < 1e9 ? (0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDecimal */ .zJ)(value, decimals) : value.toExponential(2);
}


/***/ }),

/***/ 88861:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ reproduceLines)
/* harmony export */ });
/* unused harmony export reproduceCommand */
/* harmony import */ var _command_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37814);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54285);


/** The command line that measures the same in the same order, from a checkout of this program. */
function reproduceCommand(run) {
    const { plan, asFound, tools, cluster, reference } = run;
    // Of a cluster that was measured as it is, nothing has to be installed.
    const cilium = asFound === undefined ? run.cilium : undefined;
    const flag = (name, value) => (value === undefined ? [] : [`--${name}`, value]);
    return [
        'node',
        'dist/cli.js',
        'run',
        ...(asFound !== undefined
            ? ['--cluster', 'kubeconfig', '--apply=false']
            : cluster?.provider === 'kind'
                ? flag('cluster', 'kind')
                : []),
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
        ...(isRemote(cilium?.chart)
            ? [
                ...flag('cilium-chart', cilium?.chart),
                ...flag('cilium-version', cilium?.chartVersion),
                ...(reference?.source === 'version' || reference?.chartVersion !== cilium?.chartVersion
                    ? flag('reference-cilium-version', reference?.chartVersion)
                    : [])
            ]
            : []),
        ...flag('image', tools?.image)
    ];
}
/** Of a chart by path only the job knows where it is; it has its own version, and refuses another. */
function isRemote(chart) {
    return chart !== undefined && /^(?:oci|https):\/\//.test(chart);
}
/** The commands to repeat a run and its comparison, with what they cannot know said before them. */
function reproduceLines(run) {
    const { reference, cilium } = run;
    const sha = run.source?.sha;
    const chart = cilium === undefined || isRemote(cilium.chart) ? '' : '--cilium-chart and ';
    return [
        `# cilium-perf-gate ${run.tool.version}${sha === undefined ? '' : `, values files of ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .shortCommit */ .Ax)(sha)}`}`,
        run.asFound === undefined
            ? `# add the job's own ${chart}--cilium-values and, for a cluster that exists, --cluster kubeconfig with --allow-reconfigure`
            : '# add the --context of a cluster that is in the same mode',
        ...(reference === undefined
            ? []
            : [
                `# reference: ${reference.description}, chart ${reference.chartVersion}${reference.source === 'version' ? '' : '; add its --reference-values'}`
            ]),
        (0,_command_line_js__WEBPACK_IMPORTED_MODULE_0__/* .commandLine */ .a)(reproduceCommand(run)),
        "# or compare again what was measured, from the artifact's files and with the job's own margins",
        (0,_command_line_js__WEBPACK_IMPORTED_MODULE_0__/* .commandLine */ .a)(['node', 'dist/cli.js', 'compare', 'run.json'])
        // A line break in a description would end its comment, and what follows would be run when pasted.
    ].map(_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN);
}


/***/ }),

/***/ 89208:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ describeSearchEnd)
/* harmony export */ });
/** Why not all earlier runs were looked at, as a sentence without its end; nothing where all were. Plain text from outside. */
function describeSearchEnd({ candidates, ended }) {
    if (ended === undefined)
        return undefined;
    const runs = candidates.length === 0 ? 'Earlier runs' : 'Runs further back';
    return `${runs} ${ended.failed ? 'could not be read' : 'were not looked for'}: ${ended.reason}`;
}


/***/ }),

/***/ 43844:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _q: () => (/* binding */ maxRows),
/* harmony export */   j2: () => (/* binding */ reportParts),
/* harmony export */   pd: () => (/* binding */ renderHead),
/* harmony export */   ty: () => (/* binding */ renderFoot)
/* harmony export */ });
/* harmony import */ var _results_rounds_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(921);
/* harmony import */ var _change_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(46484);
/* harmony import */ var _comparison_table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56196);
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(40877);
/* harmony import */ var _as_found_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94133);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14512);
/* harmony import */ var _job_setup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24373);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54285);
/* harmony import */ var _notes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(54931);
/* harmony import */ var _outcomes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(51921);
/* harmony import */ var _one_machine_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(54198);
/* harmony import */ var _reproduce_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(88861);
/* harmony import */ var _search_end_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(89208);
/* harmony import */ var _service_leak_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(48457);
/* harmony import */ var _values_difference_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(19328);
/* harmony import */ var _unlike_nodes_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(64704);
















/** Rows that a table of a report has at most. */
const maxRows = 200;
/** Of a report's first line beside its sentence, with what stands below when there is room for nothing else. */
const besideSentence = 200;
/** Of a notice on a cluster that was measured as it is; the longest list of namespaces fits. */
const noticeLength = 800;
/** The verdict in a sentence, which no limit takes away, and whatever qualifies all that follows. */
function renderHead(run, comparison, { limit, attempt, foreign }) {
    const { verdict, sentence } = (0,_headline_js__WEBPACK_IMPORTED_MODULE_2__/* .describeVerdict */ .XZ)(run, comparison);
    return [
        `**${verdict}:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeWithin */ .Hj)((0,_headline_js__WEBPACK_IMPORTED_MODULE_2__/* .endSentence */ .H_)(sentence), limit - besideSentence)}`,
        ...(foreign
            ? [
                "**Not verified:** these figures come from a fork's own job, which controls what it reports. Verdict and margins were computed here."
            ]
            : []),
        ...(attempt > 1
            ? [
                `**Attempt ${String(attempt)}:** this job was run again; what its earlier attempts measured is not in these figures.`
            ]
            : []),
        ...(0,_one_machine_js__WEBPACK_IMPORTED_MODULE_10__/* .oneMachineNotice */ .e)(run),
        ...[...(0,_unlike_nodes_js__WEBPACK_IMPORTED_MODULE_11__/* .unlikeNodesNotice */ .A)(run), ...(0,_as_found_js__WEBPACK_IMPORTED_MODULE_1__/* .asFoundNotices */ .Q)(run)].map(notice => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(notice, noticeLength))
    ];
}
/** Everything else, most important first; `charts` go with the tables. */
function reportParts(run, comparison, { maxRows }, charts = []) {
    return [
        ...list('the remarks', '', [...(0,_service_leak_js__WEBPACK_IMPORTED_MODULE_8__/* .leakSentences */ .s)(run), ...comparison.notes], maxRows),
        ...(0,_comparison_table_js__WEBPACK_IMPORTED_MODULE_0__/* .comparisonParts */ .QC)(comparison, (0,_results_rounds_js__WEBPACK_IMPORTED_MODULE_12__/* .wantedRounds */ .NH)(run), maxRows),
        ...charts,
        ...list('what could not be measured', '**Without a figure that counts:**', comparison.invalid, maxRows),
        describeControl(comparison),
        ...[(0,_comparison_table_js__WEBPACK_IMPORTED_MODULE_0__/* .sightPart */ .tR)(comparison, maxRows)].filter(part => part !== undefined),
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
        ...(links.run === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)('job', links.run)]),
        ...(links.artifact === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)('raw data, charts and documents', links.artifact)])
    ];
    return `<sub>${[`cilium-perf-gate ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(run.tool.version, 40)}`, `run ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .code */ .aY)(run.id)}`, ...places].join(' · ')}</sub>`;
}
function list(name, title, sentences, maxRows) {
    if (sentences.length === 0)
        return [];
    const open = title === '' ? '' : `${title}\n`;
    return [(0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .createPart */ .yk)({ name, open }, sentences, maxRows, sentence => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(sentence, 400)}`)];
}
function describeControl({ control, olderControl }) {
    const describe = (title, { state, reason, change }) => {
        const figure = change === undefined ? '' : ` ${(0,_change_js__WEBPACK_IMPORTED_MODULE_14__/* .formatChange */ .eD)(change)}.`;
        return `${title} ${state}:${figure} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(reason, 400)}`;
    };
    const open = [
        describe('**Control** (host network, past Cilium)', control),
        ...(olderControl === undefined ? [] : [describe('**Control since the older runs**', olderControl)])
    ];
    return { name: 'the control', open: open.join('\n\n'), rows: [], total: 0 };
}
function baselineParts({ design, baseline, reference, metrics }, maxRows) {
    const used = baseline.candidates.filter(candidate => candidate.used);
    const refused = baseline.candidates.filter(candidate => !candidate.used);
    const arm = reference === undefined
        ? ''
        : `**Reference:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(reference.description)}, chart ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(reference.chartVersion, 80)}, measured in this job, interleaved, on the same nodes.`;
    const from = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(baseline.source);
    const end = (0,_search_end_js__WEBPACK_IMPORTED_MODULE_15__/* .describeSearchEnd */ .N)(baseline);
    const beside = design === 'paired' ? ', for the control and the history alone: the outcomes rest on the reference' : '';
    const pool = used.length === 0
        ? `**Baseline:** no earlier run can be used (${from}).`
        : `**Baseline:** ${String(used.length)} earlier ${used.length === 1 ? 'run' : 'runs'} from ${from}${beside}.`;
    const silent = design === 'paired' && baseline.candidates.length === 0 && end === undefined;
    const more = end === undefined ? '' : ` ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)((0,_headline_js__WEBPACK_IMPORTED_MODULE_2__/* .endSentence */ .H_)(end), 400)}`;
    const open = [arm, ...(silent ? [] : [`${pool}${more}`])].filter(line => line !== '');
    const render = ({ label, url, reason }) => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(label, 120), url)}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(reason)}`;
    return [
        ...(open.length === 0 ? [] : [{ name: 'the baseline', open: open.join('\n\n'), rows: [], total: 0 }]),
        ...list('differences from the baseline', 'Differs from the newest of them, which does not forbid comparing:', baseline.differences, maxRows),
        ...[
            { name: 'the earlier runs that were used', runs: used, title: 'used, and why they may be compared' },
            { name: 'the earlier runs that were refused', runs: refused, title: 'refused, and why' }
        ]
            .filter(({ runs }) => runs.length > 0)
            .map(({ name, runs, title }) => (0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .folded */ .TM)((0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .createPart */ .yk)({ name, open: '' }, runs, maxRows, render), `${String(runs.length)} earlier ${runs.length === 1 ? 'run' : 'runs'} ${title}`)),
        ...olderPart((0,_outcomes_js__WEBPACK_IMPORTED_MODULE_6__/* .olderRuns */ .td)(metrics), maxRows)
    ];
}
function olderPart(labels, maxRows) {
    if (labels.length === 0)
        return [];
    const part = (0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .createPart */ .yk)({ name: 'the older runs', open: '' }, labels, maxRows, label => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(label, 120)}`);
    return [(0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .folded */ .TM)(part, `${String(labels.length)} older runs that a slow decline is seen against`)];
}
function invalidSamples(run, maxRows) {
    const notes = (0,_notes_js__WEBPACK_IMPORTED_MODULE_5__/* .collectNotes */ .w)(run, 240);
    if (notes.length === 0)
        return [];
    const part = (0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .createPart */ .yk)({ name: 'what was invalid on the way', open: '' }, notes, maxRows, note => `- ${note.text}`);
    return [(0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .folded */ .TM)(part, `${String(notes.length)} invalid on the way; none of their figures counts`)];
}
function valuesParts(run, maxRows) {
    const differences = (0,_values_difference_js__WEBPACK_IMPORTED_MODULE_9__/* .compareValues */ .c)(run).filter(({ lines }) => lines.length > 0);
    return differences.map(({ scenarios, lines }) => {
        const { open, text, close } = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .fenced */ .OF)(lines.join('\n'), 'diff');
        const where = scenarios.slice(0, 12).map(_comparison_table_js__WEBPACK_IMPORTED_MODULE_0__/* .scenarioName */ .ic).join(', ') + (scenarios.length > 12 ? ' …' : '');
        const part = (0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .createPart */ .yk)({ name: 'the values that differ', open: `Reference (-) and now (+) of ${where}:\n\n${open}`, close }, text.split('\n'), maxRows, line => line);
        return (0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .folded */ .TM)(part, `Helm values that differ between the arms: ${String(lines.length)} ${lines.length === 1 ? 'line' : 'lines'}`);
    });
}
function setupPart(run) {
    const lines = (0,_job_setup_js__WEBPACK_IMPORTED_MODULE_3__/* .describeJob */ .h)(run);
    const open = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .tableHead */ .PP)(['Set-up', '']);
    const part = (0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .createPart */ .yk)({ name: 'the set-up', open }, lines, lines.length, ({ name, text, literal }) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .tableRow */ .jD)([name, literal ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .code */ .aY)(text) : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeShort */ .iu)(text)]));
    return (0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .folded */ .TM)(part, 'Set-up');
}
function reproducePart(run) {
    const { open, text, close } = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .fenced */ .OF)((0,_reproduce_js__WEBPACK_IMPORTED_MODULE_7__/* .reproduceLines */ .F)(run).join('\n'), 'sh');
    const part = (0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .createPart */ .yk)({ name: 'the commands to reproduce it', open, close }, text.split('\n'), 20, line => line);
    return (0,_fit_js__WEBPACK_IMPORTED_MODULE_13__/* .folded */ .TM)(part, 'Reproduce');
}


/***/ }),

/***/ 19328:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ compareValues)
/* harmony export */ });
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69154);
/* harmony import */ var _scenario_values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77706);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54285);



const lineLength = 300;
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
    // The mark of each block is the program's own, and no two blocks have the same.
    const paths = [...new Set([...before.keys(), ...after.keys()])]
        .filter(path => !path.endsWith(_scenario_values_js__WEBPACK_IMPORTED_MODULE_1__/* .blockAnnotation */ .TU))
        .sort();
    return paths.flatMap(path => {
        const [old, now] = [before.get(path), after.get(path)];
        if (old === now)
            return [];
        const line = (sign, value) => value === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(`${sign} ${path}: ${value}`, lineLength)];
        return [...line('-', old), ...line('+', now)];
    });
}
/** Values by their dotted paths, as `helm --set` names them; a list is one value, and so is what no line has room to name. */
function flatten(values) {
    const flat = new Map();
    const walk = (value, path) => {
        const isOne = typeof value !== 'object' || value === null || Array.isArray(value) || path.length > lineLength;
        if (isOne || Object.keys(value).length === 0) {
            if (path !== '')
                flat.set(path, JSON.stringify(value));
            return;
        }
        for (const [key, child] of Object.entries(value))
            walk(child, path === '' ? oneWord(key) : `${path}.${oneWord(key)}`);
    };
    walk((0,_results_redact_js__WEBPACK_IMPORTED_MODULE_0__/* .redactValue */ .FI)(values), '');
    return flat;
}
/** A key with a line break in it would break out of its line of the diff. */
function oneWord(key) {
    return /^[\w/-]+$/.test(key) ? key : JSON.stringify(key);
}


/***/ }),

/***/ 7280:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lj: () => (/* binding */ lacksProof),
/* harmony export */   nn: () => (/* binding */ isProven),
/* harmony export */   wC: () => (/* binding */ refuseUnproven)
/* harmony export */ });
/* harmony import */ var _scenario_scenario_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27502);

const unproven = {
    kind: 'unproven',
    message: 'it was recorded as valid without the proof that its mode demands'
};
/** Whether every valid sample of a run carries the evidence that its figures need. */
function isProven(run) {
    return !run.samples.some(isUnproven);
}
/**
 * A stored run whose samples of pods are invalid where they call themselves valid and do not carry their proof: whoever wrote
 * it, no figure of theirs is shown or compared. What is measured here needs none of it, for no such sample is recorded.
 */
function refuseUnproven(run) {
    return {
        ...run,
        samples: run.samples.map(sample => isUnproven(sample) ? { ...sample, status: 'invalid', reason: unproven } : sample)
    };
}
/** Whether a sample calls itself valid without its proof, or did before it was refused. */
function lacksProof(sample) {
    return isUnproven(sample) || sample.reason?.message === unproven.message;
}
function isUnproven(sample) {
    return sample.status === 'valid' && sample.path === 'pod' && !carriesProof(sample);
}
/** Whether a sample of pods was proven to be what its scenario, not the proof itself, says of the traffic. */
function carriesProof({ scenario, proof }) {
    const mode = (0,_scenario_scenario_js__WEBPACK_IMPORTED_MODULE_0__/* .parseScenario */ .Mo)(scenario)?.encryption;
    return mode !== undefined && proof?.mode === mode && proof.verdict === (mode === 'none' ? 'plaintext' : 'encrypted');
}


/***/ }),

/***/ 77706:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TU: () => (/* binding */ blockAnnotation),
/* harmony export */   dZ: () => (/* binding */ needsPodCidr),
/* harmony export */   jr: () => (/* binding */ scenarioValues),
/* harmony export */   k2: () => (/* binding */ strictModeOf),
/* harmony export */   lo: () => (/* binding */ ipsecSecret),
/* harmony export */   o2: () => (/* binding */ clusterValuesFor)
/* harmony export */ });
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86326);

/** Pod annotation that changes with every block, so that one helm upgrade is one rollout of agents and operator. */
const blockAnnotation = 'cilium-perf-gate/block';
/** The Secret and its entry that hold the IPsec key: the chart's defaults, written so that a user's other name cannot win. */
const ipsecSecret = { name: 'cilium-ipsec-keys', entry: 'keys' };
/**
 * The values that the scenario owns and always writes, whatever the user's files say (rules 9), so that no key of a
 * previous mode survives. An unknown version (of a chart by path, before it was looked into) counts as the newest.
 */
function scenarioValues(scenario, network, ciliumVersion, modes) {
    return {
        ...routingValues(scenario, network),
        encryption: encryptionValues(scenario, network, ciliumVersion, modes)
    };
}
/** The cluster's values for one scenario: the chart refuses BYOCNI's own setting with native routing. */
function clusterValuesFor(clusterValues, { routing }) {
    return routing === 'native' && clusterValues['aksbyocni'] !== undefined
        ? { ...clusterValues, aksbyocni: { enabled: false } }
        : clusterValues;
}
/** Whether a scenario cannot be set up without the range of the pods. */
function needsPodCidr(scenario, modes) {
    return scenario.routing === 'native' || strictModeOf(scenario, modes) === 'egress';
}
/** The strict mode that a scenario gets: without encryption it would drop everything, and ztunnel has none. */
function strictModeOf({ encryption }, modes) {
    return encryption === 'wireguard' || encryption === 'ipsec' ? modes.strictMode : 'off';
}
function routingValues(scenario, network) {
    if (scenario.routing === 'native') {
        return {
            routingMode: 'native',
            tunnelProtocol: '',
            autoDirectNodeRoutes: network.autoDirectNodeRoutes,
            ipv4NativeRoutingCIDR: network.podCidr
        };
    }
    return {
        routingMode: 'tunnel',
        tunnelProtocol: scenario.routing,
        autoDirectNodeRoutes: false,
        ipv4NativeRoutingCIDR: ''
    };
}
function encryptionValues(scenario, network, ciliumVersion, modes) {
    const { encryption } = scenario;
    return {
        enabled: encryption !== 'none',
        // The chart's default: without encryption the type means nothing, but a user's mistyped one would pass through.
        type: encryption === 'none' ? 'ipsec' : encryption,
        nodeEncryption: encryption === 'wireguard' && modes.wireguardNodeEncryption,
        strictMode: strictModeValues(scenario, network, ciliumVersion, modes),
        ...(encryption === 'ipsec' ? { ipsec: { secretName: ipsecSecret.name, keyFile: ipsecSecret.entry } } : {}),
        ...(encryption === 'ztunnel' ? { ztunnel: ztunnelValues(ciliumVersion, modes) } : {})
    };
}
/** 1.18 reads the old keys, at the top; 1.19 reads both, 1.20 the new ones only. */
function strictModeValues(scenario, network, ciliumVersion, modes) {
    const off = { enabled: false, cidr: '', allowRemoteNodeIdentities: false };
    const strictMode = strictModeOf(scenario, modes);
    const egress = strictMode === 'egress'
        ? {
            enabled: true,
            cidr: network.podCidr,
            // A tunnelled packet goes from node to node: without this the agent would drop it, encrypted or not.
            allowRemoteNodeIdentities: scenario.routing !== 'native'
        }
        : off;
    const oldKeys = (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isBefore */ .Y)(ciliumVersion, 1, 19) ? egress : (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isBefore */ .Y)(ciliumVersion, 1, 20) ? off : {};
    return { ...oldKeys, egress, ingress: { enabled: strictMode === 'ingress' } };
}
/**
 * The chart starts the new ztunnel beside the old one, on whose ports of the node it crash-loops ("Address already in use",
 * seen on 1.20.2 when only ztunnel's resources changed). The test pods are gone meanwhile, so none loses a connection, and all
 * nodes may go at once: the chart takes no share, so it is a number that is larger than what is measured on.
 */
const ztunnelRollout = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 100 } };
function ztunnelValues(ciliumVersion, modes) {
    const { ztunnelCa, ztunnelWorkerThreads, ztunnelImage } = modes;
    return {
        updateStrategy: ztunnelRollout,
        ...((0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isBefore */ .Y)(ciliumVersion, 1, 20) ? {} : { ca: { type: ztunnelCa } }),
        ...(ztunnelWorkerThreads === undefined
            ? {}
            : { extraEnv: [{ name: 'ZTUNNEL_WORKER_THREADS', value: ztunnelWorkerThreads }] }),
        ...(ztunnelImage === undefined ? {} : { image: { override: ztunnelImage } })
    };
}


/***/ }),

/***/ 86326:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ isBefore)
/* harmony export */ });
/** Whether a chart's version is known to be older than a release. Its pre-releases count as the release. */
function isBefore(version, major, minor, patch = 0) {
    const numbers = /^v?(\d+)\.(\d+)\.(\d+)/
        .exec(version ?? '')
        ?.slice(1)
        .map(Number);
    if (numbers === undefined)
        return false;
    const [ownMajor = 0, ownMinor = 0, ownPatch = 0] = numbers;
    if (ownMajor !== major)
        return ownMajor < major;
    if (ownMinor !== minor)
        return ownMinor < minor;
    return ownPatch < patch;
}


/***/ }),

/***/ 46977:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ defaultDesign),
/* harmony export */   m: () => (/* binding */ designFor)
/* harmony export */ });
/** Before four rounds the variance of a difference is known too badly to decide by. */
const FIRST_LOOK = 4;
const MOST_LOOKS = 4;
/**
 * Chosen by bench/calibration.ts among 1, 2 and 3 samples a block, 3 to 5 looks, 5 to 12 rounds, rho 0.6 to 1.5, and own,
 * pooled and moderated variances (four primary metrics, noise of 5 % within and 2 % between blocks, 25 s a switch, 8 s of
 * settling, 10 s a sample, a control of two samples a round):
 * - Two samples a block: one wastes switches on noise within blocks, with three there are too few rounds for the variance.
 * - Looks after every round from the fourth to the seventh. A look after the third saves 1 minute and raises the false
 *   alarms of a metric three times as noisy as the others above 7 %.
 * - rho = 1.5 keeps 1.4 % more power than even spending, for 0.1 minutes.
 * - futility 0.05 ends an unchanged comparison 5 minutes earlier for 0.1 % of power; it can only lower false alarms.
 * Figures, 4,000 simulations: false alarms 2 % (5 % with threefold variances, 7 % with a ninefold one), power 92 %
 * at two margins, 20 minutes expected there and 23 without change, 29 at most.
 */
const defaultDesign = {
    looks: [4, 5, 6, 7],
    samplesPerBlock: 2,
    alpha: 0.05,
    equivalenceAlpha: 0.05,
    spendingRho: 1.5,
    power: 0.9,
    futility: 0.05
};
/** The default design for another number of rounds: up to four looks spread evenly from the fourth round to the last. */
function designFor(rounds) {
    if (!Number.isInteger(rounds) || rounds < 1)
        throw new RangeError(`${String(rounds)} rounds cannot be planned`);
    if (rounds <= FIRST_LOOK)
        return { ...defaultDesign, looks: [rounds] };
    const count = Math.min(MOST_LOOKS, rounds - FIRST_LOOK + 1);
    const looks = Array.from({ length: count }, (_, index) => Math.round(FIRST_LOOK + (index * (rounds - FIRST_LOOK)) / (count - 1)));
    return { ...defaultDesign, looks };
}


/***/ }),

/***/ 39008:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DD: () => (/* binding */ countNeeded),
/* harmony export */   WD: () => (/* binding */ MOST_NEEDED),
/* harmony export */   wy: () => (/* binding */ detectableChange)
/* harmony export */ });
/* harmony import */ var _distributions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87036);

/**
 * The smallest true change (log ratio, either direction) that ends as its outcome with probability `power`: the t statistic
 * must leave zero out at the two-sided `level`, and the estimate must lie beyond the margin; the larger of the two needs.
 * The noncentral t is approximated by a normal one (Abramowitz & Stegun 26.7.10): within 0.1 % of the exact value from 6
 * degrees of freedom on, 5 % too large at 4 and a level of 1 %.
 */
function detectableChange(standardError, degreesOfFreedom, level, margin, power) {
    const critical = (0,_distributions_js__WEBPACK_IMPORTED_MODULE_0__/* .tUpperQuantile */ .k7)(level / 2, degreesOfFreedom);
    const z = (0,_distributions_js__WEBPACK_IMPORTED_MODULE_0__/* .normalUpperQuantile */ .tn)(1 - power);
    const forZero = critical * (1 - 1 / (4 * degreesOfFreedom)) + z * Math.sqrt(1 + critical ** 2 / (2 * degreesOfFreedom));
    return Math.max(forZero * standardError, margin + z * standardError);
}
/** More than anybody would measure; beyond it the answer is "not with this noise". */
const MOST_NEEDED = 200;
/**
 * The smallest count from `from` on at which the detectable change, which falls as the count grows, is at most `change`;
 * undefined: not even with 200.
 */
function countNeeded(change, from, detectableAt) {
    if (detectableAt(MOST_NEEDED) > change)
        return undefined;
    let [low, high] = [from, MOST_NEEDED];
    while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (detectableAt(middle) > change)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}


/***/ }),

/***/ 87036:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IL: () => (/* binding */ normalUpperTail),
/* harmony export */   Pq: () => (/* binding */ tUpperTail),
/* harmony export */   k7: () => (/* binding */ tUpperQuantile),
/* harmony export */   tn: () => (/* binding */ normalUpperQuantile),
/* harmony export */   u4: () => (/* binding */ chiSquaredUpperTail),
/* harmony export */   uy: () => (/* binding */ tTwoSided)
/* harmony export */ });
/* unused harmony export fUpperTail */
/* harmony import */ var jstat__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32453);
/* harmony import */ var jstat__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(jstat__WEBPACK_IMPORTED_MODULE_0__);

const { studentt, normal, chisquare, centralF } = (jstat__WEBPACK_IMPORTED_MODULE_0___default().jStat);
/** Beyond this the t and the normal distribution differ by less than jstat's own error. */
const LARGEST_DF = 1e6;
/** The value that Student's t exceeds with this probability, in (0, 1); degrees of freedom need not be whole. */
function tUpperQuantile(probability, degreesOfFreedom) {
    return -studentt.inv(probability, Math.min(degreesOfFreedom, LARGEST_DF));
}
/** P(T > t). The lower tail is asked for: it keeps its digits where 1 - cdf has none left. */
function tUpperTail(t, degreesOfFreedom) {
    return studentt.cdf(-t, Math.min(degreesOfFreedom, LARGEST_DF));
}
/** P(|T| > |t|): the two-sided p-value. */
function tTwoSided(t, degreesOfFreedom) {
    return Math.min(1, 2 * tUpperTail(Math.abs(t), degreesOfFreedom));
}
/** The value that a standard normal exceeds with this probability, in (0, 1). */
function normalUpperQuantile(probability) {
    return -normal.inv(probability, 0, 1);
}
/** P(Z > z); absolute error below 1e-15, so no digits are left beyond z = 7.5. */
function normalUpperTail(z) {
    return normal.cdf(-z, 0, 1);
}
/** P(X > x) of chi-squared. */
function chiSquaredUpperTail(x, degreesOfFreedom) {
    return 1 - chisquare.cdf(x, degreesOfFreedom);
}
/** P(X > x) of Fisher's F. */
function fUpperTail(x, numeratorDf, denominatorDf) {
    return 1 - centralF.cdf(x, numeratorDf, denominatorDf);
}


/***/ }),

/***/ 93395:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OT: () => (/* binding */ expectedDetectable),
/* harmony export */   Yx: () => (/* binding */ FEWEST_DIFFERENCES),
/* harmony export */   mG: () => (/* binding */ ASSUMED_NOISE),
/* harmony export */   td: () => (/* binding */ finalLevel),
/* harmony export */   xu: () => (/* binding */ differenceSd)
/* harmony export */ });
/* harmony import */ var _detectable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39008);
/* harmony import */ var _moderate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3844);
/* harmony import */ var _spending_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60975);



/** With two differences a single degree of freedom would carry the metric. */
const FEWEST_DIFFERENCES = 3;
/**
 * Noise where none was measured yet, as standard deviations of logarithms: 5 % between samples of a block and 2 % between
 * blocks, by which the default design was chosen (bench/calibration.ts).
 */
const ASSUMED_NOISE = { within: 0.05, between: 0.02 };
/** Standard deviation of a round's difference of block means, log units: of `noiseParts` the same formula, forwards. */
function differenceSd({ within, between }, samplesPerBlock) {
    return Math.sqrt(2 * between ** 2 + (2 * within ** 2) / samplesPerBlock);
}
/**
 * The smallest change (log ratio) that a comparison of `family` gated metrics will have seen after the design's last look, with
 * the design's power. `sd` is that of a round's difference, assumed to be alike in all metrics, so that they lend each other
 * degrees of freedom. `undefined` with fewer than three rounds. Stopping at an earlier look is left out, as in `prospects`.
 */
function expectedDetectable(design, family, margin, sd) {
    const rounds = design.looks.at(-1) ?? 0;
    if (rounds < FEWEST_DIFFERENCES || family === 0)
        return undefined;
    const degreesOfFreedom = (0,_moderate_js__WEBPACK_IMPORTED_MODULE_2__/* .moderatedDegreesOfFreedom */ .a)(family, rounds - 1);
    const level = finalLevel(design, design.alpha / family);
    return (0,_detectable_js__WEBPACK_IMPORTED_MODULE_0__/* .detectableChange */ .wy)(sd / Math.sqrt(rounds), degreesOfFreedom, level, margin, design.power);
}
/** The two-sided level of the last planned look. */
function finalLevel({ looks, spendingRho }, alpha) {
    const last = looks.length - 1;
    return (0,_spending_js__WEBPACK_IMPORTED_MODULE_1__/* .spend */ .R)(looks, looks[last] ?? 1, spendingRho).nominal(last, alpha);
}


/***/ }),

/***/ 36514:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ STATED_MARGINS)
/* harmony export */ });
/** Power is stated at this many margins. */
const STATED_MARGINS = 2;


/***/ }),

/***/ 84773:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ holm)
/* harmony export */ });
/**
 * Holm's step-down over a family: the j-th smallest of m p-values is compared with alpha / (m - j + 1), up to the first
 * that fails. Keeps P(any true hypothesis rejected) <= alpha under any dependence.
 * Intervals: Bonferroni's alpha / m for all, which cover together with 1 - alpha; only where a hypothesis was rejected at a
 * later step and Bonferroni's interval would contradict that, the level of its own step. The exact companions of Holm's
 * test are one-sided and say nothing about the size of what was found (Strassburger & Bretz 2008, Stat. Med. 27:4914).
 * Source: Holm 1979, Scand. J. Stat. 6:65; levels by step: Serlin 1993, J. Exp. Educ. 61:350.
 */
function holm(pValues, alpha) {
    const size = pValues.length;
    const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
    const results = [];
    let adjusted = 0;
    for (const [step, { p, index }] of order.entries()) {
        adjusted = Math.max(adjusted, Math.min(1, p * (size - step)));
        const rejected = adjusted <= alpha;
        const needsStep = rejected && p > alpha / size;
        results[index] = { adjusted, rejected, level: needsStep ? alpha / (size - step) : alpha / size };
    }
    return results;
}


/***/ }),

/***/ 23449:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ marginOf)
/* harmony export */ });
/**
 * The margin of a metric as a log ratio from a loss in percent: 5 % less throughput (`higher` is better) is log(1 / 0.95),
 * 10 % more latency (`lower`) is log(1.10). Both margins of a metric lie equally far from no change on the log scale.
 */
function marginOf(better, lossPercent) {
    return better === 'higher' ? -Math.log(1 - lossPercent / 100) : Math.log(1 + lossPercent / 100);
}


/***/ }),

/***/ 3844:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ moderate),
  a: () => (/* binding */ moderatedDegreesOfFreedom)
});

;// CONCATENATED MODULE: ./src/statistics/polygamma.ts
/** Above this the asymptotic series below are exact to 1e-12. */
const ASYMPTOTIC_FROM = 10;
/** Derivative of ln Γ for x > 0: recurrence up, then Abramowitz & Stegun 6.3.18. */
function digamma(x) {
    let shifted = x;
    let below = 0;
    for (; shifted < ASYMPTOTIC_FROM; shifted += 1)
        below += 1 / shifted;
    const inverse = 1 / shifted ** 2;
    const series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse / 132))));
    return Math.log(shifted) - 1 / (2 * shifted) - series - below;
}
/** Second derivative of ln Γ for x > 0: recurrence up, then Abramowitz & Stegun 6.4.12. */
function trigamma(x) {
    let shifted = x;
    let below = 0;
    for (; shifted < ASYMPTOTIC_FROM; shifted += 1)
        below += 1 / shifted ** 2;
    const inverse = 1 / shifted ** 2;
    const series = inverse * (1 / 6 - inverse * (1 / 30 - inverse * (1 / 42 - inverse * (1 / 30 - (inverse * 5) / 66))));
    return 1 / shifted + inverse / 2 + series / shifted + below;
}
/** The x > 0 whose trigamma is `value` > 0, by bisection on a logarithmic scale; 1e9 stands for everything beyond. */
function inverseTrigamma(value) {
    let low = Math.log(1e-9);
    let high = Math.log(1e9);
    for (let step = 0; step < 100; step += 1) {
        const middle = (low + high) / 2;
        if (trigamma(Math.exp(middle)) > value)
            low = middle;
        else
            high = middle;
    }
    return Math.exp((low + high) / 2);
}

// EXTERNAL MODULE: ./src/statistics/spread.ts
var statistics_spread = __webpack_require__(85180);
;// CONCATENATED MODULE: ./src/statistics/moderate.ts


/**
 * The prior may weigh at most this many degrees of freedom per metric, and in all. With four metrics and three to six degrees
 * of freedom each nobody can tell equal variances from ones that differ threefold; pooled in full, a metric of threefold
 * variance then has 7.5 % false alarms and one of ninefold 16 %. The caps keep them at 5 % and 7 %, also among 8 or 24
 * metrics of which one is noisy, and cost half a minute of cluster time (bench/calibration.ts).
 */
const PRIOR_DF_PER_METRIC = 2;
const PRIOR_DF_AT_MOST = 12;
/**
 * Each variance drawn towards those of the other metrics, as far as all of them agree (empirical Bayes). The weight of the
 * prior, d0 degrees of freedom, is estimated from the scatter of the log variances beyond what chance gives and capped as
 * above. Unlike limma the centre of a metric's prior is the pooled variance of the *others*: independent of its own, so that
 * the moderated t keeps d0 + d degrees of freedom; and an arithmetic mean, which noisy metrics raise rather than lower.
 * Assumes normal differences and variances that are independent between metrics; correlated ones (a shared block effect) are
 * part of the calibration. Units in and out: squared log ratios. One variance alone comes back as it is.
 * Source: Smyth 2004, Stat. Appl. Genet. Mol. Biol. 3:3, section 6.2 (d0 by moments of log variances).
 */
function moderate(own) {
    if (own.length < 2)
        return { spreads: own, priorDegreesOfFreedom: 0 };
    const prior = Math.min(estimatePrior(own), mostPrior(own.length));
    const spreads = own.map((spread, index) => {
        const others = (0,statistics_spread/* pooled */.IE)(own.filter((_, other) => other !== index));
        // A prior cannot be worth more than the data it was drawn from.
        const weight = Math.min(prior, others.degreesOfFreedom);
        return (0,statistics_spread/* pooled */.IE)([spread, { variance: others.variance, degreesOfFreedom: weight }]);
    });
    return { spreads, priorDegreesOfFreedom: prior };
}
/** Degrees of freedom of each of `count` variances with `own` each, when they agree so well that nothing forbids pooling. */
function moderatedDegreesOfFreedom(count, own) {
    return own + Math.min(mostPrior(count), (count - 1) * own);
}
function mostPrior(count) {
    return Math.min(PRIOR_DF_PER_METRIC * count, PRIOR_DF_AT_MOST);
}
/** Infinity when the log variances scatter no more than chance alone would have them. */
function estimatePrior(own) {
    const logs = own.map(({ variance, degreesOfFreedom: d }) => Math.log(variance) - digamma(d / 2) + Math.log(d / 2));
    const byChance = (0,statistics_spread/* mean */.i2)(own.map(({ degreesOfFreedom }) => trigamma(degreesOfFreedom / 2)));
    const excess = (0,statistics_spread/* spreadOf */.jg)(logs).variance - byChance;
    return excess <= 0 ? Infinity : 2 * inverseTrigamma(excess);
}


/***/ }),

/***/ 77043:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ decide),
/* harmony export */   P: () => (/* binding */ intervalAround)
/* harmony export */ });
/**
 * A change is a regression (or an improvement) when the adjusted interval leaves zero out **and** the estimate lies at or
 * beyond the margin: it is real, and the best guess of its size matters.
 * - Leaving zero out alone would flag a real loss of 1 % once enough rounds are measured.
 * - Asking the whole interval to lie beyond the margin ("H0: the loss is at most the margin") proves more, but a change of
 *   two margins would then need the rounds that now see one of one margin: about four times the cluster time.
 * - As rounds grow the interval shrinks to the estimate, and what is left is whether that lies beyond the margin: with
 *   certainty at two margins, never at none, and at the margin itself one time in two whatever the number of rounds (with few
 *   rounds less, for zero must be left out too). Hence power is stated at two margins.
 * - False alarms are at most those of the interval, alpha; the second condition only takes some away.
 *
 * `equivalent`: the interval of two one-sided tests lies inside the margins (Schuirmann 1987, J. Pharmacokinet. Biopharm.
 * 15:657). It is adjusted for looks but not for the number of metrics: `pass` needs every gated metric equivalent or
 * improved, and P(all pass though one is worse than its margin) is already at most the error of that one (Berger 1982,
 * Technometrics 24:295, intersection-union). The two outcomes exclude each other: an interval inside the margins holds its
 * estimate. A real change within the margins is `equivalent`.
 */
function decide(estimate, adjusted, equivalence, margin, better) {
    const real = adjusted.low > 0 || adjusted.high < 0;
    if (real && Math.abs(estimate) >= margin) {
        const outcome = estimate > 0 === (better === 'higher') ? 'improvement' : 'regression';
        return { outcome, interval: adjusted };
    }
    if (equivalence.low > -margin && equivalence.high < margin)
        return { outcome: 'equivalent', interval: equivalence };
    return { outcome: 'inconclusive', interval: adjusted };
}
/** The symmetric interval estimate +- halfWidth. */
function intervalAround(estimate, halfWidth, confidence) {
    return { low: estimate - halfWidth, high: estimate + halfWidth, confidence };
}


/***/ }),

/***/ 60975:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ spend)
/* harmony export */ });
/* harmony import */ var _distributions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87036);

/** Where the levels are computed; between two of them |z| is interpolated, which is off by less than 0.001. */
const OVERALL_Z = Array.from({ length: 27 }, (_, index) => 0.02 + index * 0.25);
/** Points of the density over each continuation region. */
const POINTS = 64;
const known = new Map();
/**
 * Spends error as f(r) = alpha (r / planned)^rho over looks after `rounds`; the last of them spends what is left.
 * Levels hold for the p-value of any test whose p is uniform when nothing changed (Jennison & Turnbull's significance level
 * approach: boundaries of a Brownian motion, applied to p-values of t): information is the number of rounds. An unplanned
 * end before the last look may spend all that is left, as long as it was not the data that ended it.
 * Sources: Kim & DeMets 1987, Biometrika 74:149; Lan & DeMets 1983, Biometrika 70:659; recursion of Armitage, McPherson &
 * Rowe 1969, J. R. Stat. Soc. A 132:235; Jennison & Turnbull 2000, Group Sequential Methods, 7.2, 9.1 and 11.5.
 */
function spend(rounds, planned, rho) {
    const key = `${rounds.join()}/${String(planned)}^${String(rho)}`;
    const found = known.get(key);
    if (found !== undefined)
        return found;
    const made = createSpending(rounds, planned, rho);
    known.set(key, made);
    return made;
}
function createSpending(rounds, planned, rho) {
    const shares = rounds.map((round, index) => (index === rounds.length - 1 ? 1 : (round / planned) ** rho));
    const columns = OVERALL_Z.map(z => criticalValues(rounds, shares, 2 * (0,_distributions_js__WEBPACK_IMPORTED_MODULE_0__/* .normalUpperTail */ .IL)(z)));
    const rows = rounds.map((_, look) => columns.map(column => column[look] ?? NaN));
    return {
        nominal: (look, alpha) => {
            const critical = interpolate(OVERALL_Z, rows[look] ?? [], (0,_distributions_js__WEBPACK_IMPORTED_MODULE_0__/* .normalUpperQuantile */ .tn)(alpha / 2));
            return 2 * (0,_distributions_js__WEBPACK_IMPORTED_MODULE_0__/* .normalUpperTail */ .IL)(critical);
        },
        repeated: (look, p) => {
            const row = rows[look] ?? [];
            // Far out the level is a fixed share of the error rate, and the normal distribution has no digits left.
            const last = OVERALL_Z.length - 1;
            const [farthest, overall] = [2 * (0,_distributions_js__WEBPACK_IMPORTED_MODULE_0__/* .normalUpperTail */ .IL)(row[last] ?? NaN), 2 * (0,_distributions_js__WEBPACK_IMPORTED_MODULE_0__/* .normalUpperTail */ .IL)(OVERALL_Z[last] ?? NaN)];
            if (p <= farthest)
                return (p * overall) / farthest;
            const z = interpolate(row, OVERALL_Z, (0,_distributions_js__WEBPACK_IMPORTED_MODULE_0__/* .normalUpperQuantile */ .tn)(p / 2));
            return Math.min(1, 2 * (0,_distributions_js__WEBPACK_IMPORTED_MODULE_0__/* .normalUpperTail */ .IL)(Math.max(0, z)));
        }
    };
}
/** |z| at each look; the density of the process inside the earlier bounds is carried from look to look. */
function criticalValues(rounds, shares, alpha) {
    const values = [];
    let inside = [{ at: 0, mass: 1 }];
    let [spent, time] = [0, 0];
    for (const [look, round] of rounds.entries()) {
        const step = Math.sqrt(round - time);
        const root = Math.sqrt(round);
        const budget = alpha * (shares[look] ?? 1) - spent;
        // Both bounds are alike and so is the density on both sides: twice the upper one.
        const reach = (z) => 2 * inside.reduce((sum, { at, mass }) => sum + mass * (0,_distributions_js__WEBPACK_IMPORTED_MODULE_0__/* .normalUpperTail */ .IL)((z * root - at) / step), 0);
        const critical = bisect(reach, budget);
        values.push(critical);
        const before = inside;
        inside = simpson(critical * root).map(({ at, weight }) => ({
            at,
            mass: before.reduce((sum, { at: from, mass }) => sum + mass * density((at - from) / step), 0) * (weight / step)
        }));
        spent += budget;
        time = round;
    }
    return values;
}
/** The z at which a falling function comes down to `target`. */
function bisect(falling, target) {
    let [low, high] = [0, 9];
    for (let step = 0; step < 30; step += 1) {
        const middle = (low + high) / 2;
        if (falling(middle) > target)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}
function simpson(bound) {
    const width = (2 * bound) / POINTS;
    return Array.from({ length: POINTS + 1 }, (_, index) => {
        const factor = index === 0 || index === POINTS ? 1 : index % 2 === 1 ? 4 : 2;
        return { at: -bound + index * width, weight: (factor * width) / 3 };
    });
}
function density(z) {
    return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
/** Piecewise linear through rising `xs`, its first and last piece extended. */
function interpolate(xs, ys, x) {
    const next = xs.findIndex(candidate => candidate >= x);
    const index = next === -1 ? xs.length - 1 : Math.max(1, next);
    const [x0 = NaN, x1 = NaN] = [xs[index - 1], xs[index]];
    const [y0 = NaN, y1 = NaN] = [ys[index - 1], ys[index]];
    return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}


/***/ }),

/***/ 85180:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IE: () => (/* binding */ pooled),
/* harmony export */   i2: () => (/* binding */ mean),
/* harmony export */   jg: () => (/* binding */ spreadOf)
/* harmony export */ });
/** Arithmetic mean; NaN of nothing. */
function mean(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
/** Unbiased sample variance with n - 1 degrees of freedom; needs two values. */
function spreadOf(values) {
    const centre = mean(values);
    const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    return { variance: squares / (values.length - 1), degreesOfFreedom: values.length - 1 };
}
/** Mean of several variances weighted by their degrees of freedom. */
function pooled(spreads) {
    const degreesOfFreedom = spreads.reduce((sum, spread) => sum + spread.degreesOfFreedom, 0);
    const squares = spreads.reduce((sum, spread) => sum + spread.variance * spread.degreesOfFreedom, 0);
    return { variance: squares / degreesOfFreedom, degreesOfFreedom };
}


/***/ }),

/***/ 8357:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ tests)
});

// UNUSED EXPORTS: defaultTests

;// CONCATENATED MODULE: ./src/suite/checks.ts
/** A failed reading. The message is a sentence for people; a tool's own words in it go through `quote`. */
function failed(kind, message) {
    return { ok: false, reason: { kind, message } };
}
/** Longest quotation of a tool's output in a reason: a reason is one line in a log, a comment and a table. */
const quotedCharacters = 300;
/** A tool's words on one line and without control characters; they end up in logs and comments. */
function quote(text) {
    const line = text
        .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
        .trim()
        .slice(0, quotedCharacters);
    return line === '' ? '(no message)' : line;
}
/** Whether an error text tells that an established connection broke, and not that none could be made. */
function tellsLostConnection(text) {
    return /control socket has closed|server has terminated|reset by peer|broken pipe|partial response/i.test(text);
}
/** A day, iperf3's own limit for `-t` (MAX_TIME of iperf.h); netperf has none and would run for weeks. */
const longestSeconds = 86_400;
/**
 * Seconds as both tools read them. netperf's `-l` stops at the first character that is no digit ("1.5" is 1) and
 * takes a K, M or G anywhere in the text as a factor ("1m0s" is a million seconds), so only whole seconds are written.
 * @throws RangeError for anything but a whole number from `least` to a day.
 */
function wholeSeconds(seconds, least) {
    if (!Number.isInteger(seconds) || seconds < least || seconds > longestSeconds) {
        throw new RangeError(`${String(seconds)} is not a whole number of seconds from ${String(least)} to 86400`);
    }
    return String(seconds);
}
/**
 * How far measured seconds may lie from the asked ones. Seen in good runs: 1.88 for 2 (iperf3 3.21 on a busy machine
 * starts its measuring late when its timer for the omitted seconds fires late, and still ends on time), 5.09 for 5
 * (the receiver empties its buffers), 10.78 for 10 over an emulated network. Seen in runs that were cut: 1.00 for 3
 * (netperf interrupted, exit 0), 6.4 and 9.9 for 3 (the path gone for seconds, exit 0). A slow cluster (`timeScale`) may miss
 * by more, but never by half: that is what a run that was cut looks like.
 */
const durationTolerance = { seconds: 0.5, share: 0.1 };
/** Fails when a tool measured for another time than it was asked to: it was cut short, or it hung. */
function checkDuration(what, measured, { durationSeconds: asked, timeScale }) {
    const late = Math.max(durationTolerance.seconds * timeScale, durationTolerance.share * asked);
    if (measured - asked <= late && asked - measured <= Math.min(late, asked / 2))
        return undefined;
    return failed('wrong-duration', `${what} measured ${measured.toFixed(2)} s instead of ${String(asked)} s`);
}
/** 100 Tbit/s: a thousand times what loopback does; above it a figure is a slip of a counter. */
const fastestBitsPerSecond = 1e14;
/** Fails when a rate is not positive or beyond any network; `what` names the figure. */
function checkBitRate(what, bitsPerSecond) {
    if (bitsPerSecond <= 0)
        return failed('no-traffic', `${what} is ${String(bitsPerSecond)} bit/s`);
    if (bitsPerSecond <= fastestBitsPerSecond)
        return undefined;
    return failed('tool-output', `${what} is ${String(bitsPerSecond)} bit/s, faster than any network`);
}
/** Throughput in bit/s. */
function bitRate(value) {
    return { value, unit: 'bit/s', better: 'higher' };
}
/** Latency or jitter in microseconds. */
function microseconds(value) {
    return { value, unit: 'us', better: 'lower' };
}
/** A share in percent of which less is better: loss, CPU. */
function percent(value) {
    return { value, unit: '%', better: 'lower' };
}
/** Metrics that a tool gives only on some systems: those without a value are left out, never written as zero. */
function whereKnown(unit, better, values) {
    const metrics = {};
    for (const [name, value] of Object.entries(values)) {
        if (value !== undefined)
            metrics[name] = { value, unit, better };
    }
    return metrics;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
;// CONCATENATED MODULE: ./src/suite/json-document.ts
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;
/** Reads a text that is one JSON value and nothing else; `undefined` when it is not. */
function readJsonDocument(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    return { value, duplicates: duplicateKeys(text) };
}
/** Walks the tokens of valid JSON; a string is a key when a colon follows it. */
function duplicateKeys(json) {
    const duplicates = [];
    const levels = [];
    let string = '';
    for (const [token] of json.matchAll(tokens)) {
        const level = levels.at(-1);
        if (token === '{' || token === '[') {
            const path = level === undefined ? '' : join(level.path, level.member);
            levels.push({ path, keys: token === '{' ? new Set() : undefined, member: '[]' });
        }
        else if (token === '}' || token === ']') {
            levels.pop();
        }
        else if (token === ':' && level?.keys !== undefined) {
            const key = JSON.parse(string);
            if (level.keys.has(key))
                duplicates.push(join(level.path, key));
            level.keys.add(key);
            level.member = key;
        }
        else if (token !== ',') {
            string = token;
        }
    }
    return duplicates;
}
function join(path, member) {
    return path === '' ? member : `${path}.${member}`;
}

;// CONCATENATED MODULE: ./src/suite/iperf3.ts



/** iperf3's own default port. */
const port = '5201';
/** Within it a pod on a reachable node has long answered; without it a dropped SYN takes over two minutes. */
const connectMilliseconds = 5000;
/**
 * One server for one sample (`-1`). A server whose client never came listens on when its connection is cut, and would keep
 * every later one from the port, so each ends the one before it.
 */
const iperf3Server = {
    command: [
        'sh',
        '-c',
        [
            'file=${TMPDIR:-/tmp}/iperf3-server.pid',
            'if [ -r "$file" ] && read -r old <"$file" && kill "$old" 2>/dev/null; then sleep 0.2; fi',
            'echo $$ >"$file"',
            `exec iperf3 -s -1 -p ${port} --forceflush`
        ].join('\n')
    ],
    readyLine: /Server listening on \d+/
};
/** The client's argument list, `options` being the test's own. @throws RangeError unless the seconds are whole. */
function iperf3Client(target, options) {
    const omit = wholeSeconds(target.omitSeconds, 0);
    return [
        'iperf3',
        ...['-c', target.serverIp, '-p', port, '-t', wholeSeconds(target.durationSeconds, 1)],
        ...(omit === '0' ? [] : ['-O', omit]),
        ...options,
        ...['-J', '--connect-timeout', String(connectMilliseconds * target.timeScale)]
    ];
}
/** Seconds of a client: what it was asked for and one for connecting and exchanging results (0.15 s were seen). */
function iperf3Seconds(target) {
    return target.durationSeconds + target.omitSeconds + 1;
}
// A figure that only describes is dropped when it is broken; everything that carries or checks a result is demanded.
const described = schemas/* number */.aig().nonnegative().optional().catch(undefined);
const describedCount = schemas/* int */.Whr().nonnegative().optional().catch(undefined);
const sumSchema = schemas/* object */.Ikc({
    seconds: schemas/* number */.aig().positive(),
    bytes: schemas/* int */.Whr().nonnegative(),
    bits_per_second: schemas/* number */.aig().nonnegative(),
    retransmits: describedCount,
    jitter_ms: described
});
const reportSchema = schemas/* object */.Ikc({
    start: schemas/* object */.Ikc({
        version: schemas/* string */.YjP(),
        tcp_mss_default: describedCount,
        test_start: schemas/* object */.Ikc({
            protocol: schemas/* string */.YjP(),
            num_streams: schemas/* int */.Whr(),
            omit: schemas/* number */.aig(),
            duration: schemas/* number */.aig(),
            bytes: schemas/* number */.aig(),
            blocks: schemas/* number */.aig(),
            reverse: schemas/* number */.aig(),
            // Told from 3.13 on; 3.12 shows it only in its sums.
            bidir: schemas/* number */.aig().optional()
        })
    }),
    end: schemas/* object */.Ikc({
        streams: schemas/* array */.YOg(schemas/* object */.Ikc({ receiver: schemas/* object */.Ikc({ bytes: schemas/* int */.Whr().nonnegative() }).optional() })),
        sum_sent: sumSchema,
        sum_received: sumSchema,
        sum_sent_bidir_reverse: sumSchema.optional(),
        sum_received_bidir_reverse: sumSchema.optional(),
        cpu_utilization_percent: schemas/* object */.Ikc({ host_total: described, remote_total: described }).optional().catch(undefined)
    })
});
/**
 * Reads a client's output, versions 3.12 to 3.21. An `error` in it decides before all else: 3.12 exits 0 with one, and
 * an interrupted client writes plausible sums beside it (and exits 0 from 3.19 on).
 *
 * UDP is read from `sum_sent` and `sum_received` too: `end.sum` mixes the sender's bytes with the receiver's seconds
 * (iperf3's source calls it not recommended), and the loss of 3.12 and 3.13 counts the omitted seconds' losses among
 * the measured datagrams (70 % told where 54 % were lost), so loss is left to the caller, from the bytes.
 */
function readIperf3(output, target, mode) {
    const document = readJsonDocument(output.stdout);
    const error = toolError(output, document?.value);
    if (error !== undefined)
        return error;
    if (document === undefined)
        return failed('tool-output', notOneDocument(output.stdout));
    const duplicate = document.duplicates.find(isRead);
    if (duplicate !== undefined)
        return failed('tool-output', `iperf3 wrote ${quote(duplicate)} twice`);
    const parsed = reportSchema.safeParse(document.value);
    if (!parsed.success)
        return incomplete(parsed.error);
    const report = parsed.data;
    return notAsAsked(report, target, mode) ?? read(report, target, mode);
}
/** Metrics that only describe, under their own names for each direction where there are two. */
function iperf3Details(reading) {
    const { forward, reverse } = reading;
    const retransmits = reverse === undefined
        ? { retransmits: forward.retransmits }
        : { 'retransmits-tx': forward.retransmits, 'retransmits-rx': reverse.retransmits };
    return {
        ...whereKnown('count', 'lower', retransmits),
        ...whereKnown('bytes', 'none', { mss: reading.mss }),
        ...whereKnown('%', 'lower', { 'client-cpu': reading.clientCpu, 'server-cpu': reading.serverCpu })
    };
}
function toolError(output, value) {
    if (typeof value === 'object' && value !== null && 'error' in value) {
        const text = typeof value.error === 'string' ? value.error : JSON.stringify(value.error);
        return failed(tellsLostConnection(text) ? 'connection-lost' : 'tool-error', `iperf3: ${quote(text)}`);
    }
    if (output.exitCode === 0)
        return undefined;
    const words = output.stderr.trim() === '' ? 'and said nothing' : `and said: ${quote(output.stderr)}`;
    return failed('tool-error', `iperf3 exited with ${String(output.exitCode)} ${words}`);
}
function notOneDocument(stdout) {
    const text = stdout.trim();
    if (text === '')
        return 'iperf3 wrote nothing';
    if (!text.startsWith('{'))
        return `iperf3's output does not begin as JSON: ${quote(text)}`;
    return `iperf3's output is not one whole JSON document; it ends in: ${quote(text.slice(-80))}`;
}
/** Duplicates that matter: 3.12 and 3.13 write the socket buffers of `start` once for each stream, and nobody reads them. */
function isRead(path) {
    return !/^(?:start\.(?!test_start$)[^.]+$|start\.connected\.|intervals\.)/.test(path);
}
function incomplete(error) {
    const issues = error.issues.map(issue => `${issue.path.join('.') || 'the document'}: ${issue.message}`);
    const inFigures = error.issues.every(issue => issue.path[0] === 'end');
    return failed(inFigures ? 'missing-value' : 'tool-output', `iperf3's output lacks figures: ${quote(issues.join('; '))}`);
}
/** The settings that iperf3 says it used: another test's figures are no figures of this one. */
function notAsAsked(report, target, mode) {
    const used = report.start.test_start;
    const differs = (what, found, asked) => found === asked
        ? undefined
        : failed('tool-output', `iperf3 ran with ${what} ${quote(String(found))} instead of ${String(asked)}`);
    return (differs('protocol', used.protocol, mode.protocol) ??
        differs('streams', used.num_streams, mode.streams) ??
        differs('duration', used.duration, target.durationSeconds) ??
        differs('omitted seconds', used.omit, target.omitSeconds) ??
        differs('a limit of bytes', used.bytes, 0) ??
        differs('a limit of blocks', used.blocks, 0) ??
        differs('reverse', used.reverse, 0) ??
        (used.bidir === undefined ? undefined : differs('bidir', used.bidir, mode.bidirectional ? 1 : 0)) ??
        differs('a reverse direction', report.end.sum_received_bidir_reverse !== undefined, mode.bidirectional) ??
        differs('results of streams', report.end.streams.length, mode.streams * (mode.bidirectional ? 2 : 1)));
}
function read(report, target, mode) {
    const { start, end } = report;
    const forward = direction('client to server', end.sum_sent, end.sum_received, target, mode);
    if ('ok' in forward)
        return forward;
    const reverse = mode.bidirectional
        ? direction('server to client', end.sum_sent_bidir_reverse, end.sum_received_bidir_reverse, target, mode)
        : undefined;
    if (reverse !== undefined && 'ok' in reverse)
        return reverse;
    const silent = mode.protocol === 'TCP' ? silentStream(report) : undefined;
    if (silent !== undefined)
        return silent;
    return {
        ok: true,
        forward,
        reverse,
        mss: mode.protocol === 'TCP' ? start.tcp_mss_default : undefined,
        clientCpu: end.cpu_utilization_percent?.host_total,
        serverCpu: end.cpu_utilization_percent?.remote_total,
        toolVersion: /^iperf (3\.\d+\S*)$/.exec(start.version)?.[1]
    };
}
function direction(name, sent, received, target, mode) {
    if (sent === undefined || received === undefined)
        return failed('missing-value', `iperf3 gave no sums ${name}`);
    if (received.bytes === 0) {
        return failed('no-traffic', `nothing was received ${name}; the sender counted ${String(sent.bytes)} bytes`);
    }
    const problem = checkDuration(`iperf3's sender ${name}`, sent.seconds, target) ??
        checkDuration(`iperf3's receiver ${name}`, received.seconds, target) ??
        checkRate(`the sent rate ${name}`, sent) ??
        checkRate(`the received rate ${name}`, received) ??
        checkBalance(name, sent.bytes, received.bytes, mode);
    if (problem !== undefined)
        return problem;
    return {
        sentBytes: sent.bytes,
        receivedBytes: received.bytes,
        throughput: received.bits_per_second,
        retransmits: sent.retransmits,
        jitter: received.jitter_ms === undefined ? undefined : received.jitter_ms * 1000
    };
}
/** iperf3 divides the very bytes and seconds that it prints; a thousandth is far more than its rounding to microseconds. */
const rateTolerance = 0.001;
function checkRate(what, sum) {
    const counted = (sum.bytes * 8) / sum.seconds;
    const claimed = sum.bits_per_second;
    if (claimed > counted * (1 + rateTolerance)) {
        const message = `${what} is told as ${claimed.toFixed(0)} bit/s, but its bytes make ${counted.toFixed(0)} bit/s`;
        return failed('received-less-than-claimed', message);
    }
    if (claimed < counted * (1 - rateTolerance)) {
        return failed('tool-output', `${what} is told as ${claimed.toFixed(0)} bit/s, but its bytes make more: ${counted.toFixed(0)} bit/s`);
    }
    return checkBitRate(what, claimed);
}
/**
 * What sender and receiver may differ by. TCP loses nothing, so it is what lay in buffers when a count began or ended:
 * per connection Linux's largest automatic ones, 4 MiB to send (tcp_wmem) and 32 MiB to receive (tcp_rmem since 6.17),
 * and through ztunnel a stream is three connections (55 MB were seen in one). On fast paths more is the different
 * start: each end leaves out its omitted seconds by its own timer, which on a busy machine put 14 % between them.
 */
const bufferedBytesPerStream = 3 * 36 * 1024 * 1024;
const unbalancedShare = 0.25;
function checkBalance(name, sent, received, mode) {
    const allowed = Math.max(mode.streams * bufferedBytesPerStream, unbalancedShare * sent);
    const bytes = `${String(received)} bytes were received ${name} of ${String(sent)} sent`;
    if (received > sent + allowed)
        return failed('tool-output', `${bytes}: more than there were`);
    // Lost datagrams are a figure of a UDP test, not a fault of it.
    if (mode.protocol === 'TCP' && received < sent - allowed)
        return failed('received-less-than-claimed', bytes);
    return undefined;
}
/** Three working streams of four are another test; the sum must also be the sum of its streams. */
function silentStream(report) {
    const received = report.end.streams.map(stream => stream.receiver?.bytes);
    const silent = received.findIndex(bytes => bytes === undefined || bytes === 0);
    if (silent >= 0) {
        return failed('no-traffic', `stream ${String(silent + 1)} of ${String(received.length)} received nothing`);
    }
    const total = received.reduce((sum, bytes) => sum + (bytes ?? 0), 0);
    const told = report.end.sum_received.bytes + (report.end.sum_received_bidir_reverse?.bytes ?? 0);
    if (total === told)
        return undefined;
    return failed('tool-output', `iperf3 tells ${String(told)} received bytes, but its streams have ${String(total)}`);
}

;// CONCATENATED MODULE: ./src/suite/tcp-bidirectional.ts


const mode = { protocol: 'TCP', streams: 1, bidirectional: true };
/** One TCP stream each way at once; the sum is gated, TX-C and RX-C of the published table are `-tx` and `-rx`. */
const tcpBidirectional = {
    name: 'tcp-bidirectional',
    tool: 'iperf3',
    server: iperf3Server,
    client: target => iperf3Client(target, ['--bidir']),
    expectedSeconds: iperf3Seconds,
    parse(output, target) {
        const reading = readIperf3(output, target, mode);
        if (!reading.ok)
            return reading;
        const { forward, reverse } = reading;
        if (reverse === undefined)
            return failed('missing-value', 'iperf3 gave no sums server to client');
        return {
            ok: true,
            metrics: {
                throughput: bitRate(forward.throughput + reverse.throughput),
                'throughput-tx': bitRate(forward.throughput),
                'throughput-rx': bitRate(reverse.throughput),
                ...iperf3Details(reading)
            },
            receivedBytes: forward.receivedBytes + reverse.receivedBytes,
            ...(reading.toolVersion === undefined ? {} : { toolVersion: reading.toolVersion })
        };
    },
    primaryMetric: 'throughput'
};

;// CONCATENATED MODULE: ./src/suite/netperf.ts

const commonSelectors = [
    'THROUGHPUT',
    'THROUGHPUT_UNITS',
    'ELAPSED_TIME',
    'PROTOCOL',
    'DIRECTION',
    'LOCAL_BYTES_SENT',
    'LOCAL_BYTES_RECVD',
    'REMOTE_BYTES_SENT',
    'REMOTE_BYTES_RECVD',
    'LOCAL_TRANSPORT_RETRANS',
    'REMOTE_TRANSPORT_RETRANS',
    'TRANSPORT_MSS'
];
/**
 * Of a stream the latencies are how long a send call took and TRANSACTION_RATE is 1.000, so only request-response tests
 * ask for them. LOCAL_CPU_UTIL and REMOTE_CPU_UTIL are asked for by none: they are -1.00 without `-c -C`, and with
 * them they are the whole machine's and wrong for TCP_CRR (299 % of two cores told for the server).
 */
const latencySelectors = [
    'MIN_LATENCY',
    'MEAN_LATENCY',
    'MAX_LATENCY',
    'P50_LATENCY',
    'P90_LATENCY',
    'P99_LATENCY',
    'STDDEV_LATENCY',
    'TRANSACTION_RATE'
];
function selectors(mode) {
    return mode.unit === 'Trans/s' ? [...latencySelectors, ...commonSelectors] : commonSelectors;
}
/**
 * The client's argument list. The output is `-k`, KEY=VALUE lines, because a column of the tables that netperf does not
 * know is empty and shifts nothing else. @throws RangeError unless the seconds are whole.
 */
function netperfClient(target, mode) {
    const seconds = wholeSeconds(target.durationSeconds, 1);
    return ['netperf', '-H', target.serverIp, '-t', mode.test, '-l', seconds, '--', '-k', selectors(mode).join(',')];
}
/** netperf's PAD_TIME (netlib.h): the server of a TCP_CRR waits so long for another connection before it tells its results. */
const padSeconds = 4;
/** Seconds of a client: what it was asked for, one for connecting and results, and TCP_CRR's wait for its server. */
function netperfSeconds(target, mode) {
    return target.durationSeconds + 1 + (mode.test === 'TCP_CRR' ? padSeconds : 0);
}
/** Reads a request-response test: latencies (us), transaction rate (1/s), and what its bytes tell. */
function parseRequestResponse(output, target, mode) {
    const values = readValues(output, mode);
    if ('ok' in values)
        return values;
    const figures = readFigures(values, [
        ...latencySelectors,
        'ELAPSED_TIME',
        'LOCAL_BYTES_RECVD',
        'REMOTE_BYTES_RECVD',
        'THROUGHPUT'
    ]);
    if ('ok' in figures)
        return figures;
    // One byte each way, netperf's default, makes the client's received bytes the finished transactions.
    const transactions = figures.LOCAL_BYTES_RECVD;
    if (transactions === 0)
        return failed('no-traffic', `netperf ${mode.test} finished no transaction`);
    const problem = checkDuration(`netperf ${mode.test}`, figures.ELAPSED_TIME, target) ??
        checkPositive(mode, { MIN_LATENCY: figures.MIN_LATENCY, MEAN_LATENCY: figures.MEAN_LATENCY }) ??
        checkOrder(figures) ??
        checkClaim(`${mode.test} transactions per second`, figures.TRANSACTION_RATE, transactions / figures.ELAPSED_TIME) ??
        checkClaim(`${mode.test} throughput`, figures.THROUGHPUT, figures.TRANSACTION_RATE) ??
        checkCovered(mode, figures, transactions);
    if (problem !== undefined)
        return problem;
    return {
        ok: true,
        metrics: {
            'latency-min': microseconds(figures.MIN_LATENCY),
            'latency-mean': microseconds(figures.MEAN_LATENCY),
            'latency-max': microseconds(figures.MAX_LATENCY),
            'latency-p50': microseconds(figures.P50_LATENCY),
            'latency-p90': microseconds(figures.P90_LATENCY),
            'latency-p99': microseconds(figures.P99_LATENCY),
            'latency-stddev': microseconds(figures.STDDEV_LATENCY),
            'transaction-rate': { value: figures.TRANSACTION_RATE, unit: '1/s', better: 'higher' },
            ...requestResponseDetails(values, mode)
        },
        receivedBytes: figures.LOCAL_BYTES_RECVD + figures.REMOTE_BYTES_RECVD,
        transactions
    };
}
/** Reads a stream test: throughput as the server received it (bit/s). */
function parseStream(output, target, mode) {
    const values = readValues(output, mode);
    if ('ok' in values)
        return values;
    const figures = readFigures(values, ['THROUGHPUT', 'ELAPSED_TIME', 'LOCAL_BYTES_SENT', 'REMOTE_BYTES_RECVD']);
    if ('ok' in figures)
        return figures;
    const received = figures.REMOTE_BYTES_RECVD;
    const sent = figures.LOCAL_BYTES_SENT;
    if (received === 0) {
        return failed('no-traffic', `netperf ${mode.test}: nothing was received of ${String(sent)} bytes sent`);
    }
    const throughput = figures.THROUGHPUT * 1e6;
    const problem = checkDuration(`netperf ${mode.test}`, figures.ELAPSED_TIME, target) ??
        checkBitRate(`netperf ${mode.test} throughput`, throughput) ??
        checkClaim(`${mode.test} bit/s`, throughput, (received * 8) / figures.ELAPSED_TIME) ??
        checkEqualBytes(mode, sent, received);
    if (problem !== undefined)
        return problem;
    return {
        ok: true,
        metrics: {
            throughput: { value: throughput, unit: 'bit/s', better: 'higher' },
            ...whereKnown('count', 'lower', { retransmits: knownCount(values, 'LOCAL_TRANSPORT_RETRANS') }),
            ...whereKnown('bytes', 'none', { mss: knownCount(values, 'TRANSPORT_MSS') })
        },
        receivedBytes: received
    };
}
function requestResponseDetails(values, mode) {
    if (mode.protocol === 'UDP')
        return {};
    const mss = whereKnown('bytes', 'none', { mss: knownCount(values, 'TRANSPORT_MSS') });
    // Of TCP_CRR the counters are of one of its thousands of connections, or -1.
    if (mode.test === 'TCP_CRR')
        return mss;
    const retransmits = {
        'retransmits-tx': knownCount(values, 'LOCAL_TRANSPORT_RETRANS'),
        'retransmits-rx': knownCount(values, 'REMOTE_TRANSPORT_RETRANS')
    };
    return { ...whereKnown('count', 'lower', retransmits), ...mss };
}
/** The KEY=VALUE lines of an output, once it is sure that it is whole and of the test that was asked for. */
function readValues(output, mode) {
    const said = output.stderr.trim() === '' ? withoutBanner(output.stdout) : output.stderr;
    if (output.exitCode !== 0) {
        const kind = tellsLostConnection(said) ? 'connection-lost' : 'tool-error';
        return failed(kind, `netperf exited with ${String(output.exitCode)} and said: ${quote(said)}`);
    }
    if (output.stdout !== '' && !output.stdout.endsWith('\n')) {
        return failed('tool-output', `netperf's output breaks off: ${quote(output.stdout.slice(-80))}`);
    }
    const values = new Map();
    for (const line of withoutBanner(output.stdout).split('\n')) {
        if (line.trim() === '')
            continue;
        const [, key, value] = /^([A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
        if (key === undefined || value === undefined)
            return failed('tool-output', `netperf wrote an unknown line: ${quote(line)}`);
        if (values.has(key))
            return failed('tool-output', `netperf wrote ${quote(key)} twice`);
        values.set(key, value.trim());
    }
    // An unknown selector is no error to netperf: its line is absent, or its column empty, and the exit code 0.
    const missing = selectors(mode).filter(selector => (values.get(selector) ?? '') === '');
    if (missing.length > 0)
        return failed('missing-value', `netperf gave no ${missing.join(', ')}`);
    return netperf_notAsAsked(values, mode) ?? values;
}
function withoutBanner(stdout) {
    return stdout.replace(/^MIGRATED .* TEST from .*\n/, '');
}
function netperf_notAsAsked(values, mode) {
    const asked = { PROTOCOL: mode.protocol, DIRECTION: mode.direction, THROUGHPUT_UNITS: mode.unit };
    for (const [key, value] of Object.entries(asked)) {
        const found = values.get(key) ?? '';
        if (found !== value)
            return failed('tool-output', `netperf's ${key} is ${quote(found)} instead of ${value}`);
    }
    return undefined;
}
/** netperf prints fixed decimals only, so an exponent, a sign, "nan" or "inf" is no figure of it. */
const decimal = /^\d+(?:\.\d+)?$/;
function readFigures(values, keys) {
    const figures = {};
    for (const key of keys) {
        const text = values.get(key) ?? '';
        const figure = Number(text);
        // Bytes come whole: a fraction of one is no count.
        const form = key.includes('_BYTES_') ? /^\d+$/ : decimal;
        if (!form.test(text) || figure > Number.MAX_SAFE_INTEGER) {
            return failed('missing-value', `netperf's ${key} is no figure: ${quote(text)}`);
        }
        figures[key] = figure;
    }
    return figures;
}
/** A count that netperf has where the system tells it; -1 stands for unknown. */
function knownCount(values, key) {
    const text = values.get(key) ?? '';
    const count = Number(text);
    return /^\d+$/.test(text) && Number.isSafeInteger(count) ? count : undefined;
}
function checkPositive(mode, figures) {
    for (const [key, figure] of Object.entries(figures)) {
        if (figure === 0)
            return failed('missing-value', `netperf's ${key} of ${mode.test} is 0: nothing answers that fast`);
    }
    return undefined;
}
/** The percentiles come from a histogram, so only what holds in spite of its coarse steps is demanded. */
function checkOrder(figures) {
    const { MIN_LATENCY, MEAN_LATENCY, MAX_LATENCY, P50_LATENCY, P90_LATENCY, P99_LATENCY } = figures;
    const ordered = MIN_LATENCY <= MEAN_LATENCY &&
        MEAN_LATENCY <= MAX_LATENCY &&
        P50_LATENCY <= P90_LATENCY &&
        P90_LATENCY <= P99_LATENCY;
    if (ordered)
        return undefined;
    const told = [MIN_LATENCY, MEAN_LATENCY, MAX_LATENCY, P50_LATENCY, P90_LATENCY, P99_LATENCY].map(String).join(', ');
    return failed('tool-output', `netperf's latencies (min, mean, max, p50, p90, p99) are in no order: ${told}`);
}
/** Elapsed seconds have two decimals, half a percent of one second at most; the rest is allowance. */
const claimTolerance = 0.02;
function checkClaim(what, claimed, counted) {
    const told = `netperf claims ${claimed.toFixed(1)} ${what} and counted ${counted.toFixed(1)}`;
    if (claimed > counted * (1 + claimTolerance))
        return failed('received-less-than-claimed', told);
    return claimed < counted * (1 - claimTolerance) ? failed('tool-output', told) : undefined;
}
/** The mean is exact and time between transactions is microseconds; 2 % were missing at most in slow real runs. */
const uncoveredShare = 0.05;
/**
 * One transaction follows the other, so their mean latency times their number is the measured time. When it is not, the
 * path was silent: netperf 2.7 sends a lost datagram of UDP_RR never again and waits out its time, exits 0 and gives a
 * normal latency beside a fraction of the rate (the published table has such a cell: 125 us and 3540/s, 44 %).
 * The last transaction may be cut by the end, hence the longest latency as allowance.
 */
function checkCovered(mode, figures, transactions) {
    const { ELAPSED_TIME: elapsed, MEAN_LATENCY, MAX_LATENCY } = figures;
    const covered = (MEAN_LATENCY * transactions) / 1e6;
    const silent = elapsed - covered;
    const told = `${String(transactions)} ${mode.test} transactions of ${String(MEAN_LATENCY)} us`;
    if (silent > uncoveredShare * elapsed + MAX_LATENCY / 1e6) {
        return failed('no-traffic', `no answer came for ${silent.toFixed(2)} of ${elapsed.toFixed(2)} s: ${told}`);
    }
    if (silent >= -uncoveredShare * elapsed)
        return undefined;
    return failed('tool-output', `${told} do not fit into ${elapsed.toFixed(2)} s`);
}
/** A send call of netperf is as long as the socket's first buffer: 16 KiB (tcp_wmem), room for hosts that tuned it. */
const longestSendBytes = 64 * 1024;
/**
 * netperf closes its stream before it asks for results, so all that was sent has arrived or never will. Only of the
 * send call that the end of the test interrupts does the receiver count bytes that the sender does not.
 */
function checkEqualBytes(mode, sent, received) {
    const told = `netperf ${mode.test}: ${String(received)} bytes were received of ${String(sent)} sent`;
    if (received < sent * (1 - claimTolerance))
        return failed('received-less-than-claimed', told);
    if (received > sent * (1 + claimTolerance) + longestSendBytes)
        return failed('tool-output', `${told}: more than there were`);
    return undefined;
}

;// CONCATENATED MODULE: ./src/suite/tcp-connect.ts

const tcp_connect_mode = { test: 'TCP_CRR', protocol: 'TCP', direction: 'Connect|Send|Recv', unit: 'Trans/s' };
/** A new TCP connection for each byte there and back. */
const tcpConnect = {
    name: 'tcp-connect',
    tool: 'netperf',
    client: target => netperfClient(target, tcp_connect_mode),
    expectedSeconds: target => netperfSeconds(target, tcp_connect_mode),
    parse: (output, target) => parseRequestResponse(output, target, tcp_connect_mode),
    // Connections per second is what such tests are read by; one follows the other, so the mean latency says the same.
    primaryMetric: 'transaction-rate'
};

;// CONCATENATED MODULE: ./src/suite/tcp-latency.ts

const tcp_latency_mode = { test: 'TCP_RR', protocol: 'TCP', direction: 'Send|Recv', unit: 'Trans/s' };
/** One byte there and back over one TCP connection, over and over. */
const tcpLatency = {
    name: 'tcp-latency',
    tool: 'netperf',
    client: target => netperfClient(target, tcp_latency_mode),
    // netperf has no --omit; the first transactions of a new path are slower (rules 10).
    warmUp: target => netperfClient({ ...target, durationSeconds: 1 }, tcp_latency_mode),
    expectedSeconds: target => netperfSeconds(target, tcp_latency_mode),
    parse: (output, target) => parseRequestResponse(output, target, tcp_latency_mode),
    primaryMetric: 'latency-mean'
};

;// CONCATENATED MODULE: ./src/suite/tcp-stream.ts

const tcp_stream_mode = { test: 'TCP_STREAM', protocol: 'TCP', direction: 'Send', unit: '10^6bits/s' };
/** One TCP stream from client to server; what the server received. */
const tcpStream = {
    name: 'tcp-stream',
    tool: 'netperf',
    client: target => netperfClient(target, tcp_stream_mode),
    expectedSeconds: target => netperfSeconds(target, tcp_stream_mode),
    parse: (output, target) => parseStream(output, target, tcp_stream_mode),
    primaryMetric: 'throughput'
};

;// CONCATENATED MODULE: ./src/suite/tcp-throughput.ts


const tcp_throughput_mode = { protocol: 'TCP', streams: 4, bidirectional: false };
/** Four TCP streams from client to server; what the server received. */
const tcpThroughput = {
    name: 'tcp-throughput',
    tool: 'iperf3',
    server: iperf3Server,
    client: target => iperf3Client(target, ['-P', '4']),
    expectedSeconds: iperf3Seconds,
    parse(output, target) {
        const reading = readIperf3(output, target, tcp_throughput_mode);
        if (!reading.ok)
            return reading;
        return {
            ok: true,
            metrics: { throughput: bitRate(reading.forward.throughput), ...iperf3Details(reading) },
            receivedBytes: reading.forward.receivedBytes,
            ...(reading.toolVersion === undefined ? {} : { toolVersion: reading.toolVersion })
        };
    },
    primaryMetric: 'throughput'
};

;// CONCATENATED MODULE: ./src/suite/udp-latency.ts

const udp_latency_mode = { test: 'UDP_RR', protocol: 'UDP', direction: 'Send|Recv', unit: 'Trans/s' };
/** One byte there and back by UDP; a single lost datagram makes the sample invalid, since netperf then only waits. */
const udpLatency = {
    name: 'udp-latency',
    tool: 'netperf',
    client: target => netperfClient(target, udp_latency_mode),
    expectedSeconds: target => netperfSeconds(target, udp_latency_mode),
    parse: (output, target) => parseRequestResponse(output, target, udp_latency_mode),
    primaryMetric: 'latency-mean'
};

;// CONCATENATED MODULE: ./src/suite/udp-throughput.ts


const udp_throughput_mode = { protocol: 'UDP', streams: 1, bidirectional: false };
/** Offered bit/s as published: beyond what one stream reaches there, so the sender is never the limit it sets itself. */
const offered = '10G';
/** One UDP stream; what the server received, and how much of what was sent it did not. */
const udpThroughput = {
    name: 'udp-throughput',
    tool: 'iperf3',
    server: iperf3Server,
    client: target => iperf3Client(target, ['-u', '-b', offered]),
    expectedSeconds: iperf3Seconds,
    parse(output, target) {
        const reading = readIperf3(output, target, udp_throughput_mode);
        if (!reading.ok)
            return reading;
        const { sentBytes, receivedBytes, throughput, jitter } = reading.forward;
        if (jitter === undefined)
            return failed('missing-value', 'iperf3 gave no jitter');
        // Datagrams under way when the omitted seconds end are counted at the receiver only, so a clean path can be below 0.
        const lost = Math.max(0, 100 * (1 - receivedBytes / sentBytes));
        return {
            ok: true,
            metrics: {
                throughput: bitRate(throughput),
                'lost-datagrams': percent(lost),
                jitter: microseconds(jitter),
                ...iperf3Details(reading)
            },
            receivedBytes,
            ...(reading.toolVersion === undefined ? {} : { toolVersion: reading.toolVersion })
        };
    },
    primaryMetric: 'throughput'
};

;// CONCATENATED MODULE: ./src/suite/index.ts







/** Every test of the suite by its name. */
const tests = {
    'tcp-throughput': tcpThroughput,
    'tcp-bidirectional': tcpBidirectional,
    'tcp-latency': tcpLatency,
    'tcp-stream': tcpStream,
    'udp-throughput': udpThroughput,
    'udp-latency': udpLatency,
    'tcp-connect': tcpConnect
};
/** The tests that run unless others are asked for: the TCP rows of the published benchmark. */
const defaultTests = (/* unused pure expression or super */ null && (['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream']));


/***/ }),

/***/ 80066:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ compareArms),
  h: () => (/* binding */ seriesId)
});

// EXTERNAL MODULE: ./src/results/rounds.ts
var results_rounds = __webpack_require__(921);
// EXTERNAL MODULE: ./src/statistics/detectable.ts
var detectable = __webpack_require__(39008);
// EXTERNAL MODULE: ./src/statistics/distributions.ts
var distributions = __webpack_require__(87036);
// EXTERNAL MODULE: ./src/statistics/expected.ts
var expected = __webpack_require__(93395);
// EXTERNAL MODULE: ./src/statistics/figures.ts
var figures = __webpack_require__(36514);
// EXTERNAL MODULE: ./src/statistics/holm.ts
var holm = __webpack_require__(84773);
// EXTERNAL MODULE: ./src/statistics/outcome.ts
var statistics_outcome = __webpack_require__(77043);
// EXTERNAL MODULE: ./src/statistics/spread.ts
var statistics_spread = __webpack_require__(85180);
;// CONCATENATED MODULE: ./src/statistics/homogeneity.ts


/**
 * Bartlett's test that variances of normal samples are equal: the p-value, small when they differ; undefined for fewer than
 * two. Heavy tails make it small too, which errs towards not pooling. Shown beside the prior that `moderate` drew from the
 * same variances: a pre-test that switched pooling on and off would itself inflate false alarms.
 * Source: Bartlett 1937, Proc. R. Soc. A 160:268; Snedecor & Cochran, Statistical Methods, 8th ed., 13.10.
 */
function homogeneityP(spreads) {
    if (spreads.length < 2)
        return undefined;
    const all = (0,statistics_spread/* pooled */.IE)(spreads);
    const logs = spreads.reduce((sum, { variance, degreesOfFreedom }) => sum + degreesOfFreedom * Math.log(variance), 0);
    const inverses = spreads.reduce((sum, { degreesOfFreedom }) => sum + 1 / degreesOfFreedom, 0);
    const others = spreads.length - 1;
    const correction = 1 + (inverses - 1 / all.degreesOfFreedom) / (3 * others);
    const statistic = (all.degreesOfFreedom * Math.log(all.variance) - logs) / correction;
    return (0,distributions/* chiSquaredUpperTail */.u4)(Math.max(0, statistic), others);
}

// EXTERNAL MODULE: ./src/statistics/moderate.ts + 1 modules
var moderate = __webpack_require__(3844);
;// CONCATENATED MODULE: ./src/statistics/pooling.ts


/** Fewer variances than this tell nothing about whether they agree. */
const SMALLEST_POOL = 4;
/** 0.01 %, squared: no tool reports finer, and equal readings must not pass for certainty. */
const SMALLEST_VARIANCE = 1e-4 ** 2;
/**
 * Moderates variances within each group (a kind of metric over scenarios) of at least four; gated metrics of smaller groups
 * share one pool, so that one scenario's primary metrics help each other. Metrics that do not gate (retransmits, minima) never
 * lend to those that do, and stand alone outside a group.
 */
function poolSpreads(members) {
    const groups = new Map();
    for (const member of members) {
        const key = `${member.gated ? 'gated' : 'shown'} ${member.group}`;
        groups.set(key, [...(groups.get(key) ?? []), member]);
    }
    const rest = [...groups.values()].filter(group => group.length < SMALLEST_POOL).flat();
    const pools = [
        ...[...groups.values()].filter(group => group.length >= SMALLEST_POOL),
        rest.filter(({ gated }) => gated),
        ...rest.filter(({ gated }) => !gated).map(member => [member])
    ].filter(pool => pool.length > 0);
    const spreads = new Map();
    const described = pools.map((pool) => {
        const own = pool.map(({ own: { variance, degreesOfFreedom } }) => ({
            variance: Math.max(variance, SMALLEST_VARIANCE),
            degreesOfFreedom
        }));
        const moderated = (0,moderate/* moderate */.I)(own);
        for (const [index, { id }] of pool.entries()) {
            const spread = moderated.spreads[index];
            if (spread !== undefined)
                spreads.set(id, spread);
        }
        return {
            ids: pool.map(({ id }) => id),
            priorDegreesOfFreedom: moderated.priorDegreesOfFreedom,
            homogeneityP: homogeneityP(own)
        };
    });
    return { pools: described, spreads };
}

;// CONCATENATED MODULE: ./src/statistics/prospects.ts

/**
 * Predictive probabilities given `rounds` of `planned`, nothing being known of the change beforehand: the final estimate is t
 * distributed around the present one with variance sd^2 (1 / rounds - 1 / planned). Looks in between are left out.
 * Source: Spiegelhalter, Freedman & Blackburn 1986, Controlled Clinical Trials 7:8.
 */
function prospects(course, rounds, planned) {
    const { worse, margin, sd, degreesOfFreedom, finalAdjusted, finalEquivalence } = course;
    const spread = sd * Math.sqrt(1 / rounds - 1 / planned);
    const above = (bound) => (0,distributions/* tUpperTail */.Pq)((bound - worse) / spread, degreesOfFreedom);
    const needed = Math.max(margin, finalAdjusted);
    const room = margin - finalEquivalence;
    const equivalent = room > 0 ? above(-room) - above(room) : 0;
    return { regression: above(needed), improvement: 1 - above(-needed), equivalent };
}

;// CONCATENATED MODULE: ./src/statistics/signed-rank.ts
/**
 * Two-sided p-value of Wilcoxon's signed-rank test that differences are symmetric about zero: exact, by counting all signs;
 * ties get midranks, zeros are dropped, nothing left gives 1. Shown beside the t-test, never decisive: with seven rounds it
 * cannot go below 1/64, so it cannot start Holm's procedure.
 * Source: Wilcoxon 1945, Biometrics Bull. 1:80; exact with ties: Hollander & Wolfe, Nonparametric Statistical Methods, 3.1.
 */
function signedRankP(differences) {
    const left = differences.filter(difference => difference !== 0);
    const sizes = left.map(Math.abs).sort((a, b) => a - b);
    // Twice the midrank is whole, so sums can index an array.
    const ranks = left.map(difference => sizes.indexOf(Math.abs(difference)) + sizes.lastIndexOf(Math.abs(difference)) + 2);
    const total = ranks.reduce((sum, rank) => sum + rank, 0);
    const positive = ranks.reduce((sum, rank, index) => sum + ((left[index] ?? 0) > 0 ? rank : 0), 0);
    const extreme = Math.min(positive, total - positive);
    let chances = new Float64Array(total + 1);
    chances[0] = 1;
    for (const rank of ranks) {
        const before = chances;
        chances = before.map((chance, sum) => (chance + (before[sum - rank] ?? 0)) / 2);
    }
    const tail = chances.slice(0, extreme + 1).reduce((sum, chance) => sum + chance, 0);
    return Math.min(1, 2 * tail);
}

// EXTERNAL MODULE: ./src/statistics/spending.ts
var spending = __webpack_require__(60975);
;// CONCATENATED MODULE: ./src/statistics/compare-rounds.ts











/** Whether a comparison may be made after this many rounds; between looks the data are not to be asked. */
function isLook(design, rounds) {
    return design.looks.includes(rounds);
}
/**
 * Compares interleaved arms after a round that is a look of the design, or at the end: per metric a two-sided paired t-test
 * over rounds with a moderated variance, alpha spent over the looks, Holm over the gated metrics (and, apart from them, over
 * those that are only shown), intervals that agree with it, and whether to go on.
 * Assumes that arms alternate in balanced random order, so that rounds' differences are independent with mean log(candidate /
 * reference); not that rounds are alike, for what a round has in common cancels. A metric's repeated p-value goes into Holm
 * at the same look only (Ye, Li, Liu & Yao 2013, Stat. Med. 32:1112), so an interval never contradicts its outcome.
 * `others` are the `familyP` of gated metrics of further runs that are judged together with these: Holm asks of them only to be
 * p-values, so other rounds, looks and designs may stand behind them.
 * Throws RangeError when asked between looks, after the planned end, or for margins or differences that are no numbers.
 */
function compareRounds(metrics, design, progress, others = []) {
    check(metrics, design, progress);
    const timing = timingOf(design, progress);
    const usable = metrics.filter(({ differences }) => differences.length >= expected/* FEWEST_DIFFERENCES */.Yx);
    const { pools, spreads } = poolSpreads(usable.map(metric => ({ ...metric, own: (0,statistics_spread/* spreadOf */.jg)(metric.differences) })));
    const tests = metrics.map(metric => testOf(metric, spreads.get(metric.id), timing));
    const compared = [true, false].flatMap(gated => {
        const family = tests.filter(({ metric }) => metric.gated === gated);
        const pValues = [...family.map(({ repeatedP }) => repeatedP), ...(gated ? others : [])];
        const adjusted = (0,holm/* holm */.f)(pValues, design.alpha);
        return family.flatMap((test, index) => {
            const step = adjusted[index];
            return step === undefined ? [] : [compareMetric(test, step, pValues.length, design, timing)];
        });
    });
    const byId = new Map(compared.map(result => [result.id, result]));
    const results = metrics.flatMap(({ id }) => byId.get(id) ?? []);
    return { metrics: results, pools, stop: stopReason(results, metrics, design, progress, others.length) };
}
function timingOf({ looks, spendingRho }, { rounds, ended }) {
    const planned = looks.at(-1) ?? rounds;
    const early = looks.filter(look => look < rounds);
    const all = ended ? [...early, rounds] : looks;
    return { look: early.length, spending: (0,spending/* spend */.R)(all, planned, spendingRho) };
}
function testOf(metric, spread, { look, spending }) {
    if (spread === undefined)
        return { metric, spread, estimate: NaN, standardError: NaN, p: 1, repeatedP: 1 };
    const estimate = (0,statistics_spread/* mean */.i2)(metric.differences);
    const standardError = Math.sqrt(spread.variance / metric.differences.length);
    const p = (0,distributions/* tTwoSided */.uy)(estimate / standardError, spread.degreesOfFreedom);
    return { metric, spread, estimate, standardError, p, repeatedP: spending.repeated(look, p) };
}
function compareMetric(test, step, family, design, timing) {
    const { metric, spread, estimate, standardError, p, repeatedP } = test;
    const { id, gated, margin, better, differences } = metric;
    const rounds = differences.length;
    const shared = { id, gated, rounds, signedRankP: signedRankP(differences), familyP: repeatedP };
    if (spread === undefined) {
        return { ...shared, outcome: 'inconclusive', figures: undefined, detectableAtEnd: undefined };
    }
    const { degreesOfFreedom } = spread;
    const { look, spending } = timing;
    const half = (level) => (0,distributions/* tUpperQuantile */.k7)(spending.nominal(look, level) / 2, degreesOfFreedom) * standardError;
    const twoOneSided = 2 * design.equivalenceAlpha;
    const { outcome, interval } = (0,statistics_outcome/* decide */.L)(estimate, (0,statistics_outcome/* intervalAround */.P)(estimate, half(step.level), 1 - step.level), (0,statistics_outcome/* intervalAround */.P)(estimate, half(twoOneSided), 1 - twoOneSided), margin, better);
    const sd = Math.sqrt(spread.variance);
    const firstStep = design.alpha / family;
    const detectableAt = (count, level) => (0,detectable/* detectableChange */.wy)(sd / Math.sqrt(count), degreesOfFreedom + count - rounds, level, margin, design.power);
    const endLevel = (0,expected/* finalLevel */.td)(design, firstStep);
    return {
        ...shared,
        outcome,
        detectableAtEnd: detectableAt(Math.max(rounds, design.looks.at(-1) ?? rounds), endLevel),
        figures: {
            estimate,
            interval,
            p,
            adjustedP: step.adjusted,
            sd,
            degreesOfFreedom,
            detectable: detectableAt(rounds, spending.nominal(look, firstStep)),
            needed: (0,detectable/* countNeeded */.DD)(figures/* STATED_MARGINS */.A * margin, expected/* FEWEST_DIFFERENCES */.Yx, count => detectableAt(count, endLevel))
        }
    };
}
function stopReason(results, metrics, design, { rounds, ended }, others) {
    const gated = results.filter(result => result.gated);
    const worse = gated.filter(({ outcome }) => outcome === 'regression');
    if (worse.length > 0)
        return { kind: 'regression', reason: `regression found after round ${String(rounds)}: ${idsOf(worse)}` };
    if (gated.length > 0 && gated.every(({ outcome }) => outcome !== 'inconclusive'))
        return { kind: 'decided', reason: `every gated metric is equivalent or improved after round ${String(rounds)}` };
    const planned = design.looks.at(-1) ?? rounds;
    if (ended || rounds >= planned)
        return { kind: 'last look', reason: `all ${String(rounds)} rounds are compared` };
    if (gated.length > 0 && isFutile(gated, metrics, design, rounds, planned, others))
        return {
            kind: 'futile',
            reason: `after round ${String(rounds)} neither a further change nor a pass is to be expected of the ${String(planned - rounds)} rounds left`
        };
    return undefined;
}
/** Both are improbable: that a further metric is found changed, either way, and that all end equivalent or improved. */
function isFutile(gated, metrics, design, rounds, planned, others) {
    const adjustedLevel = (0,expected/* finalLevel */.td)(design, design.alpha / (gated.length + others));
    const equivalenceLevel = (0,expected/* finalLevel */.td)(design, 2 * design.equivalenceAlpha);
    let [anyChange, allGood] = [0, 1];
    for (const { id, outcome, figures } of gated) {
        const metric = metrics.find(candidate => candidate.id === id);
        // A metric that cannot be tested yet may still be after the next round.
        if (figures === undefined || metric === undefined)
            return false;
        const { sd, degreesOfFreedom, estimate } = figures;
        const finalDf = degreesOfFreedom + planned - rounds;
        const half = (level) => ((0,distributions/* tUpperQuantile */.k7)(level / 2, finalDf) * sd) / Math.sqrt(planned);
        const course = {
            worse: metric.better === 'higher' ? -estimate : estimate,
            margin: metric.margin,
            sd,
            degreesOfFreedom,
            finalAdjusted: half(adjustedLevel),
            finalEquivalence: half(equivalenceLevel)
        };
        const { regression, improvement, equivalent } = prospects(course, rounds, planned);
        anyChange += regression + (outcome === 'improvement' ? 0 : improvement);
        if (outcome === 'inconclusive')
            allGood = Math.min(allGood, improvement + equivalent);
    }
    return anyChange < design.futility && allGood < design.futility;
}
function idsOf(results) {
    return results.map(({ id }) => id).join(', ');
}
function check(metrics, design, { rounds, ended }) {
    const planned = design.looks.at(-1) ?? 0;
    if (rounds > planned)
        throw new RangeError(`round ${String(rounds)} lies after the planned end, ${String(planned)}`);
    if (!ended && !isLook(design, rounds))
        throw new RangeError(`round ${String(rounds)} is no look of this design (${design.looks.join(', ')})`);
    if (new Set(metrics.map(({ id }) => id)).size < metrics.length)
        throw new RangeError('two metrics have the same id');
    for (const { id, margin, differences } of metrics) {
        if (!(margin > 0 && margin < Infinity))
            throw new RangeError(`${id}: its margin must be above 0`);
        if (!differences.every(Number.isFinite))
            throw new RangeError(`${id}: a difference is no number`);
        if (differences.length > rounds)
            throw new RangeError(`${id}: more differences than finished rounds`);
    }
}

// EXTERNAL MODULE: ./src/statistics/design.ts
var statistics_design = __webpack_require__(46977);
// EXTERNAL MODULE: ./src/verdict/policy.ts
var verdict_policy = __webpack_require__(52815);
// EXTERNAL MODULE: ./src/verdict/series.ts
var series = __webpack_require__(45120);
;// CONCATENATED MODULE: ./src/verdict/paired.ts





/** Identifies a metric of a scenario within a run. */
function seriesId({ scenario, test, metric }) {
    return `${scenario} ${test} ${metric}`;
}
/**
 * Compares candidate and reference after a run's finished rounds. Between the design's looks the data are not asked:
 * `undefined`, unless `ended` says that nothing more will come for a reason that has nothing to do with the data. At a look
 * that reason must be known, for the data may have ended the run as well: only the time budget is recorded as one. `others` are
 * the p-values of runs that are judged together with this one; without them those of the policy's other legs are unknown.
 */
function compareArms(run, policy, ended, others) {
    const rounds = (0,results_rounds/* finishedRounds */.Qi)(run);
    const design = (0,statistics_design/* designFor */.m)(run.plan.rounds);
    const look = isLook(design, rounds);
    if (rounds === 0 || (!look && !ended))
        return undefined;
    const metrics = (0,series/* seriesOf */.Lf)(run).usable.map(series => ({
        id: seriesId(series),
        group: `${series.test} ${series.metric}`,
        better: series.better,
        margin: (0,verdict_policy/* marginFor */.o6)(policy, series.better).log,
        gated: (0,verdict_policy/* isGated */.m3)(policy, series.test, series.metric),
        differences: series.rounds.flatMap(({ round, candidate, reference }) => round > rounds || candidate === undefined || reference === undefined ? [] : [Math.log(candidate / reference)])
    }));
    const family = others ?? (0,verdict_policy/* unknownOthers */.i7)(policy, metrics.filter(({ gated }) => gated).length);
    const { metrics: results, pools, stop } = compareRounds(metrics, design, { rounds, ended: !look || run.stoppedByBudget === true }, family);
    const byId = new Map(results.map(result => [result.id, result]));
    const sight = metrics.flatMap(({ id, better, gated }) => {
        const detectable = byId.get(id)?.detectableAtEnd;
        return gated && detectable !== undefined ? [{ better, detectable }] : [];
    });
    const variancePools = pools.flatMap(describePool);
    return { results: byId, stop: look ? stop : undefined, rounds, sight, variancePools };
}
/** A metric alone has nobody to be like. */
function describePool({ ids, priorDegreesOfFreedom, homogeneityP }) {
    return homogeneityP === undefined ? [] : [{ metrics: ids, priorDegreesOfFreedom, homogeneityP }];
}


/***/ }),

/***/ 52815:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X1: () => (/* binding */ gatedBesides),
/* harmony export */   i7: () => (/* binding */ unknownOthers),
/* harmony export */   m3: () => (/* binding */ isGated),
/* harmony export */   o6: () => (/* binding */ marginFor)
/* harmony export */ });
/* harmony import */ var _statistics_margin_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23449);
/* harmony import */ var _suite_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8357);


/**
 * P-values of the metrics that other jobs measure meanwhile, as many as there are of `own`: not known yet, so none of them
 * counts as found. A leg that stopped when it had found enough for itself alone would have too little for all of them.
 */
function unknownOthers({ legs }, own) {
    return Array.from({ length: (legs - 1) * own }, () => 1);
}
/** One primary metric of each test gates (rules 1): with more, fewer would be found. */
function isGated(policy, test, metric) {
    return _suite_index_js__WEBPACK_IMPORTED_MODULE_0__/* .tests */ .C[test].primaryMetric === metric || policy.alsoGate.includes(`${test}/${metric}`);
}
/** The metrics of a test that gate though they are not its primary one. */
function gatedBesides({ alsoGate }, test) {
    const own = alsoGate.filter(name => name.startsWith(`${test}/`)).map(name => name.slice(test.length + 1));
    return [...new Set(own)].filter(metric => metric !== _suite_index_js__WEBPACK_IMPORTED_MODULE_0__/* .tests */ .C[test].primaryMetric);
}
/** A metric's margin: as share of a loss, and as log ratio. Whatever grows when it gets worse has latency's margin. */
function marginFor(policy, better) {
    const percent = policy.marginPercent[better === 'higher' ? 'throughput' : 'latency'];
    return { share: percent / 100, log: (0,_statistics_margin_js__WEBPACK_IMPORTED_MODULE_1__/* .marginOf */ .O)(better, percent) };
}


/***/ }),

/***/ 45120:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lf: () => (/* binding */ seriesOf),
/* harmony export */   XL: () => (/* binding */ byTime),
/* harmony export */   lX: () => (/* binding */ geometricMean)
/* harmony export */ });
/* harmony import */ var _baseline_figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7338);
/* harmony import */ var _statistics_spread_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85180);


/**
 * The metrics of a run's valid samples, in the order in which they were planned. A round's figure is the geometric mean of
 * its block's samples, for they are no replicates (rules 1). A metric with a figure that has no logarithm, or with figures
 * in two units, has no ratios: it is set apart, not dropped, for what should gate must not go unnoticed.
 */
function seriesOf(run) {
    const found = new Map();
    for (const sample of [...run.samples].sort(byTime)) {
        if (sample.status === 'invalid' || sample.path === 'host')
            continue;
        for (const [metric, { value, unit, better }] of Object.entries(sample.metrics)) {
            if (better === 'none')
                continue;
            const key = `${sample.scenario} ${sample.test} ${metric}`;
            const { scenario, test } = sample;
            const one = found.get(key) ?? {
                ...{ scenario, test, metric, unit, better },
                rounds: new Map(),
                proofs: new Set()
            };
            found.set(key, one);
            if (unit !== one.unit || better !== one.better)
                one.mixed = true;
            else if (!(value >= _baseline_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .minValue */ .Ww && value <= _baseline_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .maxValue */ .cG)) {
                one.unusable ??= `a sample has ${String(value)}, which has no ratio to another`;
            }
            one.proofs.add(sample.proof?.verdict);
            const arms = one.rounds.get(sample.round) ?? {};
            (arms[sample.arm] ??= []).push(value);
            one.rounds.set(sample.round, arms);
        }
    }
    const place = ({ scenario, test }) => run.plan.scenarios.indexOf(scenario) * 100 + run.plan.tests.indexOf(test);
    const usable = [];
    const unusable = [];
    for (const one of [...found.values()].sort((left, right) => place(left) - place(right))) {
        const { scenario, test, metric, unit, better, rounds, proofs } = one;
        const described = { scenario, test, metric, unit, better, proof: proofOf(proofs) };
        if (one.mixed === true)
            unusable.push({ ...described, reason: 'its samples do not agree on the unit', means: {} });
        else if (one.unusable !== undefined)
            unusable.push({ ...described, reason: one.unusable, means: meansOf([...rounds.values()]) });
        else
            usable.push({ ...described, rounds: figuresOf(rounds) });
    }
    return { usable, unusable };
}
/** The order of measuring, whatever the order in the document: sums depend on it in their last digit. */
function byTime(left, right) {
    return left.round - right.round || left.block - right.block || (left.id < right.id ? -1 : 1);
}
function figuresOf(rounds) {
    return [...rounds]
        .sort(([left], [right]) => left - right)
        .map(([round, { candidate, reference }]) => ({
        round,
        ...(candidate === undefined ? {} : { candidate: Math.exp((0,_statistics_spread_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(candidate.map(Math.log))) }),
        ...(reference === undefined ? {} : { reference: Math.exp((0,_statistics_spread_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(reference.map(Math.log))) })
    }));
}
function meansOf(rounds) {
    const meanOf = (arm) => {
        const blocks = rounds.map(round => round[arm] ?? []).filter(values => values.length > 0);
        const isSane = blocks.length > 0 && blocks.flat().every(value => Math.abs(value) <= _baseline_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .maxValue */ .cG);
        return isSane ? { [arm]: (0,_statistics_spread_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(blocks.map(_statistics_spread_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)) } : {};
    };
    return { ...meanOf('candidate'), ...meanOf('reference') };
}
function proofOf(proofs) {
    const [only, another] = [...proofs];
    return another === undefined && (only === 'encrypted' || only === 'plaintext') ? only : 'unproven';
}
/** Geometric mean; `undefined` of nothing. */
function geometricMean(values) {
    const logs = values.flatMap(value => (value === undefined ? [] : [Math.log(value)]));
    return logs.length === 0 ? undefined : Math.exp((0,_statistics_spread_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(logs));
}


/***/ })

};
