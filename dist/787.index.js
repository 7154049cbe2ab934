export const id = 787;
export const ids = [787];
export const modules = {

/***/ 39527:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  reportStage: () => (/* binding */ reportStage)
});

// EXTERNAL MODULE: ./src/earlier.ts + 9 modules
var earlier = __webpack_require__(77042);
// EXTERNAL MODULE: ./src/github/comment.ts + 1 modules
var comment = __webpack_require__(14106);
// EXTERNAL MODULE: ./src/baseline/zip.ts
var baseline_zip = __webpack_require__(10716);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/results/read.ts + 2 modules
var read = __webpack_require__(72460);
// EXTERNAL MODULE: ./src/github/artifact-names.ts
var artifact_names = __webpack_require__(68036);
// EXTERNAL MODULE: ./src/github/errors.ts
var github_errors = __webpack_require__(73116);
;// CONCATENATED MODULE: ./src/github/second-stage.ts





/** The run document's name in the artifact of raw material. */
const runFile = 'run.json';
/** Each costs up to 150 requests, of the 1,000 that the whole repository has in an hour. */
const maxArtifacts = 10;
const maxArtifactBytes = 64 * 1024 * 1024;
/**
 * Finds the pull requests of the triggering run and the runs that it uploaded as raw material.
 * A fork controls its whole job: its artifacts are read within limits and by schema, and who it is comes from REST.
 * Rejects with a GitHubError when GitHub fails; what is wrong with the run itself is a problem of the outcome.
 */
async function readSecondStage(github, runId) {
    const run = await github.workflowRun(runId);
    if (run.event !== 'pull_request') {
        const problem = `Run ${String(runId)} was started by ${run.event}, not by a pull request; there is nothing to report.`;
        return { run, pullRequests: [], runs: [], problems: [problem] };
    }
    const { pullRequests, problem } = await findPullRequests(github, run);
    if (problem !== undefined)
        return { run, pullRequests, runs: [], problems: [problem] };
    const { runs, problems } = await readRuns(github, run);
    return { run, pullRequests, runs, problems };
}
/** `workflow_run.pull_requests` is empty for forks, and a fork's own word for its number is worth nothing. */
async function findPullRequests(github, { id, head, headBranch, headSha }) {
    if (head === undefined || headBranch === undefined) {
        return { pullRequests: [], problem: `The repository or branch of run ${String(id)} was deleted.` };
    }
    const open = await github.pullRequestsFrom(head.owner, headBranch);
    const ofHead = open.filter(one => one.headRepositoryId === head.repositoryId);
    const pullRequests = ofHead.filter(one => one.headSha === headSha);
    if (pullRequests.length > 0)
        return { pullRequests };
    const moved = ofHead.map(one => `#${String(one.number)} is at ${one.headSha.slice(0, 7)} by now`);
    return {
        pullRequests,
        problem: moved.length === 0
            ? `No open pull request has the head of run ${String(id)}.`
            : `Run ${String(id)} measured ${headSha.slice(0, 7)}, and ${moved.join(', ')}; the run for that reports instead.`
    };
}
async function readRuns(github, run) {
    const artifacts = newestAttempts((await github.artifacts(run.id)).filter(({ name }) => (0,artifact_names/* isRawName */.ml)(name)));
    if (artifacts.length === 0) {
        return { runs: [], problems: [`Run ${String(run.id)} uploaded nothing that this action measured.`] };
    }
    const problems = [];
    const runs = [];
    if (artifacts.length > maxArtifacts) {
        problems.push(`${String(artifacts.length)} artifacts, only ${String(maxArtifacts)} are read.`);
    }
    for (const artifact of artifacts.slice(0, maxArtifacts)) {
        try {
            runs.push({ artifact, run: await readRun(github, run, artifact) });
        }
        catch (error) {
            if (!(error instanceof errors/* InputError */.dz) && !(error instanceof github_errors.GitHubError))
                throw error;
            problems.push(`The artifact ${artifact.name} cannot be reported: ${(0,errors/* errorMessage */.gJ)(error)}`);
        }
    }
    return { runs, problems };
}
async function readRun(github, { id }, artifact) {
    if (artifact.expired)
        throw new errors/* InputError */.dz('it has expired');
    const zip = await github.download(artifact.id, maxArtifactBytes);
    (0,baseline_zip/* checkDigest */.H)(zip, artifact.digest);
    const run = (0,read/* parseRun */.zZ)(await (0,baseline_zip/* readZippedFile */.F)(zip, runFile, { entries: 20_000, bytes: read/* maxRunLength */.KJ }));
    if (run.source?.runId !== id)
        throw new errors/* InputError */.dz('its run.json is of another run');
    return run;
}
/** Newest first; a job that was run again has an artifact for each attempt, and one that was not keeps its first. */
function newestAttempts(artifacts) {
    const newest = new Map();
    for (const artifact of artifacts) {
        const job = (0,artifact_names/* withoutAttempt */.kH)(artifact.name);
        if (!newest.has(job))
            newest.set(job, artifact);
    }
    return [...newest.values()];
}

// EXTERNAL MODULE: ./src/post-comment.ts
var post_comment = __webpack_require__(1229);
// EXTERNAL MODULE: ./src/report/comment.ts
var report_comment = __webpack_require__(54231);
// EXTERNAL MODULE: ./src/report/job-summary.ts + 1 modules
var job_summary = __webpack_require__(19847);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/report/headline.ts
var headline = __webpack_require__(14512);
;// CONCATENATED MODULE: ./src/report/several.ts


