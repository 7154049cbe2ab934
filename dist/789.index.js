export const id = 789;
export const ids = [789];
export const modules = {

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

/***/ 50420:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ asEarlier),
  _: () => (/* binding */ findEarlier)
});

// EXTERNAL MODULE: ./src/baseline/files.ts
var files = __webpack_require__(69744);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/github/errors.ts
var github_errors = __webpack_require__(73116);
// EXTERNAL MODULE: ./src/baseline/assemble.ts
var assemble = __webpack_require__(88811);
// EXTERNAL MODULE: ./src/baseline/document.ts
var baseline_document = __webpack_require__(84066);
// EXTERNAL MODULE: ./src/baseline/pool.ts
var baseline_pool = __webpack_require__(41197);
;// CONCATENATED MODULE: ./src/baseline/published.ts
/** Three hundred published baselines are more than a pool, its anchor and what was refused between them. */
const maxPages = 3;
const pageSize = 100;
/**
 * Lists the artifacts of a name in the whole repository: runs without one, of which there may be any number, take no request
 * each then. Only a run that is missing from a list too long to be read is asked itself. Rejects with a GitHubError.
 */
async function listPublished(github, name, requests) {
    const newest = new Map();
    let complete = false;
    for (let page = 1; page <= maxPages && !complete; page += 1) {
        requests.left -= 1;
        const listed = await github.artifactsNamed(name, page);
        for (const artifact of listed) {
            if (artifact.id > (newest.get(artifact.runId)?.id ?? 0))
                newest.set(artifact.runId, artifact);
        }
        complete = listed.length < pageSize;
    }
    return {
        of: async (runId) => {
            const known = newest.get(runId);
            if (known !== undefined || complete)
                return known;
            requests.left -= 1;
            const [own] = await github.artifacts(runId, name);
            return own;
        }
    };
}

// EXTERNAL MODULE: ./src/baseline/trust.ts
var trust = __webpack_require__(90069);
// EXTERNAL MODULE: ./src/baseline/zip.ts
var baseline_zip = __webpack_require__(10716);
;// CONCATENATED MODULE: ./src/baseline/find.ts








const find_maxPages = 5;
/** A job's token has 1,000 requests an hour for the whole repository (docs: rate limits for GITHUB_TOKEN), of which others need some. */
const [maxRequests, allRequests] = [150, 400];
const maxArtifactBytes = 1_000_000;
/**
 * The requests of each of several searches: the legs of a matrix make them all at once, and the job that judges them makes
 * them again. The newest run that may be believed carries most of what is behind it.
 */
