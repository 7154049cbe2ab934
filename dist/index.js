import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 83916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N_: () => (/* binding */ TransientError),
/* harmony export */   b$: () => (/* binding */ ClusterError),
/* harmony export */   cc: () => (/* binding */ CancelledError),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   gJ: () => (/* binding */ errorMessage)
/* harmony export */ });
/** A wrong input: found before anything is touched; exit code 2. The message names the input, what is wrong and what to write. */
class InputError extends Error {
    name = 'InputError';
}
/** The cluster, or something in it, failed; exit code 3. The message carries the component's own words. */
class ClusterError extends Error {
    name = 'ClusterError';
}
/** A failure that a later try may not meet: something did not answer in time, was busy, or was starting. */
class TransientError extends ClusterError {
    name = 'TransientError';
}
/** The run was stopped by a signal. */
class CancelledError extends Error {
    name = 'CancelledError';
}
/** The text of anything thrown, with the texts of its causes. */
function errorMessage(error) {
    if (!(error instanceof Error))
        return String(error);
    return error.cause === undefined ? error.message : `${error.message}: ${errorMessage(error.cause)}`;
}


/***/ }),

/***/ 73116:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
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

/***/ 73285:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ createFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



/** The machine's file system. */
function createFiles() {
    return {
        exists: node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync,
        isFolder: path => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
        read: path => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8'),
        readBytes: path => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path),
        async write(path, content, mode = 0o644) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), { recursive: true });
            const temporary = `${path}.${String(process.pid)}.tmp`;
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(temporary, content, { mode });
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, path);
        },
        async append(path, text) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), { recursive: true });
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.appendFile)(path, text);
        },
        remove: path => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { force: true, recursive: true }),
        list: async (folder) => ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(folder) ? (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder)).sort() : [])
    };
}


/***/ }),

/***/ 81177:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Hr: () => (/* binding */ startExactLimit),
/* harmony export */   _Z: () => (/* binding */ withTimeScale),
/* harmony export */   iP: () => (/* binding */ startLimit)
/* harmony export */ });
/**
 * Starts a limit on what a cluster may take: `seconds` on a normal one, longer by the time scale on one that is slow. Every
 * wait for a cluster is bounded by one, so that a single input stretches all of them.
 */
function startLimit(clock, seconds) {
    return startExactLimit(clock, seconds * clock.timeScale);
}
/** Starts a limit that is no longer on a slow cluster: it is what is left of somebody else's patience. */
function startExactLimit(clock, seconds) {
    const started = clock.seconds();
    return {
        seconds,
        left: () => started + seconds - clock.seconds(),
        isOver: () => clock.seconds() - started > seconds
    };
}
/** The same machine, whose limits are longer by a factor. */
function withTimeScale(host, timeScale) {
    return { ...host, clock: { ...host.clock, timeScale } };
}


/***/ }),

/***/ 66497:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ ExecError)
/* harmony export */ });
/** A command in a pod could not be followed to its end: the pod, the connection or the time went first. */
class ExecError extends Error {
    name = 'ExecError';
    kind;
    stdout;
    stderr;
    constructor(kind, message, stdout, stderr) {
        super(message);
        this.kind = kind;
        this.stdout = stdout;
        this.stderr = stderr;
    }
}


/***/ }),

/***/ 91396:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.r(__webpack_exports__);
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   byVerdict: () => (/* binding */ byVerdict),
/* harmony export */   exitCodeOf: () => (/* binding */ exitCodeOf),
/* harmony export */   shallGate: () => (/* binding */ shallGate),
/* harmony export */   verdictOf: () => (/* binding */ verdictOf),
/* harmony export */   verdictsOf: () => (/* binding */ verdictsOf)
/* harmony export */ });
/** Whether a metric takes part in the verdict, be it as one that could not be compared well enough. */
function shallGate({ gated, onlyAdvises }) {
    return gated || onlyAdvises === true;
}
/**
 * The verdict of rules 2. A regression is one whatever else could not be measured; a run with anything invalid is never
 * better than `invalid`, and nothing passes that was not compared in a way that could have failed: not the whole, and not
 * beside others a metric whose pool of earlier runs is too weak to gate.
 */
