export const id = 605;
export const ids = [605];
export const modules = {

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

/***/ 70605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  reportStage: () => (/* binding */ reportStage)
});

// EXTERNAL MODULE: ./src/earlier.ts + 2 modules
var earlier = __webpack_require__(50420);
// EXTERNAL MODULE: ./src/github/artifact-names.ts
var artifact_names = __webpack_require__(68036);
// EXTERNAL MODULE: ./src/github/comment.ts + 1 modules
var comment = __webpack_require__(14106);
// EXTERNAL MODULE: ./src/baseline/zip.ts
var baseline_zip = __webpack_require__(10716);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/limits.ts
var limits = __webpack_require__(30351);
// EXTERNAL MODULE: ./src/results/proven.ts
var proven = __webpack_require__(7280);
// EXTERNAL MODULE: ./src/results/read.ts + 2 modules
var read = __webpack_require__(72460);
// EXTERNAL MODULE: ./src/github/errors.ts
var github_errors = __webpack_require__(73116);
;// CONCATENATED MODULE: ./src/github/second-stage.ts







/** The run document's name in the artifact of raw material. */
const runFile = 'run.json';
const maxArtifactBytes = 64 * 1024 * 1024;
/** Of all runs together, for all of them are kept: parsed they take several times that. */
const maxTotalLength = 2 * read/* maxRunLength */.KJ;
/**
 * Finds the pull requests of the triggering run and the runs that it uploaded as raw material.
 * A fork controls its whole job: its artifacts are read within limits and by schema, and who it is comes from REST.
 * Rejects with a GitHubError when GitHub fails; what is wrong with the run itself, fewer than `legs` artifacts included, is a
 * problem of the outcome.
 */
