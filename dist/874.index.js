export const id = 874;
export const ids = [874,182];
export const modules = {

/***/ 35478:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ parseEarlier),
/* harmony export */   D8: () => (/* binding */ serializeEarlier),
/* harmony export */   ic: () => (/* binding */ earlierPath)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13798);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8301);
/* harmony import */ var _results_check_tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(23195);
/* harmony import */ var _results_read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72460);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84066);






const version = 1;
const text = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().max(1000);
const schema = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('cilium-perf-gate earlier runs'),
    version: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(version),
    /** Id of the run that was compared. */
    run: text,
    record: zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
        source: text,
        candidates: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ label: text, url: text.optional(), used: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(), reason: text }))
            .max(2000),
        ended: zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({ reason: text, failed: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY() }).optional(),
        differences: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(text).max(2000)
    }),
    pool: _document_js__WEBPACK_IMPORTED_MODULE_1__/* .compactSchema */ .bt,
    anchor: _document_js__WEBPACK_IMPORTED_MODULE_1__/* .compactSchema */ .bt
});
/** Where a run's folder says what the run was compared with. */
function earlierPath(folder) {
    return `${folder}/earlier.json`;
}
/** What a run was compared with, to be compared with again where nobody can ask for it: on another machine, or later. */
function serializeEarlier(run, { record, pool, anchor }) {
    const document = {
        kind: 'cilium-perf-gate earlier runs',
        version,
        run,
        record: {
            source: shorten(record.source),
            candidates: record.candidates
                .slice(0, 2000)
                .map(one => ({ ...one, label: shorten(one.label), reason: shorten(one.reason) })),
            ...(record.ended === undefined ? {} : { ended: { ...record.ended, reason: shorten(record.ended.reason) } }),
            differences: record.differences.slice(0, 2000).map(shorten)
        },
        pool: (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .compact */ .oE)(pool),
        anchor: (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .compact */ .oE)(anchor)
    };
    return `${JSON.stringify(document)}\n`;
}
/**
 * Reads it again, from whomever it comes; throws an InputError that says what is wrong with it. `undefined` when it belongs to
 * another run, which lies in the same folder.
 */
function parseEarlier(document, wanted) {
    if (document.length > 2 * _document_js__WEBPACK_IMPORTED_MODULE_1__/* .maxBaselineLength */ .Ov) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz(`it has more than ${String(2 * _document_js__WEBPACK_IMPORTED_MODULE_1__/* .maxBaselineLength */ .Ov)} characters`);
    }
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .safeJson */ .o)(document);
    if (value === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('it is not JSON');
    const bad = (0,_results_check_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .findBadNode */ .x)(value);
    if (bad !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz(bad);
    const result = schema.safeParse(value);
    if (!result.success)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz((0,_results_read_js__WEBPACK_IMPORTED_MODULE_0__/* .describeIssues */ .wF)(result.error));
    const { run, record, pool, anchor } = result.data;
    if (run !== wanted)
        return undefined;
    const candidates = record.candidates.map(({ url, ...rest }) => ({ ...rest, ...(url === undefined ? {} : { url }) }));
    const { ended, ...rest } = record;
    return {
        record: { ...rest, candidates, ...(ended === undefined ? {} : { ended }) },
        pool: (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .expand */ .fT)(pool),
        anchor: (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .expand */ .fT)(anchor)
    };
}
function shorten(given) {
    return given.slice(0, 1000);
}


/***/ }),

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
        const { baseBranch, baseSha } = event.pullRequest;
        // It runs on a branch of the repository itself, not on a merge commit (docs: events that trigger workflows).
        if (event.name === 'pull_request_target')
            return same(baseBranch, baseSha);
        const [first, second] = await parents(event.sha);
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

/***/ 81874:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   concludeUnfinished: () => (/* binding */ concludeUnfinished)
/* harmony export */ });
/* harmony import */ var _conclude_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38182);
/* harmony import */ var _report_comparison_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34326);
/* harmony import */ var _restore_restore_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63796);
/* harmony import */ var _results_recorder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15042);
/* harmony import */ var _results_files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24928);





/**
 * Concludes what this very job began to measure in a folder and was stopped before it could say what it means: the
 * incomplete run is uploaded and commented as such. Does nothing when the main step came that far, or never began.
 */
async function concludeUnfinished(host, comparing, output, job) {
    const { files } = host;
    if (!files.exists((0,_results_recorder_js__WEBPACK_IMPORTED_MODULE_3__/* .journalPath */ .H)(output)) || files.exists((0,_report_comparison_files_js__WEBPACK_IMPORTED_MODULE_1__/* .comparisonPath */ .t)(output)))
        return undefined;
    const run = await (0,_restore_restore_js__WEBPACK_IMPORTED_MODULE_2__/* .readJournal */ .a0)(host, output);
    const { runId, runAttempt, job: name } = job.source;
    // A runner that keeps its workspace still has the journals of other jobs.
    if (run.source?.runId !== runId || run.source.runAttempt !== runAttempt || run.source.job !== name)
        return undefined;
    await (0,_results_files_js__WEBPACK_IMPORTED_MODULE_4__.writeResults)(files, output, run);
    return (0,_conclude_js__WEBPACK_IMPORTED_MODULE_0__.conclude)(host, comparing, output, run, job);
}