function verdictOf(metrics, invalid) {
    const gated = metrics.filter(metric => metric.gated);
    if (gated.some(({ outcome }) => outcome === 'regression'))
        return 'regression';
    if (invalid || gated.some(({ outcome }) => outcome === 'invalid'))
        return 'invalid';
    if (metrics.every(({ design }) => design === 'none'))
        return 'no-baseline';
    if (!gated.some(({ design }) => design === 'paired' || design === 'history'))
        return 'advisory';
    const isGood = ({ gated: decides, outcome }) => decides && (outcome === 'equivalent' || outcome === 'improvement');
    return metrics.filter(shallGate).every(isGood) ? 'pass' : 'inconclusive';
}
const worstFirst = ['regression', 'invalid', 'inconclusive', 'no-baseline', 'advisory', 'pass'];
/** Puts what is worse first; what is as bad keeps its order. */
function byVerdict(left, right) {
    return worstFirst.indexOf(left.verdict) - worstFirst.indexOf(right.verdict);
}
/** A comparison's verdict, and that something in it is invalid where a regression comes before that. */
function verdictsOf({ verdict, invalid, metrics }) {
    const alsoInvalid = invalid.length > 0 || metrics.some(({ gated, outcome }) => gated && outcome === 'invalid');
    return alsoInvalid && verdict !== 'invalid' ? [verdict, 'invalid'] : [verdict];
}
/**
 * The exit code of all that was found (rules 2): that of the worst verdict that the policy makes fail, else 0. Whoever lets
 * regressions be must still learn that something was not what it seems.
 */
function exitCodeOf(verdicts, { failOn }) {
    const worst = worstFirst.find(verdict => verdicts.includes(verdict) && failOn.includes(verdict));
    return worst === undefined ? 0 : worst === 'invalid' ? 3 : 1;
}


/***/ }),

/***/ 311:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ toolVersion)
/* harmony export */ });
/** Version of this program; a test holds it equal to package.json, which the bundle does not carry. */
const toolVersion = '0.1.0';


/***/ }),

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 35317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 49140:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("constants");

/***/ }),

/***/ 76982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 72250:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 91943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 58611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 65692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 34589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 16698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 37540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 40610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 51455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 37067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 32467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 44708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 41792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 80481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 80099:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:sqlite");

/***/ }),

/***/ 57075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 37830:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/web");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 87997:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers");

/***/ }),

/***/ 58500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 57975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 73429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 75919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 38522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 83480:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("querystring");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 53557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 64756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 52018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 87016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 39023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 46773:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("vm");

/***/ }),

/***/ 43106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  XI: () => (/* reexport */ action),
  xw: () => (/* reexport */ cli),
  bE: () => (/* reexport */ post),
  z8: () => (/* reexport */ report)
});

// EXTERNAL MODULE: ./src/host/files.ts
var host_files = __nccwpck_require__(73285);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(83916);
// EXTERNAL MODULE: ./src/host/limit.ts
var limit = __nccwpck_require__(81177);
// EXTERNAL MODULE: ./src/verdict/verdict.ts
var verdict = __nccwpck_require__(91396);
;// CONCATENATED MODULE: ./src/entries/start.ts



/** Opens clusters by the real client, loaded when the first one is opened. */
function connector(host) {
    return async (kubeconfig, context, timeScale) => {
        const [{ connect }, { stretchLimits }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(815), __nccwpck_require__.e(39), __nccwpck_require__.e(803), __nccwpck_require__.e(978)]).then(__nccwpck_require__.bind(__nccwpck_require__, 23978)),
            __nccwpck_require__.e(/* import() */ 684).then(__nccwpck_require__.bind(__nccwpck_require__, 92684))
        ]);
        return stretchLimits(connect(kubeconfig, context, host), timeScale);
    };
}
/**
 * Runs what the options ask for, says what it means and sets the step's outputs; `undefined` when only the plan was wanted.
 * A run that fails is concluded too, with what it measured until then, before its error is thrown on.
 */
