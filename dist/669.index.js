export const id = 669;
export const ids = [669];
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

/***/ 88669:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  baseOf: () => (/* binding */ baseOf),
  createJob: () => (/* binding */ createJob)
});

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js
var lib_github = __webpack_require__(61351);
// EXTERNAL MODULE: ./src/baseline/reference-commit.ts
var reference_commit = __webpack_require__(52510);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
;// CONCATENATED MODULE: ./src/github/answers.ts

/** The parts of GitHub's answers that the program uses (https://docs.github.com/rest), in the program's words. */
const repositoryAnswer = schemas/* object */.Ikc({ id: schemas/* int */.Whr(), default_branch: schemas/* string */.YjP() })
    .transform((answer) => ({ id: answer.id, defaultBranch: answer.default_branch }));
const repositoryOwner = schemas/* object */.Ikc({ id: schemas/* int */.Whr(), owner: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }) });
const workflowRunAnswer = schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    html_url: schemas/* string */.YjP(),
    repository: schemas/* object */.Ikc({ id: schemas/* int */.Whr() }),
    // The description says that it is always there; for a deleted fork it is null.
    head_repository: repositoryOwner.nullish(),
    head_branch: schemas/* string */.YjP().nullish(),
    head_sha: schemas/* string */.YjP(),
    path: schemas/* string */.YjP(),
    event: schemas/* string */.YjP(),
    status: schemas/* string */.YjP().nullish(),
    conclusion: schemas/* string */.YjP().nullish(),
    run_attempt: schemas/* int */.Whr().default(1),
    created_at: schemas/* string */.YjP(),
    run_started_at: schemas/* string */.YjP().optional()
})
    .transform((answer) => ({
    id: answer.id,
    url: answer.html_url,
    repositoryId: answer.repository.id,
    head: answer.head_repository === undefined || answer.head_repository === null
        ? undefined
        : { repositoryId: answer.head_repository.id, owner: answer.head_repository.owner.login },
    headBranch: answer.head_branch ?? undefined,
    headSha: answer.head_sha,
    path: answer.path.replace(/@.*$/, ''),
    event: answer.event,
    status: answer.status ?? undefined,
    conclusion: answer.conclusion ?? undefined,
    attempt: answer.run_attempt,
    createdAt: answer.created_at,
    startedAt: answer.run_started_at ?? answer.created_at
}));
const workflowRunsAnswer = schemas/* object */.Ikc({ workflow_runs: schemas/* array */.YOg(workflowRunAnswer) })
    .transform(answer => answer.workflow_runs);
const artifactAnswer = schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    name: schemas/* string */.YjP(),
    size_in_bytes: schemas/* int */.Whr(),
    expired: schemas/* boolean */.zMY(),
    created_at: schemas/* string */.YjP().nullish(),
    digest: schemas/* string */.YjP().nullish(),
    workflow_run: schemas/* object */.Ikc({ id: schemas/* int */.Whr().optional() }).nullish()
})
    .transform((answer) => ({
    id: answer.id,
    name: answer.name,
    bytes: answer.size_in_bytes,
    expired: answer.expired,
    createdAt: answer.created_at ?? undefined,
    digest: answer.digest ?? undefined,
    runId: answer.workflow_run?.id
}));
const artifactsAnswer = schemas/* object */.Ikc({ artifacts: schemas/* array */.YOg(artifactAnswer) }).transform(answer => answer.artifacts);
const comparisonAnswer = schemas/* object */.Ikc({ status: schemas/* enum */.k5n(['identical', 'ahead', 'behind', 'diverged']) });
const commitAnswer = schemas/* object */.Ikc({ parents: schemas/* array */.YOg(schemas/* object */.Ikc({ sha: schemas/* string */.YjP() })) })
    .transform(answer => answer.parents.map(parent => parent.sha));
