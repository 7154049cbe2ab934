export const id = 20;
export const ids = [20];
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
// EXTERNAL MODULE: ./src/baseline/glob.ts
var glob = __webpack_require__(16941);
// EXTERNAL MODULE: ./src/baseline/pool.ts
var pool = __webpack_require__(41197);
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
 * unless somebody accepted that. A job that is red for other reasons still publishes, and so does the first run.
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
    if (!(0,figures/* isProven */.nn)(run) || (0,figures/* figuresOf */.h5)(run).length === 0)
        return no('the run has no proven figures');
    const accepted = new Set(acknowledged.map(figures/* keyText */.Pu));
    const open = (0,baseline_document/* lossesOf */.Rr)(comparison).filter(loss => !accepted.has((0,figures/* keyText */.Pu)(loss)));
    if (open.length > 0) {
        const names = open.map(({ scenario = 'control', test, metric }) => `${scenario} ${test} ${metric}`);
        return no(`${names.join(', ')} got worse; to accept that, put the label ${acceptLabel} on the pull request and run this again`);
    }
    return { publish: true, reason: 'The run is published as a baseline.' };
}

// EXTERNAL MODULE: ./src/earlier.ts + 9 modules
var earlier = __webpack_require__(77042);
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
// EXTERNAL MODULE: ./src/report/headline.ts
var headline = __webpack_require__(14512);
// EXTERNAL MODULE: ./src/report/comment.ts
var report_comment = __webpack_require__(54231);
// EXTERNAL MODULE: ./src/report/job-summary.ts + 1 modules
var job_summary = __webpack_require__(19847);
;// CONCATENATED MODULE: ./src/conclude.ts














const maxRows = 200;
const maxAnnotations = 10;
/**
 * Compares a run with its reference or with earlier runs, writes every report into its folder and, in a job on GitHub,
 * uploads them, publishes a baseline and comments. What GitHub refuses is a warning: the verdict stands whatever it does.
 */
async function conclude(host, comparing, output, run, job) {
    const { files, outputs } = host;
    const { comparison, found } = await (0,earlier/* compareWithEarlier */.M)(host, comparing, run, placeOf(job));
    const context = {
        limit: comment/* maxReportLength */.pX,
        links: job === undefined ? {} : { run: job.runUrl },
        attempt: job?.source.runAttempt ?? 1,
        foreign: false,
        maxRows
    };
    await (0,comparison_files/* writeComparison */.Z)(files, output, run, comparison, context);
    const { verdict, sentence } = (0,headline/* describeVerdict */.X)(run, comparison);
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
    await outputs.summary((0,job_summary/* renderJobSummary */.q)(run, comparison, { ...context, links, limit: job_summary/* summaryLimit */.m }));
    const commentUrl = await conclude_comment(host, comparing, (0,report_comment/* renderComment */.w)(run, comparison, { ...context, links }), job);
    return {
        comparison,
        ...(artifactId === undefined ? {} : { artifactId }),
        ...(commentUrl === undefined ? {} : { commentUrl })
    };
}
function placeOf(job) {
    if (job === undefined)
        return undefined;
    const { github, workflow, source } = job;
    return { github, workflow, runId: source.runId, reference: () => job.reference() };
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
        if (!(error instanceof github_errors.GitHubError))
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

/***/ 64377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports date, time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13798);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