async function startRun(machine, options, job) {
    const host = (0,limit/* withTimeScale */._Z)(machine, options.timeScale);
    refuseKindOutsideLinux(options, process.platform);
    const [{ run }, { conclude }, { invalidParts }, { setOutputs }] = await Promise.all([
        Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(815), __nccwpck_require__.e(557), __nccwpck_require__.e(154), __nccwpck_require__.e(460), __nccwpck_require__.e(105), __nccwpck_require__.e(795), __nccwpck_require__.e(326), __nccwpck_require__.e(884), __nccwpck_require__.e(928), __nccwpck_require__.e(796), __nccwpck_require__.e(468)]).then(__nccwpck_require__.bind(__nccwpck_require__, 47468)),
        Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(557), __nccwpck_require__.e(663), __nccwpck_require__.e(154), __nccwpck_require__.e(460), __nccwpck_require__.e(105), __nccwpck_require__.e(795), __nccwpck_require__.e(789), __nccwpck_require__.e(326), __nccwpck_require__.e(182)]).then(__nccwpck_require__.bind(__nccwpck_require__, 38182)),
        Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(150)]).then(__nccwpck_require__.bind(__nccwpck_require__, 96150)),
        __nccwpck_require__.e(/* import() */ 419).then(__nccwpck_require__.bind(__nccwpck_require__, 73419))
    ]);
    const base = job === undefined ? undefined : (await Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(119), __nccwpck_require__.e(351), __nccwpck_require__.e(669)]).then(__nccwpck_require__.bind(__nccwpck_require__, 88669))).baseOf(job);
    const say = async (one) => {
        const conclusion = await conclude(host, options.comparing, options.output, one, job);
        setOutputs(host, options.output, one, conclusion);
        return conclusion;
    };
    const finished = await run(options, {
        host,
        connect: connector(host),
        source: job?.source,
        base,
        onFailed: async (left) => {
            try {
                await say(left);
            }
            catch (error) {
                // The error of the run itself is the one to be told.
                host.outputs.warning(`what was measured could not be compared: ${(0,errors/* errorMessage */.gJ)(error)}`);
                setOutputs(host, options.output, left, undefined);
            }
        }
    });
    if (finished === undefined)
        return undefined;
    if (options.verifyOnly) {
        const parts = invalidParts(finished);
        for (const part of parts)
            host.outputs.error(part);
        return { conclusion: undefined, exitCode: parts.length > 0 ? 3 : 0 };
    }
    const conclusion = await say(finished);
    const exitCode = (0,verdict.exitCodeOf)((0,verdict.verdictsOf)(conclusion.comparison), options.comparing.policy);
    return { conclusion, exitCode };
}
/**
 * Throws an InputError for what needs Linux on another system: a cluster that is made with kind runs on the kernel of this
 * machine, which the run looks at. A plan needs nothing, and a cluster elsewhere is measured from any system.
 */
function refuseKindOutsideLinux({ cluster, planOnly }, platform) {
    if (platform === 'linux' || cluster.provider !== 'kind' || planOnly)
        return;
    const names = { win32: 'Windows', darwin: 'macOS' };
    throw new errors/* InputError */.dz(`cluster: kind needs Linux, and this is ${names[platform] ?? platform}; use a runner such as ubuntu-24.04, or measure a cluster that exists with cluster: kubeconfig`);
}
/**
 * Throws an InputError in a job of a GitHub Enterprise Server, by the same test by which @actions/artifact refuses to upload
 * there. `server` is the runner's GITHUB_SERVER_URL.
 */
function refuseEnterpriseServer(server = 'https://github.com') {
    const { hostname } = new URL(server);
    if (hostname === 'github.com' || hostname.endsWith('.ghe.com') || hostname.endsWith('.localhost'))
        return;
    throw new errors/* InputError */.dz(`This action does not run on GitHub Enterprise Server (GITHUB_SERVER_URL is ${server}), which has no artifact service for results and baselines; use the command line in a step of the job: node dist/cli.js run --baseline file --baseline-files <earlier run.json files>.`);
}

// EXTERNAL MODULE: ./src/kubernetes/port.ts
var port = __nccwpck_require__(66497);
// EXTERNAL MODULE: ./src/github/errors.ts
var github_errors = __nccwpck_require__(73116);
;// CONCATENATED MODULE: ./src/entries/exit.ts