function requestsOfEach(searches) {
    return Math.min(maxRequests, Math.floor(allRequests / searches));
}
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
    let ended;
    try {
        ended = await walk(github, search, believed, refused);
    }
    catch (error) {
        if (!(error instanceof github_errors/* GitHubError */.y_))
            throw error;
        ended = { reason: (0,errors/* errorMessage */.gJ)(error), failed: true };
    }
    const source = `artifacts of ${origin.branch} by ${origin.workflow}`;
    return (0,assemble/* assemble */.f)(source, believed, refused, search.fingerprint, baseline_pool/* maxPoolRuns */.Zy, ended);
}
async function walk(github, search, believed, refused) {
    const { origin } = search;
    const file = origin.workflow.replace(/^.*\//, '');
    const requests = { left: search.requests };
    let published;
    for (let page = 1; page <= find_maxPages; page += 1) {
        requests.left -= 1;
        const runs = await github.workflowRuns(file, origin.branch, page);
        if (runs.length === 0)
            return undefined;
        for (const { run, refused: reason } of (0,trust/* judgeOrigins */.X2)(runs, origin)) {
            if (run.id === origin.ownRunId)
                continue;
            if (reason !== undefined) {
                refused.push(refusal(run, reason, true));
                continue;
            }
            // Not before there is a run to believe: what others published is of no interest.
            published ??= await listPublished(github, search.artifact, requests);
            const result = await inspect(github, search, run, published, believed, requests);
            if ('fingerprint' in result)
                believed.push(result);
            else
                refused.push(result);
            if (believed.length === baseline_pool/* maxPoolRuns */.Zy)
                return undefined;
            if (requests.left <= 0) {
                return { reason: `${String(search.requests)} requests were made already`, failed: false };
            }
        }
    }
    return undefined;
}
/** One run whose origin is right: its artifact, its commit, then what the artifact says. */
async function inspect(github, search, run, published, believed, requests) {
    try {
        const artifact = await published.of(run.id);
        const lost = (0,trust/* refuseArtifact */.nI)(run, artifact);
        if (lost !== undefined || artifact === undefined)
            return refusal(run, lost ?? '', false);
        // What a believed run was compared with itself is in its history, and so in ours.
        if (!believed.some(({ carried }) => carried.some(({ sha }) => sha === run.headSha))) {
            requests.left -= 1;
            if (!(await github.isAncestor(run.headSha, search.history))) {
                return refusal(run, `its commit is not in the history of ${search.history.slice(0, 7)}`, true);
            }
        }
        requests.left -= 1;
        const zip = await github.download(artifact.id, maxArtifactBytes);
        (0,baseline_zip/* checkDigest */.H)(zip, artifact.digest);
        const text = await (0,baseline_zip/* readZippedFile */.F)(zip, baseline_document/* baselineFile */._S, { entries: 10, bytes: 4 * baseline_document/* maxBaselineLength */.Ov });
        const baseline = (0,baseline_document/* parseBaseline */.nk)(text);
        const reason = (0,trust/* refuseContent */.y1)(baseline, run, search.fingerprint);
        if (reason !== undefined)
            return refusal(run, reason, true);
        return (0,assemble/* believe */.T)(baseline, {
            ...describe(run),
            reason: `${run.event} of ${search.origin.branch} by this workflow, complete, proven and comparable`
        });
    }
    catch (error) {
        if (error instanceof github_errors/* GitHubError */.y_ && !hopeless.has(error.kind)) {
            return refusal(run, (0,errors/* errorMessage */.gJ)(error), error.kind === 'unusable');
        }
        if (error instanceof errors/* InputError */.dz)
            return refusal(run, (0,errors/* errorMessage */.gJ)(error), true);
        throw error;
    }
}
function refusal(run, reason, distrusted) {
    return { candidate: { ...describe(run), used: false, reason }, distrusted, runId: run.id };
}
function describe(run) {
    return {
        label: (0,baseline_pool/* labelOf */.Wy)({ id: String(run.id), runId: run.id, startedAt: run.startedAt, sha: run.headSha }),
        url: run.url
    };
}

// EXTERNAL MODULE: ./src/baseline/fingerprint.ts
var baseline_fingerprint = __webpack_require__(34319);
// EXTERNAL MODULE: ./src/github/artifact-names.ts
var artifact_names = __webpack_require__(68036);
;// CONCATENATED MODULE: ./src/earlier.ts







/** Finds the earlier runs that a run may be compared with. What GitHub refuses is in the record of what was looked at. */
async function findEarlier(host, comparing, run, place) {
    return asEarlier(await findRuns(host, comparing, run, place));
}
/** What was found, by metric. */
function asEarlier(found) {
    const { pool, anchor, record } = found;
    return { history: { figures: (0,baseline_pool/* earlierFigures */.UF)(pool), anchor: (0,baseline_pool/* earlierFigures */.UF)(anchor), record }, found };
}
const nothing = (source, ended) => ({
    record: { source, candidates: [], ...(ended === undefined ? {} : { ended }), differences: [] },
    pool: [],
    anchor: []
});
const failed = (source, reason) => nothing(source, { reason, failed: true });
async function findRuns(host, comparing, run, place) {
    const fingerprint = (0,baseline_fingerprint/* fingerprintOf */.ax)(run);
    if (comparing.baseline === 'none')
        return nothing('none');
    if (fingerprint === undefined)
        return failed(comparing.baseline, 'this run does not know its own cluster');
    if (comparing.baseline === 'file')
        return (0,files/* readBaselineFiles */.lo)(host.files, comparing.baselineFiles, fingerprint, run.id);
    const source = 'artifacts';
    if (place === undefined)
        return failed(source, 'artifacts can be read in a workflow only');
    const workflow = comparing.baselineWorkflow ?? place.workflow;
    if (workflow === undefined)
        return failed(source, 'the runner does not name the workflow; set baseline-workflow');
    try {
        const [repository, reference] = await Promise.all([place.github.repository(), place.reference()]);
        if (reference?.history === undefined) {
            return nothing(source, { reason: 'this event has no earlier commit', failed: false });
        }
        const { branch, history } = reference;
        const origin = { repositoryId: repository.id, workflow, branch, ownRunId: place.runId };
        return await findBaselines(place.github, {
            origin,
            artifact: (0,artifact_names/* baselineName */.Ri)(comparing.commentKey),
            history,
            fingerprint,
            requests: requestsOfEach(place.searches)
        });
    }
    catch (error) {
        if (!(error instanceof github_errors/* GitHubError */.y_))
            throw error;
        return failed(source, (0,errors/* errorMessage */.gJ)(error));
    }
}


/***/ }),