/***/ }),

/***/ 38182:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  conclude: () => (/* binding */ conclude)
});

// EXTERNAL MODULE: ./src/baseline/document.ts
var baseline_document = __webpack_require__(84066);
// EXTERNAL MODULE: ./src/baseline/earlier-file.ts
var earlier_file = __webpack_require__(35478);
// EXTERNAL MODULE: ./src/baseline/glob.ts
var glob = __webpack_require__(16941);
// EXTERNAL MODULE: ./src/baseline/pool.ts
var pool = __webpack_require__(41197);
// EXTERNAL MODULE: ./src/results/proven.ts
var proven = __webpack_require__(7280);
// EXTERNAL MODULE: ./src/baseline/figures.ts
var figures = __webpack_require__(7338);
// EXTERNAL MODULE: ./src/baseline/reference-commit.ts
var reference_commit = __webpack_require__(52510);
// EXTERNAL MODULE: ./src/baseline/trust.ts
var trust = __webpack_require__(90069);
;// CONCATENATED MODULE: ./src/baseline/publish.ts





/** Put on a pull request, it accepts what the pull request makes worse, for good. */
const acceptLabel = 'accept-perf-regression';
/** The losses of a comparison that the labels of its pull request accept: all or none. */
function acknowledgedLosses(comparison, labels) {
    return labels.includes(acceptLabel) ? (0,baseline_document/* lossesOf */.Rr)(comparison) : [];
}
/**
 * Only what is on the default branch is a measure for others; what made something worse hides it from the next run,
 * unless somebody accepted that. A job that is red for other reasons still publishes, and so does the first run, and one
 * that nothing is comparable to; one that was compared with nothing because earlier runs could not be read does not.
 */
function decidePublishing(run, comparison, event, defaultBranch, acknowledged) {
    const no = (reason) => ({ publish: false, reason: `No baseline is published: ${reason}.` });
    if (!trust/* trustedEvents */.BU.some(name => name === event.name))
        return no(`the run was started by ${event.name}`);
    if ((0,reference_commit/* branchOf */.W)(event.ref) !== defaultBranch)
        return no(`the run is not of the default branch, ${defaultBranch}`);
    if (!run.complete)
        return no('the run is incomplete');
    if (comparison.verdict === 'invalid')
        return no('something could not be measured');
    if (!(0,proven/* isProven */.nn)(run) || (0,figures/* figuresOf */.h5)(run).length === 0)
        return no('the run has no proven figures');
    const { ended } = comparison.baseline;
    if (comparison.verdict === 'no-baseline' && ended?.failed === true) {
        return no(`earlier runs could not be read, so nobody knows whether this one is worse (${ended.reason})`);
    }
    const accepted = new Set(acknowledged.map(figures/* keyText */.Pu));
    const open = (0,baseline_document/* lossesOf */.Rr)(comparison).filter(loss => !accepted.has((0,figures/* keyText */.Pu)(loss)));
    if (open.length > 0) {
        const names = open.map(({ scenario = 'control', test, metric }) => `${scenario} ${test} ${metric}`);
        return no(`${names.join(', ')} got worse; to accept that, put the label ${acceptLabel} on the pull request and run this again`);
    }
    return { publish: true, reason: 'The run is published as a baseline.' };
}

// EXTERNAL MODULE: ./src/earlier.ts + 2 modules
var earlier = __webpack_require__(50420);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/github/artifact-names.ts
var artifact_names = __webpack_require__(68036);
// EXTERNAL MODULE: ./src/github/errors.ts
var github_errors = __webpack_require__(73116);
// EXTERNAL MODULE: ./src/github/comment.ts + 1 modules
var comment = __webpack_require__(14106);
// EXTERNAL MODULE: ./src/post-comment.ts
var post_comment = __webpack_require__(1229);
// EXTERNAL MODULE: ./src/report/comparison-files.ts + 13 modules
var comparison_files = __webpack_require__(34326);
// EXTERNAL MODULE: ./src/say-verdict.ts
var say_verdict = __webpack_require__(92288);
// EXTERNAL MODULE: ./src/report/run-link.ts
var run_link = __webpack_require__(91344);
// EXTERNAL MODULE: ./src/report/comment.ts
var report_comment = __webpack_require__(54231);
// EXTERNAL MODULE: ./src/report/job-summary.ts + 1 modules
var job_summary = __webpack_require__(19847);
// EXTERNAL MODULE: ./src/report/sections.ts
var sections = __webpack_require__(43844);
// EXTERNAL MODULE: ./src/verdict/compare.ts + 5 modules
var compare = __webpack_require__(30584);
;// CONCATENATED MODULE: ./src/conclude.ts


