/**
 * Exit codes besides those of a verdict. A fault of the program itself has a code that no verdict has (sysexits.h,
 * EX_SOFTWARE): 1 would mean a regression. A run stopped by a signal ends with the shell's code for SIGINT.
 */
const exitCodes = { success: 0, input: 2, invalid: 3, unexpected: 70, cancelled: 130 };
/** Runs an entry to its end and sets the exit code; the error's text is shown once, a stack only for the unexpected. */
async function withExitCode(show, entry) {
    try {
        process.exitCode = await entry();
    }
    catch (error) {
        process.exitCode = exitCodeOf(error);
        const unexpected = process.exitCode === exitCodes.unexpected && error instanceof Error;
        show(unexpected ? (error.stack ?? error.message) : (0,errors/* errorMessage */.gJ)(error));
    }
    // A signal leaves 5 s; sockets and timers of what was stopped must not hold the process any longer.
    if (process.exitCode === exitCodes.cancelled)
        process.exit();
}
function exitCodeOf(error) {
    if (error instanceof errors/* InputError */.dz)
        return exitCodes.input;
    if (error instanceof errors/* ClusterError */.b$ || error instanceof port/* ExecError */.c || error instanceof github_errors/* GitHubError */.y_) {
        return exitCodes.invalid;
    }
    if (error instanceof errors/* CancelledError */.cc)
        return exitCodes.cancelled;
    return exitCodes.unexpected;
}

;// CONCATENATED MODULE: ./src/entries/action.ts



/** Main step of the action: inputs from the environment, results as step outputs. */
async function action() {
    const { createWorkflowOutputs } = await Promise.all(/* import() */[__nccwpck_require__.e(119), __nccwpck_require__.e(838), __nccwpck_require__.e(260), __nccwpck_require__.e(154), __nccwpck_require__.e(869)]).then(__nccwpck_require__.bind(__nccwpck_require__, 55869));
    const outputs = createWorkflowOutputs();
    await withExitCode(outputs.error, async () => {
        refuseEnterpriseServer(process.env['GITHUB_SERVER_URL']);
        const [{ readEnvironment }, { parseOptions }] = await Promise.all([
            __nccwpck_require__.e(/* import() */ 392).then(__nccwpck_require__.bind(__nccwpck_require__, 38392)),
            Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(4), __nccwpck_require__.e(619)]).then(__nccwpck_require__.bind(__nccwpck_require__, 23619))
        ]);
        const options = parseOptions(readEnvironment(process.env), (0,host_files/* createFiles */.q)());
        const [{ createHost }, { createJob }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(260), __nccwpck_require__.e(709)]).then(__nccwpck_require__.bind(__nccwpck_require__, 46709)), Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(119), __nccwpck_require__.e(351), __nccwpck_require__.e(669)]).then(__nccwpck_require__.bind(__nccwpck_require__, 88669))]);
        const host = createHost(outputs);
        const job = await createJob(options.comparing.token ?? '', process.env, host.clock);
        const finished = await startRun(host, options, job);
        return finished?.exitCode ?? exitCodes.success;
    });
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
// EXTERNAL MODULE: ./src/version.ts
var version = __nccwpck_require__(311);
;// CONCATENATED MODULE: ./src/entries/cli.ts