const problemLength = 400;
/** Of one run's heading, and of the lines that stand before the first. */
const headingRoom = 200;
/**
 * Several runs in one text of at most `limit` characters, a section each, the first as the caller ordered them. A single
 * run is reported as if it stood alone. What could not be read is told after the verdict, for it limits what that means.
 */
function renderSeveral(runs, problems, limit) {
    const told = problems.map(problem => `- ${(0,markdown/* escapeShort */.iu)(problem, problemLength)}`).join('\n');
    if (runs.length === 0)
        return `**Nothing to report:** no figures of the triggering run could be read.\n\n${told}`;
    const unread = told === '' ? [] : [`**Could not be read:**\n\n${told}`];
    const room = limit - unread.join('').length - headingRoom * (runs.length + 1);
    const share = Math.floor(room / runs.length);
    const [first] = runs;
    if (runs.length === 1 && first !== undefined)
        return [first.render(share), ...unread].join('\n\n');
    return [
        describeAll(runs),
        ...unread,
        ...runs.map(({ name, render }) => `#### ${(0,markdown/* code */.aY)(name)}\n\n${render(share)}`)
    ].join('\n\n');
}
function describeAll(runs) {
    const counts = Map.groupBy(runs, run => run.verdict);
    const each = [...counts].map(([verdict, of]) => `${String(of.length)} × ${headline/* verdictWords */.L[verdict].toLowerCase()}`);
    const [first] = runs;
    const word = first === undefined ? '' : headline/* verdictWords */.L[first.verdict];
    return `**${word}:** the worst of ${String(runs.length)} runs, each compared for itself (${each.join(', ')}).`;
}

// EXTERNAL MODULE: ./src/verdict/verdict.ts
var verdict = __webpack_require__(91396);
;// CONCATENATED MODULE: ./src/report-stage.ts









const maxRows = 200;
/**
 * Reports the runs that a triggering run measured without being allowed to write: each is compared anew by this job's
 * own policy, for a fork controls everything that its job says. Rejects with a GitHubError when the triggering run
 * cannot be read; a comment that cannot be written is a warning.
 */
async function reportStage(host, comparing, { github, source }, triggeringRunId) {
    const { outputs } = host;
    const stage = await readSecondStage(github, triggeringRunId);
    const { run, pullRequests, problems } = stage;
    for (const problem of problems)
        outputs.warning(problem);
    if (pullRequests.length === 0) {
        await outputs.summary(`${renderSeveral([], problems, job_summary/* summaryLimit */.m)}\n`);
        return { verdict: undefined, commentUrl: undefined };
    }
    // A run of which nothing or only a part can be read has not shown what it was to show.
    const verdicts = problems.length > 0 ? [{ verdict: 'invalid' }] : [];
    const urls = [];
    for (const pullRequest of pullRequests) {
        const compared = await compareAll(host, comparing, { github }, stage, pullRequest);
        for (const { uploaded, comparison } of compared) {
            outputs.info(`#${String(pullRequest.number)}, ${(0,markdown/* code */.aY)(uploaded.artifact.name)}: ${comparison.verdict}`);
        }
        verdicts.push(...compared.map(({ comparison }) => comparison));
        const render = (one, limit) => renderSeveral(compared.map(each => reported(stage, each, one)), problems, limit);
        await outputs.summary(`${render(job_summary/* renderJobSummary */.q, job_summary/* summaryLimit */.m / pullRequests.length)}\n`);
        if (!comparing.comment)
            continue;
        const by = { runId: run.id, runAttempt: run.attempt, headSha: run.headSha };
        const key = { key: comparing.commentKey, job: source.job };
        const text = render(report_comment/* renderComment */.w, comment/* maxReportLength */.pX);
        const url = await (0,post_comment/* postComment */.G)(host, github, pullRequest.number, key, by, text);
        if (url !== undefined)
            urls.push(url);
    }
    return { verdict: verdicts.sort(verdict.byVerdict)[0]?.verdict, commentUrl: urls[0] };
}
/** Compares every run with what the pull request's base branch published, the worst first. */
async function compareAll(host, comparing, { github }, { run: triggering, runs }, { baseBranch, baseSha }) {
    const place = {
        github,
        workflow: triggering.path,
        runId: triggering.id,
        // The merge commit is known by the fork's word alone; the base that GitHub names is in the history of the real one.
        reference: () => Promise.resolve({ branch: baseBranch, history: baseSha })
    };
    const compared = [];
    for (const uploaded of runs) {
        const { comparison } = await (0,earlier/* compareWithEarlier */.M)(host, comparing, uploaded.run, place);
        compared.push({ uploaded, comparison });
    }
    return compared.sort((left, right) => (0,verdict.byVerdict)(left.comparison, right.comparison));
}
function reported({ run: triggering }, { uploaded: { artifact, run }, comparison }, render) {
    const context = {
        links: { run: triggering.url, artifact: `${triggering.url}/artifacts/${String(artifact.id)}` },
        attempt: triggering.attempt,
        foreign: triggering.head?.repositoryId !== triggering.repositoryId,
        maxRows
    };
    return {
        name: artifact.name,
        verdict: comparison.verdict,
        render: limit => render(run, comparison, { ...context, limit })
    };
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
