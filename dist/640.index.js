export const id = 640;
export const ids = [640];
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

/***/ 29640:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   concludeFiles: () => (/* binding */ concludeFiles)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _baseline_earlier_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35478);
/* harmony import */ var _earlier_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50420);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(83916);
/* harmony import */ var _github_comment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14106);
/* harmony import */ var _report_comment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54231);
/* harmony import */ var _report_comparison_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34326);
/* harmony import */ var _report_run_link_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(91344);
/* harmony import */ var _report_sections_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43844);
/* harmony import */ var _report_several_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(35206);
/* harmony import */ var _say_verdict_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(92288);
/* harmony import */ var _verdict_compare_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(30584);
/* harmony import */ var _verdict_verdict_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(91396);













/**
 * Compares runs without GitHub and writes what a job wrote, byte for byte where it asks for the same. A single run's reports
 * go into `output`; of several, judged as one family, each has a numbered folder in it, and `comment.md` tells of all. Gives
 * every verdict, the worst first.
 */
async function concludeFiles(host, comparing, output, runs) {
    const known = [];
    for (const one of runs)
        known.push({ ...one, ...(await earlierOf(host, comparing, one)) });
    const compared = (0,_verdict_compare_js__WEBPACK_IMPORTED_MODULE_9__/* .compareRuns */ .q)(known, comparing.policy).flatMap((comparison, index) => runs.slice(index, index + 1).map(one => ({
        ...one,
        comparison,
        folder: runs.length === 1 ? output : `${output}/${String(index + 1)}`
    })));
    for (const { path, run, comparison, folder } of compared) {
        await (0,_report_comparison_files_js__WEBPACK_IMPORTED_MODULE_5__/* .writeComparison */ .Z)(host.files, folder, run, comparison, contextOf(run));
        if (runs.length > 1)
            host.outputs.info(`${path}, reported in ${folder}:`);
        (0,_say_verdict_js__WEBPACK_IMPORTED_MODULE_8__/* .sayVerdict */ .F)(host.outputs, run, comparison);
    }
    const [worst, ...better] = compared.toSorted((left, right) => (0,_verdict_verdict_js__WEBPACK_IMPORTED_MODULE_10__.byVerdict)(left.comparison, right.comparison));
    if (worst === undefined)
        throw new Error('there is nothing to compare');
    if (better.length > 0) {
        const reports = [worst, ...better].map(({ path, run, comparison }) => ({
            name: path,
            run,
            comparison,
            render: (limit) => (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_4__/* .renderComment */ .w)(run, comparison, { ...contextOf(run), limit })
        }));
        await host.files.write(`${output}/comment.md`, (0,_report_several_js__WEBPACK_IMPORTED_MODULE_7__/* .renderSeveral */ .$)(reports, [], _github_comment_js__WEBPACK_IMPORTED_MODULE_3__/* .maxReportLength */ .pX));
    }
    return [worst, ...better].flatMap(({ comparison }) => (0,_verdict_verdict_js__WEBPACK_IMPORTED_MODULE_10__.verdictsOf)(comparison));
}
/** The files that the user names; without any, what the run itself was compared with when it was measured. */
async function earlierOf(host, comparing, { path, run }) {
    const own = comparing.baseline === 'none' ? await readEarlier(host, (0,_baseline_earlier_file_js__WEBPACK_IMPORTED_MODULE_1__/* .earlierPath */ .ic)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path)), run) : undefined;
    return own === undefined ? (0,_earlier_js__WEBPACK_IMPORTED_MODULE_2__/* .findEarlier */ ._)(host, comparing, run, undefined) : (0,_earlier_js__WEBPACK_IMPORTED_MODULE_2__/* .asEarlier */ .J)(own);
}
async function readEarlier({ files }, path, { id }) {
    if (!files.exists(path))
        return undefined;
    const text = await files.read(path);
    try {
        return (0,_baseline_earlier_file_js__WEBPACK_IMPORTED_MODULE_1__/* .parseEarlier */ .CE)(text, id);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_11__/* .InputError */ .dz(`${path} is not what a run was compared with; remove it, or name --baseline-files`, {
            cause: error
        });
    }
}
function contextOf(run) {
    return {
        limit: _github_comment_js__WEBPACK_IMPORTED_MODULE_3__/* .maxReportLength */ .pX,
        links: (0,_report_run_link_js__WEBPACK_IMPORTED_MODULE_12__/* .runLink */ .u)(run),
        attempt: run.source?.runAttempt ?? 1,
        foreign: false,
        maxRows: _report_sections_js__WEBPACK_IMPORTED_MODULE_6__/* .maxRows */ ._q
    };
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