/** The command line. Results go to stdout, everything else to stderr. */
async function cli() {
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', ignoreClosedPipe);
    await withExitCode(message => void process.stderr.write(`error: ${message}\n`), async () => {
        const { parseArguments } = await Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(4), __nccwpck_require__.e(897)]).then(__nccwpck_require__.bind(__nccwpck_require__, 12897));
        return execute(parseArguments(process.argv.slice(2), (0,host_files/* createFiles */.q)()));
    });
}
/** The reader of a pipe may leave early, as `head` does. The command goes on, so that its exit code means the same. */
function ignoreClosedPipe(error) {
    if (error.code !== 'EPIPE')
        throw error;
}
async function execute(command) {
    switch (command.kind) {
        case 'help':
            process.stdout.write(command.text);
            return exitCodes.success;
        case 'version':
            process.stdout.write(`cilium-perf-gate ${version/* toolVersion */.f}\n`);
            return exitCodes.success;
        case 'run':
            return runCommand(await terminalHost(), command);
        case 'restore':
            return restoreCommand(await terminalHost(), command.output);
        case 'sweep':
            return sweepCommand(await terminalHost(), command.githubRun);
        case 'report':
            return reportCommand(command);
        case 'compare':
            return compareCommand(await terminalHost(), command);
    }
}
async function terminalHost() {
    const [{ createHost }, { createTerminal }] = await Promise.all([
        Promise.all(/* import() */[__nccwpck_require__.e(260), __nccwpck_require__.e(709)]).then(__nccwpck_require__.bind(__nccwpck_require__, 46709)),
        Promise.all(/* import() */[__nccwpck_require__.e(154), __nccwpck_require__.e(540)]).then(__nccwpck_require__.bind(__nccwpck_require__, 31540))
    ]);
    return createHost(createTerminal());
}
async function runCommand(host, command) {
    const { leftovers } = await Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(122)]).then(__nccwpck_require__.bind(__nccwpck_require__, 65122));
    for (const undo of await leftovers(host.state)) {
        host.outputs.warning(`an earlier run, interrupted or not able to clean up, left things behind; remove them with: cilium-perf-gate restore --output ${undo.output}`);
    }
    try {
        const finished = await startRun(host, command.options, undefined);
        if (finished === undefined)
            return exitCodes.success;
        const { output } = command.options;
        process.stdout.write(await host.files.read(`${output}/summary.md`));
        host.outputs.info(`\nrun: ${output}/run.json\nsummary: ${output}/summary.md\ndocuments: ${output}/scenarios/`);
        if (finished.conclusion !== undefined)
            host.outputs.info(`comparison: ${output}/report.html, ${output}/comment.md`);
        return finished.exitCode;
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc) {
            host.outputs.info(`undo what the run made with: cilium-perf-gate restore --output ${command.options.output}`);
        }
        throw error;
    }
}
async function restoreCommand(host, output) {
    const { restoreAll } = await Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(815), __nccwpck_require__.e(154), __nccwpck_require__.e(460), __nccwpck_require__.e(105), __nccwpck_require__.e(884), __nccwpck_require__.e(928), __nccwpck_require__.e(796), __nccwpck_require__.e(8)]).then(__nccwpck_require__.bind(__nccwpck_require__, 99621));
    const { leftovers } = await Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(122)]).then(__nccwpck_require__.bind(__nccwpck_require__, 65122));
    const own = (await leftovers(host.state)).filter(undo => undo.output === (0,external_node_path_.resolve)(output)).map(undo => undo.runId);
    if (own.length === 0)
        host.outputs.info(`no interrupted run of ${output} left anything behind`);
    const left = await restoreAll(host, connector(host), undo => own.includes(undo.runId));
    if (left.length > 0)
        throw new errors/* ClusterError */.b$(left.join('\n'));
    return exitCodes.success;
}
async function sweepCommand(host, githubRun) {
    const { sweepAks } = await Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(154), __nccwpck_require__.e(884), __nccwpck_require__.e(845)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9660));
    const left = await sweepAks(host, githubRun);
    if (left.length > 0)
        throw new errors/* ClusterError */.b$(left.join('\n'));
    return exitCodes.success;
}
async function reportCommand({ run: path, output }) {
    const [{ readRun }, { writeDocuments }] = await Promise.all([
        Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(460), __nccwpck_require__.e(371)]).then(__nccwpck_require__.bind(__nccwpck_require__, 85351)),
        Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(815), __nccwpck_require__.e(154), __nccwpck_require__.e(460), __nccwpck_require__.e(105), __nccwpck_require__.e(928), __nccwpck_require__.e(377)]).then(__nccwpck_require__.bind(__nccwpck_require__, 24928))
    ]);
    const files = (0,host_files/* createFiles */.q)();
    await writeDocuments(files, (0,external_node_path_.dirname)(path), output, await readRun(files, path));
    process.stdout.write(await files.read(`${output}/summary.md`));
    return exitCodes.success;
}
async function compareCommand(host, { runs: paths, output, comparing }) {
    const [{ readRun }, { concludeFiles }, { exitCodeOf }] = await Promise.all([
        Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(460), __nccwpck_require__.e(371)]).then(__nccwpck_require__.bind(__nccwpck_require__, 85351)),
        Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(557), __nccwpck_require__.e(663), __nccwpck_require__.e(154), __nccwpck_require__.e(460), __nccwpck_require__.e(105), __nccwpck_require__.e(795), __nccwpck_require__.e(789), __nccwpck_require__.e(326), __nccwpck_require__.e(640)]).then(__nccwpck_require__.bind(__nccwpck_require__, 29640)),
        Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 91396))
    ]);
    const runs = await Promise.all(paths.map(async (path) => ({ path, run: await readRun(host.files, path) })));
    const verdicts = await concludeFiles(host, comparing, output, runs);
    process.stdout.write(await host.files.read(`${output}/comment.md`));
    return exitCodeOf(verdicts, comparing.policy);
}