async function readSecondStage(github, runId, legs) {
    const run = await github.workflowRun(runId);
    if (run.event !== 'pull_request') {
        const problem = `Run ${String(runId)} was started by ${run.event}, not by a pull request; there is nothing to report.`;
        return { run, pullRequests: [], runs: [], problems: [problem] };
    }
    const { pullRequests, problem } = await findPullRequests(github, run);
    if (problem !== undefined)
        return { run, pullRequests, runs: [], problems: [problem] };
    const { runs, problems } = await readRuns(github, run, legs);
    return { run, pullRequests, runs, problems };
}
/** What the jobs of a run uploaded before the job that asks: the legs of a matrix, for the job that needs them. */
async function readUploadedRuns(github, runId, legs) {
    const run = await github.workflowRun(runId);
    return { run, ...(await readRuns(github, run, legs)) };
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
async function readRuns(github, run, legs) {
    const artifacts = newestAttempts((await github.artifacts(run.id)).filter(({ name }) => (0,artifact_names/* isRawName */.ml)(name)));
    if (artifacts.length === 0) {
        return { runs: [], problems: [`Run ${String(run.id)} uploaded nothing that this action measured.`] };
    }
    const problems = [];
    const runs = [];
    if (artifacts.length < legs) {
        problems.push(`${String(artifacts.length)} of ${String(legs)} legs uploaded what they measured; see the jobs of the others, or set the input legs to as many as there are.`);
    }
    if (artifacts.length > limits/* maxLegs */.o) {
        problems.push(`${String(artifacts.length)} artifacts, only ${String(limits/* maxLegs */.o)} are read.`);
    }
    let left = maxTotalLength;
    for (const artifact of artifacts.slice(0, limits/* maxLegs */.o)) {
        try {
            const text = await readRunText(github, artifact);
            if (text.length > left) {
                throw new errors/* InputError */.dz(`with those before it, it has more than ${String(maxTotalLength)} characters`);
            }
            left -= text.length;
            runs.push({ artifact, run: parseOwnRun(text, run) });
        }
        catch (error) {
            if (!(error instanceof errors/* InputError */.dz) && !(error instanceof github_errors/* GitHubError */.y_))
                throw error;
            problems.push(`The artifact ${artifact.name} cannot be reported: ${(0,errors/* errorMessage */.gJ)(error)}`);
        }
    }
    return { runs, problems };
}
async function readRunText(github, artifact) {
    if (artifact.expired)
        throw new errors/* InputError */.dz('it has expired');
    const zip = await github.download(artifact.id, maxArtifactBytes);
    (0,baseline_zip/* checkDigest */.H)(zip, artifact.digest);
    return (0,baseline_zip/* readZippedFile */.F)(zip, runFile, { entries: 20_000, bytes: read/* maxRunLength */.KJ });
}
function parseOwnRun(text, { id }) {
    const run = (0,read/* parseRun */.zZ)(text);
    if (run.source?.runId !== id)
        throw new errors/* InputError */.dz('its run.json is of another run');
    return (0,proven/* refuseUnproven */.wC)(run);
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
// EXTERNAL MODULE: ./src/report/sections.ts
var sections = __webpack_require__(43844);
// EXTERNAL MODULE: ./src/report/several.ts
var several = __webpack_require__(35206);
// EXTERNAL MODULE: ./src/say-verdict.ts
var say_verdict = __webpack_require__(92288);
// EXTERNAL MODULE: ./src/verdict/compare.ts + 5 modules
var compare = __webpack_require__(30584);
// EXTERNAL MODULE: ./src/verdict/verdict.ts
var verdict = __webpack_require__(91396);
;// CONCATENATED MODULE: ./src/report-stage.ts













/**
 * Reports what other jobs measured in one text, their gated metrics as one family. With `triggeringRunId` these are the runs of
 * a workflow that was not allowed to write: each is compared anew by this job's own policy, for a fork controls everything
 * that its job says. Without, they are those of the jobs before this one in its own workflow run, the legs of a matrix.
 * Rejects with a GitHubError when the run cannot be read; a comment that cannot be written is a warning.
 */
async function reportStage(host, comparing, job, triggeringRunId) {
    const { outputs } = host;
    const { github, source } = job;
    const { legs } = comparing.policy;
    const stage = triggeringRunId === undefined ? await ownStage(job, legs) : await triggeringStage(github, triggeringRunId, legs);
    const { run, subjects, problems } = stage;
    for (const problem of problems)
        outputs.warning(problem);
    if (subjects.length === 0) {
        await outputs.summary(`${(0,several/* renderSeveral */.$)([], problems, job_summary/* summaryLimit */.m)}\n`);
        return { verdicts: [], commentUrl: undefined };
    }
    // A run of which nothing or only a part can be read has not shown what it was to show.
    const found = problems.length > 0 ? [{ verdict: 'invalid' }] : [];
    const urls = [];
    for (const subject of subjects) {
        const compared = await compareAll(host, comparing, github, stage, subject);
        for (const { uploaded, comparison } of compared) {
            outputs.info(`${subject.name}, ${(0,markdown/* code */.aY)(uploaded.artifact.name)}: ${comparison.verdict}`);
        }
        (0,say_verdict/* sayRegressions */.g)(outputs, compared.map(({ comparison }) => comparison));
        found.push(...compared.flatMap(({ comparison }) => (0,verdict.verdictsOf)(comparison)).map(verdict => ({ verdict })));
        const render = (one, limit) => (0,several/* renderSeveral */.$)(compared.map(each => reported(stage, each, one)), problems, limit);
        await outputs.summary(`${render(job_summary/* renderJobSummary */.q, job_summary/* summaryLimit */.m / subjects.length)}\n`);
        const { pullRequest } = subject;
        if (!comparing.comment || pullRequest === undefined)
            continue;
        const by = { runId: run.id, runAttempt: run.attempt, headSha: pullRequest.headSha };
        const key = { key: comparing.commentKey, job: source.job };
        const text = render(report_comment/* renderComment */.w, comment/* maxReportLength */.pX);
        const url = await (0,post_comment/* postComment */.G)(host, github, pullRequest.number, key, by, text);
        if (url !== undefined)
            urls.push(url);
    }
    return { verdicts: found.sort(verdict.byVerdict).map(({ verdict }) => verdict), commentUrl: urls[0] };
}
async function triggeringStage(github, runId, legs) {
    const { pullRequests, ...stage } = await readSecondStage(github, runId, legs);
    return {
        ...stage,
        subjects: pullRequests.map(({ number, headSha, baseBranch, baseSha }) => ({
            name: `#${String(number)}`,
            pullRequest: { number, headSha },
            // The merge commit is known by the fork's word alone; the base that GitHub names is in the history of the real one.
            reference: () => Promise.resolve({ branch: baseBranch, history: baseSha })
        }))
    };
}
async function ownStage({ github, source, event, reference }, legs) {
    const { pullRequest } = event;
    const subject = pullRequest === undefined ? { name: event.name } : { name: `#${String(pullRequest.number)}`, pullRequest };
    return { ...(await readUploadedRuns(github, source.runId, legs)), subjects: [{ ...subject, reference }] };
}
/** Compares every run with what its own job would compare it with, and all of them as one family; the worst first. */
async function compareAll(host, comparing, github, { run: measured, runs, subjects }, { reference }) {
    const searches = runs.length * subjects.length;
    const place = { github, workflow: measured.path, runId: measured.id, searches, reference };
    const all = [];
    for (const uploaded of runs) {
        const { artifact, run } = uploaded;
        const commentKey = (0,artifact_names/* commentKeyIn */.kq)(artifact.name, run.source?.job ?? '') ?? comparing.commentKey;
        const { history } = await (0,earlier/* findEarlier */._)(host, { ...comparing, commentKey }, run, place);
        all.push({ ...uploaded, history });
    }
    return (0,compare/* compareRuns */.q)(all, comparing.policy)
        .flatMap((comparison, index) => all.slice(index, index + 1).map(uploaded => ({ uploaded, comparison })))
        .sort((left, right) => (0,verdict.byVerdict)(left.comparison, right.comparison));
}
function reported({ run: triggering }, { uploaded: { artifact, run }, comparison }, render) {
    const context = {
        links: { run: triggering.url, artifact: `${triggering.url}/artifacts/${String(artifact.id)}` },
        attempt: triggering.attempt,
        foreign: triggering.head?.repositoryId !== triggering.repositoryId,
        maxRows: sections/* maxRows */._q
    };
    return {
        name: (0,artifact_names/* jobIn */.Dk)(artifact.name),
        run,
        comparison,
        render: limit => render(run, comparison, { ...context, limit })
    };
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

/***/ 35206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ renderSeveral)
/* harmony export */ });
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40877);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14512);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54285);