/**
 * Compares a run with its reference or with earlier runs, writes every report into its folder and, in a job on GitHub,
 * uploads them, publishes a baseline and comments. What GitHub refuses is a warning: the verdict stands whatever it does.
 */
async function conclude(host, comparing, output, run, job) {
    const { files, outputs } = host;
    const { history, found } = await (0,earlier/* findEarlier */._)(host, comparing, run, placeOf(job, comparing.policy.legs));
    const comparison = (0,compare/* compareRun */.X)(run, comparing.policy, history);
    await files.write((0,earlier_file/* earlierPath */.ic)(output), (0,earlier_file/* serializeEarlier */.D8)(run.id, found));
    const context = {
        limit: comment/* maxReportLength */.pX,
        // Elsewhere by what the run says of itself, so that its files can be written again from it.
        links: job === undefined ? (0,run_link/* runLink */.u)(run) : { run: job.runUrl },
        attempt: run.source?.runAttempt ?? 1,
        foreign: false,
        maxRows: sections/* maxRows */._q
    };
    await (0,comparison_files/* writeComparison */.Z)(files, output, run, comparison, context);
    (0,say_verdict/* sayVerdict */.F)(outputs, run, comparison);
    if (job === undefined)
        return { comparison };
    const artifactId = await attempt(host, () => upload(host, comparing, output, run, job));
    await attempt(host, () => publish(host, comparing, output, run, comparison, found, job));
    const links = {
        ...context.links,
        ...(artifactId === undefined ? {} : { artifact: `${job.runUrl}/artifacts/${String(artifactId)}` })
    };
    await outputs.summary((0,job_summary/* renderJobSummary */.q)(run, comparison, { ...context, links, limit: job_summary/* summaryLimit */.m }));
    const commentUrl = await conclude_comment(host, comparing, (0,report_comment/* renderComment */.w)(run, comparison, { ...context, links }), job);
    return {
        comparison,
        ...(artifactId === undefined ? {} : { artifactId }),
        ...(commentUrl === undefined ? {} : { commentUrl })
    };
}
function placeOf(job, legs) {
    if (job === undefined)
        return undefined;
    const { github, workflow, source } = job;
    return { github, workflow, runId: source.runId, searches: legs, reference: () => job.reference() };
}
async function upload(host, comparing, output, run, job) {
    const all = await (0,glob/* findFiles */.l)(host.files, `${output}/**/*`);
    const name = (0,artifact_names/* rawName */.UW)(comparing.commentKey, job.source.job, job.source.runAttempt);
    const { id, bytes } = await job.github.uploadArtifact(name, output, all);
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
    const baseline = (0,baseline_document/* createBaseline */.wu)(run, comparison, found.pool, found.anchor, acknowledged);
    const folder = `${output}/baseline`;
    const path = `${folder}/${baseline_document/* baselineFile */._S}`;
    await host.files.write(path, (0,baseline_document/* serializeBaseline */.ky)(baseline));
    await github.uploadArtifact((0,artifact_names/* baselineName */.Ri)(comparing.commentKey), folder, [path]);
    host.outputs.info(`published ${(0,pool/* labelOf */.Wy)((0,baseline_document/* asPoolRun */.i6)(baseline))} as a baseline`);
}
async function conclude_comment(host, { comment: wanted, commentKey }, text, { github, event, source }) {
    const { pullRequest } = event;
    if (!wanted || pullRequest === undefined)
        return undefined;
    const { runId, runAttempt } = source;
    const by = { runId, runAttempt, headSha: pullRequest.headSha };
    return (0,post_comment/* postComment */.G)(host, github, pullRequest.number, { key: commentKey, job: source.job }, by, text);
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

// EXTERNAL MODULE: ./src/verdict/verdict.ts
var verdict = __webpack_require__(91396);
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
/** The metrics that shall gate as bars in text, a chart for each test with the scenarios below each other. */
function barsPart(metrics, maxRows) {
    const shown = metrics.filter(metric => (0,verdict.shallGate)(metric) && metric.candidate !== undefined);
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

// EXTERNAL MODULE: ./src/report/sections.ts
var sections = __webpack_require__(43844);
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

/***/ 91344:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ runLink)
/* harmony export */ });
/** The job that a run says it was made in, on github.com; nothing for a run that was made elsewhere or names no repository. */
function runLink({ source }) {
    if (source === undefined || !/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(source.repository))
        return {};
    return { run: `https://github.com/${source.repository}/actions/runs/${String(source.runId)}` };
}


/***/ })

};