const pullRequestAnswer = schemas/* object */.Ikc({
    number: schemas/* int */.Whr(),
    html_url: schemas/* string */.YjP(),
    head: schemas/* object */.Ikc({ sha: schemas/* string */.YjP(), repo: schemas/* object */.Ikc({ id: schemas/* int */.Whr() }).nullish() }),
    base: schemas/* object */.Ikc({ ref: schemas/* string */.YjP(), sha: schemas/* string */.YjP() }),
    labels: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() }))
})
    .transform((answer) => ({
    number: answer.number,
    url: answer.html_url,
    headRepositoryId: answer.head.repo?.id,
    headSha: answer.head.sha,
    baseBranch: answer.base.ref,
    baseSha: answer.base.sha,
    labels: answer.labels.map(label => label.name)
}));
const pullRequestsAnswer = schemas/* array */.YOg(pullRequestAnswer);
/** A file; a folder is answered by a list. Above 1 MB the content is left out and the encoding is `none`. */
const fileAnswer = schemas/* object */.Ikc({ type: schemas/* literal */.euz('file'), encoding: schemas/* literal */.euz('base64'), content: schemas/* string */.YjP() });
const accountAnswer = schemas/* object */.Ikc({ login: schemas/* string */.YjP(), type: schemas/* string */.YjP() })
    .transform((answer) => ({ login: answer.login, bot: answer.type === 'Bot' }));
const commentAnswer = schemas/* object */.Ikc({ id: schemas/* int */.Whr(), html_url: schemas/* string */.YjP(), user: accountAnswer.nullish(), body: schemas/* string */.YjP().nullish() })
    .transform((answer) => ({
    id: answer.id,
    url: answer.html_url,
    author: answer.user ?? undefined,
    body: answer.body ?? ''
}));
const commentsAnswer = schemas/* array */.YOg(commentAnswer);
/** GraphQL's answer to `{ viewer { login __typename } }`. The viewer of an app's token is named with `[bot]`. */
const viewerAnswer = schemas/* object */.Ikc({ data: schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }) }) })
    .transform(({ data }) => ({ login: data.viewer.login, bot: data.viewer.login.endsWith('[bot]') }));

// EXTERNAL MODULE: ./src/github/errors.ts
var errors = __webpack_require__(73116);
;// CONCATENATED MODULE: ./src/github/download.ts

const timeoutMilliseconds = 300_000;
/**
 * Reads what lies behind an address that GitHub handed out, without the token, and stops as soon as it is more than
 * `limit` bytes; what an answer says of its own length is not asked.
 */
async function downloadBounded(fetch, address, limit, purpose, now) {
    const chunks = [];
    let bytes = 0;
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMilliseconds)]);
    try {
        const { status, body } = await fetch(address, { signal });
        if (status !== 200 || body === null) {
            // The storage says 403 and 404 for what has expired; no permission of ours would help.
            const gone = status === 403 || status === 404 ? 410 : status;
            throw (0,errors/* refusedAnswer */.Fi)({ ...purpose, status: gone, said: 'by its storage', headers: {} }, now);
        }
        for await (const chunk of body) {
            bytes += chunk.byteLength;
            if (bytes > limit) {
                throw new errors/* GitHubError */.y_('unusable', `cannot ${purpose.asked}: it has more than ${String(limit)} bytes`);
            }
            chunks.push(chunk);
        }
    }
    catch (error) {
        throw error instanceof errors/* GitHubError */.y_ ? error : (0,errors/* brokenConnection */.mI)(purpose.asked, error);
    }
    finally {
        stop.abort();
    }
    return Buffer.concat(chunks);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var core_errors = __webpack_require__(37428);
// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(83916);
;// CONCATENATED MODULE: ./src/github/requests.ts