/***/ 68036:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dk: () => (/* binding */ jobIn),
/* harmony export */   Ri: () => (/* binding */ baselineName),
/* harmony export */   UW: () => (/* binding */ rawName),
/* harmony export */   kH: () => (/* binding */ withoutAttempt),
/* harmony export */   kq: () => (/* binding */ commentKeyIn),
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
/** Which job of a run an artifact of raw material is of, with its `comment-key`: `aks-measure`. */
function jobIn(name) {
    return withoutAttempt(name).slice(prefix.length);
}
/** The `comment-key` in the name of a job's raw material, and so in that of its baselines; `undefined` when it has none. */
function commentKeyIn(name, job) {
    const key = jobIn(name);
    const end = `-${job}`;
    const found = key.endsWith(end) ? key.slice(0, -end.length) : '';
    return /^[A-Za-z0-9_-]{1,40}$/.test(found) ? found : undefined;
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


/***/ }),

/***/ 92288:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ sayVerdict),
/* harmony export */   g: () => (/* binding */ sayRegressions)
/* harmony export */ });
/* harmony import */ var _report_headline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14512);

/** GitHub shows ten errors of a step. */
const maxAnnotations = 10;
/**
 * The first line of every report, and an error for each regression and each part without a figure that counts. Of a run that
 * did not come to its end the parts follow from the error that ended it, which is told last and needs its place.
 */
function sayVerdict(outputs, run, comparison) {
    const { verdict, sentence } = (0,_report_headline_js__WEBPACK_IMPORTED_MODULE_0__/* .describeVerdict */ .XZ)(run, comparison);
    outputs.info(`${verdict}: ${sentence}`);
    const regressions = describeRegressions([comparison]);
    if (run.complete)
        annotate(outputs, [...regressions, ...comparison.invalid], maxAnnotations);
    else
        annotate(outputs, regressions, maxAnnotations - 1);
}
/** An error for each regression. */
function sayRegressions(outputs, comparisons) {
    annotate(outputs, describeRegressions(comparisons), maxAnnotations);
}
/** The first as errors, and what GitHub would not show as plain lines. */
function annotate(outputs, sentences, most) {
    for (const sentence of sentences.slice(0, most))
        outputs.error(sentence);
    const more = sentences.slice(most);
    if (more.length > 0)
        outputs.info(`${String(more.length)} more of these, in the log alone:`);
    for (const sentence of more)
        outputs.info(`  ${sentence}`);
}
function describeRegressions(comparisons) {
    return comparisons
        .flatMap(({ metrics }) => metrics)
        .filter(({ gated, outcome }) => gated && outcome === 'regression')
        .map(({ scenario, test, metric, change }) => {
        const by = change === undefined ? '' : ` by ${((change.estimate - 1) * 100).toFixed(1)} %`;
        return `regression: ${scenario} ${test} ${metric} changed${by}`;
    });
}


/***/ }),

/***/ 30584:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ compareRun),
  q: () => (/* binding */ compareRuns)
});

// EXTERNAL MODULE: ./src/baseline/figures.ts
var baseline_figures = __webpack_require__(7338);
// EXTERNAL MODULE: ./src/results/rounds.ts
var rounds = __webpack_require__(921);
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

// EXTERNAL MODULE: ./src/verdict/policy.ts
var verdict_policy = __webpack_require__(52815);
;// CONCATENATED MODULE: ./src/verdict/control.ts



/**
 * Whether the machines changed since the earlier runs, by the path between host-network pods. With a reference arm it only
 * informs: both arms were measured on the same machines in turns. `runs` is what the reason calls those of the figures.
 */