const problemLength = 400;
const nameLength = 130;
/** Of the first line beside its sentence. */
const besideSentence = 500;
/** Below this there is no room for a run's heading and first line. */
const leastRoom = 500;
/**
 * Several runs in one text of at most `limit` characters, a section each, the first as the caller ordered them. A single
 * run of which nothing is missing is reported as if it stood alone. What could not be read is told at once: without it
 * nothing passes.
 */
function renderSeveral(runs, problems, limit) {
    const list = (open) => (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .createPart */ .yk)({ name: 'what could not be read', open }, problems, problems.length, problem => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeShort */ .iu)(problem, problemLength)}`);
    const [first] = runs;
    if (first === undefined) {
        return (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .fitParts */ .u5)({ head: ['**Nothing to report:** no figures could be read.'], foot: [] }, [list('')], limit);
    }
    if (runs.length === 1 && problems.length === 0)
        return first.render(limit);
    const told = problems.length === 0 ? [] : [list('**Could not be read:**\n')];
    // The runs themselves have at least the other half.
    const half = Math.floor(limit / 2);
    const head = (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .fitParts */ .u5)({ head: [describeAll(first, runs, problems.length, half)], foot: [] }, told, half);
    const shown = runs.slice(0, Math.floor((limit - head.length) / leastRoom));
    const left = runs.length - shown.length;
    const foot = left === 0 ? '' : `\n\n${String(left)} more ${left === 1 ? 'run is' : 'runs are'} left out here.`;
    return [head, ...renderSections(shown, limit - head.length - foot.length), foot].join('');
}
/** From the last to the first, so that the room that better runs do not need is there for the worse. */
function renderSections(runs, limit) {
    const sections = [];
    let room = limit;
    for (const [index, { name, render }] of [...runs.entries()].reverse()) {
        const heading = `\n\n#### ${describeName(name)}\n\n`;
        const section = heading + render(Math.floor(room / (index + 1)) - heading.length);
        room -= section.length;
        sections.unshift(section);
    }
    return sections;
}
function describeName(name) {
    const shown = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(name);
    return shown.length <= nameLength ? shown : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeWithin */ .Hj)(name, nameLength);
}
/** The first line: what is wrong where, then how many runs say what. */
function describeAll(first, runs, problems, limit) {
    const counts = Map.groupBy(runs, ({ comparison }) => comparison.verdict);
    const each = [...counts].map(([verdict, of]) => `${String(of.length)} × ${_headline_js__WEBPACK_IMPORTED_MODULE_0__/* .verdictWords */ .L2[verdict].toLowerCase()}`);
    const all = `${String(runs.length)} ${runs.length === 1 ? 'run' : 'runs'}`;
    if (problems > 0 && first.comparison.verdict !== 'regression') {
        return `**${_headline_js__WEBPACK_IMPORTED_MODULE_0__/* .verdictWords */ .L2.invalid}:** not all that was measured can be read; of ${all} that can: ${each.join(', ')}.`;
    }
    const { verdict, sentence } = (0,_headline_js__WEBPACK_IMPORTED_MODULE_0__/* .describeVerdict */ .XZ)(first.run, first.comparison);
    const what = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeWithin */ .Hj)((0,_headline_js__WEBPACK_IMPORTED_MODULE_0__/* .endSentence */ .H_)(sentence), limit - besideSentence);
    return `**${verdict}:** ${describeName(first.name)}: ${what} It is the worst of ${all}, whose gated metrics are judged as one family (${each.join(', ')}).`;
}


/***/ })

};