const requests_timeoutMilliseconds = 30_000;
const maxAttempts = 3;
/** Longer than this nobody waits for a rate limit to end: the answer says when, and the run goes on without. */
const maxWaitSeconds = 60;
const failureSchema = schemas/* looseObject */._H3({
    status: schemas/* int */.Whr(),
    response: schemas/* looseObject */._H3({ headers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* undefined */.Vxk()])) })
});
/** Repeats what only reads while the failure may pass: after 1 and 3 s, or when the rate limit says. */
async function withRetries(clock, read) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await read();
        }
        catch (error) {
            const wait = error instanceof errors/* GitHubError */.y_ ? error.waitSeconds : undefined;
            if (wait === undefined || wait > maxWaitSeconds || attempt === maxAttempts)
                throw error;
            await clock.sleep(Math.max(wait, 2 * attempt - 1));
        }
    }
}
/** Sends one request and gives its answer; everything that fails becomes a GitHubError. */
async function sendOnce(send, clock, purpose, route, parameters) {
    const { request, ...rest } = parameters;
    const options = { signal: AbortSignal.timeout(requests_timeoutMilliseconds), ...request };
    try {
        return await send(route, { ...rest, request: options });
    }
    catch (error) {
        // A request without an answer has a status too: the client makes up a 500.
        const failure = failureSchema.safeParse(error);
        if (!failure.success)
            throw (0,errors/* brokenConnection */.mI)(purpose.asked, error);
        const { status, response } = failure.data;
        throw (0,errors/* refusedAnswer */.Fi)({ ...purpose, status, said: (0,src_errors/* errorMessage */.gJ)(error), headers: response.headers }, clock.now());
    }
}
/** An answer in the shape that the program relies on. */
function checkAnswer(purpose, schema, answer) {
    const result = schema.safeParse(answer);
    if (result.success)
        return result.data;
    throw new errors/* GitHubError */.y_('unusable', `cannot ${purpose.asked}: GitHub's answer is not in the documented form: ${core_errors/* prettifyError */.S1(result.error)}`);
}

;// CONCATENATED MODULE: ./src/github/upload.ts

/** Uploads files as an artifact of the running job, through the runner's own service; no permission is needed. */
async function uploadArtifact(name, root, files) {
    // Loading the client costs 0.6 s; most commands upload nothing.
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(838), __webpack_require__.e(260), __webpack_require__.e(39), __webpack_require__.e(393)]).then(__webpack_require__.bind(__webpack_require__, 91393));
    try {
        const { id, size } = await new DefaultArtifactClient().uploadArtifact(name, [...files], root);
        if (id === undefined)
            throw new Error('the service gave it no id');
        return { id, bytes: size ?? 0 };
    }
    catch (error) {
        throw new errors/* GitHubError */.y_('unavailable', `cannot upload the artifact ${name}`, {
            cause: error
        });
    }
}

;// CONCATENATED MODULE: ./src/github/client.ts