function compareControl(run, policy, figures, runs) {
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
        return { state: 'not available', reason: `fewer than two ${runs} have a control to compare with` };
    }
    const percent = `${((Math.exp(largest.estimate) - 1) * 100).toFixed(1)} %`;
    return {
        state: test.machines,
        reason: test.machines === 'changed'
            ? `the control (${largest.id} between host-network pods) changed by ${percent}: the machines are not those of the ${runs}`
            : `the control is as in the ${runs} (largest change: ${largest.id}, ${percent})`
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
function comparePool(metrics, design, others = []) {
    for (const metric of metrics)
        check(metric);
    const results = new Map();
    for (const gated of [true, false]) {
        const tests = metrics.filter(metric => metric.gated === gated).map(testOf);
        const pValues = [...tests.map(({ p }) => p), ...(gated ? others : [])];
        const adjusted = (0,holm/* holm */.f)(pValues, design.alpha);
        for (const [index, test] of tests.entries()) {
            const step = adjusted[index];
            if (step !== undefined)
                results.set(test.metric, compareMetric(test, step, pValues.length, design));
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
        return { id, outcome: 'inconclusive', gates: false, runs, figures: undefined, familyP: p };
    const half = (level) => (0,distributions/* tUpperQuantile */.k7)(level / 2, degreesOfFreedom) * standardError;
    const twoOneSided = 2 * design.equivalenceAlpha;
    const { outcome, interval } = (0,statistics_outcome/* decide */.L)(estimate, (0,statistics_outcome/* intervalAround */.P)(estimate, half(step.level), 1 - step.level), (0,statistics_outcome/* intervalAround */.P)(estimate, half(twoOneSided), 1 - twoOneSided), margin, better);
    const detectableWith = (count) => (0,statistics_detectable/* detectableChange */.wy)(sd * predictionFactor(count), count - 1, design.alpha / family, margin, design.power);
    const detectable = detectableWith(runs);
    const gates = metric.gated && runs >= design.fewestRuns && detectable <= figures/* STATED_MARGINS */.A * margin;
    const needed = (0,statistics_detectable/* countNeeded */.DD)(figures/* STATED_MARGINS */.A * margin, design.fewestRuns, detectableWith);
    return {
        id,
        outcome,
        gates,
        runs,
        figures: { estimate, interval, p, adjustedP: step.adjusted, sd, degreesOfFreedom, detectable, needed },
        familyP: p
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

// EXTERNAL MODULE: ./src/verdict/paired.ts + 5 modules
var verdict_paired = __webpack_require__(80066);
// EXTERNAL MODULE: ./src/verdict/series.ts
var verdict_series = __webpack_require__(45120);
;// CONCATENATED MODULE: ./src/verdict/history.ts






/**
 * Compares the candidate's figures with those of earlier runs: a pool where there are several, one run as advice. `others` are
 * the p-values of runs that are judged together with this one; without them those of the policy's other legs are unknown.
 */
function compareHistory(series, policy, figures, anchor, others) {
    const known = series.flatMap(one => {
        const earlier = figures.get((0,baseline_figures/* keyText */.Pu)(one)) ?? [];
        const value = (0,verdict_series/* geometricMean */.lX)(one.rounds.map(round => round.candidate));
        if (value === undefined || earlier.length === 0)
            return [];
        const margin = (0,verdict_policy/* marginFor */.o6)(policy, one.better).log;
        return [{ id: (0,verdict_paired/* seriesId */.h)(one), better: one.better, margin, one, value, earlier, history: valuesOf(earlier) }];
    });
    const pools = known.filter(({ history }) => history.length > 1);
    const anchored = pools.flatMap(metric => {
        const old = anchor.get((0,baseline_figures/* keyText */.Pu)(metric.one)) ?? [];
        if (old.length < defaultPoolDesign.fewestRuns)
            return [];
        return [{ ...metric, id: anchorId(metric.id), earlier: old, history: valuesOf(old) }];
    });
    const wanted = [...pools, ...anchored].map(metric => ({
        ...metric,
        gated: (0,verdict_policy/* isGated */.m3)(policy, metric.one.test, metric.one.metric)
    }));
    const gated = new Set(wanted.filter(metric => metric.gated).map(metric => metric.id));
    const compared = comparePool(wanted, defaultPoolDesign, others ?? (0,verdict_policy/* unknownOthers */.i7)(policy, gated.size));
    const pooled = new Map(compared.map(result => [result.id, result]));
    const results = new Map();
    for (const metric of pools) {
        // A pool moves along with a slow decline; the anchor does not. What the pool sees too is no slow one.
        const { id } = metric;
        const [own, old] = [pooled.get(id), pooled.get(anchorId(id))];
        const declined = isGatedLoss(old) && !isGatedLoss(own);
        const chosen = declined ? old : own;
        if (chosen?.figures === undefined)
            continue;
        const { outcome, gates, runs, figures: found } = chosen;
        const { earlier, history } = (declined ? anchored.find(one => one.id === anchorId(id)) : undefined) ?? metric;
        const reference = (0,verdict_series/* geometricMean */.lX)(history) ?? NaN;
        results.set(id, {
            design: 'history',
            against: declined ? 'anchor' : 'pool',
            earlier,
            outcome,
            gates,
            ...(declined ? { reason: `a slow decline against ${describeOlder(earlier)}` } : {}),
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
            earlier: metric.earlier,
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
    return { results, familyP: compared.filter(({ id }) => gated.has(id)).map(({ familyP }) => familyP) };
}
function anchorId(id) {
    return `${id} anchor`;
}
function isGatedLoss(result) {
    return result?.gates === true && result.outcome === 'regression';
}
function valuesOf(figures) {
    return figures.map(({ value }) => value);
}
/** Which runs, by the first and the last of them. */
function describeOlder(figures) {
    return `${String(figures.length)} older runs, ${figures.at(-1)?.label ?? ''} to ${figures[0]?.label ?? ''}`;
}
function weakness(runs) {
    return runs < defaultPoolDesign.fewestRuns
        ? `${String(runs)} earlier runs, ${String(defaultPoolDesign.fewestRuns)} are needed`
        : `the ${String(runs)} earlier runs scatter too much to see a change of two margins`;
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
 * Compares runs that are reported as one, such as the legs of a matrix. Their gated metrics are one family: a reader of one
 * comment sees one false alarm, whichever leg it comes from.
 */
function compareRuns(runs, policy) {
    const [first, ...more] = runs;
    if (first !== undefined && more.length === 0)
        return [compareRun(first.run, policy, first.history)];
    const families = runs.map(({ run, history }) => familyOf(run, policy, history));
    return runs.map(({ run, history }, index) => compareRun(run, policy, history, families.toSpliced(index, 1).flat()));
}
/** The p-values by which a run's gated metrics go into Holm. */
function familyOf(run, policy, history) {
    if (run.reference === undefined) {
        return compareHistory((0,verdict_series/* seriesOf */.Lf)(run).usable, policy, history.figures, history.anchor).familyP;
    }
    const { results } = (0,verdict_paired/* compareArms */.J)(run, policy, true) ?? {};
    return [...(results?.values() ?? [])].filter(({ gated }) => gated).map(({ familyP }) => familyP);
}
/**
 * Compares a run with its own reference arm where it has one, else with earlier runs, and says what that means. Pure: the
 * same run, policy and history give the same comparison, in whatever order the run's samples are listed. `others` are the
 * p-values of the gated metrics that it is judged together with; without them it is judged as one of the policy's legs.
 */
function compareRun(given, policy, history, others) {
    const run = { ...given, samples: [...given.samples].sort(verdict_series/* byTime */.XL) };
    const series = (0,verdict_series/* seriesOf */.Lf)(run);
    const control = compareControl(run, policy, history.figures, 'earlier runs');
    // The control's own pool moves along with machines that slow down over months, as the metrics' does.
    const olderControl = compareControl(run, policy, history.anchor, 'older runs');
    const paired = run.reference === undefined ? undefined : (0,verdict_paired/* compareArms */.J)(run, policy, true, others);
    const compared = run.reference === undefined
        ? fromHistory(series.usable, policy, history, { pool: control, anchor: olderControl }, others)
        : series.usable.map(one => fromArms(one, policy, paired, history.figures));
    const missing = withoutFigures(run, policy, series);
    const absent = new Set(missing.map(verdict_paired/* seriesId */.h));
    const shown = [...compared, ...series.unusable.map(one => untested(run, one, policy, history.figures))];
    const metrics = [...missing, ...shown.filter(one => !absent.has((0,verdict_paired/* seriesId */.h)(one)))].sort(byImportance);
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
        ...(metrics.some(({ slowDecline }) => slowDecline === true) ? { olderControl } : {}),
        ...(run.reference === undefined ? {} : { reference: run.reference }),
        baseline: history.record,
        ...(paired === undefined || paired.variancePools.length === 0 ? {} : { variancePools: paired.variancePools }),
        notes: notesOn(run, policy, paired, others)
    };
}
function fromArms(series, policy, paired, figures) {
    const base = describe(series, policy, figures);
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
function fromHistory(series, policy, { figures, anchor }, controls, others) {
    const past = compareHistory(series, policy, figures, anchor, others).results;
    const deciding = [...past.values()].some(({ gates }) => gates);
    return series.map(one => {
        const base = describe(one, policy, figures);
        const candidate = (0,verdict_series/* geometricMean */.lX)(one.rounds.map(round => round.candidate));
        const now = { ...base, ...(candidate === undefined ? {} : { candidate }) };
        const result = past.get((0,verdict_paired/* seriesId */.h)(one));
        if (result === undefined) {
            return { ...now, design: 'none', outcome: 'inconclusive', pairs: 0 };
        }
        const { design, gates, pairs, reference, earlier } = result;
        const gated = base.gated && (design === 'single' ? !deciding : gates);
        // Faster machines hide a loss as well as slower ones feign it.
        const vetoed = controls[result.against].state === 'changed';
        const slowDecline = result.against === 'anchor';
        const own = vetoed && !slowDecline ? undefined : result.reason;
        const reason = [...(vetoed ? ['machines changed'] : []), ...(own === undefined ? [] : [own])].join('; ');
        return {
            ...now,
            design,
            gated,
            ...(base.gated && !gated ? { onlyAdvises: true } : {}),
            outcome: vetoed ? 'inconclusive' : result.outcome,
            ...(reason === '' ? {} : { reason }),
            reference,
            pairs,
            history: earlier,
            ...(slowDecline ? { slowDecline } : {}),
            ...change(result, result.outcome),
            ...(result.detectable === undefined
                ? {}
                : detectable(one, { detectable: result.detectable, needed: result.needed })),
            ...(result.band === undefined ? {} : { band: result.band })
        };
    });
}
/** What has no ratios, and so no change, with the figures that it has: a thousand retransmits after none must be seen. */
function untested(run, { reason, means, ...series }, policy, figures) {
    const base = describe({ ...series, rounds: [] }, policy, figures);
    const reference = run.reference === undefined ? (0,verdict_series/* geometricMean */.lX)(base.history.map(({ value }) => value)) : means.reference;
    return {
        ...base,
        ...means,
        ...(reference === undefined ? {} : { reference }),
        design: 'none',
        outcome: 'inconclusive',
        reason,
        pairs: 0
    };
}
function describe(series, policy, figures) {
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
            .filter(metric => !isMeasured(metric) && of(unusable, metric) === undefined)
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
/** What shall gate before what is only shown, worse before better before unchanged, larger changes first. */
function byImportance(left, right) {
    const rank = (one) => ((0,verdict.shallGate)(one) ? 0 : outcomes.length) + outcomes.indexOf(one.outcome);
    const size = ({ change: of }) => (of === undefined ? 0 : Math.abs(Math.log(of.estimate)));
    return rank(left) - rank(right) || size(right) - size(left);
}
function strongest(metrics) {
    const designs = ['paired', 'history', 'single'];
    return designs.find(design => metrics.some(metric => metric.design === design)) ?? 'none';
}
function notesOn(run, { legs }, paired, others) {
    const notes = [];
    if (others !== undefined && others.length > 0) {
        notes.push(`Intervals are adjusted also for ${String(others.length)} tests of gated metrics in the runs that this one is judged together with.`);
    }
    if (others === undefined && legs > 1) {
        notes.push(`Intervals are adjusted for ${String(legs)} jobs like this one, which are judged together.`);
    }
    if (run.reference?.identical === true) {
        notes.push('Both arms are the same (chart version and values): whatever differs between them is noise.');
    }
    if (run.stoppedByBudget === true) {
        notes.push(`Stopped by the time budget after ${(0,rounds/* describeRounds */.jt)(run)} rounds.`);
    }
    else if (paired?.stop !== undefined && paired.rounds < run.plan.rounds) {
        notes.push(`Stopped early: ${paired.stop.reason}.`);
    }
    return notes;
}


/***/ }),

/***/ 96150:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   invalidParts: () => (/* binding */ invalidParts)
/* harmony export */ });
/* harmony import */ var _results_lasting_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31694);
/* harmony import */ var _results_proven_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7280);
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
        const unproven = samples.filter(_results_proven_js__WEBPACK_IMPORTED_MODULE_0__/* .lacksProof */ .Lj).length;
        if (unproven > 0)
            return [`${name} ${test} has ${String(unproven)} samples without the proof that the mode demands`];
        if (samples.some(({ status }) => status === 'valid'))
            return [];
        const reason = samples.at(-1)?.reason?.message ?? result?.reason?.message ?? 'it was not measured';
        return [`${name} ${test} has no valid sample: ${reason}`];
    });
    return [...stopped, ...parts];
}


/***/ })

};
