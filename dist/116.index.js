export const id = 116;
export const ids = [116];
export const modules = {

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


/***/ })

};