const pageSize = 100;
/** Far more than a pull request or a run has; an endless list ends here. */
const maxPages = 100;
const maxArtifactPages = 10;
/** GitHub by octokit; the SDK is loaded here, so that a command without GitHub never pays for it. */
async function createGitHub({ token, repository, apiUrl, clock }) {
    const [{ getOctokit }, { defaults }] = await Promise.all([
        Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 61351)),
        Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 85555))
    ]);
    const [owner = '', repo = ''] = repository.split('/');
    const { request } = getOctokit(token, { baseUrl: apiUrl });
    // The client's own fetch knows the runner's proxy.
    const storage = (defaults.request?.fetch ?? fetch);
    const send = (purpose, route, parameters) => sendOnce(request, clock, purpose, route, route.includes('{repo}') ? { owner, repo, ...parameters } : parameters);
    const read = async (purpose, schema, route, parameters) => {
        const answer = await withRetries(clock, () => send(purpose, route, parameters));
        return checkAnswer(purpose, schema, answer.data);
    };
    const write = async (purpose, schema, route, parameters) => checkAnswer(purpose, schema, (await send(purpose, route, parameters)).data);
    const readPages = async (page, limit = maxPages) => {
        const items = [];
        for (let number = 1; number <= limit; number += 1) {
            const more = await page(number);
            items.push(...more);
            if (more.length < pageSize)
                break;
        }
        return items;
    };
    return {
        repository: () => read({ asked: 'read the repository', needs: 'contents: read' }, repositoryAnswer, 'GET /repos/{owner}/{repo}', {}),
        workflowRuns: (workflow, branch, page) => read({ asked: `list the runs of ${workflow}`, needs: 'actions: read' }, workflowRunsAnswer, 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', { workflow_id: workflow, branch, page, per_page: pageSize, exclude_pull_requests: true }),
        workflowRun: id => read({ asked: `read run ${String(id)}`, needs: 'actions: read' }, workflowRunAnswer, 'GET /repos/{owner}/{repo}/actions/runs/{run_id}', { run_id: id, exclude_pull_requests: true }),
        artifacts: async (runId, name) => {
            const found = await readPages(page => read({ asked: `list the artifacts of run ${String(runId)}`, needs: 'actions: read' }, artifactsAnswer, 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', { run_id: runId, ...(name === undefined ? {} : { name }), page, per_page: pageSize }), maxArtifactPages);
            return found.sort((left, right) => right.id - left.id);
        },
        artifactsNamed: (name, page) => read({ asked: `list the artifacts named ${name}`, needs: 'actions: read' }, artifactsAnswer, 'GET /repos/{owner}/{repo}/actions/artifacts', { name, page, per_page: pageSize }),
        download: (artifactId, limit) => withRetries(clock, async () => {
            const purpose = { asked: `download artifact ${String(artifactId)}`, needs: 'actions: read' };
            const { headers } = await send(purpose, 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', 
            // The answer leads elsewhere, and the token must not go there.
            { artifact_id: artifactId, archive_format: 'zip', request: { redirect: 'manual' } });
            if (headers.location === undefined) {
                throw new errors/* GitHubError */.y_('unusable', `cannot ${purpose.asked}: GitHub did not say where it is`);
            }
            return downloadBounded(storage, headers.location, limit, purpose, clock.now());
        }),
        isAncestor: async (ancestor, commit) => {
            if (ancestor === commit)
                return true;
            const { status } = await read({ asked: `compare the commits ${ancestor} and ${commit}`, needs: 'contents: read' }, comparisonAnswer, 'GET /repos/{owner}/{repo}/compare/{basehead}', 
            // The first page carries up to 300 changed files, the others none.
            { basehead: `${ancestor}...${commit}`, page: 2, per_page: 1 });
            return status === 'ahead' || status === 'identical';
        },
        parents: commit => read({ asked: `read the commit ${commit}`, needs: 'contents: read' }, commitAnswer, 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}', { commit_sha: commit }),
        pullRequestsFrom: (headOwner, branch) => read({ asked: `find the pull requests of ${headOwner}:${branch}`, needs: 'pull-requests: read' }, pullRequestsAnswer, 'GET /repos/{owner}/{repo}/pulls', { state: 'open', head: `${headOwner}:${branch}`, per_page: pageSize }),
        pullRequestsOf: commit => read({ asked: `find the pull requests of commit ${commit}`, needs: 'pull-requests: read' }, pullRequestsAnswer, 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', { commit_sha: commit, per_page: pageSize }),
        file: async (path, commit) => {
            try {
                const { content } = await read({ asked: `read the file ${path} of commit ${commit}`, needs: 'contents: read' }, fileAnswer, 'GET /repos/{owner}/{repo}/contents/{path}', { path, ref: commit });
                return Buffer.from(content, 'base64').toString('utf8');
            }
            catch (error) {
                if (error instanceof errors/* GitHubError */.y_ && error.kind === 'not-found')
                    return undefined;
                throw error;
            }
        },
        comments: pullRequest => readPages(page => read({ asked: `list the comments of pull request ${String(pullRequest)}`, needs: 'pull-requests: write' }, commentsAnswer, 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments', { issue_number: pullRequest, page, per_page: pageSize })),
        createComment: (pullRequest, body) => write({ asked: `comment on pull request ${String(pullRequest)}`, needs: 'pull-requests: write' }, commentAnswer, 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { issue_number: pullRequest, body }),
        updateComment: (id, body) => write({ asked: `update comment ${String(id)}`, needs: 'pull-requests: write' }, commentAnswer, 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { comment_id: id, body }),
        viewer: () => read({ asked: 'find out whose token this is', needs: 'contents: read' }, viewerAnswer, 'POST /graphql', {
            query: '{ viewer { login } }'
        }),
        uploadArtifact: uploadArtifact
    };
}

;// CONCATENATED MODULE: ./src/github/event.ts

const payloadSchema = schemas/* object */.Ikc({
    repository: schemas/* object */.Ikc({ default_branch: schemas/* string */.YjP() }).optional().catch(undefined),
    pull_request: schemas/* object */.Ikc({
        number: schemas/* int */.Whr(),
        base: schemas/* object */.Ikc({ ref: schemas/* string */.YjP(), sha: schemas/* string */.YjP() }),
        head: schemas/* object */.Ikc({ sha: schemas/* string */.YjP() })
    })
        .optional(),
    before: schemas/* string */.YjP().optional(),
    merge_group: schemas/* object */.Ikc({ base_ref: schemas/* string */.YjP(), base_sha: schemas/* string */.YjP() }).optional(),
    workflow_run: schemas/* object */.Ikc({ id: schemas/* int */.Whr() }).optional()
});
/** Reads an event; a payload that lacks something is an event without it. */
function parseEvent(name, sha, ref, payload) {
    const { repository, pull_request, before, merge_group, workflow_run } = payloadSchema.safeParse(payload).data ?? {};
    return {
        name,
        sha,
        ref,
        defaultBranch: repository?.default_branch,
        pullRequest: pull_request === undefined
            ? undefined
            : {
                number: pull_request.number,
                baseBranch: pull_request.base.ref,
                baseSha: pull_request.base.sha,
                headSha: pull_request.head.sha
            },
        before,
        mergeGroup: merge_group === undefined
            ? undefined
            : { baseBranch: merge_group.base_ref.replace(/^refs\/heads\//, ''), baseSha: merge_group.base_sha },
        triggeringRunId: workflow_run?.id
    };
}
/** The workflow's file in `GITHUB_WORKFLOW_REF` (`owner/name/.github/workflows/perf.yml@refs/heads/main`). */
function workflowFile(workflowRef) {
    return /^[^/]+\/[^/]+\/(\.github\/workflows\/[^@]+)@/.exec(workflowRef ?? '')?.[1];
}

;// CONCATENATED MODULE: ./src/github/source.ts


/** Where on GitHub this job runs, from the runner's environment. */
function readSource() {
    return {
        repository: `${lib_github.context.repo.owner}/${lib_github.context.repo.repo}`,
        sha: lib_github.context.sha,
        ref: lib_github.context.ref,
        event: lib_github.context.eventName,
        workflow: lib_github.context.workflow,
        job: lib_github.context.job,
        runId: lib_github.context.runId,
        runAttempt: lib_github.context.runAttempt
    };
}
/** What started this job, from the runner's environment. */
function readEvent() {
    return parseEvent(lib_github.context.eventName, lib_github.context.sha, lib_github.context.ref, lib_github.context.payload);
}

;// CONCATENATED MODULE: ./src/github/job.ts





/** The running job, by its environment; GitHub is asked nothing yet. */
async function createJob(token, environment, clock) {
    const source = readSource();
    const event = readEvent();
    // Measuring needs no token. GitHub itself refuses what does, and each refusal is told where it happens.
    const known = token === '' ? 'none' : token;
    const github = await createGitHub({ token: known, repository: source.repository, apiUrl: lib_github.context.apiUrl, clock });
    let reference;
    return {
        github,
        event,
        source,
        workflow: workflowFile(environment['GITHUB_WORKFLOW_REF']),
        runUrl: `${lib_github.context.serverUrl}/${source.repository}/actions/runs/${String(source.runId)}`,
        reference() {
            reference ??= (0,reference_commit/* referenceCommit */.l)(event, commit => github.parents(commit));
            return reference;
        }
    };
}
/** The commit that a job's event is measured against, as the reference arm needs it. */
function baseOf(job) {
    return {
        isDefault: job.event.pullRequest !== undefined || job.event.mergeGroup !== undefined,
        async commit() {
            const found = await job.reference();
            if (found?.sha === undefined)
                return undefined;
            const { sha, branch } = found;
            return { sha, branch, file: path => job.github.file(path, sha) };
        }
    };
}


/***/ })

};