;// CONCATENATED MODULE: ./src/entries/post.ts




/** A cancelled job's post steps have about five minutes (rules 5). */
const budgetSeconds = 240;
/**
 * Post step of the action: undoes what a cancelled or killed main step left, then uploads and reports what that had
 * measured. Nothing is left after a normal one.
 */
async function post() {
    const { createWorkflowOutputs } = await Promise.all(/* import() */[__nccwpck_require__.e(119), __nccwpck_require__.e(838), __nccwpck_require__.e(260), __nccwpck_require__.e(154), __nccwpck_require__.e(869)]).then(__nccwpck_require__.bind(__nccwpck_require__, 55869));
    const outputs = createWorkflowOutputs();
    await withExitCode(outputs.error, async () => {
        const [{ createHost }, { restoreAll }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(260), __nccwpck_require__.e(709)]).then(__nccwpck_require__.bind(__nccwpck_require__, 46709)),
            Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(815), __nccwpck_require__.e(154), __nccwpck_require__.e(460), __nccwpck_require__.e(105), __nccwpck_require__.e(884), __nccwpck_require__.e(928), __nccwpck_require__.e(796), __nccwpck_require__.e(8)]).then(__nccwpck_require__.bind(__nccwpck_require__, 99621))
        ]);
        const host = createHost(outputs);
        const started = host.clock.seconds();
        const timeLeft = () => budgetSeconds - (host.clock.seconds() - started);
        const left = await restoreAll(host, connector(host), () => true, timeLeft, 'this-step');
        if (await isLate(reportUnfinished(host), timeLeft())) {
            outputs.warning('there was no time left to upload and report what the stopped run had measured');
        }
        if (left.length > 0)
            throw new errors/* ClusterError */.b$(left.join('\n'));
        return exitCodes.success;
    });
    // What was given up for want of time would hold the process beyond what the runner grants.
    process.exit();
}
/** Never fails the step: what had to be undone is undone, and a report more or less changes nothing of that. */
async function reportUnfinished(host) {
    const [{ readEnvironment }, { parseOptions }, { createJob }, { concludeUnfinished }] = await Promise.all([
        __nccwpck_require__.e(/* import() */ 392).then(__nccwpck_require__.bind(__nccwpck_require__, 38392)),
        Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(4), __nccwpck_require__.e(619)]).then(__nccwpck_require__.bind(__nccwpck_require__, 23619)),
        Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(119), __nccwpck_require__.e(351), __nccwpck_require__.e(669)]).then(__nccwpck_require__.bind(__nccwpck_require__, 88669)),
        Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(815), __nccwpck_require__.e(557), __nccwpck_require__.e(663), __nccwpck_require__.e(154), __nccwpck_require__.e(460), __nccwpck_require__.e(105), __nccwpck_require__.e(795), __nccwpck_require__.e(789), __nccwpck_require__.e(326), __nccwpck_require__.e(884), __nccwpck_require__.e(928), __nccwpck_require__.e(796), __nccwpck_require__.e(874)]).then(__nccwpck_require__.bind(__nccwpck_require__, 81874))
    ]);
    try {
        const { comparing, output } = parseOptions(readEnvironment(process.env), (0,host_files/* createFiles */.q)());
        const job = await createJob(comparing.token ?? '', process.env, host.clock);
        await concludeUnfinished(host, comparing, output, job);
    }
    catch (error) {
        // The main step refused these inputs too, and said so.
        if (!(error instanceof errors/* InputError */.dz)) {
            host.outputs.warning(`cannot report what the stopped run had measured: ${(0,errors/* errorMessage */.gJ)(error)}`);
        }
    }
}
async function isLate(work, seconds) {
    const end = new Promise(resolve => {
        setTimeout(resolve, Math.max(0, seconds) * 1000, true).unref();
    });
    return Promise.race([work.then(() => false), end]);
}

;// CONCATENATED MODULE: ./src/entries/report.ts




/**
 * Reports what other jobs measured: on workflow_run, with the right to write, the run that triggered it measured without;
 * elsewhere the jobs of its own workflow run that came before it.
 */
async function report() {
    const { createWorkflowOutputs } = await Promise.all(/* import() */[__nccwpck_require__.e(119), __nccwpck_require__.e(838), __nccwpck_require__.e(260), __nccwpck_require__.e(154), __nccwpck_require__.e(869)]).then(__nccwpck_require__.bind(__nccwpck_require__, 55869));
    const outputs = createWorkflowOutputs();
    await withExitCode(outputs.error, async () => {
        refuseEnterpriseServer(process.env['GITHUB_SERVER_URL']);
        const [{ reportInputs }, { readEnvironment }, { parseOptions }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(4)]).then(__nccwpck_require__.bind(__nccwpck_require__, 14004)),
            __nccwpck_require__.e(/* import() */ 392).then(__nccwpck_require__.bind(__nccwpck_require__, 38392)),
            Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(4), __nccwpck_require__.e(619)]).then(__nccwpck_require__.bind(__nccwpck_require__, 23619))
        ]);
        const { comparing } = parseOptions(readEnvironment(process.env), (0,host_files/* createFiles */.q)(), reportInputs);
        const [{ createHost }, { createJob }, { reportStage }, { exitCodeOf }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(260), __nccwpck_require__.e(709)]).then(__nccwpck_require__.bind(__nccwpck_require__, 46709)),
            Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(119), __nccwpck_require__.e(351), __nccwpck_require__.e(669)]).then(__nccwpck_require__.bind(__nccwpck_require__, 88669)),
            Promise.all(/* import() */[__nccwpck_require__.e(798), __nccwpck_require__.e(557), __nccwpck_require__.e(663), __nccwpck_require__.e(154), __nccwpck_require__.e(460), __nccwpck_require__.e(105), __nccwpck_require__.e(795), __nccwpck_require__.e(789), __nccwpck_require__.e(605)]).then(__nccwpck_require__.bind(__nccwpck_require__, 70605)),
            Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 91396))
        ]);
        const host = createHost(outputs);
        const job = await createJob(comparing.token ?? '', process.env, host.clock);
        const { name, triggeringRunId } = job.event;
        if (name === 'workflow_run' && triggeringRunId === undefined) {
            throw new errors/* InputError */.dz('The event workflow_run names no run that triggered it, so there is nothing to report.');
        }
        const { verdicts, commentUrl } = await reportStage(host, comparing, job, triggeringRunId);
        outputs.setOutput('verdict', verdicts[0] ?? '');
        outputs.setOutput('comment-url', commentUrl ?? '');
        return exitCodeOf(verdicts, comparing.policy);
    });
}

;// CONCATENATED MODULE: ./src/index.ts
/**
 * The one bundle behind every entry. Each entry loads what it needs when it is called: loading everything costs 0.7 s
 * and 177 MB, and `--help` needs none of it.
 */





var __webpack_exports__action = __webpack_exports__.XI;
var __webpack_exports__cli = __webpack_exports__.xw;
var __webpack_exports__post = __webpack_exports__.bE;
var __webpack_exports__report = __webpack_exports__.z8;
export { __webpack_exports__action as action, __webpack_exports__cli as cli, __webpack_exports__post as post, __webpack_exports__report as report };
